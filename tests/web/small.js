// small.js: phones and tablets: the picture has exactly the pixels of its place at every size, both ways up and zoomed;
// what is behind the last button of the bar is had by a finger; what is typed goes through a field of the page.
'use strict';
const assert = require('node:assert/strict');
const path = require('node:path');

const SIZES = [[320, 568, 2], [568, 320, 2], [390, 844, 3], [844, 390, 3], [768, 1024, 2], [1024, 1366, 2], [683, 300, 2],
  [1366, 600, 1], [819, 511, 1.25]];

module.exports = (visitor) => {
  const { browser, shots, pause, untilTold, visitAnew, wish, firstInput } = visitor;
  const WIDTH = 1280, HEIGHT = 720;
  const box = () => browser.value(`(() => {
    const canvas = document.getElementById('canvas'), { width, height } = canvas.getBoundingClientRect();
    return { canvas: [canvas.width, canvas.height], place: [width, height].map((side) => side * devicePixelRatio) };
  })()`);

  // Nothing is scaled: as many pixels as the place has, and the picture drawn to its last corner.
  async function assertExact(what) {
    await browser.until(`${what}: all pixels`, `(() => {
      const canvas = document.getElementById('canvas'), { width, height } = canvas.getBoundingClientRect();
      return Math.abs(canvas.width - width * devicePixelRatio) < 1 && Math.abs(canvas.height - height * devicePixelRatio) < 1 &&
        canvas.getContext('2d').getImageData(canvas.width - 1, canvas.height - 1, 1, 1).data[3] === 255;
    })()`);
    const { canvas, place } = await box();
    for (const axis of [0, 1]) assert.ok(Math.abs(canvas[axis] - place[axis]) < 1, `${what}: ${canvas} for ${place}`);
  }

  async function typeInto(text, becomes) {
    await browser.send('Input.insertText', { text });
    await browser.until(becomes, `document.getElementById('field').value === '${becomes}' && typed === '${becomes}'`);
  }

  return {
    async 'the picture has the pixels of its place, at every size, turned and zoomed'() {
      await browser.size(...SIZES[2], true);
      await visitAnew('#lesson=add-or-replace&lang=en');
      await untilTold(/^Beat 1 of/);
      for (const size of SIZES) {
        await browser.size(...size, true);
        await assertExact(size.join(' x '));
        await browser.picture(path.join(shots, `small-${size[0]}x${size[1]}.png`));
      }
    },

    async 'a finger opens the list of what has no room, and changes the colours there'() {
      await browser.size(390, 844, 2, true);
      await wish('dark', '');
      await visitAnew('#lesson=add-or-replace&lang=en');
      await untilTold(/^Beat 1 of/);
      await assertExact('a phone');
      const ground = () => visitor.colour(5, 5);
      const before = await ground();
      await browser.tap(390 - 24, 22);
      await pause(200);
      await browser.picture(path.join(shots, 'small-list.png'));
      const rows = await browser.value(`(() => {
        const canvas = document.getElementById('canvas'), context = canvas.getContext('2d');
        const at = (y) => Array.from(context.getImageData(700, y, 1, 1).data).join();
        return at(100) !== at(1600);
      })()`);
      assert.ok(rows, 'no card lies over the stage');
      for (let y = 60; y < 500 && String(await ground()) === String(before); y += 44) {
        await browser.tap(300, y); // row by row, as who looks for it; one that does something else closes the list
        await pause(150);
        if (String(await ground()) !== String(before)) break;
        await browser.tap(390 - 24, 22);
        await pause(150);
      }
      assert.notEqual(String(await ground()), String(before));
      await wish('', '');
    },

    async 'what is searched for is typed into a field of the page, with a name'() {
      await browser.size(390, 844, 2, true);
      await visitAnew('');
      await untilTold(/./);
      await assertExact('home');
      await browser.tap(200, 22);
      await browser.until('the field', '!document.getElementById("field").hidden && document.activeElement.id === "field"');
      const field = await browser.value(`(({ inputMode, ariaLabel }) => [inputMode, ariaLabel])(document.getElementById('field'))`);
      assert.equal(field[0], 'text');
      assert.match(field[1], /^Search titles/);
      await browser.send('Input.insertText', { text: 'forget' });
      await untilTold(/forget/i);
      await browser.picture(path.join(shots, 'small-search.png'));
      assert.equal(await browser.value('document.getElementById("field").value'), 'forget');
      await browser.key('Escape');
      await browser.until('no field', 'document.getElementById("field").hidden && document.activeElement.id === "canvas"');
      await browser.size(WIDTH, HEIGHT);
    },

    async 'a number is typed over as a whole, with the keys of numbers, and the run has it'() {
      await visitAnew('#lesson=forget-gate&beat=3&lang=en');
      await untilTold(/^Beat 3 of/);
      await browser.key('w');
      await pause(300);
      await browser.click(...firstInput);
      await browser.click(...firstInput);
      await browser.until('the field', '!document.getElementById("field").hidden && document.activeElement.id === "field"');
      const field = await browser.value(`(({ inputMode, ariaLabel, value, selectionStart, selectionEnd, offsetLeft, offsetWidth }) =>
        [inputMode, ariaLabel, value, selectionStart, selectionEnd, offsetLeft + offsetWidth])(document.getElementById('field'))`);
      assert.deepEqual(field.slice(0, 5), ['decimal', 'Type a number: 0. Enter takes it, Escape drops it', '0', 0, 1]);
      assert.ok(field[5] <= WIDTH, `it ends at ${field[5]}`);
      await typeInto('0', '0'); // as what was there begins
      await typeInto(',x25', '0.25'); // what no number has is not taken
      await browser.picture(path.join(shots, 'small-number.png'));
      await browser.key('Enter');
      await browser.until('no field', 'document.getElementById("field").hidden && document.activeElement.id === "canvas"');
      await untilTold(/Changed by hand/);
      assert.match(await visitor.told(), /0\.25/);
    },
  };
};
