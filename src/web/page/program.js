// program.js: the program and its files, and its start.

// What the first picture does not need comes after it, each part once: networks of lessons, letters, then digits and texts,
// which only their own screens need.
const parts = {};

function fetchPart(name) {
  parts[name] ??= fetchArchive(name).then((archive) => {
    files.archive.push(...archive);
    unpack(program, archive);
  });
  parts[name].catch(() => { delete parts[name]; }); // another try may have it
  return parts[name];
}

const fetchMore = () => Promise.all([fetchPart('weights.tar.gz'), more().then((archive) => unpack(program, archive))]);

// Its files, fetched once: jobs beside the page need them too.
function more() {
  files.more ||= fetchArchive('more.tar.gz');
  files.more.catch(() => { files.more = null; }); // another try may have it
  return files.more;
}

// Whether what is opened shows a lesson with a network, or one before it, which tells of the next: all of what was kept,
// shared or given may.
function needsWeights() {
  const named = new URLSearchParams(location.hash.slice(1)).get('lesson');
  if (!named) return Boolean(given || kept() || location.hash);
  const lessons = files.archive.filter(({ path }) => /^lessons\/\d.*\.json$/.test(path))
    .map(({ data }) => new TextDecoder().decode(data));
  const at = lessons.findIndex((text) => JSON.parse(text).id === named);
  return at < 0 || lessons.slice(at, at + 2).some((text) => text.includes('.safetensors"'));
}

function takeGiven() {
  for (const name in given.files) program.FS.writeFile(`${DROPPED}/${name}`, unheld(given.files[name]));
  return given.words;
}

const compiled = (stream) => WebAssembly.compileStreaming(
  new Response(stream, { headers: { 'content-type': 'application/wasm' } }));

async function start() {
  const told = [];
  const ownReady = ownStart();
  const letters = lettersAtFirst();
  const [code, ...archives] = await Promise.all([
    fetchStream(held(PLAIN) ? PLAIN : CODE, loading()).then(compiled),
    fetchArchive('gatescope.tar.gz', loading()),
    ...letters.map((name) => fetchArchive(lettersFile(name), loading())),
  ]);
  files = { code, archive: archives.flat() };
  for (const name of letters) parts[lettersFile(name)] = Promise.resolve();
  program = await createInstance(files, told, { canvas: element('canvas'), page: services });
  program.FS.mkdirTree(OWN);
  fetchKept();
  await ownReady;
  await bringBack();
  const link = await ownOfLink(location.hash);
  const words = given ? takeGiven() : wordsOf(link.rest);
  if (needsWeights()) await fetchPart('weights.tar.gz').catch(() => {}); // what lacks is said
  if (!given && needsMore(location.hash.slice(1))) await fetchMore().catch(() => {});
  element('wait').remove();
  if (!given && !FRAMED) element('canvas').focus(); // in a frame it is the page around it that gives the focus
  const status = program.callMain(words); // returns at once: frames go on
  if (status) return closed(told.join(' '));
  sayUnsaid();
  await link.open();
}

// The first picture is there: now the rest may come, and what a visit without a network needs.
async function afterFirstPicture() {
  performance.mark('first picture');
  if (given) return;
  if (!parts[lettersFile('symbols')]) await fetchLetters('symbols');
  await fetchMore().catch(() => {}); // who needs them then asks again
  keepFiles();
}
