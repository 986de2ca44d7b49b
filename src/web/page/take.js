// take.js: files that are dropped on the page or chosen in its dialog, on their way to the program.

const OWN_MOST = 256 << 20; // bytes of what is opened at once: all of it lies in memory, some of it twice

const megabytes = (bytes) => (bytes < 1e6 ? `${Math.ceil(bytes / 1e3)} kB` : `${Math.ceil(bytes / 1e6)} MB`);
const nameOf = (path) => path.replace(/.*\//, '');
const thingOf = (path) => (path.startsWith(`${OWN}/`) ? path.split('/')[2] : '');
const newId = () => `${Date.now().toString(36)}${Math.floor(Math.random() * 36 ** 4).toString(36)}`;

// ---- names ----

const BAD_LETTERS = /[\u0000-\u001f\u007f/\\]/g; // the list that the program gets has lines and tabs

// As the file is called, without what would lead elsewhere; one that is taken gets a number.
function freeName(name, taken) {
  const clean = name.replace(BAD_LETTERS, '_').replace(/^\.+/, '').slice(-120) || 'file';
  const [, stem, ending] = clean.match(/^(.*?)((?:\.[^.]*)?)$/s);
  let free = clean;
  for (let n = 2; taken(free); n++) free = `${stem} (${n})${ending}`;
  return free;
}

// ---- the program's folders ----

const inFolder = (folder) => program.FS.readdir(folder).filter((name) => !/^\.\.?$/.test(name));

function filesIn(id) {
  return inFolder(`${OWN}/${id}`).map((name) => ({ name, data: program.FS.readFile(`${OWN}/${id}/${name}`) }));
}

function removeFolder(id) {
  const folder = `${OWN}/${id}`;
  if (!program.FS.analyzePath(folder).exists) return;
  for (const name of inFolder(folder)) program.FS.unlink(`${folder}/${name}`);
  program.FS.rmdir(folder);
}

function dropFolders() {
  for (const id of inFolder(OWN)) if (!Object.values(openNow).includes(id)) removeFolder(id);
}

function putFiles(id, list) {
  program.FS.mkdirTree(`${OWN}/${id}`);
  for (const { name, data } of list) program.FS.writeFile(`${OWN}/${id}/${name}`, data);
}

// Data that a model reads from now on lies beside that. Its name there; empty: it is none.
function moveBeside(id, data) {
  const folder = `${OWN}/${id}`;
  if (!data || thingOf(data) === id) return nameOf(data);
  const name = freeName(nameOf(data), (free) => inFolder(folder).includes(free));
  program.FS.writeFile(`${folder}/${name}`, program.FS.readFile(data));
  return name;
}

// ---- to the program ----

// beat: to go to in a lesson, from 1; 0: where it was left. Whether what is open now came of them.
function dropInto(paths, beat = 0) {
  return program.ccall('web_drop', 'boolean', ['string', 'number'], [paths.join('\n'), beat]);
}

function isSame(a, b) {
  if (a.length !== b.length) return false;
  for (let k = 0; k < a.length; k++) if (a[k] !== b[k]) return false;
  return true;
}

// The thing that has all of these files already, its main one among them, and what it has.
async function findSame(list) {
  for (const thing of things.filter(({ main }) => list.some(({ name }) => name === main))) {
    const all = await filesOf(thing.id).catch(() => []);
    if (list.every((file) => all.some((other) => other.name === file.name && isSame(file.data, other.data)))) return { thing, all };
  }
  return null;
}

// What is opened once more is not kept twice. What came of it own.opened() has been told when this ends.
async function takeTogether(list, beat = 0) {
  const same = await findSame(list);
  const id = same?.thing.id || newId();
  try {
    putFiles(id, same?.all || list);
    return dropInto(list.map(({ name }) => `${OWN}/${id}/${name}`), beat);
  } catch (error) {
    ownSay('memory', list[0].name, error.message);
    return false;
  } finally {
    if (!Object.values(openNow).includes(id)) removeFolder(id);
  }
}

async function readAll(chosen) {
  const list = [];
  for (const file of chosen) {
    const name = freeName(file.name, (free) => list.some((one) => one.name === free));
    try {
      list.push({ name, data: new Uint8Array(await file.arrayBuffer()) });
    } catch (error) { // it has gone, or may not be read
      ownSay('unread', file.name, error.name);
    }
  }
  return list;
}

async function takeFiles(chosen) {
  const all = [...chosen];
  const size = all.reduce((sum, file) => sum + file.size, 0);
  if (size > OWN_MOST) {
    const largest = all.reduce((most, file) => (file.size > most.size ? file : most));
    ownSay('large', `${largest.name} (${megabytes(largest.size)})`, megabytes(OWN_MOST));
    return;
  }
  const list = await readAll(all);
  if (list.length) await takeTogether(list);
}

// ---- what is dropped ----

// A folder stands for the files in it.
async function filesOfEntry(entry) {
  if (entry.isFile) return [await new Promise((done, failed) => { entry.file(done, failed); })];
  const reader = entry.createReader();
  const found = [];
  for (let some = [entry]; some.length;) {
    some = await new Promise((done, failed) => { reader.readEntries(done, failed); });
    for (const inner of some.filter(({ isFile }) => isFile)) found.push(...await filesOfEntry(inner));
  }
  return found;
}

async function takeDropped(transfer) {
  const all = [...transfer.files];
  const entries = [...transfer.items].map((item) => item.webkitGetAsEntry?.()).filter(Boolean);
  if (!entries.some(({ isDirectory }) => isDirectory)) return takeFiles(all);
  return takeFiles((await Promise.all(entries.map(filesOfEntry))).flat());
}
