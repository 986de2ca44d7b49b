// field.js: what is typed into: a field of the page over the one in the picture, so that a phone shows its keyboard
// and a reader says what it is. What is typed goes to the program as keys and text; what the program makes of it
// comes back.

const KEYS_TAKEN = { Enter: 13, Escape: 27, Tab: 9, ArrowDown: 0x40000051, Backspace: 8 }; // as SDL numbers them
const LEAST_WIDTH = 72;
const LEAST_HEIGHT = 28;

let typed = ''; // what the program has of it
let untouched = false; // the program has all of it marked, and nothing was typed over it yet
let composing = false; // a character of several keys is not done yet

const codePoints = (text) => [...text];

function sendTyped() {
  const before = codePoints(typed), now = codePoints(element('field').value);
  let same = 0;
  while (!untouched && same < before.length && before[same] === now[same]) same++; // what is marked goes as a whole
  typed = now.join('');
  untouched = false;
  program.ccall('web_typed', null, ['number', 'string'], [before.length - same, now.slice(same).join('')]);
}

function closeField(field) {
  const focused = document.activeElement === field;
  field.hidden = true;
  composing = false;
  if (focused) element('canvas').focus();
}

function fillField(field, text, marked) {
  field.value = typed = text ?? '';
  untouched = marked;
  if (marked) field.select();
}

function openField(field, text, marked) {
  field.hidden = false;
  field.focus({ preventScroll: true });
  fillField(field, text, marked);
}

// At least as large as its letters need, and within the page.
function layField(field, { x, y, w, h }) {
  const width = Math.max(w, LEAST_WIDTH), height = Math.max(h, LEAST_HEIGHT);
  const left = Math.max(Math.min(x, innerWidth - width - 2), 2), top = Math.max(y - (height - h) / 2, 0);
  Object.assign(field.style, { left: `${left}px`, top: `${top}px`, width: `${width}px`, height: `${height}px` });
}

// null: nothing is typed. A text of null goes on from its end: the field has what was added to it.
function showField(place) {
  const field = element('field');
  if (!place) {
    if (!field.hidden) closeField(field);
    return;
  }
  const { label, text, number, marked } = place;
  layField(field, place);
  field.inputMode = number ? 'decimal' : 'text';
  field.setAttribute('aria-label', label);
  if (field.hidden) openField(field, text, marked);
  else if (!composing && text !== null && (text !== field.value || (marked && !untouched))) fillField(field, text, marked);
}

function listenToField() {
  const field = element('field');
  field.addEventListener('compositionstart', () => { composing = true; });
  field.addEventListener('compositionend', () => {
    composing = false;
    sendTyped();
  });
  field.addEventListener('input', () => composing || sendTyped());
  field.addEventListener('keydown', (event) => {
    if (composing || !(event.key in KEYS_TAKEN)) return;
    if (event.key === 'Backspace' && field.value) return; // else what the program has before it
    event.preventDefault();
    tabbed = 0; // Tab leads on from here, not into the canvas
    program._web_key(KEYS_TAKEN[event.key], event.shiftKey);
  });
}
