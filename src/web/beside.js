// beside.js: a worker of the page that has an instance of the program of its own: for a job, which goes on until the page
// ends it (src/ui/window/job.h), or for one command. The build puts page/instance.js behind it.
'use strict';

importScripts('gatescope.js');

const told = []; // errors, and what was printed
const said = [];
const waiting = []; // messages for the job, [tag, bytes]
let module;
let round = null; // that is to come

// What lies in the program's folder and was not handed out yet.
const handedOut = new Set();
function written() {
  const names = module.FS.readdir(OUT).filter((name) => !name.startsWith('.') && !handedOut.has(name));
  names.forEach((name) => handedOut.add(name));
  return names.map((name) => ({ name, data: module.FS.readFile(`${OUT}/${name}`) }));
}

function take([tag, bytes]) {
  const at = module._malloc(bytes.length);
  module.HEAPU8.set(bytes, at);
  module._web_job_take(tag, at, bytes.length);
  module._free(at);
}

function answers() {
  const replies = [];
  for (let at; (at = module._web_job_next()) !== 0; module._free(at))
    replies.push({ tag: module._web_job_tag(), bytes: module.HEAPU8.slice(at, at + module._web_job_size()) });
  return replies;
}

// What has come, some work, what is to be said; then whatever comes in between has its turn.
function work() {
  const taken = waiting.length;
  round = null;
  waiting.splice(0).forEach(take);
  const busy = module._web_job_work() !== 0;
  const replies = answers();
  postMessage({ taken, busy, replies, written: written() }, replies.map(({ bytes }) => bytes.buffer));
  if (busy) again();
}

function again() {
  if (module && round === null) round = setTimeout(work, 0);
}

async function begin({ files, job, words }) {
  const instance = await createInstance(files, told, { print: (line) => said.push(line) });
  module = instance;
  if (words) {
    module.callMain(words);
    postMessage({ told, said, written: written() });
  } else if (module.ccall('web_job_begin', 'number', ['string'], [job])) {
    if (waiting.length) again();
  } else {
    postMessage({ failed: true });
  }
}

onmessage = ({ data }) => {
  if (data.files) {
    begin(data).catch(() => postMessage({ failed: true }));
  } else {
    waiting.push([data.tag, data.bytes]);
    again();
  }
};
