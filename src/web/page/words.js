// words.js: the page's own words, in the visitor's language. What phrase() says in others stands in
// src/session/words, as the program's phrases do; the build puts it into WORDS (src/web/words.py).

let language = ''; // that the program shows; before that, by the link, by what is kept, by the browser

function firstLanguage() {
  const wished = new URLSearchParams(location.hash.slice(1)).get('lang');
  return wished || /"language":\s*"([^"]+)"/.exec(kept() || '')?.[1] || navigator.language;
}

// The language itself, else without its last parts.
function wordsIn(tag) {
  for (let parts = tag.split('-'); parts.length; parts.pop()) {
    const name = parts.join('-').toLowerCase();
    const found = Object.keys(WORDS).find((other) => other.toLowerCase() === name);
    if (found || name === 'en') return found ? WORDS[found] : {};
  }
  return {};
}

function phrase(english, value = '') {
  return (wordsIn(language || firstLanguage())[english] || english).replace('%s', () => value);
}

// What stands on the page by itself; the rest is said when it happens.
const LABELS = {
  words: () => phrase("The same in words (F6)"),
  back: () => phrase("Back to the picture (F6)"),
  link: () => phrase("Copy a link to this place"),
  shared: () => phrase("The link, to copy by hand"),
  ok: () => phrase("Close"),
  trace: () => phrase("Download every number (CSV)"),
  licences: () => phrase("Whose work this is made of, and its licences"),
  'told-head': () => phrase("In words"),
  'own-head': () => phrase("This page"),
};

function relabel(tag) {
  if (tag === language) return;
  language = tag;
  for (const id in LABELS) element(id).textContent = LABELS[id]();
  element('canvas').setAttribute('aria-label', phrase("Gatescope: the picture. F6 shows the same in words."));
}
