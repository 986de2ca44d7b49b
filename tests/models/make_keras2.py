"""Writes keras2/: files as Keras 2 wrote them, of which there are many: .h5 with the model, .h5 with the weights alone,
.keras. The states are Keras 2's own. Needs tf_keras with TensorFlow, and numpy."""
import os

os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"
os.environ["CUDA_VISIBLE_DEVICES"] = "-1"
import numpy as np
import tf_keras as keras
from tf_keras import layers

from corpus import Corpus

corpus = Corpus("keras2", 23)
S = {"return_sequences": True}


def keep(name, width, *parts, weights_only=False, **more):
    model = keras.Sequential([keras.Input((None, width)), *parts])
    model.set_weights([w + corpus.random.uniform(-0.7, 0.7, w.shape).astype("f4") for w in model.get_weights()])
    x = corpus.inputs(width)
    found, y, index, readouts = {}, x[None], 0, []
    for layer in model.layers:
        y = np.asarray(layer(y))
        if isinstance(layer, layers.Bidirectional):
            units = layer.forward_layer.units
            found[f"layer{index}.h"], found[f"layer{index}_reverse.h"] = y[0, :, :units], y[0, :, units:]
            index += 1
        elif isinstance(layer, layers.Dense):
            found[layer.name + ".h"] = y[0]
            readouts.append(layer.name)
        else:
            found[f"layer{index}.h"] = y[0]
            index += 1
    (model.save_weights if weights_only else model.save)(corpus.path(name))
    if readouts:
        more["readouts"] = readouts
    corpus.kept(name, x, found, **more)


keep("lstm.h5", 3, layers.LSTM(5, **S))
keep("gru-both-dense.h5", 3, layers.Bidirectional(layers.GRU(4, **S)), layers.Dense(2, name="fc"))
keep("gru-before.h5", 3, layers.GRU(4, reset_after=False, **S))
keep("rnn-relu.h5", 3, layers.SimpleRNN(4, activation="relu", **S))
keep("lstm-hard-sigmoid.h5", 3, layers.LSTM(4, recurrent_activation="hard_sigmoid", **S))
keep("lstm-2.weights.h5", 3, layers.LSTM(4, **S), layers.LSTM(3, **S), weights_only=True)
keep("lstm-weights.h5", 3, layers.LSTM(4, **S), weights_only=True)
keep("gru-2.keras", 3, layers.GRU(4, **S), layers.GRU(3, **S))
corpus.close()
