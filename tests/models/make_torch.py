"""Writes torch/: what PyTorch keeps, in its formats and under the names that people give their modules, with the
states that PyTorch computes. Needs torch and numpy."""
import os
import pickle
import warnings
import zipfile
from collections import OrderedDict

import numpy as np
import torch
from torch import nn

from corpus import Corpus, save_npz
from torch_states import lively, states

warnings.filterwarnings("ignore")
torch.manual_seed(18)
corpus = Corpus("torch", 18)


def cell_states(cells, x):
    """The same of stacked nn.LSTMCell, nn.GRUCell or nn.RNNCell."""
    found, x = {}, torch.as_tensor(x)
    with torch.no_grad():
        for layer, cell in enumerate(cells):
            state, hs, cs = None, [], []
            for row in x:
                state = cell(row[None], state)
                hs.append((state[0] if isinstance(state, tuple) else state)[0])
                cs.append(state[1][0] if isinstance(state, tuple) else None)
            x = torch.stack(hs)
            found[f"layer{layer}.h"] = x.numpy()
            if cs[0] is not None:
                found[f"layer{layer}.c"] = torch.stack(cs).numpy()
    return found


def keep(name, module, kept=None, save=torch.save, **more):
    """A module's state dict, or what is kept of it instead."""
    x = corpus.inputs(module.input_size)
    save(module.state_dict() if kept is None else kept, corpus.path(name))
    corpus.kept(name, x, states(module, x)[0], **{"whole": True, **more})


def renamed(state, rename):
    return OrderedDict((rename(key), value) for key, value in state.items())


# ---- cells, layers, directions, as state dicts ----

keep("lstm.pt", lively(nn.LSTM(3, 5)))
keep("gru.pt", lively(nn.GRU(3, 5)))
keep("rnn-tanh.pt", lively(nn.RNN(3, 5)), guessed="tanh")
relu = nn.RNN(4, 8, nonlinearity="relu")
keep("rnn-relu.pt", relu, options={"nonlinearity": "relu"})
keep("lstm-6-16-2-both.pt", nn.LSTM(6, 16, 2, bidirectional=True))
keep("gru-2-both.pt", lively(nn.GRU(3, 4, 2, bidirectional=True)))
keep("rnn-2-both.pt", lively(nn.RNN(3, 4, 2, bidirectional=True)), guessed="tanh")
keep("lstm-9-layers.pt", nn.LSTM(3, 8, 9))
keep("gru-3-layers.pth", lively(nn.GRU(3, 6, 3)))
keep("lstm-projected.pt", lively(nn.LSTM(8, 16, proj_size=4)))
keep("lstm-projected-2-both.pt", lively(nn.LSTM(3, 6, 2, proj_size=2, bidirectional=True)))
keep("lstm-no-bias.pt", lively(nn.LSTM(3, 5, 2, bias=False)))
keep("gru-no-bias.pt", lively(nn.GRU(3, 5, bias=False)))
keep("lstm-batch-first.pt", lively(nn.LSTM(3, 5, 2, batch_first=True)))
keep("gru-one-unit.pt", lively(nn.GRU(1, 1)))

for kind in (nn.LSTMCell, nn.GRUCell, nn.RNNCell):
    cell, x = lively(kind(3, 5)), corpus.inputs(3)
    name = kind.__name__.lower() + ".pt"
    torch.save(cell.state_dict(), corpus.path(name))
    corpus.kept(name, x, cell_states([cell], x), whole=True)
cells, x = nn.ModuleList([lively(nn.LSTMCell(3, 5)), lively(nn.LSTMCell(5, 4))]), corpus.inputs(3)
torch.save(cells.state_dict(), corpus.path("lstmcells.pt"))
corpus.kept("lstmcells.pt", x, cell_states(cells[:1], x), options={"module": "0"})

# ---- checkpoints, prefixes, whole programs ----


