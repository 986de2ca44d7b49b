// A headless Chromium, driven over its debugging pipe (messages of JSON, a NUL after each): no package is
// needed for that. What a test wants to do is a method each.
'use strict';
const { spawn } = require('node:child_process');
const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');

const pause = (ms) => new Promise((done) => { setTimeout(done, ms); });

class Browser {
  #next = 1;
  #waiting = new Map();
  #rest = '';
  requests = []; // addresses that any page has asked for
  bytes = new Map(); // of each address, as they came
  #asked = new Map();
  problems = []; // errors that the page has told or thrown
  gpu = '';
  choosers = []; // dialogs for files that the page has opened; they are not shown while chooseFiles waits for one

  static async open(...flags) {
    const browser = new Browser();
    browser.profile = fs.mkdtempSync(path.join(os.tmpdir(), 'gatescope-web-'));
    browser.process = spawn('chromium', ['--headless=new', '--no-sandbox', '--disable-gpu', '--remote-debugging-pipe',
      '--no-first-run', '--disable-extensions', '--disable-background-networking', '--disable-component-update',
      `--user-data-dir=${browser.profile}`, ...flags, 'about:blank'],
    { stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'] });
    browser.process.stdio[4].on('data', (bytes) => browser.#read(bytes));
    const { targetInfos } = await browser.send('Target.getTargets');
    const { targetId } = targetInfos.find((target) => target.type === 'page');
    browser.session = (await browser.send('Target.attachToTarget', { targetId, flatten: true })).sessionId;
    for (const domain of ['Page', 'Runtime', 'Network', 'Log']) await browser.send(`${domain}.enable`);
    return browser;
  }

  send(method, params = {}) {
    const id = this.#next++;
    const message = { id, method, params };
    if (this.session) message.sessionId = this.session;
    this.process.stdio[3].write(`${JSON.stringify(message)}\0`);
    return new Promise((done, failed) => { this.#waiting.set(id, { done, failed, method }); });
  }

  #read(bytes) {
    const parts = (this.#rest + bytes).split('\0');
    this.#rest = parts.pop();
    for (const part of parts) this.#take(JSON.parse(part));
  }

  #take(message) {
    const waiting = this.#waiting.get(message.id);
    if (waiting) {
      this.#waiting.delete(message.id);
      if (message.error) waiting.failed(new Error(`${waiting.method}: ${message.error.message}`));
      else waiting.done(message.result);
    } else if (message.method === 'Page.fileChooserOpened') {
      this.choosers.push(message.params);
    } else if (message.method === 'Network.requestWillBeSent') {
      this.requests.push(message.params.request.url);
      this.#asked.set(message.params.requestId, message.params.request.url);
    } else if (message.method === 'Network.loadingFinished') {
      this.bytes.set(this.#asked.get(message.params.requestId), message.params.encodedDataLength);
    } else if (message.method === 'Runtime.exceptionThrown') {
      this.problems.push(message.params.exceptionDetails.exception?.description || message.params.exceptionDetails.text);
    } else if (message.method === 'Log.entryAdded' && message.params.entry.level === 'error') {
      this.problems.push(`${message.params.entry.text} ${message.params.entry.url || ''}`);
    } else if (message.method === 'Runtime.consoleAPICalled' && message.params.type === 'error') {
      this.problems.push(message.params.args.map((value) => value.value || value.description).join(' '));
    }
  }

  // What an expression of the page's is, as plain data.
  async value(expression) {
    const { result, exceptionDetails } = await this.send('Runtime.evaluate',
      { expression, awaitPromise: true, returnByValue: true });
    if (exceptionDetails) throw new Error(`${expression}: ${exceptionDetails.exception?.description}`);
    return result.value;
  }

  async until(what, expression, seconds = 60) {
    for (const end = Date.now() + 1000 * seconds; Date.now() < end; await pause(50)) {
      // between two pages there is none, and the question may be lost with the page that it was put to
      const value = await Promise.race([this.value(expression).catch(() => undefined), pause(2000)]);
      if (value) return value;
    }
    throw new Error(`${what} did not come: ${expression}`);
  }

  // The frame whose address begins so, if it is of another site: what it says, as of a page.
  async frame(address) {
    const attached = async () => {
      const { targetInfos } = await this.send('Target.getTargets');
      return targetInfos.find((target) => target.type === 'iframe' && target.url.startsWith(address));
    };
    let target;
    for (let k = 0; k < 200 && !target; k++) {
      target = await attached();
      if (!target) await pause(50);
    }
    const { sessionId } = await this.send('Target.attachToTarget', { targetId: target.targetId, flatten: true });
    const within = async (work) => {
      const page = this.session;
      this.session = sessionId;
      try {
        return await work();
      } finally {
        this.session = page;
      }
    };
    return {
      value: (expression) => within(() => this.value(expression)),
      until: (what, expression) => within(() => this.until(what, expression)),
      detach: () => this.send('Target.detachFromTarget', { sessionId }),
    };
  }

  size(width, height, scale = 1, touch = false) {
    return Promise.all([
      this.send('Emulation.setDeviceMetricsOverride', { width, height, deviceScaleFactor: scale, mobile: touch }),
      this.send('Emulation.setTouchEmulationEnabled', { enabled: touch, maxTouchPoints: touch ? 5 : 1 }),
    ]);
  }

  go(url) {
    return this.send('Page.navigate', { url });
  }

  // key: "Enter", "ArrowRight", "3"; modifiers: 1 Alt, 2 Ctrl, 4 Meta, 8 Shift.
  async key(key, modifiers = 0) {
    const codes = { Enter: 13, ArrowRight: 39, ArrowLeft: 37, ' ': 32, Tab: 9, Escape: 27, Home: 36, End: 35, PageUp: 33,
      PageDown: 34, Insert: 45, '+': 187, '=': 187, '-': 189, ';': 186, '&': 55 };
    const signs = { ' ': 'Space', '+': 'Equal', '=': 'Equal', '-': 'Minus', ';': 'Semicolon', '&': 'Digit7' };
    const code = key.length > 1 ? key : signs[key] || (/\d/.test(key) ? `Digit${key}` : `Key${key.toUpperCase()}`);
    const fn = /^F(\d+)$/.exec(key);
    const windowsVirtualKeyCode = codes[key] || (fn ? 111 + Number(fn[1]) : key.toUpperCase().charCodeAt(0));
    const held = [[2, { key: 'Control', code: 'ControlLeft', windowsVirtualKeyCode: 17 }],
      [8, { key: 'Shift', code: 'ShiftLeft', windowsVirtualKeyCode: 16 }]].filter(([bit]) => modifiers & bit);
    for (const [, one] of held) await this.send('Input.dispatchKeyEvent', { type: 'rawKeyDown', ...one, modifiers });
    for (const type of ['rawKeyDown', 'keyUp'])
      await this.send('Input.dispatchKeyEvent', { type, key, code, modifiers, windowsVirtualKeyCode });
    for (const [, one] of held) await this.send('Input.dispatchKeyEvent', { type: 'keyUp', ...one });
    await pause(60);
  }

  // At once, and as a real key: Enter presses what has the focus.
  async tapKey(key) {
    const codes = { Enter: 13, Tab: 9, Escape: 27, PageUp: 33, PageDown: 34, End: 35, Home: 36, ArrowLeft: 37, ArrowUp: 38,
      ArrowRight: 39, ArrowDown: 40 };
    const code = key.length > 1 ? key : /\d/.test(key) ? `Digit${key}` : `Key${key.toUpperCase()}`;
    const windowsVirtualKeyCode = codes[key] || key.toUpperCase().charCodeAt(0);
    const text = key === 'Enter' ? '\r' : key.length === 1 ? key : undefined;
    const event = { key, code, windowsVirtualKeyCode };
    await this.send('Input.dispatchKeyEvent', { type: text ? 'keyDown' : 'rawKeyDown', ...event, text });
    await this.send('Input.dispatchKeyEvent', { type: 'keyUp', ...event });
  }

  async mouse(type, x, y, buttons = 0) {
    await this.send('Input.dispatchMouseEvent', { type, x, y, buttons,
      button: type === 'mouseMoved' && !buttons ? 'none' : 'left', clickCount: type === 'mouseMoved' ? 0 : 1 });
    await pause(40);
  }

  async click(x, y) {
    await this.mouse('mouseMoved', x, y);
    await this.mouse('mousePressed', x, y, 1);
    await this.mouse('mouseReleased', x, y);
  }

  async drag(x, y, toX, toY) {
    await this.mouse('mouseMoved', x, y);
    await this.mouse('mousePressed', x, y, 1);
    for (let k = 1; k <= 5; k++) await this.mouse('mouseMoved', x + (toX - x) * k / 5, y + (toY - y) * k / 5, 1);
    await this.mouse('mouseReleased', toX, toY);
  }

  async tap(x, y) {
    await this.touch('touchStart', [[x, y]]);
    await this.touch('touchEnd', []);
  }

  // points: [[x, y], ...] of the fingers that are down; an empty list lifts them.
  async touch(type, points) {
    await this.send('Input.dispatchTouchEvent', { type, touchPoints: points.map(([x, y], id) => ({ x, y, id })) });
    await pause(40);
  }

  // What `press` does opens a dialog, in which these files are chosen.
  async chooseFiles(press, files) {
    const before = this.choosers.length;
    await this.send('Page.setInterceptFileChooserDialog', { enabled: true });
    await press();
    for (let k = 0; k < 200 && this.choosers.length === before; k++) await pause(50);
    if (this.choosers.length === before) throw new Error('no dialog for files has opened');
    await this.send('DOM.setFileInputFiles', { files, backendNodeId: this.choosers[before].backendNodeId });
    await this.send('Page.setInterceptFileChooserDialog', { enabled: false });
  }

  async picture(file) {
    const { data } = await this.send('Page.captureScreenshot', { format: 'png' });
    fs.mkdirSync(path.dirname(file), { recursive: true });
    fs.writeFileSync(file, Buffer.from(data, 'base64'));
  }

  async close() {
    const gone = new Promise((done) => { this.process.on('exit', done); });
    this.session = undefined;
    this.send('Browser.close').catch(() => {});
    await Promise.race([gone, pause(5000)]);
    this.process.kill('SIGKILL');
    fs.rmSync(this.profile, { recursive: true, force: true });
  }
}

module.exports = { Browser, pause };
