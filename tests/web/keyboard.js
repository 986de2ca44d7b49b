// keyboard.js: which keys the canvas takes, and where Tab leads.
'use strict';
const assert = require('node:assert/strict');

module.exports = (visitor) => {
  const { browser, untilTold, visitAnew, pause } = visitor;
  const focused = () => browser.value('document.activeElement.id');
  const hash = () => browser.value('location.hash');
  const watch = () => browser.value('void addEventListener("keydown", (event) => { if (!/^(Control|Shift)$/.test(event.key)) window.pressed = event; }, true)');

  // Whether the page kept the key from the browser.
  async function keeps(key, modifiers = 0) {
    await browser.value('window.pressed = null');
    await browser.key(key, modifiers);
    return browser.value('window.pressed?.defaultPrevented');
  }

  return {
    async 'the canvas takes the keys that it uses, and no others'() {
      await visitAnew('#lesson=forget-gate&beat=2&lang=en&theme=dark');
      await untilTold(/^Beat 2 of/);
      await watch();
      for (const key of [' ', ' ', 'ArrowRight', 'ArrowLeft', 'Home', 'End', 'PageUp', 'F1', 'Escape', 't', 't', 't', 'F2', 'Escape'])
        assert.equal(await keeps(key), true, key);
      for (const key of ['F3', 'F7', 'F12', 'Insert', ';', 'q', 'Q'])
        assert.equal(await keeps(key), false, key);
      await browser.key('ArrowRight');
      assert.equal(await keeps('z', 2), true);
      assert.equal(await keeps('s', 2), true);
    },

    async 'keys of the browser pass, and nothing comes of them here'() {
      await visitAnew('#home&lang=en&theme=dark');
      await untilTold(/Life without gates/);
      await watch();
      for (const place of ['home', 'lesson=forget-gate&beat=2', 'digits']) {
        await browser.go(`${visitor.here}#${place}&lang=en`);
        await browser.until(place, `/^#${place}/.test(location.hash)`);
        await pause(400); // the step that the address is still to get
        const before = await hash();
        for (const key of ['f', 'r', 'p', 'l', 't', 'w', 'n', 'j', 'd', 'h', 'u', 'o', 'g', 'k', 'e', 'b', 'q', '0', '1', '9', '+', '-', '='])
          assert.equal(await keeps(key, 2), false, `Ctrl+${key}`);
        for (const key of ['t', 'n', 'r', 'i', 'j', 'c', 'p', 's'])
          assert.equal(await keeps(key, 2 | 8), false, `Ctrl+Shift+${key}`);
        for (const key of ['ArrowLeft', 'ArrowRight', 'd', 'f', 'Home']) assert.equal(await keeps(key, 1), false, `Alt+${key}`);
        assert.equal(await keeps('F5', 2), false);
        assert.equal(await keeps('F5', 8), false);
        assert.equal(await keeps('F11'), false);
        await pause(400);
        assert.equal(await hash(), before);
      }
    },

    async 'Q ends nothing'() {
      await visitAnew('#lesson=forget-gate&beat=2&lang=en&theme=dark');
      await untilTold(/^Beat 2 of/);
      await browser.key('q');
      await browser.key('q', 2);
      await browser.key('t');
      await browser.until('other colours', '/theme=(light|contrast)/.test(location.hash)');
      assert.equal(await browser.value('document.getElementById("closed").hidden'), true);
    },

    async 'F5 is for presenting, on every screen, and never reloads while the canvas has the focus'() {
      await visitAnew('#lesson=forget-gate&beat=2&lang=en');
      await untilTold(/^Beat 2 of/);
      await watch();
      for (const place of ['lesson=forget-gate&beat=2', 'home', 'practise', 'digits', 'text', 'training', 'sandbox', 'look&lesson=forget-gate', 'opening']) {
        await browser.go(`${visitor.here}#${place}&lang=en`);
        await browser.until(place, `/^#${place}/.test(location.hash)`);
        assert.equal(await keeps('F5'), true, place);
        await pause(100);
        assert.equal(await keeps('F5'), true, place);
      }
      await visitAnew('#lesson=forget-gate&beat=2&lang=en');
      await untilTold(/^Beat 2 of/);
      await watch();
      await browser.key('F6'); // elsewhere it is the browser's
      assert.equal(await focused(), 'told');
      assert.equal(await keeps('F5'), false);
    },

    async 'Tab leads through all that is in the picture, and out of it at both ends'() {
      await visitAnew('#lesson=forget-gate&beat=2&lang=en');
      await untilTold(/^Beat 2 of/);
      const inPicture = () => browser.value('document.getElementById("parts").contains(document.activeElement)');
      const label = () => browser.value('document.activeElement.textContent || document.activeElement.getAttribute("aria-label")');
      assert.equal(await focused(), 'canvas');
      await browser.key('Tab');
      await browser.until('the answer', '/^Answer 1/.test(document.activeElement.textContent)'); // what is asked for comes first
      const labels = [];
      for (let k = 0; k < 200 && await inPicture(); k++) {
        labels.push(await label());
        await browser.key('Tab');
      }
      assert.equal(await focused(), 'back');
      assert.ok(labels.length > 10, `${labels.length}`);
      await browser.key('Tab', 8); // back in, at the last one
      assert.equal(await label(), labels.at(-1));
      await browser.value('document.getElementById("words").focus()');
      await browser.key('Tab'); // in, at the first one
      assert.equal(await label(), 'All lessons (H)');
      await browser.key('Tab', 8);
      assert.equal(await focused(), 'words');
    },

    async 'F6 is told: in the help, on the page, and it leads there and back'() {
      await visitAnew('#lesson=forget-gate&beat=2&lang=zh');
      await browser.until('Chinese', 'document.getElementById("words").textContent === "文字说明（F6）"');
      await browser.value('document.getElementById("words").click()');
      assert.equal(await focused(), 'told');
      await browser.key('F6');
      assert.equal(await focused(), 'canvas');
    },
  };
};
