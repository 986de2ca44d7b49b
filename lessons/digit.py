#!/usr/bin/env python3
"""The digit of lesson 56, read by PyTorch: prints after every row the guess and its score, and at the end its share."""
import json
import pathlib
import torch
from safetensors.torch import load_file

here = pathlib.Path(__file__).parent
weights = load_file(here / "digits-lstm.safetensors")
rows = torch.tensor(json.load(open(here / "56-digit.json"))["inputs"]["sequence"], dtype=torch.float32)

lstm = torch.nn.LSTM(28, 64)
readout = torch.nn.Linear(64, 10)
lstm.load_state_dict({name: w for name, w in weights.items() if not name.startswith("fc.")})
readout.load_state_dict({"weight": weights["fc.weight"], "bias": weights["fc.bias"]})

with torch.no_grad():
    H, (h, c) = lstm(rows)
    scores = readout(H)
for t, score in enumerate(scores):
    print(f"t = {t}: {score.argmax()} with {score.max():.2f}")
print(f"share of {scores[-1].argmax()}: {scores[-1].softmax(0).max():.4f}")
