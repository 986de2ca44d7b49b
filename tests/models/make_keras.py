"""Writes keras/: Keras 3's .keras, .weights.h5 and .h5, and the arrays of its layers as .npz, with the states that
Keras computes. Needs keras (any backend; KERAS_BACKEND=torch made these), numpy, h5py."""
import os
import random

os.environ.setdefault("KERAS_BACKEND", "torch")
import keras
import numpy as np
from keras import layers

from corpus import Corpus, save_npz

corpus = Corpus("keras", 21)
np.random.seed(21)
random.seed(21)
keras.utils.set_random_seed(21)
RECURRENT = (layers.LSTM, layers.GRU, layers.SimpleRNN)


def lively(model):
    for layer in model.layers:
        layer.set_weights([w + corpus.random.uniform(-0.7, 0.7, w.shape).astype("f4") for w in layer.get_weights()])
    return model


def alone(layer, width, begun=None):
    """The layer again, with sequences returned in the order of time, and its numbers."""
    config = {**layer.get_config(), "return_sequences": True, "stateful": False}
    config["return_state"] = False
    copy = type(layer).from_config(config)
    copy.build((None, None, width))
    copy.set_weights(layer.get_weights())
    return copy


def sequence(layer, x):
    """(steps, units): what the layer has after each step, in the order of the steps of x."""
    y = np.asarray(keras.ops.convert_to_numpy(alone(layer, x.shape[1])(x[None])))[0]
    return y[::-1] if layer.go_backwards else y


def cells_of(layer, x):
    """c of an LSTM: the state after the first 1, 2, ... steps in the order in which it reads."""
    config = {**layer.get_config(), "return_sequences": False, "return_state": True, "go_backwards": False}
    config["stateful"] = False
    copy = type(layer).from_config(config)
    copy.build((None, None, x.shape[1]))
    copy.set_weights(layer.get_weights())
    rows = x[::-1] if layer.go_backwards else x
    c = [np.asarray(keras.ops.convert_to_numpy(copy(np.ascontiguousarray(rows[None, :k + 1]))[2]))[0]
         for k in range(len(x))]
    return np.array(c[::-1] if layer.go_backwards else c)


def states(model, x):
    found, x, index = {}, np.ascontiguousarray(x), 0
    readouts = []
    for layer in model.layers:
        both = isinstance(layer, layers.Bidirectional)
        parts = [layer.forward_layer, layer.backward_layer] if both else [layer]
        if isinstance(parts[0], RECURRENT):
            outputs = []
            for part in parts:
                key = f"layer{index}" + ("_reverse" if part.go_backwards else "")
                outputs.append(sequence(part, x))
                found[key + ".h"] = outputs[-1]
                if isinstance(part, layers.LSTM):
                    found[key + ".c"] = cells_of(part, x)
            index += 1
            x = np.ascontiguousarray(np.concatenate(outputs, 1))
        elif isinstance(layer, layers.Dense) and layer.activation.__name__ == "linear" and index:
            x = np.asarray(keras.ops.convert_to_numpy(layer(x[None])))[0]
            found[layer.name + ".h"] = x
            readouts.append(layer.name)
    return found, readouts


def sequential(width, *parts):
    return lively(keras.Sequential([keras.Input((None, width)), *parts]))


def keep(name, model, width, **more):
    x = corpus.inputs(width)
    found, readouts = states(model, x)
    if readouts:
        more["readouts"] = readouts
    path = corpus.path(name)
    if name.endswith(".weights.h5"):
        model.save_weights(path)
    elif name.endswith(".npz"):
        save_npz(path, more.pop("arrays")(model))
    else:
        model.save(path)
    corpus.kept(name, x, found, **more)


S = {"return_sequences": True}

# ---- .keras: the configuration says all ----

keep("lstm.keras", sequential(3, layers.LSTM(5, **S)), 3)
keep("gru-after.keras", sequential(3, layers.GRU(5, **S)), 3)
keep("gru-before.keras", sequential(3, layers.GRU(5, reset_after=False, **S)), 3)
keep("rnn.keras", sequential(3, layers.SimpleRNN(5, **S)), 3)
keep("rnn-relu.keras", sequential(3, layers.SimpleRNN(5, activation="relu", **S)), 3)
keep("lstm-both.keras", sequential(3, layers.Bidirectional(layers.LSTM(4, **S))), 3)
keep("gru-both-2-dense.keras", sequential(3, layers.Bidirectional(layers.GRU(4, **S)),
                                          layers.Bidirectional(layers.GRU(3, **S)), layers.Dense(2, name="fc")), 3)
keep("lstm-3.keras", sequential(3, *(layers.LSTM(4, **S) for _ in range(3))), 3)
keep("lstm-last-only.keras", sequential(3, layers.LSTM(4, **S), layers.LSTM(4)), 3)
keep("gru-backwards.keras", sequential(3, layers.GRU(4, go_backwards=True, **S)), 3)
keep("lstm-no-bias.keras", sequential(3, layers.LSTM(4, use_bias=False, **S)), 3)
keep("gru-no-bias.keras", sequential(3, layers.GRU(4, use_bias=False, **S)), 3)
keep("lstm-hard-sigmoid.keras", sequential(3, layers.LSTM(4, recurrent_activation="hard_sigmoid", **S)), 3)
keep("gru-hard-sigmoid-softsign.keras", sequential(3, layers.GRU(
    4, activation="softsign", recurrent_activation="hard_sigmoid", **S)), 3)
