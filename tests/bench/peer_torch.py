#!/usr/bin/python3
"""PyTorch beside Gatescope, for `gatescope bench --peer`: says its name, then answers each line with a number.

    step KIND INPUTS HIDDEN                               nanoseconds a step, one sequence, no gradients
    train KIND INPUTS HIDDEN STEPS BATCH THREADS          sequences a second, with loss, clipping and Adam

Of a step the faster of two ways counts: the cell called step by step, and the layer over a whole sequence.
"""
import sys
import time

try:
    import torch
    from torch import nn
except ImportError:
    sys.exit(1)

CELLS = {"lstm": nn.LSTMCell, "gru": nn.GRUCell, "rnn": nn.RNNCell}
LAYERS = {"lstm": nn.LSTM, "gru": nn.GRU, "rnn": nn.RNN}
CLASSES = 10


def seconds(run, clock=time.thread_time, least=0.02):
    """The least of three times of one call, each long enough to be measured: what this thread computed."""
    run()
    calls, best = 1, None
    for _ in range(3):
        while True:
            start = clock()
            for _ in range(calls):
                run()
            taken = clock() - start
            if taken >= least:
                break
            calls *= 2
        best = taken / calls if best is None else min(best, taken / calls)
    return best


@torch.no_grad()
def step(kind, inputs, hidden):
    torch.set_num_threads(1)
    inputs, hidden = int(inputs), int(hidden)
    cell, layer = CELLS[kind](inputs, hidden), LAYERS[kind](inputs, hidden)
    one, many = torch.randn(1, inputs), torch.randn(64, 1, inputs)
    state = torch.zeros(1, hidden)
    state = (state, state) if kind == "lstm" else state
    return 1e9 * min(seconds(lambda: cell(one, state)), seconds(lambda: layer(many)) / len(many))


def train(kind, inputs, hidden, steps, batch, threads):
    inputs, hidden, steps, batch = int(inputs), int(hidden), int(steps), int(batch)
    torch.set_num_threads(int(threads))
    layer, readout = LAYERS[kind](inputs, hidden), nn.Linear(hidden, CLASSES)
    parts = list(layer.parameters()) + list(readout.parameters())
    optimizer = torch.optim.Adam(parts, lr=4e-3)
    sequences, targets = torch.randn(steps, batch, inputs), torch.randint(CLASSES, (batch,))

    def minibatch():
        optimizer.zero_grad(set_to_none=True)
        loss = nn.functional.cross_entropy(readout(layer(sequences)[0][-1]), targets)
        loss.backward()
        nn.utils.clip_grad_norm_(parts, 1)
        optimizer.step()

    return batch / seconds(minibatch, time.thread_time if threads == "1" else time.perf_counter)


print("PyTorch", torch.__version__, flush=True)
for line in sys.stdin:
    words = line.split()
    print({"step": step, "train": train}[words[0]](*words[1:]), flush=True)
