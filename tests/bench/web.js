// web.js SITE PROGRAM PEER: what the browser's edition costs beside the native program and TensorFlow.js, which lies with its
// node_modules in the folder PEER: all in one run on one machine, in turns, of each figure the best. In a browser the
// clock on the wall is the only one, so on a busy machine its figures, and TensorFlow.js', suffer more than native ones.
'use strict';
const { execFileSync, spawn } = require('node:child_process');
const fs = require('node:fs');
const path = require('node:path');
const zlib = require('node:zlib');
const visitors = require('../web/visitor.js');

const [site, program, peer] = process.argv.slice(2);
const ROUNDS = 2;
const KINDS = ['lstm', 'gru', 'rnn'];
const PARTS = ['steps', 'training', 'edit'];
const PEER_PORT = 18341;
const WATCHED = 8000; // milliseconds of a training

// ---- figures: { name: number }, of which less or more is better ----

const isRate = (name) => name.startsWith('train');
const keep = (best, found) => Object.entries(found).forEach(([name, value]) => {
  best[name] = best[name] === undefined ? value : (isRate(name) ? Math.max : Math.min)(best[name], value);
});

function figuresOf(json) {
  const found = {};
  for (const { kind, hidden, own } of json.step_ns ?? []) found[`step ${kind} ${hidden}`] = own;
  for (const { kind, threads, own } of json.training_sequences_per_second ?? []) if (threads === 1) found[`train ${kind}`] = own;
  if (json.edit_ms) found.edit = json.edit_ms.median;
  return found;
}

const words = (part) => ['bench', '--only', part, '--rounds', '2', '--json'];

const native = (part) => figuresOf(JSON.parse(execFileSync(program, words(part), { encoding: 'utf8' })));

async function inBrowser(visitor, part) {
  await visitor.visit('#lesson=forget-gate&beat=2');
  await visitor.untilTold(/^Beat 2 of/);
  return figuresOf(JSON.parse(await visitor.browser.value(`runBeside(${JSON.stringify(words(part))})
    .then(({ said, told }) => said.join('\\n') || Promise.reject(new Error(told.join(' '))))`)));
}

// ---- TensorFlow.js ----

const scripts = ['tfjs/dist/tf', 'tfjs-backend-wasm/dist/tf-backend-wasm'].map((name) => `node_modules/@tensorflow/${name}.min.js`);

async function openPeer(visitor, backend) {
  await visitor.browser.go(`http://127.0.0.1:${PEER_PORT}/tfjs.html`);
  await visitor.browser.until('TensorFlow.js', 'typeof train === "function"');
  await visitor.browser.value(`useBackend("${backend}")`);
}

const PEER_CALLS = {
  steps: KINDS.flatMap((kind) => [[4, 8], [28, 128]].map(([inputs, hidden]) =>
    [`step ${kind} ${hidden}`, `step("${kind}", ${inputs}, ${hidden})`])),
  training: KINDS.map((kind) => [`train ${kind}`, `train("${kind}", 28, 128, 28, 64)`]),
  edit: [['edit', 'edit(64, 1000)']],
};

// What a backend cannot do is left out, and said.
async function ofPeer(visitor, backend, part, lacking) {
  const found = {};
  await openPeer(visitor, backend);
  for (const [name, call] of PEER_CALLS[part])
    await visitor.browser.value(call).then((value) => { found[name] = value; }, (error) => lacking.add(`${backend}: ${name}: ${
      error.message.split('\n')[0].slice(0, 160)}`));
  return found;
}

// ---- the page while cells learn ----

// Milliseconds from one turn of the page's loop to the next, while nobody does anything and while cells learn: what is
// longer than a frame was blocked that long, by the page or by others on the machine.
const GAPS = `(milliseconds) => new Promise((done) => {
  const { port1, port2 } = new MessageChannel();
  const gaps = [];
  let last = performance.now();
  const end = last + milliseconds;
  port1.onmessage = () => {
    const now = performance.now();
    gaps.push(now - last);
    last = now;
    if (now < end) port2.postMessage(0);
    else done(gaps.sort((a, b) => b - a));
  };
  port2.postMessage(0);
})`;

