// page.js: the page: its words, its wishes, its visits without a network, its licences, its copy for notebooks.
'use strict';
const assert = require('node:assert/strict');
const fs = require('node:fs');
const path = require('node:path');
const vm = require('node:vm');

module.exports = (visitor) => {
  const { browser, site, shots, pause, told, untilTold, visit, visitAnew, wish, colour, stopServer, startServer } = visitor;
  return {
    async 'the keyboard reaches the text, and comes back'() {
      const focused = () => browser.value('document.activeElement.id');
      await visitAnew('#lesson=forget-gate&lang=en');
      await untilTold(/^Beat 1 of/);
      assert.equal(await focused(), 'canvas');
      await browser.key('F6');
      assert.equal(await focused(), 'told');
      await browser.picture(path.join(shots, 'text.png'));
      await browser.key('F6');
      assert.equal(await focused(), 'canvas');
    },

    async 'a wish for less motion and for light colours is met'() {
      await wish('light', 'reduce');
      await visitAnew('#lesson=forget-gate&beat=3');
      await untilTold(/^Beat 3 of/);
      assert.deepEqual(await colour(5, 600), [255, 255, 255]);
      await browser.key('c', 2); // any change is kept a second later, with the wishes
      await browser.key('ArrowRight');
      await browser.until('less motion', '/"reduced_motion":\\s*true/.test(localStorage.getItem("gatescope.state:/"))');
      await wish('', '');
    },

    async 'the second visit needs no server'() {
      await browser.until('the worker', 'navigator.serviceWorker.ready.then((worker) => worker.active?.state === "activated")');
      await stopServer();
      await visit('#lesson=candidate&beat=2');
      await untilTold(/^Beat 2 of/);
      await startServer();
    },

    async 'whose work it is made of, and under which licences, can be read'() {
      const told = await (await fetch(`${visitor.here}${await browser.value('document.querySelector("#mirror a").getAttribute("href")')}`)).text();
      for (const part of ['the Gatescope authors', 'Juan Cazala', 'SBCL', 'SDL_ttf', 'FreeType Project', 'cJSON', 'MD4C', 'libpng', 'libzip', 'zlib',
        'GIFLIB', 'Emscripten', 'musl', 'Inter Project', 'STI Pub', 'Bitstream', 'WenQuanYi', 'Apache License']) {
        assert.ok(told.includes(part), part);
      }
    },

    async 'and the worker hands that out, not the page in its place'() {
      const handlers = {};
      vm.runInNewContext(fs.readFileSync(path.join(site, 'worker.js'), 'utf8'), {
        URL, TextEncoder, crypto: { subtle: crypto.subtle },
        self: { addEventListener: (name, handler) => { handlers[name] = handler; }, registration: { scope: visitor.here } },
        caches: { open: async () => ({ match: async (asked) => asked.url ?? asked }) } });
      const visited = (url) => new Promise((respondWith) => {
        handlers.fetch({ request: { method: 'GET', mode: 'navigate', url }, respondWith });
      });
      assert.equal(await visited(visitor.here), './');
      assert.equal(await visited(`${visitor.here}?from=mail`), './');
      assert.equal(await visited(`${visitor.here}notices.txt`), `${visitor.here}notices.txt`);
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
  };
};
