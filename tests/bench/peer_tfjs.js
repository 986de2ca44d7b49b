// peer_tfjs.js: TensorFlow.js beside Gatescope, for tests/bench/web.js, in a page of its own: the same as peer_torch.py
// measures of PyTorch, by the clock on the wall, as a browser has no other. `backend` is "wasm" or "cpu".
'use strict';

const CLASSES = 10;
const LAYERS = { lstm: tf.layers.lstm, gru: tf.layers.gru, rnn: tf.layers.simpleRNN };

async function useBackend(backend) {
  if (backend === 'wasm') tf.wasm.setWasmPaths('node_modules/@tensorflow/tfjs-backend-wasm/wasm-out/');
  if (!await tf.setBackend(backend)) throw new Error(`no backend ${backend}`);
  await tf.ready();
}

// The least milliseconds of a call, after one that does not count unless it took long already; as many as fit into some
// time, at least three.
async function least(run, milliseconds = 600) {
  const LONG = 2000;
  const timed = async () => {
    const start = performance.now();
    await run();
    return performance.now() - start;
  };
  let best = await timed();
  if (best > LONG) return best;
  best = Infinity;
  const end = performance.now() + milliseconds;
  for (let k = 0; k < 3 || performance.now() < end; k++) best = Math.min(best, await timed());
  return best;
}

function sequenceModel(kind, inputs, hidden, options) {
  const model = tf.sequential();
  model.add(LAYERS[kind]({ units: hidden, inputShape: [null, inputs], ...options }));
  return model;
}

// Nanoseconds a step of one sequence, without gradients.
async function step(kind, inputs, hidden) {
  const model = sequenceModel(kind, inputs, hidden, { returnSequences: true });
  const many = tf.randomNormal([1, 64, inputs]);
  const taken = await least(() => tf.tidy(() => { model.predict(many).dataSync(); }));
  model.dispose();
  many.dispose();
  return 1e6 * taken / 64;
}

// Sequences a second, with loss and Adam; gradients are not clipped, which is less work.
async function train(kind, inputs, hidden, steps, batch) {
  const model = sequenceModel(kind, inputs, hidden, {});
  model.add(tf.layers.dense({ units: CLASSES }));
  const sequences = tf.randomNormal([batch, steps, inputs]);
  const targets = tf.oneHot(tf.tidy(() => tf.randomUniform([batch], 0, CLASSES, 'int32')), CLASSES);
  const optimizer = tf.train.adam(4e-3);
  const taken = await least(() => {
    const loss = optimizer.minimize(() => tf.losses.softmaxCrossEntropy(targets, model.apply(sequences, { training: true })), true);
    loss.dataSync();
    loss.dispose();
  });
  [model, sequences, targets, optimizer].forEach((used) => used.dispose());
  return 1e3 * batch / taken;
}

// Milliseconds of a run of 1,000 steps of three cells, as after an input was changed; no picture is drawn.
async function edit(units, steps) {
  const models = Object.keys(LAYERS).map((kind) => sequenceModel(kind, 1, units, { returnSequences: true }));
  const run = tf.randomNormal([1, steps, 1]);
  const taken = await least(() => tf.tidy(() => { models.forEach((model) => model.predict(run).dataSync()); }));
  models.forEach((model) => model.dispose());
  run.dispose();
  return taken;
}