class Tagger(nn.Module):
    """Characters in, characters out."""

    def __init__(self, kind=nn.LSTM, **more):
        super().__init__()
        self.encoder = nn.Embedding(7, 4)
        self.rnn = kind(4, 6, **more)
        self.fc = nn.Linear(6, 7)

    def forward(self, x):
        return self.fc(self.rnn(x)[0])


def tagger_states(tagger, x):
    found, last = states(tagger.rnn, x)
    with torch.no_grad():
        found["fc.h"] = tagger.fc(last).numpy()
    return found


def keep_tagger(name, kept, save=torch.save, kind=nn.LSTM, **more):
    tagger, x = lively(Tagger(kind)), corpus.inputs(4)
    save(kept(tagger), corpus.path(name))
    corpus.kept(name, x, tagger_states(tagger, x), readouts=["fc"], whole=True, **more)
    return tagger


def keep_ids(name, tagger, ids):
    """What the model gives for characters, through its embedding (tests/commands/embed.c)."""
    with torch.no_grad():
        found = tagger_states(tagger, tagger.encoder(torch.tensor(ids)).numpy())
    save_npz(corpus.path(name), {"ids": np.array(ids, dtype="<f4"), **found})


keep_ids("char-model.ids.npz", keep_tagger("char-model.pt", lambda m: m.state_dict()), [3, 0, 6, 6, 1, 5])
keep_tagger("parallel.pth", lambda m: renamed(m.state_dict(), lambda k: "module." + k))
keep_tagger("compiled.pth", lambda m: renamed(m.state_dict(), lambda k: "_orig_mod." + k), kind=nn.GRU)
keep_tagger("training.pth", lambda m: {"epoch": 3, "loss": 0.25, "model_state_dict": m.state_dict(),
                                       "optimizer_state_dict": torch.optim.Adam(m.parameters()).state_dict()})
keep_tagger("lightning.ckpt", lambda m: {
    "epoch": 1, "global_step": 7, "pytorch-lightning_version": "2.5.0", "callbacks": {}, "loops": {"fit_loop": {}},
    "state_dict": renamed(m.state_dict(), lambda k: "model." + k), "lr_schedulers": [],
    "optimizer_states": [torch.optim.AdamW(m.parameters()).state_dict()],
    "hyper_parameters": {"hidden": 6, "lr": 1e-3, "names": ["a", "b"], "shape": (4, 6), "flag": True, "none": None}})


def two_modules():
    return nn.ModuleDict({"encoder": lively(nn.LSTM(3, 4)), "decoder": lively(nn.GRU(3, 5))})


both, x = two_modules(), corpus.inputs(3)
torch.save(both.state_dict(), corpus.path("encoder-decoder.pt"))
found = {**states(both["encoder"], x, "encoder.")[0], **states(both["decoder"], x, "decoder.")[0]}
corpus.kept("encoder-decoder.pt", x, found, whole=True)
torch.save(both.state_dict(), corpus.path("encoder-decoder-one.pt"))
corpus.kept("encoder-decoder-one.pt", x, states(both["decoder"], x)[0], options={"module": "decoder"})
corpus.refused("encoder-decoder.pt", "encoder", "decoder", options={"module": "middle"})

shared = nn.LSTM(3, 4)
tied = OrderedDict((f"{side}.{key}", value) for side in ("encoder", "decoder")
                   for key, value in shared.state_dict().items())
torch.save(tied, corpus.path("tied.pt"))
x = corpus.inputs(3)
corpus.kept("tied.pt", x, {**states(shared, x, "encoder.")[0], **states(shared, x, "decoder.")[0]}, whole=True)

keep("parameters.pt", module := lively(nn.LSTM(3, 5)), dict(module.named_parameters()))
keep("legacy.pt", lively(nn.LSTM(3, 5)), save=lambda kept, path: torch.save(
    kept, path, _use_new_zipfile_serialization=False))
