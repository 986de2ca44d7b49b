// drop.js: files in and out of the page.

const LARGEST_DROP = 64 << 20;

// Every number of the run that is on the screen, as `gatescope trace` writes it.
async function downloadTrace() {
  const { told, written } = await runBeside(['trace', '--state', takeState(), '-o', `${OUT}/trace.csv`]);
  for (const { name, data } of written) download(name, data);
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
