// services.js: what the page does for the program.

let program; // the module that runs in the canvas
let files; // its files, and its code: for a second run
let pasted = '';

function say(text) {
  element('done').textContent = text;
}

const services = {
  copy: (text) => { copyText(linkTo(text)); },
  link: placed,
  theme: wishedTheme,
  still: wishedStill,
  pasted: () => pasted,
  fetch: fetchKept,
  pixels,
  field: showField,
  keep,
  give: () => give(program),
  letters: fetchLetters,
  drawn: afterFirstPicture,
  twin: showTwin,
  focus: followFocus,
  announce: announceNews,
  closed,
  jobs: jobServices,
  own,
};

// Gives the user what lies in the program's folder.
function give(module) {
  for (const name of module.FS.readdir(OUT).filter((entry) => !entry.startsWith('.'))) {
    download(name, module.FS.readFile(`${OUT}/${name}`));
    module.FS.unlink(`${OUT}/${name}`);
  }
}
