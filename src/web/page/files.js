// files.js: the first part of the page's script (the build puts src/web/page together, in the order of web.mk). The page
// round the canvas fetches the program and its files, makes of a link the words of a command line, and gives the program
// what a desktop gives it otherwise: a clipboard, a place to keep its state, a way for files in and out.
// src/ui/window/host_web.c is the other side of `services` (services.js).
'use strict';

const element = (id) => document.getElementById(id);

// A page that has its files in it (src/web/notebook.py) asks nobody for them; what it opens is `given`: the words of
// a command line, and files for them. It keeps nothing, and leaves the page around it as it is.
const held = (name) => element(`file:${name}`);
const unheld = (text) => Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
const given = element('given') && JSON.parse(element('given').textContent);

async function answer(name) {
  if (held(name)) return new Response(unheld(held(name).textContent));
  const response = await fetch(name).catch(() => null);
  if (!response || !response.ok) throw new NotFetched(name);
  return response;
}

// A file as a stream, unpacked. Files lie on the server compressed, whatever it knows of that; one that unpacks them
// itself does no harm. arrived: what is told how many bytes have come, and of how many (0: not known).
async function fetchStream(name, arrived = () => {}) {
  const response = await answer(name);
  const all = response.headers.get('content-encoding') ? 0 : Number(response.headers.get('content-length'));
  const reader = response.body.getReader();
  let next = await reader.read();
  let come = 0;
  const bytes = new ReadableStream({
    async pull(controller) {
      if (next.done) return controller.close();
      controller.enqueue(next.value);
      arrived(come += next.value.length, all);
      next = await reader.read();
    },
  });
  const packed = next.value?.[0] === 0x1f && next.value[1] === 0x8b;
  return packed ? bytes.pipeThrough(new DecompressionStream('gzip')) : bytes;
}

// One that breaks off counts as one that does not come.
async function fetchArchive(name, arrived) {
  const stream = await fetchStream(name, arrived);
  const bytes = await new Response(stream).arrayBuffer().catch(() => { throw new NotFetched(name); });
  return [...archived(bytes)];
}

// The files of a tar archive (ustar: headers of 512 bytes, names first, sizes in octal at 124).
function* archived(bytes) {
  const text = new TextDecoder();
  const field = (at, size) => text.decode(new Uint8Array(bytes, at, size)).replace(/\0.*$/s, '');
  for (let at = 0; at + 512 <= bytes.byteLength && field(at, 100);) {
    const size = parseInt(field(at + 124, 12), 8);
    if (field(at + 156, 1) === '0') yield { path: field(at, 100), data: new Uint8Array(bytes, at + 512, size) };
    at += 512 + Math.ceil(size / 512) * 512;
  }
}

function download(name, data) {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([data]));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60000);
}
