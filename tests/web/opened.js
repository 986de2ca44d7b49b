// opened.js: what one sees first, and what links open.
'use strict';
const assert = require('node:assert/strict');
const path = require('node:path');

module.exports = (visitor) => {
  const { browser, site, shots, pause, untilTold, visit, visitAnew, wish, colour, WIDTH } = visitor;
  return {
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

  };
};
