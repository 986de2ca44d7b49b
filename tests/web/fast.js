// fast.js: what the program computes with, and where: vectors or not, in a worker beside the page or in its frames.
'use strict';
const assert = require('node:assert/strict');

module.exports = ({ browser, here, pause, told, untilTold, visitAnew }) => {
  // Scripts that run before the page's own, while `visit` goes on.
  async function withScript(source, visit) {
    const { identifier } = await browser.send('Page.addScriptToEvaluateOnNewDocument', { source });
    try {
      return await visit();
    } finally {
      await browser.send('Page.removeScriptToEvaluateOnNewDocument', { identifier });
    }
  }

  // The codes that a visit asks for.
  async function codes(visit) {
    const before = browser.requests.length;
    await visit();
    return [...new Set(browser.requests.slice(before).filter((url) => url.endsWith('.wasm.gz')).map((url) => url.slice(here.length)))];
  }

  const visitLesson = async () => {
    await visitAnew('#lesson=forget-gate&beat=3');
    await untilTold(/^Beat 3 of/);
  };

  // Of the whole run, as the program that was fetched computes it.
  const numbers = () => browser.value(`runBeside(['trace', '/lessons/13-forget-gate.json', '-o', '/out/run.csv'])
    .then(({ written }) => new TextDecoder().decode(written[0].data).trim().split('\\n').slice(1).map((line) => line.split(',')))`);

  // Learns until something is learnt; returns the minibatches that are told.
  async function learn() {
    await visitAnew('#training&lang=en');
    await untilTold(/Nothing has been learnt yet/);
    for (let k = 0; k < 40; k++) {
      await browser.key(' ');
      await pause(500);
      await browser.key(' ');
      await untilTold(/The training is paused/);
      const learnt = Number((await told()).match(/(\d+) minibatches learnt/)?.[1] ?? 0);
      if (learnt > 0) return learnt;
    }
    return 0;
  }

  const SAVE = [217, 691]; // where it lies on a screen of that size
  let withVectors;

  return {
    async 'one code is fetched: with vectors, where there are some, and they give the same numbers'() {
      assert.deepEqual(await codes(visitLesson), ['gatescope.wasm.gz']);
      assert.equal(await browser.value('CODE'), 'gatescope.wasm.gz');
      withVectors = await numbers();
      assert.ok(withVectors.length > 100);
    },

    async 'where there are none, the plain one'() {
      await withScript('WebAssembly.validate = () => false;', async () => {
        assert.deepEqual(await codes(visitLesson), ['gatescope-plain.wasm.gz']);
        const plain = await numbers();
        assert.equal(plain.length, withVectors.length);
        for (const [k, row] of plain.entries()) {
          assert.deepEqual(row.slice(0, 4), withVectors[k].slice(0, 4));
          assert.ok(Math.abs(row[4] - withVectors[k][4]) <= 1e-5, `${row} and ${withVectors[k]}`);
        }
      });
    },

    async 'a training goes on in a worker, to which orders go and from which reports come'() {
      const listening = `const Real = Worker; self.reports = 0; self.scripts = [];
        self.Worker = class extends Real {
          constructor(script) {
            super(script);
            scripts.push(script);
            this.addEventListener('message', ({ data }) => { reports += data.replies.filter(({ tag }) => tag === 0).length; });
          }
        };`;
      await withScript(listening, async () => {
        assert.ok(await learn() > 0);
        assert.deepEqual(await browser.value('scripts'), ['beside.js']);
        assert.ok(await browser.value('reports') > 1);
        const beside = await browser.value('(({ sent, taken, busy, failed }) => ({ sent, taken, busy, failed }))(besides.get(1))');
        assert.equal(beside.busy, false);
        assert.equal(beside.failed, false);
        assert.ok(beside.sent >= 3 && beside.taken === beside.sent, JSON.stringify(beside));
      });
    },

    async 'without workers, and where one cannot be had after all, it goes on in the frames'() {
      await withScript('delete self.Worker;', async () => {
        assert.ok(await learn() > 0);
        assert.equal(await browser.value('besides.size'), 0);
      });
      await withScript('const Real = Worker; self.Worker = class extends Real { constructor() { super("page.css"); } };', async () => {
        assert.ok(await learn() > 0);
        assert.equal(await browser.value('besides.size'), 0);
      });
      browser.problems = browser.problems.filter((problem) => !problem.includes('page.css')); // which is no script
    },

    // The names of what is saved are free ones of the worker's, its files come over to the page.
    async 'what is trained in a worker is saved, and read as digits'() {
      await learn();
      await browser.value(`self.saved = []; download = (name) => self.saved.push(name); 0`);
      await browser.click(...SAVE);
      await untilTold(/Saved as \/out\/digits-1-/);
      assert.deepEqual(await browser.value('saved'), ['lstm', 'gru', 'rnn'].map((kind) => `digits-1-${kind}.safetensors`));
    },
  };
};
