// carry.js: lessons that a link carries whole, or names on this site, and links to what is kept here.

const LINK_MOST = 32000; // letters that a link carries; longer ones are cut by mail and chat
const UNPACKED_MOST = 1 << 20; // bytes
const FETCHED_MOST = 64 << 20;

const carried = new Map(); // of a thing's id: { text } that a link carries, or why none does: { why, one, two }

// ---- a lesson in a link ----

function base64url(bytes) {
  let text = '';
  for (let k = 0; k < bytes.length; k += 0x8000) text += String.fromCharCode(...bytes.subarray(k, k + 0x8000));
  return btoa(text).replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '');
}

async function packed(bytes) {
  const stream = new Blob([bytes]).stream().pipeThrough(new CompressionStream('deflate'));
  return base64url(new Uint8Array(await new Response(stream).arrayBuffer()));
}

// Whether a link can carry it is known before somebody shares it: the clipboard does not wait.
async function carry(thing, list) {
  const beside = list.filter(({ name }) => name !== thing.main).map(({ name }) => name);
  const text = beside.length ? '' : await packed(list[0].data);
  if (beside.length) carried.set(thing.id, { why: 'beside', one: beside.join(', ') });
  else if (text.length > LINK_MOST) carried.set(thing.id, { why: 'long', one: megabytes(text.length), two: megabytes(LINK_MOST) });
  else carried.set(thing.id, { text });
}

let uncarried = null; // why the link that is being copied does not carry its lesson

function sayUncarried() {
  if (uncarried) ownSay(...uncarried);
  uncarried = null;
}

// What a link to the open lesson has besides the place, with an ampersand behind it; empty where that is no lesson of
// one's own. One that cannot be carried is found by its name where it is kept; that nobody else has it is said.
function carriedNow() {
  const id = thingOf(textOf(program._web_lesson()));
  const { text, why, one, two } = carried.get(id) || {};
  const thing = things.find((kept) => kept.id === id);
  uncarried = why ? [why, one, two] : null;
  if (text) return `lesson-text=${text}&`;
  return thing ? `own=${encodeURIComponent(thing.name)}&` : '';
}

// As much of it as is allowed, whatever it says of itself.
async function unpacked(text) {
  if (text.length > 2 * LINK_MOST) throw new Error(`${megabytes(text.length)} > ${megabytes(2 * LINK_MOST)}`);
  const bytes = Uint8Array.from(atob(text.replace(/-/g, '+').replace(/_/g, '/')), (letter) => letter.charCodeAt(0));
  const reader = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('deflate')).getReader();
  const parts = [];
  for (let size = 0; ;) {
    const { done, value } = await reader.read();
    if (done) return new Uint8Array(await new Blob(parts).arrayBuffer());
    parts.push(value);
    size += value.length;
    if (size > UNPACKED_MOST) throw new Error(`> ${megabytes(UNPACKED_MOST)}`);
  }
}

// It is called by the id that it says it has.
async function lessonOfText(text) {
  try {
    const data = await unpacked(text);
    const [, id] = new TextDecoder().decode(data).match(/"id"\s*:\s*"([\w-]{1,60})"/) || [];
    return [{ name: `${id || 'lesson'}.json`, data }];
  } catch (error) {
    ownSay('text', error.message || error.name);
    return [];
  }
}

// ---- a lesson of this site ----

async function fetchHere(address) {
  const response = await fetch(address);
  if (!response.ok) throw new Error(`${response.status} ${response.statusText}`.trim());
  if (Number(response.headers.get('content-length')) > FETCHED_MOST) throw new Error(`> ${megabytes(FETCHED_MOST)}`);
  return new Uint8Array(await response.arrayBuffer());
}

// Files that it names; the program says what it misses of them.
async function fetchBeside(address, lesson) {
  const text = new TextDecoder().decode(lesson);
  const names = new Set([...text.matchAll(/"(?:weights|file)"\s*:\s*"([^"\\/]{1,100}\.\w{1,12})"/g)].map(([, name]) => name));
  const found = await Promise.all([...names].map((name) => fetchHere(new URL(encodeURIComponent(name), address))
    .then((data) => ({ name, data }), () => null)));
  return found.filter(Boolean);
}

async function lessonOfFile(name) {
  try {
    const address = new URL(name, location.href.replace(/#.*/s, ''));
    if (address.origin !== location.origin) {
      ownSay('far', address.href);
      return [];
    }
    const data = await fetchHere(address);
    const called = freeName(decodeURIComponent(nameOf(address.pathname)), () => false);
    return [{ name: called, data }, ...(await fetchBeside(address, data)).filter((file) => file.name !== called)];
  } catch (error) {
    ownSay('fetch', name, error.message || error.name);
    return [];
  }
}

// ---- what a link names ----

// The place as the program says it, with what of one's own it is in.
function withOwn(link) {
  const id = thingOf(textOf(program._web_model()) || (/^lesson=/.test(link) ? textOf(program._web_lesson()) : ''));
  const thing = things.find((kept) => kept.id === id);
  return thing ? `own=${encodeURIComponent(thing.name)}&${link}` : link;
}

const isShipped = (lesson) => files.archive.some(({ path }) => path.replace(/^lessons\/(\d+-)?/, '') === `${lesson}.json`);

function namedThing(wish) {
  const named = wish.get('own');
  const lesson = wish.get('lesson');
  if (named) return things.find((thing) => thing.name === named || thing.id === named);
  return lesson && !isShipped(lesson) ? things.find((thing) => thing.lesson === lesson) : undefined;
}

// `rest` is the link without what is no lesson of the library, `open` opens that when the program runs. What cannot be
// had is said, and the rest of the link holds.
async function ownOfLink(hash) {
  const wish = new URLSearchParams(hash.slice(1));
  const [beat, state, text, file] = ['beat', 'state', 'lesson-text', 'lesson-file'].map((name) => wish.get(name));
  const thing = namedThing(wish);
  let lesson = [];
  if (text !== null) lesson = await lessonOfText(text);
  else if (file !== null) lesson = await lessonOfFile(file);
  else if (wish.get('own') && !thing) ownSay('gone', wish.get('own'));
  const without = (...names) => {
    for (const name of names) wish.delete(name);
    return String(wish) && `#${wish}`.replace(/=(?=&|$)/g, '');
  };
  if (!thing && !lesson.length) {
    const named = ['own', 'lesson-text', 'lesson-file'].some((name) => wish.has(name));
    return { rest: named ? without('own', 'lesson-text', 'lesson-file') : hash, open: async () => false };
  }
  return { rest: without('own', 'lesson-text', 'lesson-file', 'lesson', 'look', 'beat', 'step', 'state'),
    async open() {
      const at = Number.parseInt(beat, 10) || 0;
      const isOpen = thing ? await openThing(thing, at) : await takeTogether(lesson, at);
      if (isOpen && state) pasteText(state);
      return isOpen;
    } };
}
