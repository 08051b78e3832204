// The words of the live page: English comes from the sources, other locales from /words/{locale}.js.

const words = () =>
  (typeof window !== "undefined" && window.__STOA_WORDS__) || { locale: "en", messages: {} };

// The pseudo-locale is English to Intl.
const intlLocale = () => (words().locale === "en-XA" ? "en" : words().locale);

const numbers = new Map();
const plurals = new Map();

const cached = (cache, make) => {
  const locale = intlLocale();
  if (!cache.has(locale)) cache.set(locale, make(locale));
  return cache.get(locale);
};

const number = (value) => cached(numbers, (locale) => new Intl.NumberFormat(locale)).format(value);

const filled = (message, values) =>
  message.replace(/\{(\w+)\}/g, (place, name) => {
    if (!(name in values)) return place;
    const value = values[name];
    if (value === null || value === undefined) return "";
    return Number.isInteger(value) ? number(value) : String(value);
  });

/** The words for a message with its places filled. */
export const say = (message, values = {}) => filled(words().messages[message] ?? message, values);

/** The words for n things. */
export const count = (one, many, n, values = {}) => {
  const forms = words().messages[one];
  const category = cached(plurals, (locale) => new Intl.PluralRules(locale)).select(n ?? 0);
  const message = forms?.[category] ?? forms?.other ?? (n === 1 ? one : many);
  return filled(message, { ...values, n: n ?? 0 });
};
