// loaded.js: what is fetched before the first picture and after it, what is said meanwhile, and letters that come when a
// text first needs them. Each test is somebody's first visit: a browser of its own, which keeps nothing.
'use strict';
const assert = require('node:assert/strict');
const { execFileSync, spawnSync } = require('node:child_process');
const fs = require('node:fs');
const path = require('node:path');
const { Browser, pause } = require('./browser.js');

const MOST = 1.7e6; // bytes before the first picture
const SLOW = { offline: false, latency: 150, downloadThroughput: 1.6e6 / 8, uploadThroughput: 0.75e6 / 8 };
const SENTENCE = '460x36+10+464'; // where the first beat's stands
const ALIKE = 0.02;
const SCRIPTS = { // a sentence each, the part that it needs
  hebrew: 'השער **שוכח** את הזיכרון בכל צעד: 0.5 של LSTM (הישן) נשאר.',
  arabic: 'بوابة النسيان **تمحو** الذاكرة في كل خطوة: 0.5 من LSTM تبقى.',
  devanagari: 'भूलने का द्वार **स्मृति** को मिटाता है: क्षेत्र, हिन्दी, कि।',
  'cyrillic-latin': 'Вентиль забывания **стирает** память; cổng quên **xóa** bộ nhớ.',
  hangul: '망각 게이트는 **기억**을 지웁니다.',
  kana: 'ゲートが **ひらがな** をけします',
};

