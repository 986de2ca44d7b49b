// play.js SITE PROGRAM [FILE...]: plays Gatescope in a real browser, as a visitor would, and compares it with the
// desktop's program: the tests of all files here, or of those that are named. The last line is "N passed, N failed".
'use strict';
const assert = require('node:assert/strict');
const path = require('node:path');
const visitors = require('./visitor.js');

const FILES = ['loaded', 'opened', 'printed', 'played', 'kept', 'fast', 'small', 'own', 'page', 'places', 'keyboard', 'twin'];
const named = process.argv.slice(4);

// What holds for all of the visits.
const last = ({ browser, ours, expected }) => ({
  async 'nothing was asked of any other host, and nothing went wrong'() {
    const away = browser.requests.filter((url) => !/^(about|blob|data|file):/.test(url) && !ours.some((address) => url.startsWith(address)));
    assert.deepEqual(away, []);
    assert.deepEqual(browser.problems.filter((problem) => !expected.some((pattern) => pattern.test(problem))), []);
  },
});

async function main() {
  const visitor = await visitors.open();
  const parts = [...(named.length ? named : FILES).map((name) => require(`./${name}.js`)), last];
  const failures = [];
  let passed = 0;
  for (const [name, test] of parts.flatMap((part) => Object.entries(part(visitor)))) {
    try {
      await test();
      passed++;
      console.log(`ok     ${name}`);
    } catch (error) {
      failures.push(name);
      console.log(`FAILED ${name}\n${error.stack}`);
      await visitor.browser.picture(path.join(visitor.shots, `failed-${failures.length}.png`)).catch(() => {});
    }
  }
  await visitors.close();
  console.log(`${passed} passed, ${failures.length} failed`);
  process.exitCode = failures.length ? 1 : 0;
}

main().catch(async (error) => {
  await visitors.close();
  console.log(`${error.stack}\n0 passed, 1 failed`);
  process.exitCode = 1;
});
