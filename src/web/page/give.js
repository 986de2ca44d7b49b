// give.js: files out of the page.

// The words of `gatescope trace` for what is on the screen, and the files that it needs: a model of the visitor's over its
// data, or a lesson.
function traceNow() {
  const model = textOf(program._web_model());
  const lesson = textOf(program._web_lesson());
  const id = thingOf(model || lesson);
  const list = id ? filesIn(id).map(({ name, data }) => ({ path: `${OWN}/${id}/${name}`.slice(1), data })) : [];
  if (!model) return { words: ['trace', '--state', takeState(), ...(id ? [lesson] : [])], list };
  return { words: ['trace', model, ...(dataNow ? ['--inputs', `${OWN}/${id}/${dataNow}`] : [])], list };
}

// Every number of the run that is on the screen.
async function downloadTrace() {
  const { words, list } = traceNow();
  const { told, written } = await runBeside([...words, '-o', `${OUT}/trace.csv`], list);
  for (const { name, data } of written) download(name, data);
  say(told.length ? told.join(' ') : phrase("Every number is in trace.csv."));
}

function textOf(pointer) {
  const text = program.UTF8ToString(pointer);
  program._free(pointer);
  return text;
}

const takeState = () => textOf(program._web_state());
