"""What one would write without Gatescope: peer_maps.py MODEL.pt DATA.csv PICTURE.png draws the gates and states of an LSTM
over data. docs/costs.md has `gatescope look MODEL.pt --inputs DATA.csv -o PICTURE.png` beside it."""
import csv
import sys

import matplotlib.pyplot as plot
import torch

weights, rows = torch.load(sys.argv[1]), list(csv.reader(open(sys.argv[2], encoding="utf-8")))[1:]
w, u, b = weights["weight_ih_l0"], weights["weight_hh_l0"], weights["bias_ih_l0"] + weights["bias_hh_l0"]
h, c, steps = torch.zeros(u.shape[1]), torch.zeros(u.shape[1]), []
for x in torch.tensor([[float(value) for value in row] for row in rows]):
    i, f, g, o = (w @ x + u @ h + b).chunk(4)
    i, f, g, o = i.sigmoid(), f.sigmoid(), g.tanh(), o.sigmoid()
    c = f * c + i * g
    h = o * c.tanh()
    steps.append(torch.stack([i, f, o, g, c, h]))
for number, units in enumerate(torch.stack(steps).permute(1, 2, 0)):
    plot.subplot(6, 1, number + 1)
    plot.imshow(units, aspect="auto")
plot.gcf().set_size_inches(16, 9)
plot.savefig(sys.argv[3])
