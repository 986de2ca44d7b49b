// kept.js: what is kept, shared and said when it cannot be.
'use strict';
const assert = require('node:assert/strict');
const path = require('node:path');

module.exports = (visitor) => {
  const { browser, shots, told, untilTold, visit, visitAnew, dragInput, colour } = visitor;
  return {
    async 'Ctrl+C copies a link that opens the same place with all changes, also for somebody else'() {
      await visitAnew('#lesson=forget-gate&beat=3&theme=dark&lang=en');
      await untilTold(/^Beat 3 of/);
      await dragInput();
      await untilTold(/“value” at step 1 becomes 0\.65\..*This is step 1, and it is complete/s);
      const before = await told();
      await browser.key('c', 2);
      const link = await browser.until('the link', 'document.getElementById("address").value');
      assert.ok(link.startsWith(`${visitor.here}#state=gatescope:1:`), link);
      await visitAnew(link.slice(visitor.here.length));
      await untilTold(/Changed by hand/);
      assert.equal(await told(), before);
    },

    async 'a state of another format is kept under another key, and not written over'() {
      const newer = '{"format": 99}';
      await visitAnew('#lesson=forget-gate&beat=3');
      await untilTold(/^Beat 3 of/);
      for (const text of [newer, newer, '{']) {
        await browser.value(`localStorage.setItem('gatescope.state:/', '${text}')`);
        await visit('#lesson=forget-gate&beat=2'); // what is left keeps its state
        await untilTold(/^Beat 2 of/);
      }
      assert.equal(await browser.value('localStorage.getItem("gatescope.state:/.unreadable")'), newer);
      assert.equal(await browser.value('localStorage.getItem("gatescope.state:/.unreadable-1")'), '{');
      assert.equal(await browser.value('localStorage.getItem("gatescope.state:/.unreadable-2")'), null);
      assert.equal(await browser.value('JSON.parse(localStorage.getItem("gatescope.state:/")).format'), 1);
    },

    async 'a store that is full is said'() {
      await visitAnew('#lesson=forget-gate&beat=3&theme=light');
      await untilTold(/^Beat 3 of/);
      const before = await colour(300, 62);
      await browser.value('(Storage.prototype.setItem = () => { throw new DOMException("full", "QuotaExceededError"); }, 0)');
      await browser.key('ArrowRight');
      await browser.until('the banner', `document.getElementById("canvas").getContext("2d").getImageData(300, 62, 1, 1).data[0] !== ${before[0]}`);
      await browser.picture(path.join(shots, 'full.png'));
      await untilTold(/What you do is not kept/);
    },
  };
};
