// pixels.js: the canvas has as many pixels as its place on the display, at every size, zoom and density.

let ownPixels = []; // its width and height in pixels, as far as the browser tells them

// What the browser tells says only how a fraction is rounded there: it may be of another size that was, or of a display
// that is not the one shown.
function wholePixels(side, told) {
  const pixels = side * devicePixelRatio;
  return Math.max(Math.abs(told - pixels) < 1 ? told : Math.round(pixels), 1);
}

function pixels(down) {
  const canvas = element('canvas'), box = canvas.getBoundingClientRect();
  const width = wholePixels(box.width, ownPixels[0]), height = wholePixels(box.height, ownPixels[1]);
  if (canvas.width !== width) canvas.width = width;
  if (canvas.height !== height) canvas.height = height;
  return down ? canvas.height : canvas.width;
}

function watchPixels() {
  const changed = () => program && program._web_resized();
  const observer = new ResizeObserver(([{ devicePixelContentBoxSize: box }]) => {
    ownPixels = box ? [box[0].inlineSize, box[0].blockSize] : [];
    changed();
  });
  try {
    observer.observe(element('canvas'), { box: 'device-pixel-content-box' });
  } catch {
    observer.observe(element('canvas'));
  }
  addEventListener('resize', changed); // after SDL has heard of it
}
