// vectors.js: which of the program's two codes the browser can run: a module with vectors (WebAssembly SIMD) is refused as a
// whole where they are missing. The page fetches one of the two, and its service worker keeps that one.
const PLAIN = 'gatescope-plain.wasm.gz';

// (module (func (drop (i8x16.splat (i32.const 0)))))
const VECTORS = new Uint8Array([0, 0x61, 0x73, 0x6d, 1, 0, 0, 0, 1, 4, 1, 0x60, 0, 0, 3, 2, 1, 0,
  0x0a, 9, 1, 7, 0, 0x41, 0, 0xfd, 0x0f, 0x1a, 0x0b]);

const CODE = typeof WebAssembly === 'object' && WebAssembly.validate(VECTORS) ? 'gatescope.wasm.gz' : PLAIN;
