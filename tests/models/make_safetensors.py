"""Writes safetensors/: single files and shards as its library writes them, with the states that PyTorch computes.
Needs torch, safetensors and numpy; what runs the modules is make_torch.py's."""
import json
from collections import OrderedDict

import torch
from safetensors.torch import save_file
from torch import nn

from corpus import Corpus
from torch_states import lively, states

torch.manual_seed(20)
corpus = Corpus("safetensors", 20)


def keep(name, module, kept=None, metadata=None, **more):
    x = corpus.inputs(module.input_size)
    save_file(OrderedDict(kept or module.state_dict()), corpus.path(name), metadata=metadata)
    corpus.kept(name, x, states(module, x)[0], **{"whole": True, **more})


keep("lstm.safetensors", lively(nn.LSTM(3, 5)), metadata={"format": "pt"})
keep("gru-2-both.safetensors", lively(nn.GRU(3, 4, 2, bidirectional=True)))
keep("rnn-relu.safetensors", nn.RNN(3, 5, nonlinearity="relu"), options={"nonlinearity": "relu"})
keep("lstm-projected.safetensors", lively(nn.LSTM(3, 6, proj_size=2)))
for name, dtype in (("float16", torch.float16), ("bfloat16", torch.bfloat16), ("float64", torch.float64)):
    module = lively(nn.GRU(3, 5))
    if dtype != torch.float64:
        module = module.to(dtype).float()
    keep(f"{name}.safetensors", module, {k: v.to(dtype) for k, v in module.state_dict().items()})
module = lively(nn.LSTM(3, 5, 2))
keep("prefixed.safetensors", module, {"model.encoder.lstm." + k: v for k, v in module.state_dict().items()})
module = lively(nn.LSTM(3, 5))
keep("beside-others.safetensors", module, {
    "embeddings.weight": torch.zeros(7, 3), "steps": torch.arange(3), "norm.running_mean": torch.zeros(5),
    **{"lstm." + k: v for k, v in module.state_dict().items()}}, whole=False)

# Two shards and their index, as Hugging Face's libraries write them.
module, x = lively(nn.LSTM(3, 5, 2)), corpus.inputs(3)
parts = [{k: v for k, v in module.state_dict().items() if k.endswith(f"_l{layer}")} for layer in range(2)]
names = [f"sharded-{k + 1:05}-of-00002.safetensors" for k in range(2)]
for part, name in zip(parts, names):
    save_file(part, corpus.path(name), metadata={"format": "pt"})
index = {"metadata": {"total_size": sum(v.numel() * 4 for v in module.state_dict().values())},
         "weight_map": {k: name for part, name in zip(parts, names) for k in part}}
with open(corpus.path("sharded.safetensors.index.json"), "w", encoding="utf-8") as file:
    json.dump(index, file, indent=1)
corpus.kept("sharded.safetensors.index.json", x, states(module, x)[0], whole=True)
index["weight_map"]["bias_hh_l1"] = "sharded-00003-of-00002.safetensors"
with open(corpus.path("shard-lacks.safetensors.index.json"), "w", encoding="utf-8") as file:
    json.dump(index, file, indent=1)
corpus.refused("shard-lacks.safetensors.index.json", "sharded-00003-of-00002.safetensors")
index["weight_map"]["bias_hh_l1"] = "../torch/lstm.pt"
with open(corpus.path("shard-outside.safetensors.index.json"), "w", encoding="utf-8") as file:
    json.dump(index, file, indent=1)
corpus.refused("shard-outside.safetensors.index.json", "../torch/lstm.pt")

good = nn.LSTM(3, 8).state_dict()
save_file({k: (v * 100).to(torch.int8) for k, v in good.items()}, corpus.path("int8.safetensors"))
corpus.refused("int8.safetensors", "weight_ih_l0", "I8")
save_file({"weight": torch.zeros(3, 4), "bias": torch.zeros(3)}, corpus.path("no-recurrent-layer.safetensors"))
corpus.refused("no-recurrent-layer.safetensors", "recurrent")
with open(corpus.path("lstm.safetensors"), "rb") as whole, open(corpus.path("cut.safetensors"), "wb") as cut:
    cut.write(whole.read()[:-40])
corpus.refused("cut.safetensors", "")
corpus.close()