keep("legacy-both.pth", lively(nn.GRU(3, 4, 2, bidirectional=True)), save=lambda kept, path: torch.save(
    kept, path, _use_new_zipfile_serialization=False))
keep("protocol-4.pt", lively(nn.GRU(3, 5)), save=lambda kept, path: torch.save(kept, path, pickle_protocol=4))


def keep_program(name, made, kind):
    tagger, x = lively(Tagger(kind)).eval(), corpus.inputs(4)
    made(tagger, torch.as_tensor(x)[:, None]).save(corpus.path(name))
    corpus.kept(name, x, tagger_states(tagger, x), readouts=["fc"])


keep_program("scripted.pt", lambda m, x: torch.jit.script(m), nn.LSTM)
keep_program("traced.pt", lambda m, x: torch.jit.trace(m, x), nn.GRU)

# ---- numbers: types, strides, norms ----

for name, dtype in (("float16", torch.float16), ("bfloat16", torch.bfloat16), ("float64", torch.float64)):
    module = lively(nn.LSTM(3, 5)).to(dtype).float() if dtype != torch.float64 else lively(nn.LSTM(3, 5))
    keep(f"{name}.pt", module, renamed({k: v.to(dtype) for k, v in module.state_dict().items()}, str))


def strided(state):
    """Views: transposed, every other number of a larger block, all parts of one flat storage."""
    flat = torch.cat([value.reshape(-1) for value in state.values()])
    views, at = OrderedDict(), 0
    for key, value in state.items():
        views[key] = flat[at:at + value.numel()].view(value.shape)
        at += value.numel()
    views["weight_ih_l0"] = views["weight_ih_l0"].t().contiguous().t()
    sparse = torch.zeros(views["bias_ih_l0"].numel() * 2)
    sparse[::2] = views["bias_ih_l0"]
    views["bias_ih_l0"] = sparse[::2]
    return views


keep("strided.pt", module := lively(nn.GRU(3, 5)), strided(module.state_dict()))


def keep_normed(name, norm):
    module = lively(nn.LSTM(3, 5))
    normed = norm(module)
    with torch.no_grad():
        for key, value in normed.named_parameters():
            if key.endswith(("_g", "original0")):
                value.mul_(1.5)
    state, x = normed.state_dict(), corpus.inputs(3)
    torch.save(state, corpus.path(name))
    plain = nn.LSTM(3, 5)
    normed(torch.as_tensor(x)[:, None])
    with torch.no_grad():
        for key, value in plain.named_parameters():
            value.copy_(getattr(normed, key))
    corpus.kept(name, x, states(plain, x)[0], whole=True)


def old_norm(module):
    for name in ("weight_hh_l0", "weight_ih_l0"):
        nn.utils.weight_norm(module, name)
    return module


def new_norm(module):
    return nn.utils.parametrizations.weight_norm(module, "weight_hh_l0")


keep_normed("weight-norm.pt", old_norm)
keep_normed("weight-norm-parametrized.pt", new_norm)
dropped = lively(nn.LSTM(3, 5))
keep("weight-dropped.pt", dropped, renamed(
    dropped.state_dict(), lambda k: "module." + k + ("_raw" if k == "weight_hh_l0" else "")))

nan = lively(nn.LSTM(3, 5)).state_dict()
nan["weight_hh_l0"] = nan["weight_hh_l0"].clone()
nan["weight_hh_l0"][7, 2] = float("nan")
torch.save(nan, corpus.path("not-a-number.pt"))
corpus.entries.append({"file": "torch/not-a-number.pt", "warned": "weight_hh_l0"})

# A module as a whole, whose class no reader can know: its parameters are there all the same.
keep_tagger("whole-module.pt", lambda m: m)

# ---- what must be refused, and how ----


def refuse(name, kept, *pieces, **more):
    torch.save(kept, corpus.path(name))
    corpus.refused(name, *pieces, **more)


