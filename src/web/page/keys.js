// keys.js: which keys the program has, and which the browser keeps. The canvas takes a key only where it means something to
// the program, there and then (src/ui/input/keys.c); Tab leads out of it at both ends; F6 changes between picture and text.

// With Ctrl or Command all others are the browser's: to find, print, reload, zoom, bookmark.
const COMMANDS = new Set(['KeyC', 'KeyS', 'KeyY', 'KeyZ', 'ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown', 'Home', 'End',
  'Enter', 'Escape', 'ControlLeft', 'ControlRight', 'MetaLeft', 'MetaRight', 'ShiftLeft', 'ShiftRight']);

let tabbed = 0; // Tab is down, and leads on (1) or back (-1)

function leftToBrowser(event) {
  const command = event.ctrlKey || event.metaKey;
  const marked = event.code === 'KeyC' && !getSelection().isCollapsed; // what is marked in the page is copied
  return event.altKey || /^F(11|12)$/.test(event.key) || (event.key === 'F5' && event.shiftKey) ||
    (command && (!COMMANDS.has(event.code) || (event.shiftKey && /^Key[CSY]$/.test(event.code)) || marked));
}

// SDL would keep every key from the browser: it may where the program has taken the key that SDL has just handed on.
function askProgram(event) {
  event.preventDefault = () => {
    if (program._web_taken()) Event.prototype.preventDefault.call(event);
  };
}

// What fills the screen keeps the focus to itself.
async function changeSides() {
  if (document.fullscreenElement) await document.exitFullscreen();
  turnToWords(!element('mirror').classList.contains('open'));
}

function onKeyDown(event) {
  const canvas = element('canvas');
  tabbed = event.key === 'Tab' && event.target !== canvas ? (event.shiftKey ? -1 : 1) : 0;
  if (event.key === 'F6') {
    event.preventDefault();
    event.stopImmediatePropagation();
    changeSides();
  } else if (event.target === canvas && leftToBrowser(event)) {
    event.stopImmediatePropagation();
  } else if (event.target === canvas && event.key === 'F5') {
    event.preventDefault(); // whatever lies over the screen: nobody who presents reloads
  } else if (event.target === canvas) {
    askProgram(event);
  }
}

function onKeyUp(event) {
  tabbed = 0;
  if (event.target === element('canvas')) event.preventDefault = () => {};
}

function onFocus() {
  if (tabbed) program._web_enter(tabbed);
  tabbed = 0;
}

function onPaste(event) {
  if (document.activeElement !== element('canvas')) return;
  pasteText(event.clipboardData.getData('text'));
}

function pasteText(text) {
  pasted = (text.match(/gatescope:\d+:[\w-]+/) || [text])[0]; // also out of a link
  program._web_paste();
}

function listenToKeys(canvas) {
  document.addEventListener('keydown', onKeyDown, true);
  document.addEventListener('keyup', onKeyUp, true);
  document.addEventListener('paste', onPaste);
  canvas.addEventListener('focus', onFocus);
}
