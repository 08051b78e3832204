// Small behaviours of the page, by delegation: they work on the first paint and on the live page
// alike, need no import from a component, and do nothing where their attribute is missing.
(() => {
  const root = document.documentElement;
  root.classList.add("js");

  // Numbers: − and + step the field between them and tell whoever listens.
  document.addEventListener("click", (event) => {
    const step = event.target.closest?.("[data-step]");
    if (!step) return;
    const field = step.closest("[data-stepper]")?.querySelector("input[type=number]");
    if (!field) return;
    const next = Math.min(+field.max || 999, Math.max(+field.min || 1, (+field.value || 0) + +step.dataset.step));
    if (String(next) === field.value) return;
    const set = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "value").set;
    field.focus({ preventScroll: true });
    set.call(field, String(next));
    field.dispatchEvent(new Event("input", { bubbles: true }));
    field.dispatchEvent(new Event("change", { bubbles: true }));
    clearTimeout(field.stepped);
    field.stepped = setTimeout(() => field.blur(), 500);
  });

  // What folds on phones stands open on wider screens: by style, or here in older browsers.
  if (!CSS.supports("selector(::details-content)")) {
    const unfold = () => {
      if (innerWidth < 1024) return;
      for (const each of document.querySelectorAll("[data-fold-on-phone]:not([open])")) each.open = true;
    };
    addEventListener("resize", unfold);
    new MutationObserver(unfold).observe(root, { childList: true, subtree: true });
  }

  // Selects that are forms by themselves (country and currency).
  document.addEventListener("change", (event) => {
    const field = event.target.closest?.("[data-autosubmit]");
    // While the takeover fills the live fields nobody has chosen anything.
    const filled = root.classList.contains("first-paint") && !field?.closest("first-paint");
    if (field?.form && !filled) {
      const next = field.form.querySelector("input[name=next]");
      if (next) next.value = location.pathname + location.search;
      field.form.requestSubmit();
    }
  });

  // Drawers and dialogs: the browser's own modal, opened as the page says.
  const follow = () => {
    for (const sheet of document.querySelectorAll("dialog[data-modal]")) {
      if (sheet.dataset.modal === "1" && !sheet.open) sheet.showModal();
      if (sheet.dataset.modal !== "1" && sheet.open) sheet.close();
    }
  };
  new MutationObserver(follow).observe(root, {
    subtree: true, childList: true, attributes: true, attributeFilter: ["data-modal"],
  });
  document.addEventListener("cancel", (event) => {
    const sheet = event.target.closest?.("dialog[data-modal]");
    if (!sheet) return;
    event.preventDefault();
    sheet.querySelector("[data-close]")?.click();
  }, true);
  document.addEventListener("click", (event) => {
    const sheet = event.target;
    if (!sheet.matches?.("dialog[data-modal]")) return;
    const box = sheet.getBoundingClientRect();
    const inside = event.clientX >= box.left && event.clientX <= box.right && event.clientY >= box.top && event.clientY <= box.bottom;
    if (!inside) sheet.querySelector("[data-close]")?.click();
  });

  // Countdowns: minutes and seconds; at zero the element says so and the page is told once.
  const count = () => {
    for (const timer of document.querySelectorAll("[data-until]")) {
      const until = Date.parse(timer.dataset.until);
      if (!until) continue;
      const left = Math.max(0, Math.round((until - Date.now()) / 1000));
      timer.textContent = `${Math.floor(left / 60)}:${String(left % 60).padStart(2, "0")}`;
      if (left === 0 && timer.dataset.ended !== timer.dataset.until) {
        timer.dataset.ended = timer.dataset.until;
        timer.parentElement?.querySelector("[data-at-zero]")?.click();
      }
    }
  };
  setInterval(count, 1000);

  // What asks again every so many seconds, while somebody looks at the page.
  setInterval(() => {
    if (document.visibilityState !== "visible") return;
    for (const again of document.querySelectorAll("[data-every]")) {
      const last = +again.dataset.last || 0;
      if (!last) again.dataset.last = Date.now();
      else if (Date.now() - last >= +again.dataset.every * 1000) {
        again.dataset.last = Date.now();
        again.click();
      }
    }
  }, 1000);
  addEventListener("stoa:takeover", count);

  // Suggestions: arrows walk, Enter follows, Escape closes.
  const box = (field) => document.getElementById(field.getAttribute("aria-controls"));
  const choose = (field, list, index) => {
    const options = [...list.querySelectorAll("[role=option]")];
    options.forEach((option, i) => option.setAttribute("aria-selected", String(i === index)));
    const option = options[index];
    if (option) {
      option.id ||= `${list.id}-${index}`;
      field.setAttribute("aria-activedescendant", option.id);
      option.scrollIntoView({ block: "nearest" });
    } else field.removeAttribute("aria-activedescendant");
  };
  document.addEventListener("keydown", (event) => {
    const field = event.target.closest?.("input[data-suggest]");
    const list = field && box(field);
    if (!list) return;
    const options = [...list.querySelectorAll("[role=option]")];
    const at = options.findIndex((option) => option.getAttribute("aria-selected") === "true");
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      if (!options.length) return;
      event.preventDefault();
      list.hidden = false;
      const move = event.key === "ArrowDown" ? at + 1 : at < 0 ? options.length - 1 : at - 1;
      choose(field, list, move >= options.length ? -1 : move);
    } else if (event.key === "Enter" && at >= 0 && !list.hidden) {
      event.preventDefault();
      options[at].click();
      list.hidden = true;
    } else if (event.key === "Escape") {
      list.hidden = true;
      choose(field, list, -1);
    }
  });
  document.addEventListener("input", (event) => {
    const field = event.target.closest?.("input[data-suggest]");
    const list = field && box(field);
    if (list) list.hidden = false;
  });
  document.addEventListener("pointerdown", (event) => {
    for (const list of document.querySelectorAll(".suggestions:not([hidden])")) {
      if (!list.parentElement.contains(event.target)) list.hidden = true;
    }
  });
  document.addEventListener("click", (event) => {
    const option = event.target.closest?.(".suggestions [role=option]");
    if (option) option.closest(".suggestions").hidden = true;
    // A choice in the phone's menu closes the menu.
    if (event.target.closest?.("details[data-menu] a")) event.target.closest("details").open = false;
  });

  // Gallery: a thumbnail brings its picture into view; the strip says which one it is.
  document.addEventListener("click", (event) => {
    const thumb = event.target.closest?.("[data-picture]");
    if (!thumb) return;
    event.preventDefault();
    const strip = thumb.closest("[data-gallery]")?.querySelector(".gallery");
    const picture = strip?.children[+thumb.dataset.picture];
    if (picture) strip.scrollTo({ left: picture.offsetLeft - strip.offsetLeft, behavior: "smooth" });
    for (const other of thumb.parentElement.parentElement.querySelectorAll("[data-picture]")) {
      other.setAttribute("aria-current", String(other === thumb));
    }
  });

  // Lists of the portals: select rows, walk them with the keys.
  const selection = (list) => {
    const boxes = [...list.querySelectorAll("[data-select]")];
    const chosen = boxes.filter((box) => box.checked);
    const all = list.querySelector("[data-select-all]");
    if (all) {
      all.checked = boxes.length > 0 && chosen.length === boxes.length;
      all.indeterminate = chosen.length > 0 && chosen.length < boxes.length;
    }
    const field = list.querySelector("[data-selection]");
    if (field) field.value = chosen.map((box) => box.dataset.select).join(",");
    const count = list.querySelector("[data-selection-count]");
    if (count) count.textContent = String(chosen.length);
  };
  document.addEventListener("change", (event) => {
    const list = event.target.closest?.("[data-list]");
    if (!list) return;
    if (event.target.matches("[data-select-all]")) {
      for (const box of list.querySelectorAll("[data-select]")) box.checked = event.target.checked;
    }
    if (event.target.matches("[data-select], [data-select-all]")) selection(list);
  });
  // New rows come unselected.
  new MutationObserver((changes) => {
    for (const list of document.querySelectorAll("[data-list]")) {
      // A list that comes whole is a change of what is around it, not one inside it.
      const concerns = (change) =>
        list.contains(change.target) || [...change.addedNodes].some((node) => node.contains(list));
      if (!changes.some(concerns)) continue;
      const rows = [...list.querySelectorAll("[data-select]")].map((box) => box.dataset.select).join();
      if (list.rowsShown === rows) continue;
      list.rowsShown = rows;
      for (const box of list.querySelectorAll("[data-select]")) box.checked = false;
      selection(list);
    }
  }).observe(document.documentElement, { childList: true, subtree: true });
  document.addEventListener("keydown", (event) => {
    const list = document.querySelector('[data-ready="1"] [data-list]');
    const typing = event.target.closest?.("input:not([type=checkbox]),select,textarea,[contenteditable]");
    if (!list || typing || event.ctrlKey || event.metaKey || event.altKey) return;
    const rows = [...list.querySelectorAll("tbody tr")];
    const here = rows.findIndex((row) => row.contains(document.activeElement));
    const stops = (row) => row?.querySelector("a") ?? row?.querySelector("input");
    if (event.key === "/") list.querySelector("input[type=search]")?.focus();
    else if (event.key === "j") stops(rows[Math.min(here + 1, rows.length - 1)])?.focus();
    else if (event.key === "k") stops(rows[Math.max(here - 1, 0)])?.focus();
    else if (event.key === "x" && here >= 0) rows[here].querySelector("[data-select]")?.click();
    else return;
    event.preventDefault();
  });
})();

// Files that are sent without leaving the page: the form goes by itself, then the page is told.
// A refusal, which the server tells on the page it sends to, is gone to as if there were no script.
document.addEventListener("submit", async (event) => {
  const form = event.target.closest?.("form[data-upload]");
  if (!form || form.dataset.sending) return;
  event.preventDefault();
  form.dataset.sending = "1";
  form.setAttribute("aria-busy", "true");
  try {
    const answer = await fetch(form.action, { method: "POST", body: new FormData(form) });
    const there = new URL(answer.url);
    if (!answer.ok || there.searchParams.has("said")) location.assign(there.href);
    else {
      form.reset();
      form.querySelector("[data-sent]")?.click();
    }
  } catch {
    location.reload();
  } finally {
    delete form.dataset.sending;
    form.removeAttribute("aria-busy");
  }
});
