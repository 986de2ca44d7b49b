// own.js: what visitors have of their own: models, data and lessons that they drop or choose, what the browser keeps of
// them, and lessons that come in a link.
'use strict';
const assert = require('node:assert/strict');
const { execFileSync } = require('node:child_process');
const fs = require('node:fs');
const path = require('node:path');
const zlib = require('node:zlib');

const MODELS = 'tests/models';
const LESSON = 'lessons/13-forget-gate.json';

const MINE = { format: 1, id: 'mine', title: 'Mine', track: 'tests', level: 1, minutes: 1, goal: 'See.',
  inputs: { names: ['a', 'b', 'c'], sequence: [[1, 0, 0], [0, 1, 0], [0, 0, 1]] },
  cells: [{ id: 'a', kind: 'lstm', hidden: 5, weights: 'w.safetensors' }],
  beats: [{ say: 'One of mine.' }, { say: 'Two of mine.' }] };
const PLAIN = { id: 'a', kind: 'lstm', hidden: 2, weights: {} };

const packed = (text) => zlib.deflateSync(text).toString('base64url');

// Letters that nothing can make shorter.
function noise(length) {
  let text = '';
  for (let seed = 1; text.length < length;) {
    seed = seed * 16807 % 2147483647;
    text += seed.toString(36);
  }
  return text;
}

