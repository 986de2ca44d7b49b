// newer.js: visits without a network, and a new version: offered when all of it is there, taken when the visitor says so.

function offerNewer(worker) {
  element('newer').querySelector('span').textContent = phrase("A new version is there.");
  element('reload').textContent = phrase("Reload");
  element('reload').onclick = () => worker.postMessage('take over');
  element('later').textContent = phrase("Later");
  element('later').onclick = () => { element('newer').hidden = true; };
  element('newer').hidden = false;
}

// All windows of this copy go over to it together: none goes on with files of two versions.
function followWorker(container) {
  let led = Boolean(container.controller);
  container.addEventListener('controllerchange', () => {
    if (led) location.reload();
    else keepLetters();
    led = true;
  });
}

function watchWorker(registration, container) {
  const offer = (worker) => worker && worker.state === 'installed' && container.controller && offerNewer(worker);
  offer(registration.waiting);
  registration.addEventListener('updatefound', () => {
    const worker = registration.installing;
    worker.addEventListener('statechange', () => offer(worker));
  });
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible') registration.update().catch(() => {});
  });
}

async function keepFiles() {
  try { // a frame of another site may not even ask
    const container = navigator.serviceWorker;
    followWorker(container);
    watchWorker(await container.register('worker.js', { updateViaCache: 'none' }), container);
  } catch { // without it every visit asks the server
  }
}
