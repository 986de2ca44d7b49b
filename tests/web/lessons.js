// lessons.js: every lesson from its first beat to its last, by the accessibility tree alone (make test-web-lessons).
'use strict';
const { Reader } = require('./reader.js');
const { lessons, play } = require('./lesson.js');

module.exports = (visitor) => Object.fromEntries(lessons.map((lesson) => [`the tree alone plays ${lesson.id} to its end`, async () => {
  await visitor.wish('dark', 'reduce');
  await visitor.visitAnew(`#lesson=${lesson.id}&lang=en&theme=dark`);
  await play(Reader.of(visitor), lesson);
}]));