keep("lstm-stateful.keras", sequential_stateful := lively(keras.Sequential(
    [keras.Input((None, 3), batch_size=1), layers.LSTM(4, stateful=True, **S)])), 3)
keep("lstm-dropped.keras", sequential(3, layers.LSTM(4, dropout=0.3, recurrent_dropout=0.2, **S), layers.Dropout(0.5),
                                      layers.Dense(2, name="head")), 3)

# ---- arrays alone ----

keep("lstm.weights.h5", sequential(3, layers.LSTM(5, **S)), 3)
keep("gru-after.weights.h5", sequential(3, layers.GRU(5, **S)), 3)
keep("lstm-2-both.weights.h5", sequential(3, layers.Bidirectional(layers.LSTM(4, **S)),
                                          layers.Bidirectional(layers.LSTM(3, **S))), 3)
keep("rnn-relu.weights.h5", sequential(3, layers.SimpleRNN(4, activation="relu", **S)), 3,
     options={"nonlinearity": "relu"})

# ---- the older file, with the configuration in an attribute ----

keep("lstm.h5", sequential(3, layers.LSTM(5, **S)), 3)
keep("gru-before.h5", sequential(3, layers.GRU(4, reset_after=False, **S)), 3)
keep("gru-both-dense.h5", sequential(3, layers.Bidirectional(layers.GRU(4, **S)), layers.Dense(2, name="fc")), 3)
keep("lstm-hard-sigmoid.h5", sequential(3, layers.LSTM(4, recurrent_activation="hard_sigmoid", **S)), 3)


# ---- .npz by Keras' names ----

def arrays_of(dtype="<f4"):
    return lambda model: {v.path.split("/", 1)[1] if v.path.startswith("sequential") else v.path:
                          np.asarray(keras.ops.convert_to_numpy(v)).astype(dtype)
                          for layer in model.layers for v in layer.weights if "seed" not in v.path}


def rounded(model):
    for layer in model.layers:
        layer.set_weights([w.astype("<f2").astype("<f4") for w in layer.get_weights()])
    return model


def dense_first(model):
    dense = {"dense/kernel": np.ones((5, 2), "<f4"), "dense/bias": np.zeros(2, "<f4")}
    return {**dense, **{k: v for k, v in arrays_of()(model).items() if not k.startswith("dense")}}


for keras_name, layer, more in (
        ("lstm", layers.LSTM(5, name="lstm", **S), {}),
        ("gru-after", layers.GRU(5, name="gru", **S), {}),
        ("gru-before", layers.GRU(5, name="gru", reset_after=False, **S), {}),
        ("rnn", layers.SimpleRNN(5, name="simple_rnn", **S), {}),
        ("gru-after-no-bias", layers.GRU(5, name="gru", use_bias=False, **S), {"options": {"reset": "after"}}),
        ("gru-before-no-bias", layers.GRU(5, name="gru", use_bias=False, reset_after=False, **S),
         {"options": {"reset": "before"}})):
    keep(f"{keras_name}.npz", sequential(3, layer), 3, arrays=arrays_of(), **more)
keep("float16.npz", rounded(sequential(3, layers.LSTM(5, name="lstm", **S))), 3, arrays=arrays_of("<f2"))
keep("big-endian.npz", sequential(3, layers.GRU(5, name="gru", **S)), 3, arrays=arrays_of(">f4"))
keep("float64.npz", sequential(3, layers.LSTM(5, name="lstm", **S)), 3, arrays=arrays_of("<f8"))
keep("dense-first.npz", sequential(3, layers.LSTM(5, name="lstm", **S)), 3, arrays=dense_first)

# ---- what must be refused ----

inputs = keras.Input((4, 3))
keras.Sequential([inputs, layers.Dense(2)]).save(corpus.path("no-recurrent-layer.keras"))
corpus.refused("no-recurrent-layer.keras", "recurrent")
keras.Sequential([keras.Input((4, 4, 1)), layers.Reshape((4, 4, 1, 1)), layers.ConvLSTM2D(1, 1)]).save(
    corpus.path("convolutional.keras"))
corpus.refused("convolutional.keras", "ConvLSTM2D")
keras.Sequential([keras.Input((None, 3)), layers.LSTM(2, activation="gelu", **S)]).save(corpus.path("gelu.keras"))
corpus.refused("gelu.keras", "gelu")
save_npz(corpus.path("int8.npz"), {"lstm/kernel": np.ones((3, 20), "i1"), "lstm/recurrent_kernel": np.ones((5, 20), "i1"),
                                   "lstm/bias": np.ones(20, "i1")})
corpus.refused("int8.npz", "lstm/kernel")
save_npz(corpus.path("kernel-alone.npz"), {"lstm/kernel": np.ones((3, 20), "<f4")})
corpus.refused("kernel-alone.npz", "recurrent")
with open(corpus.path("lstm.h5"), "rb") as whole, open(corpus.path("cut.h5"), "wb") as cut:
    cut.write(whole.read()[:5000])
corpus.refused("cut.h5", "")
corpus.close()
