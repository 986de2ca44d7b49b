// links.js: links to places, their words on a command line, and the way to a clipboard.

const TOOLS = ['opening', 'practise', 'sandbox', 'digits', 'text', 'training'];

// #lesson=ID&beat=N&theme=light&lang=zh, #state=TEXT, #opening or #digits as the words of a command line.
function wordsOf(hash) {
  const wish = new URLSearchParams(hash.slice(1));
  const options = [];
  const option = (name, value) => value && options.push(`--${name}`, value);
  const motion = prefers('reduced-motion: reduce') ? 'reduced' : '';
  option('lang', wish.get('lang'));
  if (wish.has('opening')) option('motion', motion);
  for (const tool of TOOLS) if (wish.has(tool)) return [tool, ...options];
  option('beat', wish.get('beat'));
  option('theme', wish.get('theme') || (kept() ? '' : preferredTheme()));
  option('motion', motion);
  const named = [wish.get('state'), wish.get('lesson')].filter(Boolean);
  return ['open', ...options, '--', ...named];
}

function preferredTheme() {
  if (prefers('contrast: more')) return 'contrast';
  return prefers('color-scheme: light') ? 'light' : 'dark';
}

function linkTo(state) {
  if (given) return state;
  return `${location.href.replace(/#.*/s, '')}#state=${state}`;
}

function copyText(text) {
  const field = element('address');
  const focused = document.activeElement;
  field.value = text;
  if (navigator.clipboard) {
    navigator.clipboard.writeText(text).catch(() => say('The link stands below: the browser does not let it be copied.'));
    return true;
  }
  field.select();
  const copied = document.execCommand('copy');
  focused.focus();
  return copied;
}
