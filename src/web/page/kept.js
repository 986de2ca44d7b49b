// kept.js: what the browser keeps of a visit. Storage may be forbidden, in a frame of another site for instance.

// In the browser's storage. Copies of the page at several places of one host have a state each; what was kept before they
// had is read where a copy has none yet, and stays there for the others.
const PATH = given ? '' : new URL('./', location.href).pathname;
const KEPT = `gatescope.state:${PATH}`;
const KEPT_BEFORE = 'gatescope.state';
const STATE = `${FOLDER}/state.json`;

function kept() {
  try {
    return localStorage.getItem(KEPT) ?? localStorage.getItem(KEPT_BEFORE);
  } catch {
    return null;
  }
}

let seen = null; // what storage had when it was read or written last

// What another tab has kept is taken in before this one keeps more.
function fetchKept() {
  const text = kept();
  if (text === null || text === seen) return;
  program.FS.writeFile(STATE, text);
  seen = text;
}

// A key that has this text, else one that is free: nothing that was set aside is ever written over.
function keyAside(text) {
  let key = `${KEPT}.unreadable`;
  for (let n = 1; ![null, text].includes(localStorage.getItem(key)); n++) key = `${KEPT}.unreadable-${n}`;
  return key;
}

// What the program did not understand, of another format for one, is kept before its place is taken.
function keepAside() {
  for (const name of program.FS.readdir(FOLDER).filter((entry) => entry.startsWith('state.json.unreadable'))) {
    const text = program.FS.readFile(`${FOLDER}/${name}`, { encoding: 'utf8' });
    localStorage.setItem(keyAside(text), text);
    program.FS.unlink(`${FOLDER}/${name}`);
  }
}

// Empty, or why it is not kept: storage may be full or denied. The visit goes on all the same.
function keep() {
  if (given) return '';
  try {
    const text = program.FS.readFile(STATE, { encoding: 'utf8' });
    keepAside();
    localStorage.setItem(KEPT, text);
    seen = text;
    return '';
  } catch (error) {
    return `the browser keeps nothing more (${error.name})`;
  }
}
