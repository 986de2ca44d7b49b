// printed.js: the page on paper.
'use strict';
const assert = require('node:assert/strict');
const { execFileSync } = require('node:child_process');
const fs = require('node:fs');
const path = require('node:path');

module.exports = ({ browser, shots, untilTold, visitAnew }) => {
  // As the browser prints, which says so to the page first.
  async function paper(name) {
    const { data } = await browser.send('Page.printToPDF', {});
    const file = path.join(shots, `${name}.pdf`);
    fs.writeFileSync(file, Buffer.from(data, 'base64'));
    const images = execFileSync('pdfimages', ['-list', file], { encoding: 'utf8' });
    return { text: execFileSync('pdftotext', ['-layout', file, '-'], { encoding: 'utf8' }).replace(/\s+/g, ' '),
      images: images.trim().split('\n').length - 2 };
  }

  return {
    async 'a lesson is printed as its handout: what all its beats say, questions with their choices, no answer'() {
      await visitAnew('#lesson=forget-gate&beat=3&theme=dark&lang=en');
      await untilTold(/^Beat 3 of/);
      const { text, images } = await paper('lesson');
      const lesson = JSON.parse(fs.readFileSync('lessons/13-forget-gate.json', 'utf8'));
      assert.ok(text.startsWith('What stays? '), text.slice(0, 60));
      assert.match(text, /The goal\. See what the forget gate does to the old memory/);
      lesson.beats.forEach((beat, k) => assert.ok(text.includes(`Beat ${k + 1} of ${lesson.beats.length}.`), `beat ${k + 1}`));
      assert.match(text, /One LSTM, four units\./);
      const asked = lesson.beats.filter((beat) => beat.ask?.choices && !/[{*`]/.test(beat.ask.question.en));
      assert.ok(asked.length > 1);
      for (const { ask } of asked) {
        assert.ok(text.includes(ask.question.en), ask.question.en);
        for (const { text: choice } of ask.choices)
          if (!/[{*`]/.test(choice.en)) assert.ok(text.includes(choice.en), choice.en);
      }
      assert.ok(!text.includes(lesson.beats.find((beat) => beat.ask?.choices).ask.choices[0].why.en.slice(0, 30)));
      assert.ok(images >= 1);
      assert.doesNotMatch(text, /Back to the picture|Copy a link/);
    },

    async 'it is printed in the language that is shown'() {
      await visitAnew('#lesson=forget-gate&lang=zh');
      await browser.until('Chinese', 'document.getElementById("told").lang === "zh"');
      const lesson = JSON.parse(fs.readFileSync('lessons/13-forget-gate.json', 'utf8'));
      await paper('lesson-zh');
      assert.equal(await browser.value('document.querySelector("#paper h1").textContent'), lesson.title.zh);
      assert.equal(await browser.value('document.getElementById("paper").lang'), 'zh');
    },

    async 'another screen is printed as its picture and its words'() {
      await visitAnew('#sandbox&lang=en');
      await browser.until('the sandbox', '/^#sandbox.*theme=/.test(location.hash)');
      await browser.key(' '); // what goes on by itself is told when it stands still
      await untilTold(/input/i);
      const words = (await browser.value('document.querySelector("#told p").textContent')).replace(/\s+/g, ' ').slice(0, 40);
      const { text, images } = await paper('sandbox');
      assert.ok(text.includes(words), words);
      assert.ok(images >= 1);
    },
  };
};
