"""Writes tfjs.npz: layers of TensorFlow.js, which has Keras' API, names and layout, their inputs, and the hidden
states that it computes itself. Run in this folder, after `npm install @tensorflow/tfjs` (4.22.0 was used) in a
folder that NODE_PATH names; needs numpy. Its GRU has no reset_after."""
import json
import subprocess
import numpy as np

D, H, T = 2, 3, 6
SCRIPT = """
const tf = require('@tensorflow/tfjs');
const [D, H, T] = [%d, %d, %d];
const common = {units: H, returnSequences: true, inputShape: [T, D]};
for (const part of ['kernel', 'recurrent', 'bias'])
    common[part + 'Initializer'] = tf.initializers.randomUniform({minval: -3, maxval: 3, seed: part.length});
const gates = {...common, recurrentActivation: 'sigmoid'};
const layers = {lstm: tf.layers.lstm(gates), gru_before: tf.layers.gru({...gates, resetAfter: false}),
                rnn: tf.layers.simpleRNN(common)};
const x = tf.randomUniform([1, T, D], -1, 1, 'float32', 7);
const found = {x: x.arraySync()[0]};
for (const name in layers) {
    const model = tf.sequential({layers: [layers[name]]});
    found[name + '/h'] = model.predict(x).arraySync()[0];
    ['kernel', 'recurrent_kernel', 'bias'].forEach(
        (part, k) => found[name + '/' + part] = layers[name].getWeights()[k].arraySync());
}
console.log(JSON.stringify(found));
""" % (D, H, T)

found = json.loads(subprocess.run(["node", "-e", SCRIPT], capture_output=True, check=True, text=True).stdout)
np.savez("tfjs.npz", **{name: np.array(values, dtype="<f4") for name, values in found.items()})
