// lesson.js: plays a lesson from its first beat to its last by the accessibility tree alone: answers what is asked, draws
// what is to be foretold, solves what is to be done.
'use strict';
const fs = require('node:fs');
const path = require('node:path');

const ANSWERED = /^(Right|Not right|No)\b/;
// Tasks that are solved by hand, by the slider that their script would set: [lesson's id, slider, value]; others show theirs.
const BY_HAND = { 'input-gate': [/^LSTM b_i, unit 1$/, 0], 'forget-gate': [/^LSTM b_f, unit 1$/, 3.3],
  'output-gate': [/^LSTM b_o, unit 1$/, 0] };
const STEP_OF_BIAS = 0.05;

const lessons = fs.readdirSync('lessons').filter((name) => /^\d+-.*\.json$/.test(name)).sort()
  .map((name) => JSON.parse(fs.readFileSync(path.join('lessons', name), 'utf8')));

// One choice after another, until one is right.
async function choose(reader) {
  for (let k = 0; k < 8; k++) {
    const open = (await reader.tree()).filter(({ role, disabled, checked }) => role === 'radio' && !disabled && checked !== 'true');
    if (!open.length) return;
    const { name } = open[k % open.length];
    await reader.goTo(open[k % open.length]);
    await reader.key('Enter');
    await reader.until(`an answer to ${name}`, async () => {
      const same = (await reader.tree()).find((thing) => thing.role === 'radio' && thing.name === name);
      return same?.checked === 'true' || same?.disabled;
    });
    if ((await reader.words()).some((line) => /^Answered with choice \d+, which is right\./.test(line))) return;
  }
}

const ORDER = /^Run \d+ further (up|down)/;
const DRAWN = /^(Draw|Drag|Pick|Your number|step \d+$|initial state$)/;

// Whatever has to be set gets a value; the answer is given.
async function foretell(reader, question) {
  const told = async () => (await reader.tree()).filter(({ role }) => role === 'slider' || role === 'button');
  const points = (await told()).filter(({ role, name }) => role === 'slider' && (DRAWN.test(name) || question.number));
  const order = (await told()).find(({ name }) => ORDER.test(name));
  if (order) {
    await reader.goTo(order);
    await reader.key('Enter');
  }
  for (const point of question.number ? points.filter(({ name }) => /number/i.test(name)) : points) {
    await reader.goTo(point);
    await reader.key(question.step ? 'ArrowRight' : 'ArrowUp');
  }
  await reader.press('button', /^This is your answer/);
}

async function solve(reader, lesson) {
  const [slider, value] = BY_HAND[lesson.id] || [];
  if (slider) await reader.set(slider, value, STEP_OF_BIAS);
  else await reader.press('button', /^Show a solution of the task/);
  await reader.read(/It is solved\.$/);
}

async function play(reader, lesson) {
  await reader.read(/^Beat 1 of \d+\.$/);
  for (let at = 0; at < lesson.beats.length; at++) {
    const { ask, task } = lesson.beats[at];
    if (ask?.choices) await choose(reader);
    else if (ask) await foretell(reader, ask);
    if (task) await solve(reader, lesson);
    if (at + 1 === lesson.beats.length) break;
    await reader.press('button', /^To the next beat/);
    await reader.read(new RegExp(`^Beat ${at + 2} of \\d+\\.$`));
  }
  return reader.read(/^The goal of this lesson/);
}

module.exports = { lessons, play };
