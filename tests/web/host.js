// host.js: a server of a test's own: folders at paths, pages as texts, and files that a test may change while it runs.
'use strict';
const fs = require('node:fs');
const http = require('node:http');
const path = require('node:path');

const KINDS = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css', '.png': 'image/png', '.txt': 'text/plain',
  '.webmanifest': 'application/manifest+json' };

// folders: { '/a/': folder }; changed: { '/a/page.js': text }, null: there is none.
async function serve(folders, changed = {}) {
  const find = (name) => {
    const whole = name.endsWith('/') ? `${name}index.html` : name;
    if (whole in changed) return changed[whole];
    const at = Object.keys(folders).find((start) => whole.startsWith(start));
    const file = at && path.join(folders[at], path.normalize(whole.slice(at.length)));
    return file && fs.existsSync(file) ? fs.readFileSync(file) : null;
  };
  const server = http.createServer((request, response) => {
    const { pathname } = new URL(request.url, 'http://x');
    const bytes = find(pathname);
    const kind = KINDS[path.extname(pathname.endsWith('/') ? 'x.html' : pathname)] || 'application/octet-stream';
    response.writeHead(bytes === null ? 404 : 200, { 'Content-Type': kind, 'Cache-Control': 'max-age=600' });
    response.end(bytes);
  });
  await new Promise((done) => { server.listen(0, '127.0.0.1', done); });
  const close = () => new Promise((done) => {
    server.close(done);
    server.closeAllConnections();
  });
  return { address: `http://127.0.0.1:${server.address().port}/`, changed, close };
}

module.exports = { serve };
