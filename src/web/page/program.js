// program.js: the program and its files, and its start.

// Digits and texts: only their own screens need them, so the first frame does not wait for them.
let unpackedMore; // a promise of it
function fetchMore() {
  unpackedMore ??= more().then((archive) => unpack(program, archive));
  unpackedMore.catch(() => { unpackedMore = undefined; });
  return unpackedMore;
}

// Its files, fetched once: jobs beside the page need them too.
function more() {
  files.more ||= fetchUnpacked('more.tar.gz').then((bytes) => [...archived(bytes)]);
  files.more.catch(() => { files.more = null; }); // another try may have it
  return files.more;
}

function takeGiven() {
  for (const name in given.files) program.FS.writeFile(`${DROPPED}/${name}`, unheld(given.files[name]));
  return given.words;
}

async function start() {
  const told = [];
  const ownReady = ownStart();
  const [code, archive] = await Promise.all([
    fetchUnpacked(held(PLAIN) ? PLAIN : CODE).then((bytes) => WebAssembly.compile(bytes)), fetchUnpacked('gatescope.tar.gz')]);
  files = { code, archive: [...archived(archive)] };
  program = await createInstance(files, told, { canvas: element('canvas'), page: services });
  program.FS.mkdirTree(OWN);
  fetchKept();
  await ownReady;
  await bringBack();
  const link = await ownOfLink(location.hash);
  const words = given ? takeGiven() : wordsOf(link.rest);
  if (!given && needsMore(location.hash.slice(1))) await fetchMore().catch(() => {}); // what lacks is said
  else if (!given) setTimeout(() => fetchMore().catch(() => {}), 500); // who needs them then asks again
  element('wait').remove();
  if (!given && !FRAMED) element('canvas').focus(); // in a frame it is the page around it that gives the focus
  const status = program.callMain(words); // returns at once: frames go on
  if (status) return closed(told.join(' '));
  sayUnsaid();
  await link.open();
}
