// twin.js: the picture a second time, as a document: what the program tells of it (src/scene/twin.h) becomes
// headings, buttons and sliders. They lie where they are in the picture and are not drawn; what is done to them
// is done to the picture. An element stays as long as the thing does, so that nobody loses their place.

const STATES = { p: ['aria-pressed', 'true'], n: ['aria-pressed', 'false'], c: ['aria-checked', 'true'],
  u: ['aria-checked', 'false'], o: ['aria-expanded', 'true'], s: ['aria-expanded', 'false'], h: ['aria-current', 'step'] };
const LARGE = 10; // steps of a slider, by Page Up and Page Down

let following = 0; // the element that has the focus was given it by the program

// ---- lines to a tree: {key, tag, attributes, text, kids} ----

function stated(state) {
  const attributes = {};
  for (const letter of state) if (STATES[letter]) attributes[STATES[letter][0]] = STATES[letter][1];
  if (/[cu]/.test(state)) attributes.role = 'radio';
  if (state.includes('d')) Object.assign(attributes, { 'aria-disabled': 'true', tabindex: '-1' });
  return attributes;
}

function thing(tag, [key, id, state, rect], attributes) {
  return { key, tag, id, rect, attributes: { ...stated(state), ...attributes }, asked: state.includes('a') };
}

const readers = {
  button(fields) {
    const button = thing('button', fields, { type: 'button' });
    return { ...button, family: fields[4], text: fields[5] };
  },
  keys(fields) {
    return thing('div', fields, { role: 'application', tabindex: '0', 'aria-label': fields[5] });
  },
  slider(fields) {
    const [step, value, low, high, by, label, told] = fields.slice(4);
    return { ...thing('input', fields, { type: 'range', min: low, max: high, step: 'any', 'aria-label': label,
      'aria-valuetext': told }), value, by, step };
  },
};

// Buttons of one family that follow each other are a list; if only one of them can be chosen, a choice.
function gathered(kids) {
  const lists = [];
  for (const kid of kids) {
    const last = lists.at(-1);
    if (kid.family && last?.family === kid.family) last.kids.push(kid);
    else lists.push(kid.family ? { family: kid.family, kids: [kid] } : kid);
  }
  return lists.map((list) => {
    if (!list.family) return list;
    const [first] = list.kids;
    if (list.kids.length === 1) return first;
    if (first.attributes.role === 'radio') {
      return { key: `choice:${first.key}`, tag: 'div', attributes: { role: 'radiogroup', 'aria-label': phrase("Answers") }, kids: list.kids };
    }
    const items = list.kids.map((kid) => ({ key: `item:${kid.key}`, tag: 'li', attributes: {}, kids: [kid] }));
    return { key: `list:${first.key}`, tag: 'ul', attributes: { role: 'list' }, kids: items };
  });
}

function section(name, times) {
  const at = times[name] = (times[name] || 0) + 1;
  const key = `part:${name}:${at}`;
  const id = `${key.replace(/\s/g, '-')}`;
  return { key, tag: 'section', attributes: { 'aria-labelledby': id },
    kids: [{ key: `${key}:head`, tag: 'h2', attributes: { id }, text: name }] };
}

// What is told, and the parts of the screen.
function readTwin(text) {
  const times = {};
  const read = { title: '', told: [], parts: [] };
  let into = [];
  for (const line of text.split('\n').filter(Boolean)) {
    const [kind, ...fields] = line.split('\t');
    const part = read.parts.at(-1);
    if (kind === 'title') read.title = fields[0];
    else if (kind === 'text' && !part) read.told.push(fields[0]);
    else if (kind === 'text') part.kids.push({ key: `text:${part.kids.length}`, tag: 'p', attributes: {}, text: fields[0] });
    else if (kind === 'part') {
      read.parts.push(section(fields[0], times));
      into = read.parts.at(-1).kids;
    } else if (kind === 'head') into.push({ key: `head:${fields[0]}`, tag: 'h3', attributes: {}, text: fields[0] });
    else if (kind === 'group') {
      const group = { key: `group:${fields[0]}`, tag: 'div', attributes: { role: 'group', 'aria-label': fields[0] }, kids: [] };
      into.push(group);
      into = group.kids;
    } else if (kind === 'close') into = part.kids;
    else if (readers[kind]) into.push(readers[kind](fields));
  }
  for (const part of read.parts) part.kids = gathered(part.kids);
  return read;
}

// ---- the tree to elements, of which only what differs is touched ----

const meanings = new WeakMap(); // element: what it stands for

function setAttributes(node, attributes) {
  for (const name of node.getAttributeNames()) if (!(name in attributes) && name !== 'style') node.removeAttribute(name);
  for (const [name, value] of Object.entries(attributes)) if (node.getAttribute(name) !== value) node.setAttribute(name, value);
}

// Where it lies in the picture; out of view: at its edge.
function place(node, rect) {
  const scale = element('canvas').clientWidth / element('canvas').width || 1;
  const [x, y, w, h] = rect.split(',').map((length) => `${Math.max(Number(length) * scale, 0)}px`);
  Object.assign(node.style, { left: x, top: y, width: w, height: h });
}

function fill(node, kid) {
  const known = meanings.get(node);
  setAttributes(node, kid.attributes);
  if (kid.rect && known?.rect !== kid.rect) place(node, kid.rect);
  if (kid.value !== undefined && node.value !== kid.value) node.value = kid.value;
  if (kid.text !== undefined && node.textContent !== kid.text) node.textContent = kid.text;
  meanings.set(node, kid);
  if (kid.kids) arrange(node, kid.kids);
}

