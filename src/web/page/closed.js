// closed.js: the page that stands there when the program does not: what has happened, in one sentence, and what helps.

// `what` and `help` are in the visitor's language.
function showClosed(what, help) {
  element('wait')?.remove();
  element('why').textContent = what;
  element('help').textContent = help;
  element('again').textContent = phrase("Open again");
  element('closed').lang = language || firstLanguage();
  element('closed').hidden = false;
  element('canvas').hidden = element('mirror').hidden = true;
  if (document.hasFocus()) element('again').focus();
}

// The program has ended; empty: nobody knows why.
function closed(why, isKept = true) {
  showClosed(why ? phrase("Gatescope has stopped: %s.", why) : phrase("Gatescope has stopped."),
    isKept ? phrase("What you did is kept.") : phrase("What you did last is not kept."));
}

// It has broken down in the middle of a frame; what was done since it was kept last may be lost.
function broken(error) {
  if (!(error instanceof WebAssembly.RuntimeError)) return;
  program = undefined;
  closed(error.message, false);
}

class NotFetched extends Error {}

const isOld = () => typeof WebAssembly !== 'object' || typeof DecompressionStream !== 'function';

// It could not even begin.
function notOpened(error) {
  if (isOld()) {
    showClosed(phrase("This browser is too old for Gatescope."), phrase("A newer one opens it."));
  } else if (error instanceof NotFetched) {
    showClosed(phrase("Gatescope could not be loaded: the server does not give %s.", error.message),
      phrase("See whether the network is there, then open it again."));
  } else {
    showClosed(phrase("Gatescope could not be opened: %s.", error.message), phrase("Opening it again may help."));
  }
}
