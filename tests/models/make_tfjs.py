"""Writes tfjs/: model.json with its .bin as TensorFlow.js saves layers, the same as its converter writes Keras' files,
with the states that TensorFlow.js computes. Needs node with @tensorflow/tfjs (NODE_PATH names its folder) and numpy."""
import json
import os
import subprocess

import numpy as np

from corpus import STEPS, Corpus

corpus = Corpus("tfjs", 22)
SCRIPT = """
const tf = require('@tensorflow/tfjs');
const fs = require('fs');
const wish = JSON.parse(fs.readFileSync(0, 'utf8'));
let seed = wish.seed;
const initial = () => tf.initializers.randomUniform({minval: -1, maxval: 1, seed: ++seed});
const recurrent = (part, inside) => tf.layers[part.kind]({...part.config, returnSequences: true,
    ...(inside ? {} : part.shape), kernelInitializer: initial(), recurrentInitializer: initial(), biasInitializer: initial()});
const layer = (part) => part.kind === 'dense' ? tf.layers.dense({...part.config, kernelInitializer: initial()}) :
    part.both ? tf.layers.bidirectional({layer: recurrent(part, true), mergeMode: 'concat', ...part.shape}) : recurrent(part);
const states = (x, one) => tf.tidy(() => one.apply(x));
(async () => {
    wish.parts[0].shape = {inputShape: [null, wish.width]};
    const model = tf.sequential({layers: wish.parts.map(layer)});
    let x = tf.tensor3d([wish.x]);
    const found = {};
    let index = 0;
    model.layers.forEach((one, k) => {
        x = states(x, one);
        const y = x.arraySync()[0];
        const part = wish.parts[k];
        if (part.kind === 'dense') found[one.name + '.h'] = y;
        else if (part.both) {
            const units = part.config.units;
            found[`layer${index}.h`] = y.map((row) => row.slice(0, units));
            found[`layer${index++}_reverse.h`] = y.map((row) => row.slice(units));
        } else found[`layer${index++}.h`] = y;
    });
    await model.save(tf.io.withSaveHandler(async (artifacts) => {
        const manifest = [{paths: [wish.bin], weights: artifacts.weightSpecs}];
        fs.writeFileSync(wish.json, JSON.stringify({modelTopology: artifacts.modelTopology, format: artifacts.format,
            generatedBy: artifacts.generatedBy, convertedBy: artifacts.convertedBy, weightsManifest: manifest}));
        fs.writeFileSync(wish.folder + '/' + wish.bin, Buffer.from(artifacts.weightData));
        return {modelArtifactsInfo: {dateSaved: new Date(0), modelTopologyType: 'JSON'}};
    }));
    console.log(JSON.stringify({found, readouts: model.layers.filter((one, k) => wish.parts[k].kind === 'dense').map((one) => one.name)}));
})();
"""

# A model as it was written, read again: what its first layer gives.
AGAIN = """
const tf = require('@tensorflow/tfjs');
const fs = require('fs');
const wish = JSON.parse(fs.readFileSync(0, 'utf8'));
(async () => {
    const json = JSON.parse(fs.readFileSync(wish.json, 'utf8'));
    const bytes = fs.readFileSync(wish.bin);
    const model = await tf.loadLayersModel(tf.io.fromMemory({modelTopology: json.modelTopology,
        weightSpecs: json.weightsManifest[0].weights,
        weightData: bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length)}));
    console.log(JSON.stringify(model.predict(tf.tensor3d([wish.x])).arraySync()[0]));
})();
"""


def node(script, wish):
    told = subprocess.run(["node", "-e", script], input=json.dumps(wish), capture_output=True, check=True, text=True)
    return json.loads(told.stdout.strip().split("\n")[-1])


def keep(name, width, *parts, **more):
    x = corpus.inputs(width)
    wish = {"seed": 100 * len(corpus.entries), "width": width, "x": x.tolist(), "parts": list(parts),
            "json": corpus.path(name), "folder": corpus.path(""), "bin": name.replace(".json", ".bin")}
    answer = node(SCRIPT, wish)
    if answer["readouts"]:
        more["readouts"] = answer["readouts"]
    corpus.kept(name, x, {key: np.array(value) for key, value in answer["found"].items()}, **more)


def part(kind, units, both=False, **config):
    return {"kind": kind, "both": both, "config": {"units": units, **config}}


keep("lstm.json", 3, part("lstm", 4, recurrentActivation="sigmoid"))
keep("lstm-hard-sigmoid.json", 3, part("lstm", 4))
keep("gru-hard-sigmoid.json", 3, part("gru", 4))
keep("gru-before.json", 3, part("gru", 4, recurrentActivation="sigmoid"))
keep("rnn.json", 3, part("simpleRNN", 4))
keep("rnn-relu-2.json", 3, part("simpleRNN", 4, activation="relu"), part("simpleRNN", 3, activation="relu"))
keep("lstm-both-dense.json", 3, part("lstm", 3, both=True, recurrentActivation="sigmoid"), part("dense", 2, name="fc"))
keep("lstm-no-bias.json", 3, part("lstm", 4, useBias=False, recurrentActivation="sigmoid"))


def changed(name, of, change, path=None):
    """The file again, with what `change` makes of its model and of its bytes."""
    with open(corpus.path(of), encoding="utf-8") as file:
        model = json.load(file)
    with open(corpus.path(of.replace(".json", ".bin")), "rb") as file:
        data = change(model, file.read())
    model["weightsManifest"][0]["paths"] = [path or name.replace(".json", ".bin")]
    with open(corpus.path(name), "w", encoding="utf-8") as file:
        json.dump(model, file)
    if not path:
        with open(corpus.path(name.replace(".json", ".bin")), "wb") as file:
            file.write(data)


def halved(model, data):
    """As the converter's --quantize_float16 does, and so the numbers are other ones."""
    for spec in model["weightsManifest"][0]["weights"]:
        spec["quantization"] = {"dtype": "float16", "original_dtype": "float32"}
    return np.frombuffer(data, "<f4").astype("<f2").tobytes()


def from_keras(model, data):
    """The topology as the converter writes it of a Keras file."""
    topology = model["modelTopology"]
    model["modelTopology"] = {"keras_version": "2.15.0", "backend": "tensorflow", "model_config": {
        "class_name": topology["class_name"], "config": topology["config"]}}
    return data


changed("converted.json", "lstm.json", from_keras)
corpus.also("converted.json", "lstm.json")
changed("quantized.json", "lstm.json", halved)
x = corpus.inputs(3)
corpus.kept("quantized.json", x, {"layer0.h": np.array(node(AGAIN, {
    "x": x.tolist(), "json": corpus.path("quantized.json"), "bin": corpus.path("quantized.bin")}))})
changed("bin-absent.json", "lstm.json", lambda model, data: data, "absent.bin")
corpus.refused("bin-absent.json", "absent.bin")
changed("bin-outside.json", "lstm.json", lambda model, data: data, "../keras/lstm.npz")
corpus.refused("bin-outside.json", "../keras/lstm.npz")
changed("bin-short.json", "lstm.json", lambda model, data: data[:-8])
corpus.refused("bin-short.json", "bin-short.bin")
with open(corpus.path("graph.json"), "w", encoding="utf-8") as file:
    json.dump({"format": "graph-model", "generatedBy": "2.15.0", "modelTopology": {"node": []}, "weightsManifest": []}, file)
corpus.refused("graph.json", "graph")
corpus.close()