// An element that has the focus would lose it if it was moved: others are put round it.
function arrange(parent, kids) {
  const old = new Map([...parent.children].map((node) => [meanings.get(node)?.key, node]));
  const wanted = new Set(kids.map((kid) => kid.key));
  for (const [key, node] of old) if (!wanted.has(key)) node.remove();
  let next = parent.firstElementChild;
  for (const kid of kids) {
    let node = old.get(kid.key);
    if (!node || node.localName !== kid.tag) {
      node?.remove();
      node = document.createElement(kid.tag);
    }
    while (next && next !== node && !kids.some((other) => other.key === meanings.get(next)?.key)) next = next.nextElementSibling;
    if (node !== next) parent.insertBefore(node, next);
    else next = next.nextElementSibling;
    fill(node, kid);
  }
}

function showTwin(title, text, tag) {
  const read = readTwin(text);
  const before = document.activeElement;
  const paragraphs = read.told.map((line, at) => ({ key: `${at}`, tag: 'p', attributes: {}, text: line }));
  document.title = title;
  document.documentElement.lang = element('told').lang = tag;
  relabel(tag);
  if (element('title').textContent !== read.title) element('title').textContent = read.title;
  arrange(element('told'), paragraphs);
  arrange(element('parts'), read.parts);
  element('canvas').tabIndex = read.parts.length ? -1 : 0; // Tab goes through the twin
  if (before !== document.body && !before.isConnected) element('title').focus();
}

// ---- the focus: where it is in the twin it is in the picture ----

const inTwin = (node) => node instanceof Element && element('mirror').contains(node);
const idOf = (node) => Number(meanings.get(node)?.id ?? 0);
const ofRegion = (id) => [...element('parts').querySelectorAll('button, input, [role="application"]')].filter((node) => idOf(node) === id);

function followFocus(id) {
  const now = document.activeElement;
  const here = now === element('canvas') || now === document.body || inTwin(now);
  if (!id || !here || idOf(now) === id) return;
  following = id;
  ofRegion(id)[0]?.focus({ preventScroll: true });
  following = 0;
}

function onFocusIn(event) {
  const id = idOf(event.target);
  const own = inTwin(event.target) && !id; // has nothing in the picture that shows it
  element('mirror').classList.toggle('open', own || element('mirror').classList.contains('wished'));
  if (id && id !== following) program._web_focus(id);
}

// F6: the text beside the picture, and back.
function turnToWords(open) {
  element('mirror').classList.toggle('wished', open);
  element('mirror').classList.toggle('open', open);
  element(open ? 'told' : 'canvas').focus();
}

// ---- what is done to it ----

function onTwinClick(event) {
  const node = event.target.closest('button');
  if (idOf(node) && !node.hasAttribute('aria-disabled')) program._web_press(idOf(node));
}

function setValue(node, value) {
  const { id, step, attributes } = meanings.get(node);
  const within = Math.min(Math.max(value, Number(attributes.min)), Number(attributes.max));
  program._web_set(Number(id), within, Number(step));
}

// By an assistive technology, or a finger on the slider itself.
function onTwinInput(event) {
  if (idOf(event.target)) setValue(event.target, Number(event.target.value));
}

const WAYS = { ArrowRight: 1, ArrowUp: 1, ArrowLeft: -1, ArrowDown: -1, PageUp: LARGE, PageDown: -LARGE };

function slides(node, event) {
  const { value, by, attributes } = meanings.get(node);
  if (event.ctrlKey || event.metaKey || attributes['aria-disabled']) return false;
  const way = (WAYS[event.key] || 0) * (event.shiftKey ? LARGE : 1);
  if (way) setValue(node, Number(value) + way * Number(by));
  else if (event.key === 'Home') setValue(node, Number(attributes.min));
  else if (event.key === 'End') setValue(node, Number(attributes.max));
  else return false;
  return true;
}

const pressing = (node, event) => node.localName === 'button' && ['Enter', ' '].includes(event.key);

// The program has all other keys, as on the canvas; it says by preventDefault which ones it takes.
function handOn(event) {
  const like = { key: event.key, code: event.code, keyCode: event.keyCode, which: event.keyCode, location: event.location,
    repeat: event.repeat, ctrlKey: event.ctrlKey, shiftKey: event.shiftKey, altKey: event.altKey, metaKey: event.metaKey,
    bubbles: true, cancelable: true };
  const taken = !element('canvas').dispatchEvent(new KeyboardEvent(event.type, like));
  if (taken) event.preventDefault();
  if (event.type === 'keydown' && [...event.key].length === 1 && !event.ctrlKey && !event.metaKey) {
    const charCode = event.key.codePointAt(0);
    element('canvas').dispatchEvent(new KeyboardEvent('keypress', { ...like, keyCode: charCode, which: charCode, charCode }));
  }
}

function onTwinKey(event) {
  const node = event.target;
  if (!idOf(node) && node !== element('title') || event.key === 'Tab' || event.key === 'F6' || event.isComposing) return;
  if (pressing(node, event)) return;
  if (node.localName === 'input' && (WAYS[event.key] || event.key === 'Home' || event.key === 'End')) {
    if (event.type === 'keydown') slides(node, event);
    event.preventDefault();
    return;
  }
  if (!leftToBrowser(event)) handOn(event);
}

// ---- what is announced ----

// One thing at a time: what was not heard yet is old by now. The same words once more are said once more.
function announceNews(text) {
  const said = element('said');
  said.textContent = said.textContent === text ? `${text}\u00a0` : text;
}

function listenToTwin() {
  const mirror = element('mirror');
  document.addEventListener('focusin', onFocusIn);
  mirror.addEventListener('click', onTwinClick);
  mirror.addEventListener('input', onTwinInput);
  mirror.addEventListener('keydown', onTwinKey);
  mirror.addEventListener('keyup', onTwinKey);
}
