// The takeover: the first paint stands until the live page is ready, then both swap in one frame.
// Runs inline in the head, before anything is painted; without it the first paint simply stays.
(() => {
  const root = document.documentElement;
  const address = location.pathname;
  root.classList.add("first-paint");

  // The code of the page waits until the first paint is on screen: reading 500 kB of it beforehand
  // costs a small machine as long as everything else together. A page in the background is never
  // painted, so it does not wait for ever.
  window.stoaPainted = new Promise((resolve) => {
    try {
      new PerformanceObserver((list) => {
        if (list.getEntriesByName("first-contentful-paint").length) resolve();
      }).observe({ type: "paint", buffered: true });
    } catch {
      resolve();
    }
    setTimeout(resolve, 1000);
  }).then(() => {
    const modules = document.getElementById("stoa-modules");
    for (const href of JSON.parse(modules?.textContent ?? "[]")) {
      document.head.append(
        Object.assign(document.createElement("link"), { rel: "modulepreload", href }),
      );
    }
  });

  // The router scrolls to its own idea of the place while it starts: heard, but not obeyed as long
  // as the first paint stands.
  const scroll = window.scrollTo;
  let wanted = null;
  window.scrollTo = (...place) => {
    wanted = typeof place[0] === "object" ? [place[0].left ?? 0, place[0].top ?? 0] : place;
  };

  const fields = (within) => [
    ...within.querySelectorAll("input[name],select[name],textarea[name]"),
  ];

  const nameOf = (field) =>
    field.name + (field.type === "radio" || field.type === "checkbox" ? "=" + field.value : "");

  // Fields of one name are told apart by their order.
  const numbered = (list) => {
    const seen = {};
    return new Map(
      list.map((field) => {
        const name = nameOf(field);
        seen[name] = (seen[name] ?? -1) + 1;
        return [name + "#" + seen[name], field];
      }),
    );
  };

  const isChecked = (field) => field.type === "checkbox" || field.type === "radio";

  const isTouched = (field) => {
    if (field.type === "hidden" || field.type === "file") return false;
    if (isChecked(field)) return field.checked !== field.defaultChecked;
    if (field.tagName === "SELECT") {
      if (!field.options.length) return false;
      const first = [...field.options].findIndex((option) => option.defaultSelected);
      return field.selectedIndex !== Math.max(first, 0);
    }
    return field.value !== field.defaultValue;
  };

  // React listens to native events and keeps its own idea of the value: set it past React.
  const give = (field, from) => {
    if (isChecked(field)) {
      if (field.checked !== from.checked) field.click();
      return;
    }
    const owner = Object.getPrototypeOf(field);
    Object.getOwnPropertyDescriptor(owner, "value").set.call(field, from.value);
    field.dispatchEvent(new Event(field.tagName === "SELECT" ? "change" : "input", { bubbles: true }));
  };

  const same = (element, within) => {
    if (!element || element === document.body) return null;
    if (element.id) return within.querySelector("#" + CSS.escape(element.id));
    if (element.name) {
      const all = [...within.querySelectorAll(`${element.tagName}[name="${CSS.escape(element.name)}"]`)];
      return all.find((other) => other.value === element.value) ?? all[0] ?? null;
    }
    const label = element.getAttribute("aria-label") ?? element.textContent.trim();
    return (
      [...within.querySelectorAll(element.tagName)].find(
        (other) => (other.getAttribute("aria-label") ?? other.textContent.trim()) === label,
      ) ?? null
    );
  };

  const carryOver = (first, live) => {
    const there = numbered(fields(live));
    const given = [];
    for (const [name, field] of numbered(fields(first))) {
      const target = there.get(name);
      if (!target || !isTouched(field)) continue;
      give(target, field);
      given.push(target);
    }
    for (const details of first.querySelectorAll("details[open][id]")) {
      const target = live.querySelector("#" + CSS.escape(details.id));
      if (target) target.open = true;
    }
    return given;
  };

  // A field that was filled and left before the takeover is left now: what saves it then is heard.
  const leave = (given) => {
    for (const field of given) {
      if (field === document.activeElement || isChecked(field)) continue;
      field.dispatchEvent(new FocusEvent("focusout", { bubbles: true }));
    }
  };

  // Pictures that are on screen already must not blink: have them at once.
  const showPictures = (first, live) => {
    const shown = new Set(
      [...first.querySelectorAll("img")].filter((img) => img.complete).map((img) => img.currentSrc),
    );
    for (const img of live.querySelectorAll("img")) {
      if (shown.size && img.loading === "lazy" && shown.has(img.currentSrc || img.src)) {
        img.loading = "eager";
      }
      img.decoding = "sync";
    }
  };

  const swap = () => {
    const live = document.querySelector('[data-ready="1"]');
    if (!live) return false;
    const first = document.querySelector("first-paint");
    if (first) {
      const held = document.activeElement;
      const inside = held && first.contains(held) ? held : null;
      const selection =
        inside && typeof inside.selectionStart === "number"
          ? [inside.selectionStart, inside.selectionEnd]
          : null;
      const [x, y] = scrollY === 0 && wanted ? wanted : [scrollX, scrollY];
      showPictures(first, live);
      const given = carryOver(first, live);
      const next = same(inside, live);
      root.classList.remove("first-paint");
      first.remove();
      if (next) {
        next.focus({ preventScroll: true });
        if (selection && next.setSelectionRange) {
          try {
            next.setSelectionRange(...selection);
          } catch {
            // Not every kind of field has a selection.
          }
        }
      }
      scroll.call(window, { left: x, top: y, behavior: "instant" });
      leave(given);
    }
    window.scrollTo = scroll;
    root.classList.remove("first-paint");
    performance.mark("takeover");
    dispatchEvent(new Event("stoa:takeover"));
    return true;
  };

  const waiting = new MutationObserver(() => {
    if (swap()) waiting.disconnect();
  });
  waiting.observe(document, {
    childList: true,
    subtree: true,
    attributes: true,
    attributeFilter: ["data-ready"],
  });

  // A change of page inside the shop moves the focus to the new heading, as loading a page would,
  // so that screen readers say where one is. Whoever is typing is left alone.
  const isTyping = () => /^(INPUT|TEXTAREA|SELECT)$/.test(document.activeElement?.tagName ?? "");

  const arrive = (old, tries = 120) => {
    const heading = document.querySelector('[data-ready="1"] h1');
    if (heading && heading !== old) {
      if (isTyping()) return;
      heading.tabIndex = -1;
      heading.focus({ preventScroll: true });
    } else if (tries > 0) {
      requestAnimationFrame(() => arrive(old, tries - 1));
    }
  };

  let place = location.pathname;
  const moved = () => {
    if (location.pathname === place) return;
    place = location.pathname;
    arrive(document.querySelector("h1"));
  };
  const push = history.pushState;
  history.pushState = function (...state) {
    push.apply(this, state);
    moved();
  };
  addEventListener("popstate", moved);

  // The head of the first paint is true until the address changes inside the live page.
  const leaving = new MutationObserver(() => {
    if (location.pathname === address) return;
    leaving.disconnect();
    for (const element of document.head.querySelectorAll("[data-first-paint]")) element.remove();
  });
  leaving.observe(document.head, { childList: true, subtree: true, characterData: true });
})();
