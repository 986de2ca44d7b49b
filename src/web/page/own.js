// own.js: what the visitor has opened of their own is kept in the browser (IndexedDB): a thing for each model or lesson,
// with the files beside it. src/ui/window/own_web.c is the other side of `own`, and own_words.c has the words of what is
// said. The page works without a store, too.

const OWN = '/own'; // in the program's files: a folder for each thing
const OWN_STORE = `gatescope.own:${PATH}`; // two copies on one host leave each other's alone
const OWN_FORMAT = 1;
const LESSON = 0;
const MODEL = 1;

let things = []; // that are kept, the newest first: { id, format, kind, name, lesson, when, main, data, size }
let ownStore = null; // null: there is none, and ownTrouble says why
let ownTrouble = '';
let removed = null; // what was removed last, and can come back: { thing, list }
let keeping = Promise.resolve(); // one change after the other
let dataNow = ''; // what the model that is looked into reads, a file beside it; empty: nothing
const openNow = { [LESSON]: '', [MODEL]: '' }; // the thing of the lesson, and of the model that is looked into

// ---- what is said, in the program's words ----

let unsaid = []; // before the program runs; null: it does

function ownSay(name, one = '', two = '') {
  if (unsaid) unsaid.push([name, one, two]);
  else program.ccall('web_say', null, ['string', 'string', 'string'], [name, one, two]);
}

function sayUnsaid() {
  const words = unsaid;
  unsaid = null;
  for (const said of words) ownSay(...said);
}

// ---- the store ----

const answered = (request) => new Promise((done, failed) => {
  request.onsuccess = () => done(request.result);
  request.onerror = () => failed(request.error);
});

// One that does not answer must not keep the page closed.
const late = () => new Promise((done, failed) => {
  setTimeout(() => failed(new DOMException('', 'TimeoutError')), 3000);
});

async function openStore() {
  const asked = indexedDB.open(OWN_STORE, OWN_FORMAT);
  asked.onupgradeneeded = () => {
    asked.result.createObjectStore('things', { keyPath: 'id' });
    asked.result.createObjectStore('files');
  };
  const store = await Promise.race([answered(asked), late()]);
  store.onversionchange = () => store.close(); // a newer page wants to change it
  return store;
}

function isUnderstood(thing) {
  const texts = [thing.id, thing.name, thing.main, thing.data, thing.lesson];
  return thing.format === OWN_FORMAT && texts.every((text) => typeof text === 'string') && /^\w+$/.test(thing.id) &&
    [LESSON, MODEL].includes(thing.kind) && Number.isSafeInteger(thing.when);
}

// The store may be denied, or a newer page's: then that is left as it is.
async function ownStart() {
  if (given) return;
  try {
    ownStore = await openStore();
    const all = await answered(ownStore.transaction('things').objectStore('things').getAll());
    things = all.filter(isUnderstood).sort((a, b) => b.when - a.when);
    if (things.length < all.length) ownSay('newer');
  } catch (error) {
    ownTrouble = error?.name || 'Error';
    if (ownTrouble === 'VersionError') ownSay('newer');
  }
}

// [{ name, data }]
const filesOf = (id) => answered(ownStore.transaction('files').objectStore('files').get(id));

// All of it, or nothing.
function change(make) {
  return new Promise((done, failed) => {
    const whole = ownStore.transaction(['things', 'files'], 'readwrite');
    whole.oncomplete = done;
    whole.onabort = () => failed(whole.error);
    make(whole.objectStore('things'), whole.objectStore('files'));
  });
}

const store = (thing, list) => change((of, files) => of.put(thing) && files.put(list, thing.id));
const forget = (id) => change((of, files) => of.delete(id) && files.delete(id));

// ---- keeping ----

const troubleOf = (error) => (error?.name === 'QuotaExceededError' ? 'full' : 'denied');
const changed = () => program.ccall('web_listed', null, [], []);

async function keepThing(thing, list) {
  const known = things.some(({ id }) => id === thing.id);
  if (!ownStore && ownTrouble !== 'VersionError') ownSay('denied', thing.name, ownTrouble);
  if (!ownStore) return;
  try {
    await store(thing, list);
    things = [thing, ...things.filter(({ id }) => id !== thing.id)];
    readdress();
    if (!known && thing.name !== thing.main) ownSay('renamed', thing.main, thing.name);
  } catch (error) {
    ownSay(troubleOf(error), thing.name, error?.name || 'Error');
  }
  changed();
}

async function removeThing(id) {
  const thing = things.find((one) => one.id === id);
  if (!thing) return;
  try {
    removed = { thing, list: await filesOf(id) };
    await forget(id);
    things = things.filter((one) => one.id !== id);
  } catch (error) {
    removed = null;
    ownSay('lost', thing.name, error?.name || 'Error');
  }
  changed();
}

async function restoreThing() {
  if (!removed) return;
  const { thing, list } = removed;
  try {
    await store(thing, list);
    removed = null;
    things = [...things, thing].sort((a, b) => b.when - a.when);
  } catch (error) {
    ownSay(troubleOf(error), thing.name, error?.name || 'Error');
  }
  changed();
}

// ---- opened again ----

function putThing(thing, list) {
  removeFolder(thing.id);
  putFiles(thing.id, list);
  return [thing.main, thing.data].filter(Boolean).map((name) => `${OWN}/${thing.id}/${name}`);
}

// beat: as dropInto has it. Whether it is open.
async function openThing(thing, beat = 0) {
  try {
    return dropInto(putThing(thing, await filesOf(thing.id)), beat);
  } catch (error) {
    ownSay('lost', thing.name, error?.name || 'Error');
    return false;
  }
}

// The lesson that was open when the page was left lies where it lay.
async function bringBack() {
  let last = '';
  try {
    last = thingOf(JSON.parse(kept() || '{}').last_lesson || '');
  } catch { /* what is not understood there the program says */ }
  const thing = things.find(({ id }) => id === last);
  const list = thing && await filesOf(last).catch(() => null);
  if (!list) return;
  putThing(thing, list);
  openNow[LESSON] = last;
  carry(thing, list);
}

// ---- what the program asks for ----

// It has opened this: path is the model's or the lesson's, data what the model reads, lesson the lesson's id.
function opened(kind, path, data, lesson) {
  const id = thingOf(path);
  const known = things.find((thing) => thing.id === id);
  if (!id) return;
  openNow[kind] = id;
  const beside = moveBeside(id, data);
  dropFolders();
  const list = filesIn(id);
  const main = nameOf(path);
  const thing = { id, format: OWN_FORMAT, kind, lesson, main, when: Math.floor(Date.now() / 1000),
    name: known?.name || freeName(main, (free) => things.some(({ name }) => name === free)),
    data: beside || known?.data || '', size: list.reduce((sum, file) => sum + file.data.length, 0) };
  if (kind === LESSON) carry(thing, list);
  else dataNow = beside;
  if (!given) keeping = keeping.then(() => keepThing(thing, list));
}

// A line of each, as own.h has it.
function listThings() {
  const all = removed ? [...things, removed.thing].sort((a, b) => b.when - a.when) : things;
  return all.map((thing) => [thing.id, thing.kind, thing.when, Number(thing === removed?.thing), thing.name].join('\t')).join('\n');
}

const own = {
  kept: () => !given,
  choose: () => element('files').click(),
  opened,
  list: listThings,
  open: (id) => openThing(things.find((thing) => thing.id === id)),
  remove: (id) => { keeping = keeping.then(() => removeThing(id)); },
  restore: () => { keeping = keeping.then(restoreThing); },
};
