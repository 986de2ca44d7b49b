// After the first visit the page needs no network: all of its files are kept. A new version is taken as a whole, or not at
// all, and only when a visitor says so or no window has the page open. Of the program's two codes the one that it runs is
// kept (page/vectors.js, which the build puts behind this). The build fills in the files, with the SHA-256 of what is in each.
'use strict';

const FILES = @FILES@;

// Copies of the page at several places of one host leave each other's files alone.
const PATH = new URL(self.registration.scope).pathname;
const OWN = `gatescope ${PATH} `;
const BEFORE = /^gatescope-\d+$/; // of versions that shared one name between copies

const hex = (bytes) => Array.from(new Uint8Array(bytes), (byte) => byte.toString(16).padStart(2, '0')).join('');
const digest = async (bytes) => hex(await crypto.subtle.digest('SHA-256', bytes));

// The version is what all of the files are.
const cacheName = async () => OWN + (await digest(new TextEncoder().encode(JSON.stringify(FILES)))).slice(0, 16);

async function unpacked(bytes) {
  const start = new Uint8Array(bytes, 0, 2);
  if (start[0] !== 0x1f || start[1] !== 0x8b) return bytes;
  return new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip'))).arrayBuffer();
}

// Straight from the server; false for one of another version, where the site is just being changed.
async function fetchInto(cache, name) {
  const response = await fetch(name, { cache: 'no-cache' });
  const same = response.ok && await digest(await unpacked(await response.clone().arrayBuffer())) === FILES[name];
  if (same) await cache.put(name, response);
  return same;
}

// Letters are kept when they were needed once.
const isLetters = (name) => /letters-(?!symbols)[\w-]+\.tar\.gz$/.test(name);

async function install() {
  const name = await cacheName();
  const cache = await caches.open(name);
  const wanted = Object.keys(FILES).filter((file) => !isLetters(file) && (file === CODE || !file.endsWith('.wasm.gz')));
  const fetched = await Promise.all(wanted.map((file) => fetchInto(cache, file)));
  if (fetched.every(Boolean)) return;
  await caches.delete(name);
  throw new Error('the files are of different versions');
}

async function dropBefore(name) {
  const cache = await caches.open(name);
  await Promise.all(Object.keys(FILES).map((file) => cache.delete(file)));
  if ((await cache.keys()).length === 0) await caches.delete(name);
}

async function dropOthers() {
  const name = await cacheName();
  for (const other of await caches.keys()) {
    if (other.startsWith(OWN) && other !== name) await caches.delete(other);
    else if (BEFORE.test(other)) await dropBefore(other);
  }
  await self.clients.claim();
}

self.addEventListener('install', (event) => event.waitUntil(install()));
self.addEventListener('activate', (event) => event.waitUntil(dropOthers()));
self.addEventListener('message', (event) => {
  if (event.data === 'take over') self.skipWaiting();
});

// A visit is one of this copy's page, whatever its address says behind it.
function fileOf(request) {
  const { pathname } = new URL(request.url);
  return request.mode === 'navigate' && (pathname === PATH || pathname === `${PATH}index.html`) ? './' : request;
}

async function answer(request) {
  const cache = await caches.open(await cacheName());
  const found = await cache.match(fileOf(request), { ignoreSearch: true });
  if (found || !isLetters(request.url)) return found || fetch(request);
  await fetchInto(cache, request.url.slice(self.registration.scope.length)).catch(() => false);
  return await cache.match(request) || fetch(request);
}

self.addEventListener('fetch', (event) => {
  if (event.request.method === 'GET') event.respondWith(answer(event.request));
});
