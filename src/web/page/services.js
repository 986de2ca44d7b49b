// services.js: what the page does for the program.

let program; // the module that runs in the canvas
let files; // its files, and its code: for a second run
let pasted = '';

function say(text) {
  element('done').textContent = text;
}

const services = {
  copy: (state) => copyText(linkTo(state)),
  pasted: () => pasted,
  fetch: fetchKept,
  keep,
  give: () => give(program),
  tell(title, text, language) {
    const told = element('told');
    document.title = title;
    told.lang = language;
    told.replaceChildren(...text.trim().split('\n').filter(Boolean).map((line) => {
      const paragraph = document.createElement('p');
      paragraph.textContent = line;
      return paragraph;
    }));
  },
  point: (label) => { element('point').textContent = label; },
  closed,
  jobs: jobServices,
};

// Gives the user what lies in the program's folder.
function give(module) {
  for (const name of module.FS.readdir(OUT).filter((entry) => !entry.startsWith('.'))) {
    download(name, module.FS.readFile(`${OUT}/${name}`));
    module.FS.unlink(`${OUT}/${name}`);
  }
}

function closed(why, isKept = true) {
  const end = why || 'Gatescope is closed.' + (isKept ? ' What you did is kept.' : '');
  element('why').textContent = end + (isKept ? '' : ' What you did last is not kept.');
  element('closed').hidden = false;
  element('canvas').hidden = true;
  element('again').focus();
}