good = nn.LSTM(3, 8).state_dict()
refuse("int8.pt", {k: (v * 100).to(torch.int8) for k, v in good.items()}, "weight_ih_l0")
refuse("bias-of-64.pt", OrderedDict(good, bias_ih_l0=torch.zeros(64)), "bias_ih_l0", "64")
refuse("gates-of-7.pt", OrderedDict(good, weight_hh_l0=torch.zeros(7, 8)), "weight_hh_l0")
refuse("no-recurrent-layer.pt", nn.Sequential(nn.Linear(3, 4), nn.Linear(4, 2)).state_dict(), "recurrent")
refuse("numbers.pt", {"epoch": 3, "losses": [0.5, 0.25]}, "")


class Hostile:
    def __reduce__(self):
        return (os.system, ("touch /tmp/gatescope-was-here",))


refuse("hostile.pt", {"weight_ih_l0": Hostile()}, "system")
with open(corpus.path("hostile-bare.pt"), "wb") as file:
    pickle.dump(Hostile(), file, protocol=2)
corpus.refused("hostile-bare.pt", "")


def text_code(text):
    return b"X" + len(text).to_bytes(4, "little") + text.encode()


# A state of many names that very many objects were given: a search of each would take hours.
state = b"}q\x00(" + b"K\x01N" * 150000 + text_code("_parameters") + b"}u0"
objects = b")q\x01](cm\nC\nq\x02h\x01\x81h\x00b" + b"h\x02h\x01\x81h\x00b" * 60000 + b"e."
with zipfile.ZipFile(corpus.path("hostile-shared-state.pt"), "w", zipfile.ZIP_DEFLATED) as archive:
    archive.writestr(zipfile.ZipInfo("a/data.pkl"), b"\x80\x02" + state + objects, zipfile.ZIP_DEFLATED)
corpus.refused("hostile-shared-state.pt", "nested too often")
program = torch.export.export(Tagger().eval(), (torch.zeros(2, 1, 4),))
torch.export.save(program, corpus.path("exported.pt2"))
corpus.refused("exported.pt2", "")
with open(corpus.path("lstm.pt"), "rb") as whole, open(corpus.path("cut.pt"), "wb") as cut:
    cut.write(whole.read()[:900])
corpus.refused("cut.pt", "")

# ---- what arrays do not tell, and a whole module or program does: the curve of an RNN ----


class Reading(nn.Module):
    """What an RNN of either curve gives, through a readout."""

    def __init__(self, **more):
        super().__init__()
        self.nonlinearity = "relu"  # its own, and no RNN's
        self.rnn = nn.RNN(3, 5, **more)
        self.fc = nn.Linear(5 * (2 if more.get("bidirectional") else 1), 2)

    def forward(self, x):
        return self.fc(self.rnn(x)[0])


class Stepping(nn.Module):
    """A cell, called step by step."""

    def __init__(self, nonlinearity: str):
        super().__init__()
        self.cell = nn.RNNCell(3, 5, nonlinearity=nonlinearity)

    def forward(self, x):
        h = torch.zeros(x.size(1), 5)
        for t in range(x.size(0)):
            h = self.cell(x[t], h)
        return h


class Both(nn.Module):
    """Two RNNs of different curves."""

    def __init__(self):
        super().__init__()
        self.encoder, self.decoder = nn.RNN(3, 4, nonlinearity="relu"), nn.RNN(3, 5)

    def forward(self, x):
        return self.encoder(x)[0].sum() + self.decoder(x)[0].sum()


def torch_script(module, path):
    torch.jit.script(module).save(path)


def torch_trace(module, path):
    torch.jit.trace(module, torch.zeros(4, 1, 3)).save(path)


def old_save(module, path):
    torch.save(module, path, _use_new_zipfile_serialization=False)