module.exports = (visitor) => {
  const { browser, here, site, program, shots, pause, told, untilTold, visit } = visitor;

  // ---- what a visitor does ----

  // As somebody who has nothing here.
  async function visitBare(link) {
    await browser.go('about:blank');
    await browser.until('the empty page', 'location.href === "about:blank" && document.readyState === "complete"');
    await pause(200);
    await browser.send('Storage.clearDataForOrigin', { origin: here.slice(0, -1), storageTypes: 'local_storage,indexeddb' });
    await visit(link);
  }

  // Files as [name, bytes], let go over the page all at once.
  const drop = (...files) => browser.value(`{
    const dropped = new DataTransfer();
    for (const [name, text] of ${JSON.stringify(files.map(([name, bytes]) => [name, Buffer.from(bytes).toString('base64')]))})
      dropped.items.add(new File([Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0))], name));
    document.dispatchEvent(new DragEvent('drop', { dataTransfer: dropped, bubbles: true, cancelable: true }));
  }`);
  const dropFiles = (...files) => drop(...files.map((file) => [path.basename(file), fs.readFileSync(file)]));

  // By the keyboard: Tab to what is called so, and Enter.
  async function press(label) {
    for (let k = 0; k < 120; k++) {
      await browser.key('Tab');
      if (label.test(await browser.value('document.activeElement.getAttribute("aria-label") || document.activeElement.textContent'))) return browser.tapKey('Enter');
    }
    throw new Error(`Tab does not come to ${label}`);
  }

  // What is kept, in the order of its names.
  const kept = () => browser.value(`new Promise((done, failed) => {
    const asked = indexedDB.open('gatescope.own:/');
    asked.onerror = () => failed(asked.error);
    asked.onsuccess = () => {
      const change = asked.result.transaction(['things', 'files']);
      const things = change.objectStore('things').getAll();
      const files = change.objectStore('files').getAll();
      change.oncomplete = () => {
        asked.result.close();
        done({ things: things.result.sort((a, b) => (a.name < b.name ? -1 : 1)),
          files: files.result.map((list) => list.map(({ name, data }) => [name, data.length])) });
      };
    };
  })`);
  async function untilKept(count) {
    for (let k = 0; k < 200; k++) {
      const { things } = await kept();
      if (things.length === count) return things;
      await pause(50);
    }
    throw new Error(`not ${count} things are kept: ${JSON.stringify(await kept())}`);
  }

  // ---- models ----

  function columnsOf(model) {
    const layers = JSON.parse(execFileSync(program, ['layers', model, '--json'], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }));
    return layers.inputs;
  }

  function dataFor(columns) {
    const rows = [Array.from({ length: columns }, (_, k) => `x${k}`)];
    for (let t = 0; t < 7; t++) rows.push(Array.from({ length: columns }, (_, k) => Math.sin(t + 2 * k).toFixed(4)));
    return rows.map((row) => row.join(',')).join('\n');
  }

  const numbers = (csv) => csv.trim().split('\n').slice(1).map((line) => line.split(','));

  async function downloadNumbers() {
    const folder = fs.mkdtempSync(path.join(shots, 'download-'));
    await browser.send('Page.setDownloadBehavior', { behavior: 'allow', downloadPath: path.resolve(folder) });
    await browser.value('document.getElementById("trace").click()');
    const file = path.join(folder, 'trace.csv');
    for (let k = 0; k < 400 && !fs.existsSync(file); k++) await pause(50);
    const text = fs.readFileSync(file, 'utf8');
    fs.rmSync(folder, { recursive: true });
    return numbers(text);
  }

  // The model and what belongs to it are dropped with data; every number is the desktop program's.
  async function compare(files, data) {
    const model = path.join(MODELS, files[0]);
    const table = data ?? dataFor(columnsOf(model));
    const x = path.join(shots, 'x.csv');
    fs.writeFileSync(x, table);
    await drop(['x.csv', table], ...files.map((file) => [path.basename(file), fs.readFileSync(path.join(MODELS, file))]));
    await untilTold(new RegExp(`${path.basename(files[0]).replace(/[.]/g, '\\.')}: \\d+ layers over 7 steps`));
    const ours = await downloadNumbers();
    const theirs = numbers(execFileSync(program, ['trace', model, '--inputs', x, '--format', 'csv'],
      { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }));
    assert.ok(theirs.length > 100);
    assert.equal(ours.length, theirs.length, files[0]);
    for (const [k, row] of ours.entries()) {
      assert.deepEqual(row.slice(0, 4), theirs[k].slice(0, 4));
      assert.ok(Math.abs(row[4] - theirs[k][4]) <= 1e-5, `${files[0]}: ${row} and ${theirs[k]}`);
    }
  }

  return {
    async 'a model and its data, chosen in a dialog at home, are looked into'() {
      await visitBare('#lang=en');
      await untilTold(/Life without gates/);
      await browser.picture(path.join(shots, 'own-empty.png'));
      const data = path.resolve(shots, 'y.csv');
      fs.writeFileSync(data, dataFor(3));
      await browser.chooseFiles(() => press(/^Choose files/), [path.resolve(MODELS, 'torch/gru-3-layers.pth'), data]);
      await untilTold(/gru-3-layers\.pth: 3 layers over 7 steps of 3 inputs/);
      await browser.picture(path.join(shots, 'own-looked.png'));
    },

    async 'and data that is chosen there afterwards is what it reads'() {
      const data = path.resolve(shots, 'z.csv');
      fs.writeFileSync(data, `${dataFor(3)}\n1,1,1`);
      await browser.chooseFiles(() => press(/^Choose files: a model, or data/), [data]);
      await untilTold(/gru-3-layers\.pth: 3 layers over 8 steps/);
      const [thing] = await untilKept(1);
      assert.equal(thing.data, 'z.csv');
    },

    async 'models of every format compute here what they do on a desktop'() {
      await visitBare('#lesson=candidate&lang=en');
      await untilTold(/^Beat 1 of/);
      for (const files of [['torch/gru-3-layers.pth'], ['safetensors/lstm.safetensors'], ['onnx/lstm-2-both-readout-script.onnx'],
        ['keras/lstm-both.keras'], ['keras/gru-before.h5'], ['keras/lstm.weights.h5'], ['keras/gru-after.npz'],
        ['tfjs/gru-before.json', 'tfjs/gru-before.bin'],
        ['safetensors/sharded.safetensors.index.json', 'safetensors/sharded-00001-of-00002.safetensors',
          'safetensors/sharded-00002-of-00002.safetensors']]) await compare(files);
    },

    async 'a folder that is dropped stands for its files: settings, a model in parts, data'() {
      const folder = fs.mkdtempSync(path.join(shots, 'folder-'));
      for (const file of ['sharded.safetensors.index.json', 'sharded-00001-of-00002.safetensors', 'sharded-00002-of-00002.safetensors'])
        fs.copyFileSync(path.join(MODELS, 'safetensors', file), path.join(folder, file));
      fs.writeFileSync(path.join(folder, 'config.json'), '{"hidden_size": 5}');
      fs.writeFileSync(path.join(folder, 'x.csv'), dataFor(columnsOf(path.join(folder, 'sharded.safetensors.index.json'))));
      await visitBare('#lesson=candidate&lang=en');
      await untilTold(/^Beat 1 of/);
      for (const type of ['dragEnter', 'dragOver', 'drop'])
        await browser.send('Input.dispatchDragEvent', { type, x: 300, y: 300, data: { items: [], files: [path.resolve(folder)], dragOperationsMask: 1 } });
      await untilTold(/sharded\.safetensors\.index\.json: \d+ layers over 7 steps/);
      fs.rmSync(folder, { recursive: true });
    },

    async 'what is no model, or does not fit it, is said with its place, and nothing else changes'() {
      await visitBare('#lang=en');
      await untilTold(/Life without gates/);
      await drop(['broken.json', '{"format": 1,\n  "id": }\n']);
      await untilTold(/broken\.json:2:9: /);
      await untilTold(/Life without gates/);
      await browser.picture(path.join(shots, 'own-broken.png'));
      await drop(['cut.pt', fs.readFileSync(`${MODELS}/torch/cut.pt`)]);
      await untilTold(/cut\.pt: /);
      await dropFiles(`${MODELS}/torch/gru-3-layers.pth`);
      await untilTold(/There is no data: the network reads a pulse/);
      await drop(['narrow.csv', 'a\n1\n2\n']);
      await untilTold(/narrow\.csv: the model reads another number of columns; expected 3, found 1/);
      await untilTold(/reads a pulse/);
      await browser.picture(path.join(shots, 'own-narrow.png'));
    },

    async 'what is too large is said, with what fits'() {
      await browser.value(`{
        const part = new Uint8Array(1 << 20), dropped = new DataTransfer();
        dropped.items.add(new File(Array(257).fill(part), 'huge.pt'));
        document.dispatchEvent(new DragEvent('drop', { dataTransfer: dropped, bubbles: true, cancelable: true }));
      }`);
      await untilTold(/huge\.pt \(270 MB\) is too large to be opened here: all files together may have 269 MB/);
      await untilTold(/reads a pulse/);
    },

    // ---- what is kept ----

    async 'what was opened stands at home, after a reload too, and opens again with its data'() {
      await visitBare('#lang=en');
      await untilTold(/Life without gates/);
      await drop(['gru.pth', fs.readFileSync(`${MODELS}/torch/gru-3-layers.pth`)], ['x.csv', dataFor(3)]);
      await untilTold(/gru\.pth: 3 layers over 7 steps/);
      const [thing] = await untilKept(1);
      assert.deepEqual([thing.name, thing.kind, thing.main, thing.data], ['gru.pth', 1, 'gru.pth', 'x.csv']);
      await browser.key('h');
      await untilTold(/Your own:\s*Model: gru\.pth\./);
      await visit('#lang=en');
      await untilTold(/Your own:\s*Model: gru\.pth\./);
      await press(/^gru\.pth: Model/);
      await untilTold(/gru\.pth: 3 layers over 7 steps/);
      await visit('#own=gru.pth&lang=en');
      await untilTold(/gru\.pth: 3 layers over 7 steps/);
      assert.equal((await kept()).things.length, 1);
    },

    async 'a lesson of one\'s own, its weights beside it, is there after a reload, and by its id'() {
      await drop(['w.safetensors', fs.readFileSync(`${MODELS}/safetensors/lstm.safetensors`)], ['mine.json', JSON.stringify(MINE)]);
      await untilTold(/One of mine/);
      await untilKept(2);
      await browser.key('Enter');
      await untilTold(/^Beat 2 of 2/);
      await browser.send('Page.reload');
      await browser.until('the page anew', '!document.getElementById("wait") && performance.now() < 60000');
      await untilTold(/^Beat 2 of 2.*Two of mine/s);
      await visit('#lesson=mine&beat=2&lang=en');
      await untilTold(/^Beat 2 of 2.*Two of mine/s);
      await visit('#own=nothing&lesson=candidate&lang=en');
      await untilTold(/There is nothing called nothing among your own/);
      await untilTold(/Beat 1 of/);
      assert.deepEqual((await kept()).files.map((list) => list.map(([name]) => name).sort()).sort(),
        [['gru.pth', 'x.csv'], ['mine.json', 'w.safetensors']]);
    },

    async 'the same is kept once; another one of the same name is kept as well, and that is said'() {
      await visitBare('#lang=en');
      await untilTold(/Life without gates/);
      await dropFiles(LESSON);
      await untilTold(/^Beat 1 of 9/);
      await untilKept(1);
      await dropFiles(LESSON);
      await pause(500);
      assert.equal((await untilKept(1))[0].name, '13-forget-gate.json');
      await drop([path.basename(LESSON), JSON.stringify({ ...MINE, cells: [PLAIN] })]);
      await untilTold(/There is another 13-forget-gate\.json among your own: this one is kept as 13-forget-gate \(2\)\.json/);
      await untilTold(/One of mine/);
      await untilKept(2);
    },

    async 'names that would lead elsewhere do not, and lie beside each other'() {
      await visitBare('#lang=en');
      await untilTold(/Life without gates/);
      await drop(['..%\t\\ü 1.json', JSON.stringify({ ...MINE, cells: [PLAIN] })], ['..%\t\\ü 1.json', '']);
      await untilTold(/One of mine/);
      await untilKept(1);
      assert.deepEqual((await kept()).files.flat().sort(),
        [['%__ü 1 (2).json', 0], ['%__ü 1.json', JSON.stringify({ ...MINE, cells: [PLAIN] }).length]].sort());
    },

    async 'it can be removed, and comes back when that was a mistake'() {
      await browser.key('h');
      await untilTold(/Your own:\s*Lesson: %__ü 1\.json\./);
      await press(/^Remove %__ü 1\.json/);
      await untilKept(0);
      await browser.until('no list', '!/Your own:/.test(document.getElementById("told").textContent)');
      await browser.picture(path.join(shots, 'own-removed.png'));
      await press(/^Keep %__ü 1\.json after all/);
      await untilKept(1);
      await untilTold(/Your own:\s*Lesson: %__ü 1\.json\./);
      await browser.picture(path.join(shots, 'own-listed.png'));
      await press(/^Remove %__ü 1\.json/);
      await untilKept(0);
      await visit('#lang=en');
      await untilTold(/Life without gates/);
      assert.doesNotMatch(await told(), /Your own:/);
    },

    async 'where the browser keeps nothing all of it opens all the same, and that is said'() {
      await visitBare('#lang=en');
      await untilTold(/Life without gates/);
      const { identifier } = await browser.send('Page.addScriptToEvaluateOnNewDocument',
        { source: 'Object.defineProperty(window, "indexedDB", { get() { throw new DOMException("no", "SecurityError"); } });' });
      await visit('#lang=en');
      await untilTold(/Life without gates/);
      await drop(['gru.pth', fs.readFileSync(`${MODELS}/torch/gru-3-layers.pth`)]);
      await untilTold(/gru\.pth is open, but not kept: the browser keeps nothing for this page \(SecurityError\)/);
      await untilTold(/gru\.pth: 3 layers/);
      await browser.picture(path.join(shots, 'own-denied.png'));
      await browser.send('Page.removeScriptToEvaluateOnNewDocument', { identifier });
    },

    async 'a store that is full is said; what is there stays'() {
      await visitBare('#lang=en');
      await untilTold(/Life without gates/);
      await dropFiles(LESSON);
      await untilTold(/^Beat 1 of 9/);
      await untilKept(1);
      await browser.value('(IDBObjectStore.prototype.put = () => { throw new DOMException("full", "QuotaExceededError"); }, 0)');
      await drop(['gru.pth', fs.readFileSync(`${MODELS}/torch/gru-3-layers.pth`)]);
      await untilTold(/gru\.pth is open, but not kept: there is no room left for it here \(QuotaExceededError\)/);
      assert.deepEqual((await kept()).things.map(({ name }) => name), ['13-forget-gate.json']);
    },

    async 'what a newer version has kept is left as it is, and that is said'() {
      const put = (version, thing) => browser.value(`new Promise((done, failed) => {
        const asked = indexedDB.open('gatescope.own:/', ${version});
        asked.onerror = () => failed(asked.error);
        asked.onsuccess = () => {
          const change = asked.result.transaction('things', 'readwrite');
          change.objectStore('things').put(${JSON.stringify(thing)});
          change.oncomplete = () => { asked.result.close(); done(); };
        };
      })`);
      const newer = { id: 'later', format: 2, more: 'of it' };
      await visitBare('#lang=en');
      await untilTold(/Life without gates/);
      await put(1, newer);
      await visit('#lang=en');
      await untilTold(/What a newer version has kept of your own is not understood here, and left as it is/);
      await dropFiles(LESSON);
      await untilTold(/^Beat 1 of 9/);
      const all = await untilKept(2);
      assert.deepEqual(all.find(({ id }) => id === 'later'), newer);
      await browser.go('about:blank');
      await browser.go(`${here}notices.txt`); // of the same origin, without the page
      await pause(300);
      await put(9, { ...newer, id: 'last' });
      await visit('#lang=en');
      await untilTold(/What a newer version has kept of your own is not understood here/);
      await dropFiles(LESSON);
      await untilTold(/^Beat 1 of 9/);
      assert.deepEqual((await kept()).things.length, 3);
    },

    async 'a state of a newer format is kept aside, and the window says so'() {
      await visitBare('#lang=en');
      await untilTold(/Life without gates/);
      await browser.go('about:blank');
      await browser.go(`${here}notices.txt`);
      await pause(300);
      await browser.value('localStorage.setItem("gatescope.state:/", \'{"format": 99}\')');
      await visit('#lesson=candidate&lang=en');
      await untilTold(/What was kept is not understood here, and is set aside: state\.json\.unreadable/);
    },

    // ---- lessons in links ----

    async 'a link carries a lesson whole, which opens at a beat and is kept'() {
      await visitBare(`#lesson-text=${packed(JSON.stringify({ ...MINE, cells: [PLAIN] }))}&beat=2&lang=en&theme=dark`);
      await untilTold(/^Beat 2 of 2.*Two of mine/s);
      assert.equal((await untilKept(1))[0].name, 'mine.json');
    },

    async 'one that is broken is said with its place, and costs only that part of the link'() {
      for (const [text, words] of [[packed('{"format": 1,\n  "id": "x", }'), /x\.json:2:\d+: /],
        ['!!!', /The lesson that is in the link cannot be unpacked/],
        [packed('{}').slice(0, -4), /The lesson that is in the link cannot be unpacked/],
        [packed(' '.repeat(2 << 20)), /The lesson that is in the link cannot be unpacked: > 2 MB/],
        ['A'.repeat(70000), /The lesson that is in the link cannot be unpacked: 70 kB > 64 kB/]]) {
        await visitBare(`#lesson-text=${text}&lang=zh`);
        await browser.until('Chinese', 'document.getElementById("told").lang === "zh"');
        await visitBare(`#lesson-text=${text}&lang=en`);
        await untilTold(words);
        await untilTold(/Life without gates/);
        assert.equal((await kept()).things.length, 0);
      }
    },

    async 'a link names a lesson of this site, with its weights beside it'() {
      const folder = path.join(site, 'course');
      fs.mkdirSync(folder, { recursive: true });
      fs.writeFileSync(path.join(folder, 'mine 1.json'), JSON.stringify(MINE));
      fs.copyFileSync(`${MODELS}/safetensors/lstm.safetensors`, path.join(folder, 'w.safetensors'));
      await visitBare('#lesson-file=course/mine%201.json&beat=2&lang=en');
      await untilTold(/^Beat 2 of 2.*Two of mine/s);
      assert.equal((await untilKept(1))[0].name, 'mine 1.json');
      fs.rmSync(folder, { recursive: true });
      await visitBare('#lesson-file=course/gone.json&lang=en');
      await untilTold(/The lesson that the link names, course\/gone\.json, is not there: 404/);
      await untilTold(/Life without gates/);
      await visitBare('#lesson-file=https://example.org/a.json&lang=en');
      await untilTold(/The link names a lesson of another site, https:\/\/example\.org\/a\.json/);
      browser.problems = browser.problems.filter((problem) => !/404.*(gone\.json|favicon\.ico)/.test(problem)); // as was meant
    },

    async 'sharing a lesson of one\'s own makes a link that carries it, with the place; else it says why not'() {
      await visitBare('#lang=en');
      await untilTold(/Life without gates/);
      await drop(['mine.json', JSON.stringify({ ...MINE, cells: [PLAIN] })]);
      await untilTold(/One of mine/);
      await untilKept(1);
      await browser.key('Enter');
      await untilTold(/^Beat 2 of 2/);
      await browser.key('c', 2);
      const link = await browser.until('the link', 'document.getElementById("address").value');
      assert.match(link, /#lesson-text=[\w-]+&state=gatescope:1:/);
      await visitBare(link.slice(here.length));
      await untilTold(/Beat 2 of 2.*Two of mine/s);
      await drop(['w.safetensors', fs.readFileSync(`${MODELS}/safetensors/lstm.safetensors`)], ['mine.json', JSON.stringify(MINE)]);
      await untilKept(2);
      await browser.key('c', 2);
      await untilTold(/does not carry the lesson, which needs w\.safetensors beside it\. Send its files as well/);
      assert.match(await browser.value('document.getElementById("address").value'), /#own=mine%20\(2\)\.json&state=/);
      await drop(['long.json', JSON.stringify({ ...MINE, cells: [PLAIN], notes: undefined, goal: noise(60000) })]);
      await untilKept(3);
      await browser.key('c', 2);
      await untilTold(/does not carry the lesson, which is too large: \d+ kB, and 32 kB fit/);
    },

    async 'a link to the maps, and a tile at home, show an example and say how one opens one\'s own'() {
      await visitBare('#look&lang=en');
      await untilTold(/This is an example\. A network of your own is opened by dropping its file on the window/);
      await browser.picture(path.join(shots, 'own-example.png'));
    },
  };
};
