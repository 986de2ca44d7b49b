// letters.js: fonts for letters that most visits do without, each a part of its own that comes when a text first needs it.

const lettersFile = (name) => `letters-${name}.tar.gz`;

// Of languages whose words the first picture has, so that it shows no boxes.
const AT_FIRST = { zh: 'chinese' };

// The language that a link asks for, else the one that was kept, else the browser's.
function languageAtFirst() {
  const wish = new URLSearchParams(location.hash.slice(1)).get('lang');
  const last = (kept() || '').match(/"language":\s*"([\w-]+)"/);
  return wish || (last && last[1]) || navigator.language;
}

// Symbols are no part of the home screen, which is what one sees who brings neither a link nor a past.
function lettersAtFirst() {
  const letters = AT_FIRST[languageAtFirst().slice(0, 2).toLowerCase()];
  return [...(letters ? [letters] : []), ...(location.hash || kept() || given ? ['symbols'] : [])];
}

// The program shows boxes until they are there.
async function fetchLetters(name) {
  try {
    await fetchPart(lettersFile(name));
    program._web_letters();
  } catch {
    say(phrase("Some letters are shown as boxes: the server does not give %s.", lettersFile(name)));
  }
}

// What came before there was a worker (worker.js), which keeps what it fetches.
function keepLetters() {
  for (const { name } of performance.getEntriesByType('resource'))
    if (name.includes('/letters-')) fetch(name).catch(() => {});
}
