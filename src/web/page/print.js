// print.js: the page on paper: a lesson is printed as its handout, another screen as its picture and its words.

// The parts of src/scene/words/handout.h: what a line is, by how it begins.
const LINES = { '# ': 'h1', '##': 'h2', '? ': 'strong', '- ': 'li', '! ': 'em' };

function lineOf(text) {
  const line = document.createElement(LINES[text.slice(0, 2)] || 'p');
  line.textContent = text.replace(/^##? |^../, '');
  return line;
}

// The picture as it stands.
function pictureNow() {
  const canvas = element('canvas');
  const picture = document.createElement('canvas');
  Object.assign(picture, { width: canvas.width, height: canvas.height });
  if (canvas.width && canvas.height) picture.getContext('2d').drawImage(canvas, 0, 0);
  return picture;
}

function takeHandout() {
  const pointer = program._web_handout();
  const text = pointer ? program.UTF8ToString(pointer) : '';
  program._free(pointer);
  return text;
}

function toPaper() {
  const paper = element('paper');
  const lines = takeHandout().split('\n').filter(Boolean).map(lineOf);
  paper.lang = element('told').lang;
  if (lines.length) paper.replaceChildren(lines[0], pictureNow(), ...lines.slice(1));
  else paper.replaceChildren(pictureNow(), ...[...element('told').childNodes].map((line) => line.cloneNode(true)));
}
