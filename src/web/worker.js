// After the first visit the page needs no network: all of its files are kept, and a new version is
// taken as a whole; of the program's two codes the one that it runs (page/vectors.js, which the build puts behind this). The
// build fills in the version.
'use strict';

const CACHE = 'gatescope-@VERSION@';
const FILES = ['./', 'page.css', 'page.js', 'beside.js', 'gatescope.js', 'gatescope.tar.gz', 'more.tar.gz',
  'manifest.webmanifest', 'icon-192.png', 'icon-512.png', 'notices.txt'];

self.addEventListener('install', (event) => {
  event.waitUntil(caches.open(CACHE).then((cache) => cache.addAll([...FILES, CODE])).then(() => self.skipWaiting()));
});

self.addEventListener('activate', (event) => {
  event.waitUntil(caches.keys()
    .then((names) => Promise.all(names.filter((name) => name.startsWith('gatescope-') && name !== CACHE)
      .map((name) => caches.delete(name))))
    .then(() => self.clients.claim()));
});

// A visit is one of the page, whatever its address says behind it; the licences are a page of their own.
const isVisit = (request) => request.mode === 'navigate' && !request.url.endsWith('/notices.txt');

self.addEventListener('fetch', (event) => {
  if (event.request.method !== 'GET') return;
  event.respondWith(caches.open(CACHE)
    .then((cache) => cache.match(isVisit(event.request) ? './' : event.request, { ignoreSearch: true }))
    .then((found) => found || fetch(event.request)));
});
