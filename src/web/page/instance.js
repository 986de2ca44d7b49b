// instance.js: an instance of the program, in the page or in a worker beside it (src/web/beside.js), which both have this
// part.

// In its own files, which are in memory: what it keeps, what it writes for its user, what was dropped.
const FOLDER = '/state/gatescope';
const OUT = '/out';
const DROPPED = '/dropped';

function unpack(module, archive) {
  for (const { path, data } of archive) {
    module.FS.mkdirTree(`/${path}`.replace(/\/[^/]*$/, ''));
    module.FS.writeFile(`/${path}`, data);
  }
}

// files: its code, and what lies in an archive; its errors go into `told`.
async function createInstance(files, told, options) {
  const module = await createGatescope({
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
    ...options,
  });
  for (const folder of [FOLDER, OUT, DROPPED]) module.FS.mkdirTree(folder);
  unpack(module, files.archive);
  module.FS.chdir(OUT);
  return module;
}
