// reader.js: somebody who has the accessibility tree of the page and the keyboard, and no sight of the canvas. Things are
// found by their role and their name; they are gone to as a screen reader does, and used by keys.
'use strict';

const CONTROLS = ['button', 'radio', 'slider', 'link', 'textbox', 'Application'];

class Reader {
  constructor(browser, pause) {
    this.browser = browser;
    this.pause = pause;
  }

  static of({ browser, pause }) {
    return new Reader(browser, pause);
  }

  // Everything that is there: {role, name, value, node, disabled, checked, pressed, expanded}, in the order of the document.
  async tree() {
    const { nodes } = await this.browser.send('Accessibility.getFullAXTree');
    const known = new Map(nodes.map((node) => [node.nodeId, node]));
    const walk = (node) => [node, ...(node.childIds || []).flatMap((id) => (known.has(id) ? walk(known.get(id)) : []))];
    return walk(nodes[0]).filter((node) => !node.ignored).map((node) => {
      const properties = Object.fromEntries((node.properties || []).map(({ name, value }) => [name, value.value]));
      return { role: node.role.value, name: node.name?.value ?? '', value: node.value?.value, node: node.backendDOMNodeId,
        disabled: Boolean(properties.disabled), ...properties };
    });
  }

  // What is read out, piece by piece.
  async words() {
    return (await this.tree()).filter(({ role }) => role === 'StaticText').map(({ name }) => name);
  }

  async find(role, name) {
    return (await this.tree()).find((thing) => thing.role === role && name.test(thing.name));
  }

  async until(what, look, seconds = 20) {
    for (const end = Date.now() + 1000 * seconds; Date.now() < end; await this.pause(30)) {
      const found = await look();
      if (found) return found;
    }
    const things = (await this.tree()).filter(({ role }) => CONTROLS.includes(role)).map(({ role, name }) => `${role} ${name}`);
    throw new Error(`${what} did not come; there are ${things.join('; ')}`);
  }

  wait(role, name) {
    return this.until(`${role} ${name}`, async () => {
      const thing = await this.find(role, name);
      return thing && !thing.disabled && thing;
    });
  }

  read(pattern) {
    return this.until(`${pattern}`, async () => (await this.words()).find((line) => pattern.test(line)));
  }

  async goTo(thing) {
    await this.browser.send('DOM.focus', { backendNodeId: thing.node });
  }

  async key(name, times = 1) {
    for (let k = 0; k < times; k++) await this.browser.tapKey(name);
  }

  async press(role, name) {
    await this.goTo(await this.wait(role, name));
    await this.key('Enter');
  }

  // A slider's value: by Page Up and Page Down, then by arrows.
  async set(name, value, step) {
    const slider = await this.wait('slider', name);
    const steps = Math.round((value - Number(slider.value)) / step);
    const large = Math.trunc(steps / 10), small = steps % 10;
    await this.goTo(slider);
    for (const [times, up, down] of [[large, 'PageUp', 'PageDown'], [small, 'ArrowUp', 'ArrowDown']]) {
      for (let k = 0; k < Math.abs(times); k++) {
        const before = (await this.find('slider', name)).value;
        await this.key(times > 0 ? up : down);
        await this.until(`another value of ${name}`, async () => (await this.find('slider', name))?.value !== before);
      }
    }
  }

  focused() {
    return this.browser.value('document.activeElement.getAttribute("aria-label") || document.activeElement.textContent');
  }
}

module.exports = { Reader };
