// twin.js: the picture's twin in the document, as an assistive technology has it: the tree of accessibility, the focus
// and keys; what is announced; and that axe finds nothing on any screen.
'use strict';
const assert = require('node:assert/strict');
const fs = require('node:fs');
const path = require('node:path');
const { Reader } = require('./reader.js');
const { lessons, play } = require('./lesson.js');

const SAMPLE = ['forget-gate', 'input-gate', 'forget-bias', 'price', 'where-the-gru-wins']; // all kinds of questions, three tasks by hand
const WORDS = 25; // of what is announced of a step

module.exports = (visitor) => {
  const { browser, site, pause, visitAnew, wish, told, untilTold } = visitor;
  const reader = Reader.of(visitor);
  const said = () => browser.value('document.getElementById("said").textContent.trim()');
  const ring = () => browser.value('document.activeElement.style.left');
  const listen = () => browser.value(`(window.heard = [], window.ear?.disconnect(), window.ear = new MutationObserver(() =>
    heard.push(document.getElementById("said").textContent.trim())), ear.observe(document.getElementById("said"),
    { childList: true, characterData: true, subtree: true }), 0)`);
  const heard = () => browser.value('window.heard');

  async function axe(screen) {
    const file = path.join(site, '..', 'npm', 'node_modules', 'axe-core', 'axe.min.js');
    await browser.value(`${fs.readFileSync(file, 'utf8')}; 0`);
    const found = await browser.value(`axe.run(document, { resultTypes: ['violations'] }).then(({ violations }) =>
      violations.map(({ id, nodes }) => id + ': ' + nodes.slice(0, 3).map((node) => node.html.slice(0, 160)).join(' | ')))`);
    assert.deepEqual(found, [], screen);
  }

  return {
    async 'the tree has headings, landmarks, buttons and sliders with names, values and states'() {
      await wish('dark', 'reduce');
      await visitAnew('#lesson=forget-gate&beat=2&lang=en&theme=dark');
      await reader.read(/^Beat 2 of 9/);
      const tree = await reader.tree();
      const names = (role) => tree.filter((thing) => thing.role === role).map(({ name }) => name);
      assert.deepEqual(names('main').length, 1);
      assert.deepEqual(names('heading').filter((name) => name !== name.toUpperCase()),
        ['What stays?', 'In words', 'Tools', 'What to do', 'Stage', 'Time', 'This page']);
      assert.deepEqual(names('image'), ['Gatescope: the picture. F6 shows the same in words.']);
      assert.equal(names('radio').length, 3);
      assert.ok(names('slider').includes('Input “value”'), names('slider').join());
      const bias = tree.find(({ role, name }) => role === 'slider' && name === 'LSTM b_f, unit 1');
      assert.equal(Number(bias.value), 0);
      assert.equal(tree.find(({ name }) => /^Undo/.test(name)).disabled, true);
      assert.equal(await browser.value('document.documentElement.lang'), 'en');
    },

    async 'Tab goes through the twin, and the ring on the picture goes with it; F6 shows the words, and leads back'() {
      await browser.key('Tab');
      assert.match(await reader.focused(), /^Answer 1/); // what the beat asks for comes first
      await browser.key('Tab');
      assert.match(await reader.focused(), /^Answer 2/);
      const before = await ring();
      assert.ok(parseFloat(before) > 0, before);
      await browser.key('F6');
      assert.equal(await browser.value('document.activeElement.id'), 'told');
      await browser.picture(path.join(visitor.shots, 'twin.png'));
      await browser.key('F6');
      assert.equal(await browser.value('document.activeElement.id'), 'canvas');
    },

    async 'what goes away under the focus leaves it to what is near; what stays keeps it'() {
      await reader.press('button', /^The workbench/);
      await reader.wait('button', /^The guided stage/);
      assert.match(await reader.focused(), /^The guided stage/);
      await reader.press('button', /^The guided stage/);
      await reader.wait('button', /^The workbench/);
    },

    async 'the program\'s keys work from the twin too'() {
      await reader.goTo(await reader.wait('button', /^The workbench/));
      await browser.key('w');
      await reader.wait('button', /^The guided stage/);
      await browser.key('w');
      await reader.wait('button', /^The workbench/);
    },

    async 'it is in no pointer\'s way, and takes the clicks that an assistive technology gives'() {
      const click = (name) => browser.value(`[...document.querySelectorAll('#parts button')].find((node) => ${name}.test(node.textContent)).click()`);
      const met = await browser.value(`[...Array(innerWidth * innerHeight / 64 | 0).keys()].map((at) => document.elementFromPoint(
        at * 8 % innerWidth, 8 * Math.floor(at * 8 / innerWidth))?.id)`);
      assert.ok(met.length > 10000, `${met.length}`);
      assert.deepEqual([...new Set(met)], ['canvas']);
      await click(/^The workbench/);
      await reader.wait('button', /^The guided stage/);
      await click(/^The guided stage/);
      await reader.wait('button', /^The workbench/);
    },

    async 'a slider is set by keys, step by step, and to its end'() {
      await reader.set(/^LSTM b_f, unit 1$/, 0.6, 0.05);
      assert.equal(Number((await reader.find('slider', /^LSTM b_f, unit 1$/)).value).toFixed(2), '0.60');
      await reader.key('End');
      await reader.until('the end', async () => Number((await reader.find('slider', /^LSTM b_f, unit 1$/)).value) >= 4);
      await reader.press('button', /^Undo/);
    },

    async 'of a step no more is announced than what it changed'() {
      await visitAnew('#lesson=add-or-replace&lang=en&theme=dark');
      await reader.read(/^Beat 1 of/);
      await pause(1500);
      await listen();
      await browser.key('ArrowRight');
      const step = await reader.until('news', async () => (await heard())[0]);
      assert.match(step, /^Step \d+\. .* (rises|falls) from .* to .*\.$/);
      assert.ok(step.split(/\s+/).length <= WORDS, step);
      await pause(1500);
      assert.equal((await heard()).length, 1);
    },

    async 'home is announced by its title, playing by a sentence every few seconds'() {
      await listen();
      await reader.press('button', /^All lessons/);
      await reader.until('news', async () => (await heard()).length);
      await pause(1500);
      assert.deepEqual(await heard(), ['All lessons']);
      await visitAnew('#lesson=forget-gate&beat=3&lang=en&theme=dark');
      await reader.read(/^Beat 3 of/);
      await pause(1500);
      await listen();
      await browser.key(' ');
      await reader.until('two sentences', async () => (await heard()).length >= 2, 30);
      for (const sentence of await heard()) assert.ok(sentence.split(/\s+/).length <= WORDS, sentence);
    },

    async 'language and labels follow the program'() {
      await visitAnew('#lesson=forget-gate&beat=2&lang=zh&theme=dark');
      await reader.wait('button', /^复制指向此处的链接/);
      assert.equal(await browser.value('document.documentElement.lang'), 'zh');
      assert.ok(await reader.find('heading', /^要做的事$/));
      assert.doesNotMatch(await said(), /[a-z]{6,}/);
      await reader.press('button', /^Show in English/);
      await reader.wait('button', /^Copy a link to this place/);
      assert.equal(await browser.value('document.documentElement.lang'), 'en');
    },

    ...Object.fromEntries(SAMPLE.map((id) => [`the tree alone plays ${id} to its end`, async () => {
      await visitAnew(`#lesson=${id}&lang=en&theme=dark`);
      await play(reader, lessons.find((lesson) => lesson.id === id));
    }])),

    async 'practise is answered by the tree alone, be it by choice or by drawing'() {
      await visitAnew('#practise&lang=en&theme=dark');
      const given = /^(What is chosen is the answer|What is drawn is the answer)/;
      await reader.wait('button', /^Another question like this one/);
      const things = await reader.tree();
      const first = things.find(({ role, name }) => role === 'radio' && /^Choice 1/.test(name));
      if (first) {
        await reader.goTo(first);
        await reader.key('Enter');
        await reader.until('the choice', async () => (await reader.find('radio', /^Choice 1/)).checked === 'true');
      }
      for (const step of things.filter(({ role }) => role === 'slider')) {
        await reader.goTo(step);
        await reader.key('ArrowUp');
      }
      await reader.press('button', given);
      await reader.until('what came of it', async () => !await reader.find('button', given));
    },

    async 'axe finds nothing, on any screen, light or dark'() {
      const screens = { home: '', guided: '#lesson=forget-gate&beat=2', practise: '#practise', sandbox: '#sandbox', digits: '#digits',
        text: '#text', training: '#training', look: '#look&lesson=forget-gate', opening: '#opening' };
      for (const theme of ['dark', 'light']) {
        await wish(theme, 'reduce');
        for (const [screen, link] of Object.entries(screens)) {
          await visitAnew(`${link || '#'}${link ? '&' : ''}lang=en&theme=${theme}`);
          await reader.until(screen, async () => (await reader.tree()).filter(({ role }) => role === 'button').length > 5);
          await axe(`${screen}, ${theme}`);
          if (screen !== 'guided') continue;
          await browser.key('F6');
          await axe(`words, ${theme}`);
          await browser.key('F6');
          await browser.key('w');
          await reader.wait('button', /^The guided stage/);
          await axe(`workbench, ${theme}`);
          await reader.press('button', /^The keys/);
          await reader.wait('button', /^Close the keys/);
          await axe(`help, ${theme}`);
        }
      }
      await wish('', '');
    },
  };
};
