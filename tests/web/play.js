// play.js SITE PROGRAM: plays Gatescope in a real browser, as a visitor would, and compares it with the
// desktop's program. The last line is "N passed, N failed".
'use strict';
const assert = require('node:assert/strict');
const { execFileSync, spawn, spawnSync } = require('node:child_process');
const fs = require('node:fs');
const net = require('node:net');
const path = require('node:path');
const vm = require('node:vm');
const { Browser, pause } = require('./browser.js');

const [site, program] = process.argv.slice(2);
const shots = path.join(site, '..', 'web-shots');
const WIDTH = 1280;
const HEIGHT = 720;
const NEXT = [290, 692]; // where things lie on a screen of that size, in the third lesson
const SECOND_CHOICE = [270, 587]; // of its second beat
const FIRST_INPUT = [1182, 111]; // on the workbench
const STAGE = '1270x440+5+60'; // the guided one

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

const numbers = (csv) => csv.trim().split('\n').slice(1).map((line) => line.split(','));

// ---- the tests ----

const tests = {
  async 'what the first frame needs stays below three megabytes'() {
    const all = fs.readdirSync(site).filter((name) => name !== 'more.tar.gz').reduce((sum, name) => sum + fs.statSync(path.join(site, name)).size, 0);
    assert.ok(all < 3e6, `${all} bytes`);
  },

  async 'the first visit shows all lessons, in words too'() {
    await visit('');
    await untilTold(/Life without gates/);
    assert.match(await browser.value('document.title'), /Gatescope/);
    assert.equal(await browser.value('document.getElementById("canvas").width'), WIDTH);
  },

  async 'a link opens its lesson, at its beat, in its colours and language'() {
    await visitAnew('#lesson=forget-gate&beat=3&theme=light');
    await untilTold(/^Beat 3 of 9/);
    assert.deepEqual(await colour(5, 600), [255, 255, 255]);
    assert.equal(await browser.value('location.hash'), ''); // so that a reload goes on
    await visitAnew('#lesson=forget-gate&theme=dark&lang=zh');
    await browser.until('Chinese', 'document.getElementById("told").lang === "zh"');
    assert.deepEqual(await colour(5, 600), [0x17, 0x1d, 0x27]);
    await browser.picture(path.join(shots, 'chinese.png'));
  },

  async 'links open digits, a text and the training, whose files are waited for; cells learn'() {
    await visitAnew('#digits&lang=en');
    await untilTold(/digit/i);
    await visitAnew('#text&lang=en');
    await untilTold(/character/i);
    await visitAnew('#training&lang=en');
    await untilTold(/Nothing has been learnt yet/);
    await browser.key(' ');
    await pause(2000);
    await browser.key(' ');
    await untilTold(/The training is paused.*minibatches learnt/s);
  },

  // What moves by itself is told when it stands still; with a wish for less motion it does from the beginning.
  async 'a link opens the opening, which leads home'() {
    await wish('', 'reduce');
    await visitAnew('#opening&lang=en');
    await untilTold(/The opening, part 1 of 8/);
    await browser.key('Escape');
    await untilTold(/Life without gates/);
    await wish('', '');
  },

  async 'what no lesson is called is told'() {
    await visitAnew('#lesson=nothing-of-the-kind');
    await browser.until('the reason', '/nothing-of-the-kind/.test(document.getElementById("why").textContent)');
  },

  async 'a lesson is played by keys: steps, beats, a question answered'() {
    await visitAnew('#lesson=add-or-replace&lang=en&theme=dark');
    await untilTold(/^Beat 1 of/);
    await browser.key('ArrowRight');
    await untilTold(/This is step/);
    for (let beat = 2; !/The question\./.test(await told()); beat++) {
      await browser.key('Enter');
      await untilTold(new RegExp(`^Beat ${beat} of`));
    }
    assert.doesNotMatch(await told(), /Answered with/);
    await browser.key('1');
    await untilTold(/Answered with choice 1/);
  },

  async 'and by mouse: answered and on with clicks, an input dragged; a reload finds all of it again'() {
    await visitAnew('#lesson=forget-gate&beat=2&theme=dark');
    await untilTold(/^Beat 2 of/);
    await browser.click(...SECOND_CHOICE);
    await untilTold(/Answered with choice 2/); // which one stands there is each visitor's own
    await browser.click(...NEXT);
    await untilTold(/^Beat 3 of/);
    await dragInput();
    await untilTold(/Changed by hand/);
    const before = await told();
    await browser.send('Page.reload');
    await pause(500);
    await untilTold(/Changed by hand/);
    assert.equal(await told(), before);
  },

  async 'a finger answers and goes on, two enlarge the text'() {
    await browser.size(WIDTH, HEIGHT, 1, true);
    await visitAnew('#lesson=forget-gate&beat=2&theme=dark');
    await untilTold(/^Beat 2 of/);
    await browser.tap(...SECOND_CHOICE);
    await untilTold(/Answered with choice 2/);
    await browser.tap(...NEXT);
    await untilTold(/^Beat 3 of/);
    await browser.touch('touchStart', [[600, 400], [700, 400]]);
    for (let apart = 10; apart <= 100; apart += 10)
      await browser.touch('touchMove', [[600 - apart, 400], [700 + apart, 400]]);
    await browser.touch('touchEnd', []);
    await browser.until('larger text', 'JSON.parse(localStorage.getItem("gatescope.state")).text_scale > 1.05');
    await browser.size(WIDTH, HEIGHT);
  },

  async 'on a phone the stage stands above the lesson, in all of its pixels'() {
    await browser.size(390, 844, 3, true);
    await visitAnew('#lesson=forget-gate&beat=3&theme=light');
    await untilTold(/^Beat 3 of/);
    assert.equal(await browser.value('document.getElementById("canvas").width'), 3 * 390);
    assert.deepEqual(await colour(20, 3 * 844 - 10), [255, 255, 255]); // the lesson's panel
    await browser.picture(path.join(shots, 'phone.png'));
    await browser.tap(270, 632); // on, below it
    await untilTold(/^Beat 4 of/);
    await browser.size(WIDTH, HEIGHT);
  },

  async 'Ctrl+C copies a link that opens the same place with all changes, also for somebody else'() {
    await visitAnew('#lesson=forget-gate&beat=3&theme=dark&lang=en');
    await untilTold(/^Beat 3 of/);
    await dragInput();
    await untilTold(/Changed by hand/);
    const before = await told();
    await browser.key('c', 2);
    const link = await browser.until('the link', 'document.getElementById("address").value');
    assert.ok(link.startsWith(`${here}#state=gatescope:1:`), link);
    await visitAnew(link.slice(here.length));
    await untilTold(/Changed by hand/);
    assert.equal(await told(), before);
  },

  // Stage and timeline: letters of running text stand a little wider apart here, as fonts come without kerning.
  async 'the picture is the desktop program\'s'() {
    await visitAnew('#lesson=forget-gate&beat=3&theme=light&lang=en&motion=reduced');
    await untilTold(/^Beat 3 of/);
    await pause(1500);
    const ours = path.join(shots, 'browser.png');
    const theirs = path.join(shots, 'desktop.png');
    await browser.picture(ours);
    execFileSync(program, ['render', 'lessons/13-forget-gate.json', '--beat', '3', '--theme', 'light', '--size',
      `${WIDTH}x${HEIGHT}`, '-o', theirs]);
    const { stderr } = spawnSync('compare',
      ['-metric', 'AE', '-fuzz', '30%', `${ours}[${STAGE}]`, `${theirs}[${STAGE}]`, path.join(shots, 'difference.png')], { encoding: 'utf8' });
    const share = parseFloat(stderr) / (WIDTH * HEIGHT);
    assert.ok(share < 0.002, `${(100 * share).toFixed(2)} % of the points differ`);
  },

  async 'every number that it gives is the desktop program\'s'() {
    const folder = fs.mkdtempSync(path.join(shots, 'download-'));
    await browser.send('Page.setDownloadBehavior', { behavior: 'allow', downloadPath: folder });
    await visitAnew('#lesson=forget-gate&beat=3&theme=dark&lang=en');
    await untilTold(/^Beat 3 of/);
    await dragInput();
    await untilTold(/Changed by hand/);
    await browser.key('c', 2);
    const link = await browser.until('the link', 'document.getElementById("address").value');
    await browser.value('document.getElementById("trace").click()');
    const file = path.join(folder, 'trace.csv');
    for (let k = 0; k < 200 && !fs.existsSync(file); k++) await pause(50);
    const ours = numbers(fs.readFileSync(file, 'utf8'));
    const theirs = numbers(execFileSync(program, ['trace', '--state', link.split('#state=')[1]], { encoding: 'utf8' }));
    assert.ok(ours.length > 100);
    assert.equal(ours.length, theirs.length);
    for (const [k, row] of ours.entries()) {
      assert.deepEqual(row.slice(0, 4), theirs[k].slice(0, 4));
      assert.ok(Math.abs(row[4] - theirs[k][4]) <= 1e-5, `${row} and ${theirs[k]}`);
    }
    fs.rmSync(folder, { recursive: true });
  },

  async 'the keyboard reaches the text, and comes back'() {
    const focused = () => browser.value('document.activeElement.id');
    assert.equal(await focused(), 'canvas');
    await browser.key('F6');
    assert.equal(await focused(), 'told');
    await browser.picture(path.join(shots, 'text.png'));
    await browser.key('F6');
    assert.equal(await focused(), 'canvas');
  },

  async 'a run that takes long is told while it is computed, and Escape stops it'() {
    const steps = 3000, cell = (id) => ({ id, kind: 'lstm', hidden: 1024, weights: {} }); // some 20 s of it
    const lesson = { format: 1, id: 'long', title: 'Long', track: 'tests', level: 1, minutes: 1, goal: 'See.',
      inputs: { names: ['x'], sequence: Array.from({ length: steps }, (_, k) => [k % 3]) },
      cells: [cell('a'), cell('b')], beats: [{ say: 'One.' }] };
    await visitAnew('#lesson=candidate&lang=en');
    await untilTold(/^Beat 1 of/);
    await browser.value(`{
      const dropped = new DataTransfer();
      dropped.items.add(new File([${JSON.stringify(JSON.stringify(lesson))}], 'long.json'));
      document.dispatchEvent(new DragEvent('drop', { dataTransfer: dropped, bubbles: true, cancelable: true }));
    }`);
    await untilTold(/Computing: \d+ %, right up to t = -?\d+\./);
    await browser.key('Escape');
    await untilTold(/Stopped: the steps from t = \d+ on were not computed\./);
    const from = Number((await told()).match(/from t = (\d+) on/)[1]);
    assert.ok(from < steps, `${from}`);
  },

  async 'a wish for less motion and for light colours is met'() {
    await wish('light', 'reduce');
    await visitAnew('#lesson=forget-gate&beat=3');
    await untilTold(/^Beat 3 of/);
    assert.deepEqual(await colour(5, 600), [255, 255, 255]);
    await browser.key('c', 2); // any change is kept a second later, with the wishes
    await browser.key('ArrowRight');
    await browser.until('less motion', '/"reduced_motion":\\s*true/.test(localStorage.getItem("gatescope.state"))');
    await wish('', '');
  },

  async 'a state of another format is kept under another key, and not written over'() {
    const newer = '{"format": 99}';
    await visitAnew('#lesson=forget-gate&beat=3');
    await untilTold(/^Beat 3 of/);
    for (const text of [newer, newer, '{']) {
      await browser.value(`localStorage.setItem('gatescope.state', '${text}')`);
      await visit('#lesson=forget-gate&beat=2'); // what is left keeps its state
      await untilTold(/^Beat 2 of/);
    }
    assert.equal(await browser.value('localStorage.getItem("gatescope.state.unreadable")'), newer);
    assert.equal(await browser.value('localStorage.getItem("gatescope.state.unreadable-1")'), '{');
    assert.equal(await browser.value('localStorage.getItem("gatescope.state.unreadable-2")'), null);
    assert.equal(await browser.value('JSON.parse(localStorage.getItem("gatescope.state")).format'), 1);
  },

  async 'a store that is full is said'() {
    await visitAnew('#lesson=forget-gate&beat=3&theme=light');
    await untilTold(/^Beat 3 of/);
    const before = await colour(300, 62);
    await browser.value('(Storage.prototype.setItem = () => { throw new DOMException("full", "QuotaExceededError"); }, 0)');
    await browser.key('ArrowRight');
    await browser.until('the banner', `document.getElementById("canvas").getContext("2d").getImageData(300, 62, 1, 1).data[0] !== ${before[0]}`);
    await browser.picture(path.join(shots, 'full.png'));
    await browser.key('q');
    await browser.until('the end', '/not kept/.test(document.getElementById("why").textContent)');
  },

  async 'the second visit needs no server'() {
    await browser.until('the worker', 'navigator.serviceWorker.ready.then((worker) => worker.active?.state === "activated")');
    await stopServer();
    await visit('#lesson=candidate&beat=2');
    await untilTold(/^Beat 2 of/);
    await startServer();
  },

  async 'whose work it is made of, and under which licences, can be read'() {
    const told = await (await fetch(`${here}${await browser.value('document.querySelector("#mirror a").getAttribute("href")')}`)).text();
    for (const part of ['the Gatescope authors', 'Juan Cazala', 'SBCL', 'SDL_ttf', 'FreeType Project', 'cJSON', 'MD4C', 'libpng', 'libzip', 'zlib',
      'GIFLIB', 'Emscripten', 'musl', 'Inter Project', 'STI Pub', 'Bitstream', 'WenQuanYi', 'Apache License']) {
      assert.ok(told.includes(part), part);
    }
  },

  async 'and the worker hands that out, not the page in its place'() {
    const handlers = {};
    vm.runInNewContext(fs.readFileSync(path.join(site, 'worker.js'), 'utf8'), {
      self: { addEventListener: (name, handler) => { handlers[name] = handler; } },
      caches: { open: async () => ({ match: async (asked) => asked.url ?? asked }) } });
    const visited = (url) => new Promise((respondWith) => {
      handlers.fetch({ request: { method: 'GET', mode: 'navigate', url }, respondWith });
    });
    assert.equal(await visited(here), './');
    assert.equal(await visited(`${here}?from=mail`), './');
    assert.equal(await visited(`${here}notices.txt`), `${here}notices.txt`);
  },

  // As a notebook has it: in a frame that may do nothing but run, and alone, where a test sees into it.
  async 'the page for a notebook has its files, a model and data in it, and asks for nothing'() {
    const packed = (file) => fs.readFileSync(path.join('tests/models/safetensors', file)).toString('base64');
    const given = JSON.stringify({ words: ['look', '/dropped/m.safetensors', '--inputs', '/dropped/x.csv', '--lang', 'en'],
      files: { 'm.safetensors': packed('lstm.safetensors'), 'x.csv': btoa('a,b,c\n1,0,1\n0,1,0\n.5,.5,0\n') } });
    const page = fs.readFileSync(path.join(site, '..', 'notebook.html'), 'utf8').replace('{{GIVEN}}', () => given);
    const alone = path.resolve(shots, 'notebook-alone.html');
    const framed = path.resolve(shots, 'notebook.html');
    fs.writeFileSync(alone, page);
    fs.writeFileSync(framed, `<iframe sandbox="allow-scripts allow-downloads" style="width:100%;height:640px" srcdoc="${
      page.replace(/&/g, '&amp;').replace(/"/g, '&quot;')}"></iframe>`);
    const before = browser.requests.length;
    await browser.go(`file://${alone}`);
    await untilTold(/Layer 1, LSTM, 5 units/);
    await browser.go(`file://${framed}`);
    await pause(3000);
    await browser.picture(path.join(shots, 'notebook.png'));
    assert.deepEqual(browser.requests.slice(before).filter((url) => !/^(about|blob|data|file):/.test(url)), []);
  },

  async 'nothing was asked of any other host, and nothing went wrong'() {
    const away = browser.requests.filter((url) => !/^(about|blob|data|file):/.test(url) && !url.startsWith(here));
    assert.deepEqual(away, []);
    assert.deepEqual(browser.problems.filter((problem) => !/ERR_CONNECTION_REFUSED/.test(problem)), []);
  },
};

async function main() {
  let passed = 0;
  const failures = [];
  port = await freePort();
  here = `http://127.0.0.1:${port}/`;
  fs.mkdirSync(shots, { recursive: true });
  await startServer();
  browser = await Browser.open();
  await browser.size(WIDTH, HEIGHT);
  for (const [name, test] of Object.entries(tests)) {
    try {
      await test();
      passed++;
      console.log(`ok     ${name}`);
    } catch (error) {
      failures.push(name);
      console.log(`FAILED ${name}\n${error.stack}`);
      await browser.picture(path.join(shots, `failed-${failures.length}.png`)).catch(() => {});
    }
  }
  await browser.close();
  await stopServer();
  console.log(`${passed} passed, ${failures.length} failed`);
  process.exitCode = failures.length ? 1 : 0;
}

main().catch((error) => {
  server?.kill();
  browser?.process.kill('SIGKILL');
  console.log(`${error.stack}\n0 passed, 1 failed`);
  process.exitCode = 1;
});
