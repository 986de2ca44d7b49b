// loading.js: how much of what is being loaded has come, as a bar and in megabytes, until the first picture.

const loads = []; // of each file: [bytes that have come, of how many (0: not known)]
const inMegabytes = (bytes) => (bytes / 1e6).toFixed(1);

function showLoading() {
  const bar = element('loaded');
  if (!bar) return;
  const [come, all] = [0, 1].map((which) => loads.reduce((total, numbers) => total + numbers[which], 0));
  const known = loads.every((numbers) => numbers[1]);
  element('loading').textContent = known ? `${inMegabytes(come)} / ${inMegabytes(all)} MB` : `${inMegabytes(come)} MB`;
  if (known) Object.assign(bar, { max: all, value: come });
  else bar.removeAttribute('value');
}

// What fetchStream tells of a file that begins now.
function loading() {
  const numbers = [0, 0];
  loads.push(numbers);
  return (come, all) => {
    [numbers[0], numbers[1]] = [come, all];
    showLoading();
  };
}