module.exports = ({ here, site, shots, program, WIDTH, HEIGHT }) => {
  const file = (url) => url.slice(here.length).replace(/#.*/, '') || 'index.html';
  const firstPicture = (visitor) => visitor.until('the first picture', 'performance.getEntriesByName("first picture").length', 60);
  const asked = (visitor) => [...new Set(visitor.requests.filter((url) => url.startsWith(here)).map(file))];

  async function firstVisit(doing) {
    const visitor = await Browser.open();
    try {
      await visitor.size(WIDTH, HEIGHT);
      await doing(visitor);
    } finally {
      await visitor.close();
    }
  }

  // What was asked for before the first picture: each file's bytes as they came.
  async function before(visitor) {
    const after = await visitor.value(`performance.getEntriesByType("resource").filter((entry) =>
      entry.startTime > performance.getEntriesByName("first picture")[0].startTime).map((entry) => entry.name)`);
    return new Map([...visitor.bytes].filter(([url]) => url.startsWith(here) && !after.includes(url))
      .map(([url, bytes]) => [file(url), bytes]));
  }

  const lesson = (name) => ({ ...JSON.parse(fs.readFileSync('lessons/11-no-gates.json', 'utf8')), id: `in-${name}` });

  // A lesson with a sentence as its first beat's, dropped onto the page.
  async function drop(visitor, name, sentence) {
    const made = lesson(name);
    made.beats[0].say = { en: sentence };
    await visitor.value(`takeFiles([new File([${JSON.stringify(JSON.stringify(made))}], "${name}.json")])`);
    fs.writeFileSync(path.join(shots, `${name}.json`), JSON.stringify(made));
  }

  // As how far two pictures of the sentence lie apart: letters of Inter stand a little wider here, without kerning.
  function apart(ours, theirs) {
    const { stdout } = spawnSync('convert', [ours, theirs, '-crop', SENTENCE, '+repage', '-blur', '0x2', '-metric', 'RMSE', '-compare',
      '-format', '%[distortion]', 'info:'], { encoding: 'utf8' });
    return parseFloat(stdout);
  }

  // Letters that have come are drawn with the next frame.
  async function untilAlike(visitor, name) {
    const [ours, theirs] = [path.join(shots, `${name}.png`), path.join(shots, `${name}-desktop.png`)];
    execFileSync(program, ['render', path.join(shots, `${name}.json`), '--beat', '1', '--lang', 'en', '--theme', 'light',
      '--size', `${WIDTH}x${HEIGHT}`, '-o', theirs]);
    let far = NaN;
    for (const end = Date.now() + 20000; !(far < ALIKE) && Date.now() < end; await pause(50)) {
      await visitor.picture(ours);
      far = apart(ours, theirs);
    }
    assert.ok(far < ALIKE, `${name}: ${far}`);
  }

  return {
    async 'what the first picture needs is at most 1.7 megabytes; the rest comes after it'() {
      await firstVisit(async (visitor) => {
        await visitor.go(here);
        await firstPicture(visitor);
        await visitor.until('the last file', 'navigator.serviceWorker.controller', 60);
        const needed = await before(visitor);
        const sum = [...needed.values()].reduce((total, bytes) => total + bytes, 0);
        console.log([...needed].map(([name, bytes]) => `       ${bytes} ${name}`).join('\n'));
        assert.ok(['gatescope.wasm.gz', 'gatescope.tar.gz', 'gatescope.js', 'page.js', 'index.html']
          .every((name) => needed.get(name) > 1000), [...needed.keys()].join(' '));
        assert.ok(sum <= MOST, `${sum} bytes`);
        for (const name of ['weights.tar.gz', 'more.tar.gz']) assert.ok(asked(visitor).includes(name) && !needed.has(name), name);
        assert.deepEqual(asked(visitor).filter((name) => name.startsWith('letters-')), ['letters-symbols.tar.gz']);
        assert.ok(!needed.has('letters-symbols.tar.gz'));
        await visitor.until('lessons with networks', '/Is anybody speaking|voice/i.test(document.getElementById("told").textContent)');
      });
    },

    async 'over a slow line a bar and words tell what comes; the time to the first picture is told'() {
      await firstVisit(async (visitor) => {
        await visitor.send('Network.emulateNetworkConditions', SLOW);
        await visitor.go(here);
        const shares = [];
        const bar = 'document.getElementById("loaded")';
        await visitor.until('the bar', `${bar}?.value > 0.2`, 60);
        while (await visitor.value(`!!${bar}`)) {
          const [value, words] = await visitor.value(`[${bar}?.value / ${bar}?.max, document.getElementById("loading")?.textContent]`);
          if (value === null) break;
          shares.push(value);
          if (value < 0.6) assert.match(words, /^\d\.\d \/ \d\.\d MB$/);
          await pause(200);
        }
        assert.ok(shares.length > 5 && shares.every((share, k) => share <= 1 && (!k || share >= shares[k - 1])), shares.join(' '));
        await firstPicture(visitor);
        console.log(`       ${(await visitor.value('performance.getEntriesByName("first picture")[0].startTime') / 1000).toFixed(1)} s`);
      });
    },

    async 'what does not come, or comes broken, is named, and nothing else is said'() {
      await firstVisit(async (visitor) => {
        await visitor.send('Network.setBlockedURLs', { urls: ['*gatescope.tar.gz'] });
        await visitor.go(here);
        await visitor.until('the reason', '/the server does not give gatescope.tar.gz/.test(document.getElementById("why").textContent)');
        assert.equal(await visitor.value('document.getElementById("wait")'), null);
      });
    },

    async 'a page in Chinese has its letters with the first picture'() {
      await firstVisit(async (visitor) => {
        await visitor.go(`${here}#lesson=forget-gate&lang=zh`);
        await firstPicture(visitor);
        assert.ok((await before(visitor)).has('letters-chinese.tar.gz'));
        assert.ok(!asked(visitor).includes('letters-han.tar.gz'));
      });
    },

    async 'letters of the world come when a text needs them, each group by itself, and are drawn as on the desktop'() {
      await firstVisit(async (visitor) => {
        await visitor.go(`${here}#lesson=forget-gate&beat=1&theme=light&lang=en`);
        await firstPicture(visitor);
        await visitor.until('a lesson', '/^Beat 1/.test(document.getElementById("told").textContent)');
        const come = [];
        for (const [name, sentence] of Object.entries(SCRIPTS)) {
          assert.ok(!asked(visitor).includes(`letters-${name}.tar.gz`), name);
          await drop(visitor, name, sentence);
          const word = sentence.match(/\*\*(.*?)\*\*/)[1];
          await visitor.until(name, `document.getElementById("told").textContent.includes(${JSON.stringify(word)})`);
          await visitor.until(`letters of ${name}`, `Boolean(parts["letters-${name}.tar.gz"])`);
          await visitor.value(`parts["letters-${name}.tar.gz"]`);
          come.push(`letters-${name}.tar.gz`);
          await untilAlike(visitor, name);
        }
        assert.deepEqual(asked(visitor).filter((url) => url.startsWith('letters-') && !url.includes('symbols')), come);
      });
    },
  };
};
