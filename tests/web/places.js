// places.js: the address holds the place: links, Back and Forward, reloads; what a link gets wrong; how the system wishes
// things to look; sharing; copies of the page beside each other, new versions, and pages that fail.
'use strict';
const assert = require('node:assert/strict');
const fs = require('node:fs');
const path = require('node:path');
const { serve } = require('./host.js');

module.exports = (visitor) => {
  const { browser, site, shots, told, untilTold, visit, visitAnew, dragInput, colour, pause } = visitor;
  const parts = async () => Object.fromEntries(new URLSearchParams((await browser.value('location.hash')).slice(1)));
  const untilAt = (what, pattern) => browser.until(what, `${pattern}.test(location.hash)`);
  // What the program itself says, where words would come only when nothing moves any more.
  const untilSays = (pattern) => browser.until(String(pattern), `${pattern}.test(at?.link)`);
  const entries = () => browser.value('history.length');
  const back = () => browser.value('void history.back()');
  const forward = () => browser.value('void history.forward()');
  const text = (id) => browser.value(`document.getElementById("${id}").textContent`);

  return {
    async 'the address holds screen, lesson, beat, step, language and colours'() {
      await visitAnew('#lesson=forget-gate&beat=3&lang=en&theme=light');
      await untilTold(/^Beat 3 of/);
      const { step, ...rest } = await parts();
      assert.deepEqual(rest, { lesson: 'forget-gate', beat: '3', lang: 'en', theme: 'light' });
      await browser.key('ArrowRight');
      await untilAt('the next step', new RegExp(`&step=${Number(step) + 1}&`));
      await browser.key('t');
      await untilAt('other colours', /theme=contrast/);
      await browser.key('L', 8);
      await untilAt('Chinese', /lang=zh/);
      assert.equal((await parts()).beat, '3');
    },

    async 'a beat is an entry of the history, a step is none; Back and Forward walk through beats and screens'() {
      await browser.send('Page.resetNavigationHistory'); // it holds fifty at most
      await visitAnew('#lesson=input-gate&lang=en&theme=dark');
      await untilTold(/^Beat 1 of/);
      const before = await entries();
      await browser.key('ArrowRight');
      await untilTold(/This is step/);
      assert.equal(await entries(), before);
      await browser.key('Enter');
      await untilAt('the second beat', /beat=2/);
      await browser.key('Enter');
      await untilAt('the third beat', /beat=3/);
      await browser.key('h');
      await untilAt('home', /^#home/);
      assert.equal(await entries(), before + 3);
      await untilTold(/Life without gates/);
      for (const beat of [3, 2, 1]) {
        await back();
        await untilTold(new RegExp(`^Beat ${beat} of`));
        assert.equal((await parts()).beat, String(beat));
      }
      await forward();
      await untilTold(/^Beat 2 of/);
      assert.equal(await entries(), before + 3); // going there makes none
    },

    async 'Back to a beat finds its step again'() {
      await visitAnew('#lesson=input-gate&lang=en&theme=dark');
      await untilTold(/^Beat 1 of/);
      await browser.key('End');
      await untilAt('the last step', /step=1\d/);
      const { step } = await parts();
      await browser.key('Enter');
      await untilAt('the second beat', /beat=2/);
      await back();
      await untilTold(/^Beat 1 of/);
      assert.equal((await parts()).step, step);
    },

    async 'a reload stays at the place, with what was changed there'() {
      await visitAnew('#lesson=forget-gate&beat=3&lang=en&theme=dark');
      await untilTold(/^Beat 3 of/);
      await dragInput();
      await untilTold(/Changed by hand.*, and it is complete/s);
      const before = [await told(), await browser.value('location.hash'), await entries()];
      await browser.send('Page.reload');
      await pause(300);
      await untilTold(/Changed by hand.*, and it is complete/s);
      assert.deepEqual([await told(), await browser.value('location.hash'), await entries()], before);
      await browser.go(`${visitor.here}#digits&lang=en`);
      await untilSays(/^digits/);
      await browser.value('window.before = true');
      await browser.send('Page.reload');
      await browser.until('the new page', 'window.before === undefined');
      await untilSays(/^digits/);
      assert.match(await browser.value('location.hash'), /^#digits/);
    },

    async 'an address that is typed leads there without a reload; its screens have a way home'() {
      await visitAnew('#lesson=forget-gate&beat=2&lang=en');
      await untilTold(/^Beat 2 of/);
      await browser.value('window.same = true');
      await browser.go(`${visitor.here}#lesson=candidate&beat=2&lang=en`);
      await untilTold(/^Beat 2 of/);
      await untilAt('the lesson', /lesson=candidate/);
      for (const screen of ['digits', 'text=lisp', 'text=english', 'training', 'sandbox', 'practise', 'look&lesson=candidate']) {
        await browser.go(`${visitor.here}#${screen}`);
        await untilAt(screen, new RegExp(`^#${screen}&`));
        await browser.key('h');
        await untilAt('home', /^#home/);
        await back();
        await untilAt(`${screen} again`, new RegExp(`^#${screen}&`));
      }
      assert.equal(await browser.value('window.same'), true);
    },

    async 'the digits\' own link has a way home in a fresh visit too'() {
      await visitAnew('#digits&lang=en');
      await untilSays(/^digits/);
      await browser.key('h');
      await untilTold(/Life without gates/);
      await untilAt('home', /^#home/);
    },

    async 'a lesson is found by its file\'s name, with and without its ending, and by its id'() {
      for (const name of ['13-forget-gate', '13-forget-gate.json', 'forget-gate']) {
        await visitAnew(`#lesson=${name}&beat=2&lang=en`);
        await untilTold(/^Beat 2 of 9/);
        assert.equal((await parts()).lesson, 'forget-gate');
      }
    },

    async 'a broken part of a link costs that part alone, and is said in the visitor\'s words'() {
      await visitAnew('#lesson=nothing-of-the-kind&lang=en&theme=light');
      await untilTold(/Not all of the link was found: no lesson is called “nothing-of-the-kind”/);
      assert.match(await told(), /Life without gates/);
      assert.deepEqual(await parts(), { home: '', lang: 'en', theme: 'light' });
      await visitAnew('#lesson=nothing-of-the-kind&lang=zh');
      await untilTold(/没有名为“nothing-of-the-kind”的课程/);
      await visitAnew('#lesson=forget-gate&beat=99&lang=en');
      await untilTold(/there is no beat “99”.*Beat 9 of 9/s);
      assert.equal((await parts()).beat, '9');
      await visitAnew('#lesson=forget-gate&beat=two&step=1e9&lang=en');
      await untilTold(/there is no beat “two”; there is no step “1e9”.*Beat 1 of 9/s);
      await visitAnew('#lesson=forget-gate&beat=2&theme=mauve&lang=xx-klingon');
      await untilTold(/“xx-klingon” is not known here; no colours are called “mauve”.*Beat 2 of 9/s);
      await visitAnew('#state=gatescope:1:AAAA&lang=en');
      await untilTold(/Not pasted: /);
    },

    async 'colours, contrast and motion follow the system, live, until the visitor has chosen'() {
      const features = (...pairs) => browser.send('Emulation.setEmulatedMedia',
        { features: pairs.map(([name, value]) => ({ name, value })) });
      const at = (theme) => untilAt(theme, new RegExp(`theme=${theme}`));
      await features(['prefers-color-scheme', 'light']);
      await visitAnew('#lesson=forget-gate&beat=2&lang=en');
      await at('light');
      assert.deepEqual(await colour(5, 600), [255, 255, 255]);
      await features(['prefers-color-scheme', 'dark'], ['prefers-reduced-motion', 'reduce']);
      await at('dark');
      await browser.key('ArrowRight'); // any change is kept a second later
      await browser.until('less motion', `/"reduced_motion":\\s*true/.test(localStorage.getItem("gatescope.state:/"))`);
      await features(['prefers-contrast', 'more']);
      await at('contrast');
      await features(['prefers-color-scheme', 'light']);
      await at('light');
      await features(['forced-colors', 'active'], ['prefers-color-scheme', 'light']);
      await at('contrast');
      assert.equal(await browser.value('document.documentElement.dataset.theme'), 'contrast');
      await browser.send('Page.reload'); // what nobody has chosen is not chosen by a reload
      await pause(300);
      await untilTold(/^Beat 2 of/);
      await features(['prefers-color-scheme', 'dark']);
      await at('dark');
      await browser.key('t'); // chosen: light
      await at('light');
      await features(['prefers-contrast', 'more']);
      await browser.send('Page.reload');
      await pause(300);
      await untilTold(/^Beat 2 of/);
      assert.equal((await parts()).theme, 'light');
      await features();
    },

    async 'every screen shares its place; “copied” is said when it is'() {
      await browser.send('Browser.grantPermissions', { permissions: ['clipboardReadWrite', 'clipboardSanitizedWrite'] });
      for (const [place, shared] of [['lesson=forget-gate&beat=2', /#state=gatescope:1:/], ['home', /#home$/], ['practise', /#practise$/],
        ['digits', /#digits$/], ['text=lisp', /#text=lisp$/], ['training', /#training$/], ['sandbox', /#sandbox$/],
        ['look&lesson=forget-gate', /#look&lesson=forget-gate$/]]) {
        await visitAnew(`#${place}&lang=en`);
        await untilAt(place, new RegExp(`^#${place}.*theme=`)); // the program says where it is
        if (place === 'sandbox') await browser.key(' '); // what goes on by itself is told when it stands still
        await browser.value('document.getElementById("address").value = ""');
        await browser.key('c', 2);
        await browser.until('the link', `${shared}.test(document.getElementById("address").value)`);
        await untilTold(/A link to this place, with all changes, is copied/);
        const link = await browser.value('document.getElementById("address").value');
        assert.equal(await browser.value('navigator.clipboard.readText()'), link);
        assert.equal(await browser.value('document.getElementById("share").open'), false);
      }
    },

    async 'where the browser does not let it, the link stands there to copy by hand'() {
      await visitAnew('#digits&lang=en');
      await untilSays(/^digits/);
      await browser.value(`void (navigator.clipboard.writeText = () => Promise.reject(new DOMException('no', 'NotAllowedError')))`);
      await browser.key('c', 2);
      await browser.until('the field', 'document.getElementById("share").open');
      assert.equal(await browser.value('document.activeElement.id'), 'address');
      assert.equal(await browser.value('getSelection().toString() || document.activeElement.value.slice(document.activeElement.selectionStart, document.activeElement.selectionEnd)'),
        `${visitor.here}#digits`);
      await browser.picture(path.join(shots, 'share.png'));
      await browser.key('Escape');
      await browser.until('the canvas', 'document.activeElement.id === "canvas"');
      await untilTold(/The browser does not let it be copied/);
      assert.doesNotMatch(await told(), /is copied/);
    },

    async 'in a frame of another site without the clipboard the link stands there too, and nothing goes into its history'() {
      const page = '<!DOCTYPE html><title>Course</title><button id="before">before</button>' +
        `<iframe src="${visitor.here}#lesson=forget-gate&beat=1&lang=en" width="1000" height="700"></iframe>`;
      const course = await serve({}, { '/index.html': page });
      visitor.ours.push(course.address);
      await browser.go('about:blank');
      await browser.go(course.address.replace('127.0.0.1', 'localhost'));
      visitor.ours.push(course.address.replace('127.0.0.1', 'localhost'));
      const frame = await browser.frame(visitor.here);
      await frame.until('the lesson', '/^Beat 1 of/.test(document.getElementById("told")?.textContent)');
      assert.equal(await browser.value('document.activeElement === document.body'), true); // it took no focus
      assert.equal(await frame.value('document.activeElement === document.body'), true);
      const before = await entries();
      await browser.click(500, 300);
      await browser.key('n');
      await frame.until('the next beat', '/beat=2/.test(location.hash)');
      assert.equal(await entries(), before);
      await browser.key('c', 2);
      await frame.until('the field', 'document.getElementById("share").open');
      assert.match(await frame.value('document.getElementById("address").value'), /#state=gatescope:1:/);
      assert.doesNotMatch(await frame.value('document.getElementById("told").textContent'), /is copied/);
      await frame.detach();
      await course.close();
    },

    async 'two copies on one host leave each other\'s files and states alone; a state from before is taken over'() {
      const host = await serve({ '/a/': site, '/b/': site });
      visitor.ours.push(host.address);
      const there = `${host.address}a/#lesson=forget-gate&beat=3&lang=en&theme=light`;
      await browser.go(`${host.address}a/notices.txt`);
      await browser.value(`localStorage.setItem('gatescope.state', '{"format":1,"theme":2,"language":"en"}')`);
      await browser.go(there.replace('&theme=light', ''));
      await untilTold(/^Beat 3 of/);
      await untilAt('what was kept before', /theme=contrast/);
      await browser.key('t');
      await browser.until('its own state', 'JSON.parse(localStorage.getItem("gatescope.state:/a/") || "{}").theme === 0');
      assert.equal(await browser.value('localStorage.getItem("gatescope.state:/b/")'), null);
      assert.equal(await browser.value('JSON.parse(localStorage.getItem("gatescope.state")).theme'), 2); // for the others
      await browser.value('navigator.serviceWorker.ready');
      await browser.go(`${host.address}b/#lesson=forget-gate&lang=en`);
      await untilTold(/^Beat 1 of/);
      await untilAt('its colours', /theme=contrast/);
      await browser.value('navigator.serviceWorker.ready');
      const names = async () => (await browser.value('caches.keys()')).sort();
      await browser.until('two caches', 'caches.keys().then((names) => names.length === 2)');
      const [ofA, ofB] = await names();
      assert.match(ofA, /^gatescope \/a\/ [0-9a-f]{16}$/);
      assert.match(ofB, /^gatescope \/b\/ [0-9a-f]{16}$/);
      assert.equal(await browser.value(`caches.open('${ofA}').then((cache) => cache.keys()).then((all) => all.every((one) => one.url.includes('/a/')))`), true);
      await host.close();
    },

    async 'a new version is offered as soon as it is there, and taken as a whole when the visitor says so'() {
      const host = await serve({ '/': site });
      visitor.ours.push(host.address);
      await browser.go(`${host.address}#lesson=forget-gate&beat=3&lang=en`);
      await untilTold(/^Beat 3 of/);
      await browser.until('the worker', 'navigator.serviceWorker.ready.then((worker) => worker.active?.state === "activated")');
      await browser.send('Page.reload');
      await pause(300);
      await untilTold(/^Beat 3 of/);
      const read = (name) => fs.readFileSync(path.join(site, name), 'utf8');
      const digest = (words) => require('node:crypto').createHash('sha256').update(words).digest('hex');
      const script = `${read('page.js')}\nwindow.version = 2;\n`;
      const newer = (hash) => read('worker.js').replace(/("page.js": ")[0-9a-f]+/, `$1${hash}`);
      // a server that is in the middle of it: one file is still the old one
      host.changed['/worker.js'] = newer(digest(script));
      await browser.value('navigator.serviceWorker.getRegistration().then((one) => one.update()).catch(() => {})');
      await browser.until('the end of it', 'navigator.serviceWorker.getRegistration().then((one) => !one.installing)');
      assert.equal(await browser.value('document.getElementById("newer").hidden'), true);
      assert.equal(await browser.value('caches.keys().then((names) => names.length)'), 1);
      host.changed['/page.js'] = script;
      await browser.value('navigator.serviceWorker.getRegistration().then((one) => one.update())');
      await browser.until('the offer', '!document.getElementById("newer").hidden');
      assert.match(await text('newer'), /A new version is there\.\s*Reload/);
      await browser.picture(path.join(shots, 'newer.png'));
      assert.equal(await browser.value('window.version'), undefined);
      assert.equal(await browser.value('fetch("page.js").then((one) => one.text()).then((all) => /version = 2/.test(all))'), false);
      await browser.value('document.getElementById("reload").click()');
      await browser.until('the new version', 'window.version === 2');
      await untilTold(/^Beat 3 of/);
      assert.equal(await browser.value('document.getElementById("newer").hidden'), true);
      await browser.until('one cache', 'caches.keys().then((names) => names.length === 1)');
      await host.close();
    },

    async 'a page that fails says one thing, in the visitor\'s words, and what helps'() {
      const host = await serve({ '/': site }, { '/gatescope.tar.gz': null });
      visitor.ours.push(host.address);
      for (const [tag, why, help] of [['en', 'Gatescope could not be loaded: the server does not give gatescope.tar.gz.',
        'See whether the network is there, then open it again.'], ['zh', 'Gatescope 无法载入：服务器没有给出 gatescope.tar.gz。', '请检查网络，然后重新打开。']]) {
        await browser.go('about:blank');
        await browser.go(`${host.address}#digits&lang=${tag}`);
        await browser.until('the reason', '!document.getElementById("closed").hidden');
        assert.equal(await text('why'), why);
        assert.equal(await text('help'), help);
        assert.equal(await browser.value('document.getElementById("wait")'), null);
        assert.equal(await browser.value('document.activeElement.id'), 'again');
      }
      await browser.picture(path.join(shots, 'closed.png'));
      visitor.expected.push(/404/);
      await host.close();
    },

    async 'what breaks in the middle is said too'() {
      await visitAnew('#lesson=forget-gate&beat=1&lang=en');
      await untilTold(/^Beat 1 of/);
      await browser.value(`void dispatchEvent(new ErrorEvent('error', { error: new WebAssembly.RuntimeError('unreachable') }))`);
      assert.equal(await text('why'), 'Gatescope has stopped: unreachable.');
      assert.equal(await text('help'), 'What you did last is not kept.');
      await browser.value('document.getElementById("again").click()');
      await untilTold(/^Beat 1 of/);
    },

    async 'where storage is denied all of it works, and that nothing is kept is said'() {
      const script = await browser.send('Page.addScriptToEvaluateOnNewDocument', { source:
        'for (const name of ["localStorage", "indexedDB", "caches"]) Object.defineProperty(window, name, { get() { throw new DOMException("denied", "SecurityError"); } });' });
      try {
        await visitAnew('#lesson=forget-gate&beat=2&lang=en&theme=light');
        await untilTold(/Beat 2 of/);
        await browser.key('ArrowRight');
        await untilTold(/What you do is not kept/);
        await browser.send('Page.reload');
        await pause(300);
        await untilTold(/Beat 2 of/);
        assert.equal((await parts()).theme, 'light');
      } finally {
        await browser.send('Page.removeScriptToEvaluateOnNewDocument', script);
      }
    },
  };
};
