// program.js: the program and its files, and its start.

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
