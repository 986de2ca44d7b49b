// The page round the canvas: fetches the program and its files, makes of a link the words of a command
// line, and gives the program what a desktop gives it otherwise: a clipboard, a place to keep its
// state, a way for files in and out. src/ui/host_web.c is the other side of `services`.
'use strict';

const KEPT = 'gatescope.state'; // in the browser's storage
const FOLDER = '/state/gatescope'; // in the program's own files
const STATE = `${FOLDER}/state.json`;
const OUT = '/out'; // what the program writes for its user
const DROPPED = '/dropped';
const LARGEST_DROP = 64 << 20;
const TOOLS = ['opening', 'practise', 'sandbox', 'digits', 'text', 'training'];

const element = (id) => document.getElementById(id);
const prefers = (what) => matchMedia(`(prefers-${what})`).matches;

// ---- files ----

// A page that has its files in it (src/web/notebook.py) asks nobody for them; what it opens is `given`: the words of
// a command line, and files for them. It keeps nothing, and leaves the page around it as it is.
const held = (name) => element(`file:${name}`);
const unheld = (text) => Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
const given = element('given') && JSON.parse(element('given').textContent);

async function fetchBytes(name) {
  if (held(name)) return unheld(held(name).textContent).buffer;
  const response = await fetch(name);
  if (!response.ok) throw new Error(`${name}: ${response.status}`);
  return response.arrayBuffer();
}

// Files lie on the server compressed, whatever it knows of that; one that unpacks them itself does no harm.
async function fetchUnpacked(name) {
  const bytes = await fetchBytes(name);
  const start = new Uint8Array(bytes, 0, 2);
  if (start[0] !== 0x1f || start[1] !== 0x8b) return bytes;
  return new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip'))).arrayBuffer();
}

// The files of a tar archive (ustar: headers of 512 bytes, names first, sizes in octal at 124).
function* archived(bytes) {
  const text = new TextDecoder();
  const field = (at, size) => text.decode(new Uint8Array(bytes, at, size)).replace(/\0.*$/s, '');
  for (let at = 0; at + 512 <= bytes.byteLength && field(at, 100);) {
    const size = parseInt(field(at + 124, 12), 8);
    if (field(at + 156, 1) === '0') yield { path: field(at, 100), data: new Uint8Array(bytes, at + 512, size) };
    at += 512 + Math.ceil(size / 512) * 512;
  }
}

function download(name, data) {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([data]));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60000);
}

// ---- what is kept: storage may be forbidden, in a frame of another site for instance ----

