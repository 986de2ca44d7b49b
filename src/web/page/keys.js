// keys.js: the browser keeps its own keys, and F6 changes between picture and text.

const BROWSERS = new Set(['KeyL', 'KeyN', 'KeyR', 'KeyT', 'KeyW', 'Tab', 'Equal', 'Minus', 'Digit0']);

function leftToBrowser(event) {
  const command = event.ctrlKey || event.metaKey;
  return event.key === 'F11' || event.key === 'F12' || event.altKey || (command && BROWSERS.has(event.code)) ||
    (command && event.code === 'KeyV'); // comes back as a paste
}

function onKey(event) {
  const canvas = element('canvas');
  if (event.key === 'F6') {
    event.preventDefault();
    event.stopImmediatePropagation();
    (document.activeElement === canvas ? element('told') : canvas).focus();
  } else if (event.target === canvas && leftToBrowser(event)) {
    event.stopImmediatePropagation();
  }
}

function onPaste(event) {
  if (document.activeElement !== element('canvas')) return;
  const text = event.clipboardData.getData('text');
  pasted = (text.match(/gatescope:\d+:[\w-]+/) || [text])[0]; // also out of a link
  program._web_paste();
}
