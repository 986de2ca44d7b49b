// played.js: lessons played by keys, mouse and fingers, and the picture and numbers beside the desktop's.
'use strict';
const assert = require('node:assert/strict');
const { execFileSync, spawnSync } = require('node:child_process');
const fs = require('node:fs');
const path = require('node:path');

const NEXT = [290, 692]; // where things lie on the screen, in the third lesson
const SECOND_CHOICE = [270, 587]; // of its second beat
const SECOND_LARGE = [270, 553]; // the same, for fingers
const STAGE = '1270x440+5+60'; // the guided one

const numbers = (csv) => csv.trim().split('\n').slice(1).map((line) => line.split(','));

module.exports = (visitor) => {
  const { browser, program, shots, pause, told, untilTold, visitAnew, dragInput, colour, WIDTH, HEIGHT } = visitor;
  return {
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
      await browser.tap(...SECOND_LARGE);
      await untilTold(/Answered with choice 2/);
      await browser.tap(...NEXT);
      await untilTold(/^Beat 3 of/);
      await browser.touch('touchStart', [[600, 400], [700, 400]]);
      for (let apart = 10; apart <= 100; apart += 10)
        await browser.touch('touchMove', [[600 - apart, 400], [700 + apart, 400]]);
      await browser.touch('touchEnd', []);
      await browser.until('larger text', 'JSON.parse(localStorage.getItem("gatescope.state:/")).text_scale > 1.05');
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
  };
};