function kept() {
  try {
    return localStorage.getItem(KEPT);
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

// ---- links ----

// #lesson=ID&beat=N&theme=light&lang=zh, #state=TEXT, #opening or #digits as the words of a command line.
function wordsOf(hash) {
  const wish = new URLSearchParams(hash.slice(1));
  const options = [];
  const option = (name, value) => value && options.push(`--${name}`, value);
  const motion = prefers('reduced-motion: reduce') ? 'reduced' : '';
  option('lang', wish.get('lang'));
  if (wish.has('opening')) option('motion', motion);
  for (const tool of TOOLS) if (wish.has(tool)) return [tool, ...options];
  option('beat', wish.get('beat'));
  option('theme', wish.get('theme') || (kept() ? '' : preferredTheme()));
  option('motion', motion);
  const named = [wish.get('state'), wish.get('lesson')].filter(Boolean);
  return ['open', ...options, '--', ...named];
}

function preferredTheme() {
  if (prefers('contrast: more')) return 'contrast';
  return prefers('color-scheme: light') ? 'light' : 'dark';
}

function linkTo(state) {
  if (given) return state;
  return `${location.href.replace(/#.*/s, '')}#state=${state}`;
}

function copyText(text) {
  const field = element('address');
  const focused = document.activeElement;
  field.value = text;
  if (navigator.clipboard) {
    navigator.clipboard.writeText(text).catch(() => say('The link stands below: the browser does not let it be copied.'));
    return true;
  }
  field.select();
  const copied = document.execCommand('copy');
  focused.focus();
  return copied;
}

// ---- the program ----

let program; // the module that runs in the canvas
let files; // its files, and its code: for a second run
let pasted = '';

function say(text) {
  element('done').textContent = text;
}

const services = {
  copy: (state) => copyText(linkTo(state)),
  pasted: () => pasted,
  fetch: fetchKept,
  keep,
  give: () => give(program),
  tell(title, text, language) {
    const told = element('told');
    document.title = title;
    told.lang = language;
    told.replaceChildren(...text.trim().split('\n').filter(Boolean).map((line) => {
      const paragraph = document.createElement('p');
      paragraph.textContent = line;
      return paragraph;
    }));
  },
  point: (label) => { element('point').textContent = label; },
  closed,
};

// Gives the user what lies in the program's folder.
function give(module) {
  for (const name of module.FS.readdir(OUT).filter((entry) => !entry.startsWith('.'))) {
    download(name, module.FS.readFile(`${OUT}/${name}`));
    module.FS.unlink(`${OUT}/${name}`);
  }
}

function closed(why, isKept = true) {
  const end = why || 'Gatescope is closed.' + (isKept ? ' What you did is kept.' : '');
  element('why').textContent = end + (isKept ? '' : ' What you did last is not kept.');
  element('closed').hidden = false;
  element('canvas').hidden = true;
  element('again').focus();
}

function unpack(module, archive) {
  for (const { path, data } of archive) {
    module.FS.mkdirTree(`/${path}`.replace(/\/[^/]*$/, ''));
    module.FS.writeFile(`/${path}`, data);
  }
}

// Digits and texts: only their own screens need them, so the first frame does not wait for them.
async function fetchMore() {
  unpack(program, archived(await fetchUnpacked('more.tar.gz')));
}

async function createProgram(canvas, told) {
  const module = await createGatescope({
    canvas,
    page: services,
    print: () => {},
    printErr: (line) => told.push(line),
    instantiateWasm(imports, done) {
      WebAssembly.instantiate(files.code, imports).then((instance) => done(instance));
      return {};
    },
    preRun: [(m) => Object.assign(m.ENV, {
      HOME: '/home/web_user',
      XDG_STATE_HOME: '/state',
      GATESCOPE_LESSONS: '/lessons',
      GATESCOPE_ASSETS: '/assets',
      GATESCOPE_FONTS: '/fonts',
      LANG: navigator.language.replace('-', '_'),
      SDL_EMSCRIPTEN_KEYBOARD_ELEMENT: '#canvas',
    })],
  });
  for (const folder of [FOLDER, OUT, DROPPED]) module.FS.mkdirTree(folder);
  unpack(module, files.archive);
  module.FS.chdir(OUT);
  return module;
}

function takeGiven() {
  for (const name in given.files) program.FS.writeFile(`${DROPPED}/${name}`, unheld(given.files[name]));
  return given.words;
}

async function start() {
  const told = [];
  const [code, archive] = await Promise.all([
    fetchUnpacked('gatescope.wasm.gz').then((bytes) => WebAssembly.compile(bytes)), fetchUnpacked('gatescope.tar.gz')]);
  files = { code, archive: [...archived(archive)] };
  program = await createProgram(element('canvas'), told);
  fetchKept();
  const words = given ? takeGiven() : wordsOf(location.hash);
  if (TOOLS.includes(words[0])) await fetchMore();
  else if (!given) setTimeout(() => fetchMore().catch((error) => say(error.message)), 500);
  if (!given) history.replaceState(null, '', location.pathname + location.search); // a reload goes on, not back
  element('wait').remove();
  if (!given) element('canvas').focus();
  const status = program.callMain(words); // returns at once: frames go on
  if (status) closed(told.join(' '));
}

// Every number of the run that is on the screen, as `gatescope trace` writes it.
async function downloadTrace() {
  const told = [];
  const state = takeState();
  const module = await createProgram(null, told);
  module.callMain(['trace', '--state', state, '-o', `${OUT}/trace.csv`]);
  give(module);
  say(told.length ? told.join(' ') : 'Every number is in trace.csv.');
}

function takeState() {
  const pointer = program._web_state();
  const text = program.UTF8ToString(pointer);
  program._free(pointer);
  return text;
}

async function takeFiles(dropped) {
  const names = [];
  for (const file of dropped) {
    if (file.size > LARGEST_DROP) continue;
    const path = `${DROPPED}/${file.name.replace(/[^\w.-]/g, '_')}`;
    program.FS.writeFile(path, new Uint8Array(await file.arrayBuffer()));
    names.push(path);
  }
  const lesson = names.find((path) => path.endsWith('.json')) || names[0]; // weights lie beside it
  if (lesson) program.ccall('web_drop', null, ['string'], [lesson]);
}

// ---- the keyboard: the browser keeps its own keys, and F6 changes between picture and text ----

const BROWSERS = new Set(['KeyL', 'KeyN', 'KeyR', 'KeyT', 'KeyW', 'Tab', 'Equal', 'Minus', 'Digit0']);

function leftToBrowser(event) {
  const command = event.ctrlKey || event.metaKey;
  return event.key === 'F11' || event.key === 'F12' || event.altKey || (command && BROWSERS.has(event.code)) ||
    (command && event.code === 'KeyV'); // comes back as a paste
}

function onKey(event) {
  const canvas = element('canvas');
  if (event.key === 'F6') {
    event.preventDefault();
    event.stopImmediatePropagation();
    (document.activeElement === canvas ? element('told') : canvas).focus();
  } else if (event.target === canvas && leftToBrowser(event)) {
    event.stopImmediatePropagation();
  }
}

function onPaste(event) {
  if (document.activeElement !== element('canvas')) return;
  const text = event.clipboardData.getData('text');
  pasted = (text.match(/gatescope:\d+:[\w-]+/) || [text])[0]; // also out of a link
  program._web_paste();
}

// ---- events of the page ----

function listen() {
  const canvas = element('canvas');
  document.addEventListener('keydown', onKey, true);
  document.addEventListener('paste', onPaste);
  canvas.addEventListener('pointerdown', () => canvas.focus());
  canvas.addEventListener('contextmenu', (event) => event.preventDefault());
  document.addEventListener('dragover', (event) => event.preventDefault());
  document.addEventListener('drop', (event) => {
    event.preventDefault();
    takeFiles(event.dataTransfer.files);
  });
  element('back').addEventListener('click', () => canvas.focus());
  element('again').addEventListener('click', () => location.reload());
  element('trace').addEventListener('click', downloadTrace);
  element('link').addEventListener('click', () => {
    say('The link is copied.');
    copyText(linkTo(takeState()));
  });
  addEventListener('pagehide', () => program._web_save());
  addEventListener('hashchange', () => location.reload());
  addEventListener('pageshow', (event) => event.persisted && location.reload());
}

start().then(listen, (error) => closed(`Gatescope cannot be opened: ${error.message}`));
if (!given && 'serviceWorker' in navigator) navigator.serviceWorker.register('worker.js').catch(() => {});