def keep_reading(name, save=torch.save, **more):
    reading, x = Reading(**more).eval(), corpus.inputs(3)
    found, last = states(reading.rnn, x)
    with torch.no_grad():
        found["fc.h"] = reading.fc(last).numpy()
    save(reading, corpus.path(name))
    corpus.kept(name, x, found, readouts=["fc"], certain="tanh")


def keep_dropped(name):
    """A wrapper that drops weights keeps what it drops them of beside its RNN."""
    reading, x = Reading(nonlinearity="relu").eval(), corpus.inputs(3)
    found, _ = states(reading.rnn, x)
    wrapper = nn.Module()
    wrapper.module = reading.rnn
    wrapper.weight_hh_l0_raw = nn.Parameter(reading.rnn.weight_hh_l0.detach().clone())
    torch.save(wrapper, corpus.path(name))
    corpus.kept(name, x, found, certain="tanh")


def keep_stepping(name, nonlinearity, save=torch.save):
    stepping, x = lively(Stepping(nonlinearity)).eval(), corpus.inputs(3)
    save(stepping, corpus.path(name))
    corpus.kept(name, x, cell_states([stepping.cell], x), whole=True, certain="tanh")


def keep_both(name, save):
    both, x = lively(Both()).eval(), corpus.inputs(3)
    save(both, corpus.path(name))
    corpus.kept(name, x, {**states(both.encoder, x, "encoder.")[0], **states(both.decoder, x, "decoder.")[0]},
                whole=True, certain="tanh")


keep("module-rnn-relu.pt", module := lively(nn.RNN(3, 5, nonlinearity="relu")), module, certain="tanh")
corpus.entries.append({"file": "torch/module-rnn-relu.pt", "options": {"nonlinearity": "tanh"}, "warned": "relu"})
keep("module-rnn-tanh.pt", module := lively(nn.RNN(3, 5)), module, certain="tanh")
keep_reading("module-relu-2-both.pt", nonlinearity="relu", num_layers=2, bidirectional=True)
keep_reading("module-tanh-2-both.pt", num_layers=2, bidirectional=True)
keep_dropped("module-relu-dropped.pt")
keep_reading("module-relu-legacy.pth", old_save, nonlinearity="relu")
keep_reading("scripted-relu-2-both.pt", torch_script, nonlinearity="relu", num_layers=2, bidirectional=True)
keep_reading("scripted-tanh.pt", torch_script)
keep_reading("traced-relu-2-both.pt", torch_trace, nonlinearity="relu", num_layers=2, bidirectional=True)
keep_reading("traced-tanh.pt", torch_trace)
for curve in ("relu", "tanh"):
    keep_stepping(f"module-rnncell-{curve}.pt", curve)
    keep_stepping(f"scripted-rnncell-{curve}.pt", curve, torch_script)
    keep_stepping(f"traced-rnncell-{curve}.pt", curve, torch_trace)
keep_both("module-two-curves.pt", torch.save)
keep_both("scripted-two-curves.pt", torch_script)
keep_both("traced-two-curves.pt", torch_trace)

# Quantised layers have no tensors of floats, in whatever form they are kept.
for kind in (nn.LSTM, nn.GRU, nn.LSTMCell):
    quantised = torch.ao.quantization.quantize_dynamic(nn.Sequential(kind(3, 5)), {kind}, dtype=torch.qint8)
    refuse(f"quantised-{kind.__name__.lower()}.pt", quantised.state_dict(), "quantised", "before it is quantised")
refuse("quantised-module.pt", quantised, "quantised")
torch.jit.script(quantised).save(corpus.path("quantised-scripted.pt"))
corpus.refused("quantised-scripted.pt", "quantised")
with open(corpus.path("page.pt"), "w", encoding="utf-8") as file:
    file.write("<!-- not found -->\n<!DOCTYPE html>\n<html><title>model.pt</title></html>\n")
corpus.refused("page.pt", "a web page (HTML), not a model")
corpus.close()
