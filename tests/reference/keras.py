"""Writes keras.npz: layers with Keras' names and layout, their inputs, and the hidden state after
each step as Keras' equations give it, in float64 (needs numpy; run in this folder).

The layout is that of keras.layers.LSTM (gates i, f, c, o), GRU (z, r, h) and SimpleRNN."""
import numpy as np

rng = np.random.default_rng(7)
D, H, T = 2, 3, 6
x = rng.uniform(-1, 1, (T, D))
s = lambda a: 1 / (1 + np.exp(-a))
out = {"x": x.astype("<f8")}


def layer(name, gates, bias_rows):
    kernel = rng.uniform(-2, 2, (D, gates * H)).astype("<f4")
    recurrent = rng.uniform(-2, 2, (H, gates * H)).astype("<f4")
    shape = (bias_rows, gates * H) if bias_rows > 1 else (gates * H,)
    bias = rng.uniform(-1, 1, shape).astype("<f4")
    out[name + "/kernel"] = kernel
    out[name + "/recurrent_kernel"] = np.asfortranarray(recurrent) if name == "gru_before" else recurrent
    out[name + "/bias"] = bias.astype("<f8") if name == "rnn" else bias
    return kernel.astype(float), recurrent.astype(float), bias.astype(float)


def blocks(row):
    return np.split(row, row.shape[-1] // H, axis=-1)


def lstm():
    k, r, b = layer("lstm", 4, 1)
    h = c = np.zeros(H)
    for t in range(T):
        i, f, g, o = blocks(x[t] @ k + h @ r + b)
        c = s(f) * c + s(i) * np.tanh(g)
        h = s(o) * np.tanh(c)
        yield h


def gru(after):
    k, r, b = layer("gru_after" if after else "gru_before", 3, 2 if after else 1)
    h = np.zeros(H)
    for t in range(T):
        xz, xr, xh = blocks(x[t] @ k + (b[0] if after else b))
        hz, hr, hh = blocks(h @ r + (b[1] if after else 0))
        z, q = s(xz + hz), s(xr + hr)
        past = q * hh if after else blocks((q * h) @ r)[2]
        h = z * h + (1 - z) * np.tanh(xh + past)
        yield h


def rnn():
    k, r, b = layer("rnn", 1, 1)
    h = np.zeros(H)
    for t in range(T):
        h = np.tanh(x[t] @ k + h @ r + b)
        yield h


for name, run in (("lstm", lstm()), ("gru_after", gru(True)), ("gru_before", gru(False)), ("rnn", rnn())):
    out[name + "/h"] = np.array(list(run))
np.savez_compressed("keras.npz", **out)
