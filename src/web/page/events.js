// events.js: what the page listens to. The last part: it starts the program.

function listen() {
  const canvas = element('canvas');
  document.addEventListener('keydown', onKey, true);
  document.addEventListener('paste', onPaste);
  canvas.addEventListener('pointerdown', () => canvas.focus());
  canvas.addEventListener('contextmenu', (event) => event.preventDefault());
  document.addEventListener('dragover', (event) => event.preventDefault());
  document.addEventListener('drop', (event) => {
    event.preventDefault();
    takeFiles(event.dataTransfer.files);
  });
  element('back').addEventListener('click', () => canvas.focus());
  element('again').addEventListener('click', () => location.reload());
  element('trace').addEventListener('click', downloadTrace);
  element('link').addEventListener('click', () => {
    say('The link is copied.');
    copyText(linkTo(takeState()));
  });
  addEventListener('pagehide', () => program._web_save());
  addEventListener('hashchange', () => location.reload());
  addEventListener('pageshow', (event) => event.persisted && location.reload());
}

start().then(listen, (error) => closed(`Gatescope cannot be opened: ${error.message}`));
if (!given && 'serviceWorker' in navigator) navigator.serviceWorker.register('worker.js').catch(() => {});
