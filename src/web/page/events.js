// events.js: what the page listens to. The last part: it starts the program.

function listen() {
  const canvas = element('canvas');
  listenToKeys(canvas);
  canvas.addEventListener('pointerdown', () => canvas.focus());
  // Else the browser may take the fingers that come while the twin changes for its own: they could not be kept from it.
  document.addEventListener('touchstart', () => {}, { passive: false });
  canvas.addEventListener('contextmenu', (event) => event.preventDefault());
  document.addEventListener('dragover', (event) => event.preventDefault());
  document.addEventListener('drop', (event) => {
    event.preventDefault();
    takeDropped(event.dataTransfer);
  });
  element('files').addEventListener('change', async (event) => {
    const chosen = [...event.target.files];
    event.target.value = ''; // so that the same ones can be chosen again
    canvas.focus();
    await takeFiles(chosen);
  });
  listenToTwin();
  element('back').addEventListener('click', () => turnToWords(false));
  element('words').addEventListener('click', () => turnToWords(true));
  element('trace').addEventListener('click', downloadTrace);
  element('link').addEventListener('click', () => program._web_share());
  for (const wish of WISHES) wish.addEventListener('change', () => program._web_wish());
  addEventListener('beforeprint', toPaper);
  addEventListener('pagehide', () => {
    settleAddress();
    program?._web_save();
  });
  listenToField();
  watchPixels();
  if (!given) addEventListener('popstate', () => goTo(location.hash));
  addEventListener('error', (event) => broken(event.error));
  addEventListener('pageshow', (event) => event.persisted && location.reload());
}

element('again').addEventListener('click', () => location.reload());
start().then(listen, notOpened);