async function blocked(visitor) {
  await visitor.visitAnew('#training&lang=en');
  await visitor.untilTold(/Nothing has been learnt yet/);
  const gaps = () => visitor.browser.value(`(${GAPS})(${WATCHED}).then((gaps) => ({ longest: gaps[0], over: gaps.filter((gap) => gap > 16).length }))`);
  const idle = await gaps();
  await visitor.browser.key(' ');
  await visitor.pause(1000);
  const learning = await gaps();
  await visitor.browser.key(' ');
  return { idle, learning };
}

// ---- what is printed ----

const shown = (value) => (value === undefined ? '-' : value.toPrecision(3).replace(/e\+\d+/, '') && Number(value.toPrecision(3)).toLocaleString('en'));

function table(figures) {
  const titles = { edit: 'an input dragged, 1,000 steps of three cells, ms' };
  console.log('| | native | browser | native / browser | TensorFlow.js | browser / TensorFlow.js |\n|---|---|---|---|---|---|');
  for (const name of Object.keys(figures.browser)) {
    const own = figures.native[name];
    const browser = figures.browser[name];
    const other = figures.peer[name];
    const title = titles[name] ?? (isRate(name) ? `${name}, sequences a second` : `${name} units, ns`);
    const times = (a, b) => (a && b ? (isRate(name) ? a / b : b / a).toFixed(2) : '-');
    console.log(`| ${title} | ${shown(own)} | ${shown(browser)} | ${times(own, browser)} | ${shown(other)} | ${times(browser, other)} |`);
  }
}

// As a server sends it that compresses; what is compressed already is sent as it is.
function bytes() {
  console.log('\n| file | bytes | compressed |\n|---|---|---|');
  for (const name of fs.readdirSync(site).sort()) {
    const content = fs.readFileSync(path.join(site, name));
    const packed = /\.(gz|png)$/.test(name) ? content.length : zlib.gzipSync(content, { level: 9 }).length;
    console.log(`| ${name} | ${content.length} | ${packed} |`);
  }
}

async function measure(visitor) {
  const figures = { native: {}, browser: {}, peer: {} };
  const lacking = new Set();
  for (const part of PARTS)
    for (let round = 0; round < ROUNDS; round++) {
      keep(figures.native, native(part));
      keep(figures.browser, await inBrowser(visitor, part));
      for (const backend of round ? ['wasm'] : ['wasm', 'cpu']) // the slower one but for the smallest
        keep(figures.peer, await ofPeer(visitor, backend, part, lacking));
    }
  const version = await visitor.browser.value('tf.version_core');
  return { figures, lacking, version, page: await blocked(visitor) };
}

async function main() {
  fs.copyFileSync(path.join(__dirname, 'peer_tfjs.js'), path.join(peer, 'peer_tfjs.js'));
  fs.writeFileSync(path.join(peer, 'tfjs.html'), `<!DOCTYPE html><title>TensorFlow.js</title>${
    [...scripts, 'peer_tfjs.js'].map((script) => `<script src="${script}"></script>`).join('')}`);
  const server = spawn('/usr/bin/python3', ['-m', 'http.server', '--bind', '127.0.0.1', '--directory', peer, String(PEER_PORT)],
    { stdio: 'ignore' });
  const visitor = await visitors.open();
  try {
    const { product } = await visitor.browser.send('Browser.getVersion');
    const { figures, lacking, version, page } = await measure(visitor);
    console.log(`${product}, TensorFlow.js ${version} (the faster of its backends wasm and cpu), node ${process.version}\n`);
    table(figures);
    for (const what of lacking) console.log(`not there: ${what}`);
    for (const [when, { longest, over }] of Object.entries(page))
      console.log(`the page, ${when}: blocked ${longest.toFixed(1)} ms at most, ${over} times longer than 16 ms in ${WATCHED / 1000} s`);
    bytes();
  } finally {
    await visitors.close();
    server.kill();
  }
}

main().catch((error) => {
  console.log(error.stack);
  process.exitCode = 1;
});
