// visitor.js: a visitor with a browser of its own, at a page that a server of its own hands out: what one does and sees.
'use strict';
const { spawn } = require('node:child_process');
const fs = require('node:fs');
const net = require('node:net');
const path = require('node:path');
const { Browser, pause } = require('./browser.js');

const [site, program] = process.argv.slice(2);
const shots = path.join(site, '..', 'web-shots');
const WIDTH = 1280;
const HEIGHT = 720;
const FIRST_INPUT = [1182, 111]; // on the workbench, in the third lesson

let browser, server, port, here;

// ---- the server: any that hands out files ----

async function freePort() {
  const probe = net.createServer();
  await new Promise((done) => { probe.listen(0, '127.0.0.1', done); });
  const { port: found } = probe.address();
  await new Promise((done) => { probe.close(done); });
  return found;
}

async function answers() {
  return fetch(here).then(() => true, () => false);
}

async function startServer() {
  server = spawn('/usr/bin/python3', ['-m', 'http.server', '--bind', '127.0.0.1', '--directory', site, String(port)],
    { stdio: 'ignore' });
  for (let k = 0; k < 100 && !await answers(); k++) await pause(100);
}

async function stopServer() {
  server.kill();
  for (let k = 0; k < 100 && await answers(); k++) await pause(50);
}

// ---- what a visitor does and sees ----

const told = () => browser.value('document.getElementById("told").textContent');
const untilTold = (pattern) => browser.until(String(pattern), `${pattern}.test(document.getElementById("told")?.textContent)`);

async function visit(link) {
  await browser.go('about:blank');
  await browser.go(here + link);
}

// As somebody who was never here: the page that is left keeps its state first.
async function visitAnew(link) {
  await browser.go('about:blank');
  await browser.until('the empty page', 'location.href === "about:blank" && document.readyState === "complete"');
  await pause(200);
  await browser.send('Storage.clearDataForOrigin', { origin: here.slice(0, -1), storageTypes: 'local_storage' });
  await visit(link);
}

function wish(light, still) {
  return browser.send('Emulation.setEmulatedMedia', { features: [
    { name: 'prefers-color-scheme', value: light }, { name: 'prefers-reduced-motion', value: still }] });
}

// On the workbench, to which a key leads and back.
async function dragInput() {
  await browser.key('w');
  await pause(300);
  await browser.drag(...FIRST_INPUT, FIRST_INPUT[0] + 20, FIRST_INPUT[1]);
  await browser.key('w');
}

// The colour of a point of the canvas, as [r, g, b].
const colour = (x, y) => browser.value(`Array.from(document.getElementById("canvas").getContext("2d")
  .getImageData(${x}, ${y}, 1, 1).data).slice(0, 3)`);

// ---- from the beginning to the end ----

async function open() {
  port = await freePort();
  here = `http://127.0.0.1:${port}/`;
  fs.mkdirSync(shots, { recursive: true });
  await startServer();
  browser = await Browser.open();
  await browser.size(WIDTH, HEIGHT);
  return { browser, here, site, program, shots, WIDTH, HEIGHT, pause, told, untilTold, visit, visitAnew, wish, dragInput,
    firstInput: FIRST_INPUT, colour, startServer, stopServer, ours: [here], expected: [/ERR_CONNECTION_REFUSED/] };
}

async function close() {
  await browser?.close();
  server?.kill();
}

module.exports = { open, close };
