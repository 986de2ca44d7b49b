// links.js: the address holds the place. The program says where it is, and the address follows: another screen or beat is
// an entry of the history, a step is not. Back, Forward and an address that somebody types lead the program there.
// src/files/state/link.h says what a link is made of.

const FRAMED = window.top !== window; // its entries would hold back who leaves the page around it
const WAIT = 250; // ms: browsers do not take many addresses a second

let at = null; // the place as the program said it last: { link, chosen }
let going = false; // to a link: what the program says then is the entry that is there already
let later = 0; // the timer of what is not in the address yet

// What makes an entry of the history: all but the step and how it looks.
function spotOf(link) {
  const parts = new URLSearchParams(link);
  for (const name of ['step', 'lang', 'theme']) parts.delete(name);
  return parts.toString();
}

function writeAddress(how) {
  clearTimeout(later);
  later = 0;
  try {
    history[how]({ chosen: at.chosen }, '', `#${at.link}`);
  } catch { // a frame that may not, or too many at once: the next one is taken
  }
}

const settleAddress = () => later && writeAddress('replaceState');

function placed(link, chosen) {
  if (given) return;
  const moved = at && !going && spotOf(withOwn(link)) !== spotOf(at.link);
  if (moved) settleAddress();
  const before = at;
  at = { link: withOwn(link), chosen };
  document.documentElement.dataset.theme = new URLSearchParams(link).get('theme');
  if (moved || going || !before) writeAddress(moved && !FRAMED ? 'pushState' : 'replaceState');
  else if (!later) later = setTimeout(() => writeAddress('replaceState'), WAIT);
}

// What is open is kept now, and the address may name it.
function readdress() {
  if (!at) return;
  at.link = withOwn(at.link.replace(/^own=[^&]*&/, ''));
  writeAddress('replaceState');
}

// The link of an address. Colours that nobody chose stand there too; those that the system wishes now count more.
function linkOf(hash) {
  const own = history.state && history.state.chosen === false;
  return own ? hash.slice(1).replace(/(^|&)theme=[^&]*/, '') : hash.slice(1);
}

const NEEDS_MORE = /^(opening|practise|digits|text|training|look)(=|$)/;
const needsMore = (link) => link.split('&').some((part) => NEEDS_MORE.test(part));

// The words of a command line for it.
const wordsOf = (hash) => (hash.length > 1 ? ['open', '--', `#${linkOf(hash)}`] : ['open']);

let asked = 0; // of several that are gone to at once the last one counts

async function goTo(hash) {
  const mine = ++asked;
  const link = linkOf(hash);
  if (needsMore(link)) await fetchMore().catch(() => {}); // what lacks is said on the screen
  if (mine !== asked) return;
  const mineOnly = await ownOfLink(`#${link}`);
  clearTimeout(later);
  later = 0;
  going = true;
  if (!await mineOnly.open()) program.ccall('web_go', null, ['string'], [mineOnly.rest.slice(1)]);
  going = false;
  writeAddress('replaceState'); // what was broken in it is mended
}

// ---- how the system wishes it to look ----

const WISHES = ['(forced-colors: active)', '(prefers-contrast: more)', '(prefers-color-scheme: light)',
  '(prefers-reduced-motion: reduce)'].map((wish) => matchMedia(wish));

// By its number among the program's: dark, light, contrast.
function wishedTheme() {
  const [forced, contrast, light] = WISHES.map((wish) => wish.matches);
  return forced || contrast ? 2 : Number(light);
}

const wishedStill = () => WISHES[3].matches;

// ---- links to copy ----

// To a state, or to '#' and a place.
function linkTo(text) {
  if (given) return text;
  return location.href.replace(/#.*/s, '') + (text.startsWith('#') ? text : `#${carriedNow()}state=${text}`);
}

// That it is copied is said when it is; else it is there to be copied by hand.
async function copyText(text) {
  const field = element('address');
  field.value = text;
  const copied = await Promise.resolve().then(() => navigator.clipboard.writeText(text)).then(() => true, () => false);
  program._web_copied(copied);
  sayUncarried();
  say(copied ? phrase("The link is copied.") : '');
  if (copied) return;
  element('share').showModal();
  field.select();
}
