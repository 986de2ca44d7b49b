#!/usr/bin/env python3
"""What lesson 56 says of more than one digit: of the fours among the first test digits, how many are no longer read as
a 4 when rows 5 to 12 are rubbed out."""
import gzip
import pathlib
import torch
from safetensors.torch import load_file

here = pathlib.Path(__file__).parent
FIRST = 260


def read(name, skip):
    return torch.frombuffer(bytearray(gzip.open(here.parent / "assets" / "mnist" / name).read()[skip:]), dtype=torch.uint8)


def guesses(kind, layer, rows):
    weights = load_file(here / f"digits-{kind}.safetensors")
    layer.load_state_dict({name: w for name, w in weights.items() if not name.startswith("fc.")})
    H, _ = layer(rows.transpose(0, 1))
    return (H[-1] @ weights["fc.weight"].T + weights["fc.bias"]).argmax(1)


labels = read("test-labels-idx1-ubyte.gz", 8)[:FIRST]
digits = read("test-images-idx3-ubyte.gz", 16).reshape(-1, 28, 28)[:FIRST].float() / 255
rubbed = digits.clone()
rubbed[:, 5:13] = 0
with torch.no_grad():
    for kind, layer in ("lstm", torch.nn.LSTM(28, 64)), ("rnn", torch.nn.RNN(28, 64)):
        whole = (guesses(kind, layer, digits) == 4) & (labels == 4)
        left = (guesses(kind, layer, rubbed) == 4) & whole
        print(f"{kind}: of {whole.sum()} fours {(whole & ~left).sum()} are no longer read as a 4")
