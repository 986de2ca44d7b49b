"""Every signal of a run as npz: gatescope's time beside that of numpy.savez for the same arrays.

    python peer_npz.py GATESCOPE MODEL DATA [ROUNDS]

Seconds of the processor, the programs in turns: all of `gatescope trace`, the same for one number a step, which
computes as much and writes next to nothing, and numpy.savez, whose arrays are there already. Medians.
"""
import os
import resource
import statistics
import subprocess
import sys
import tempfile

import numpy

gatescope, model, data = sys.argv[1:4]
rounds = int(sys.argv[4]) if len(sys.argv) > 4 else 9


def seconds(who):
    used = resource.getrusage(who)
    return used.ru_utime + used.ru_stime


def trace(*words):
    before = seconds(resource.RUSAGE_CHILDREN)
    subprocess.run([gatescope, "trace", model, "--inputs", data, *words], check=True, stderr=subprocess.DEVNULL)
    return seconds(resource.RUSAGE_CHILDREN) - before


def savez(path, arrays):
    before = seconds(resource.RUSAGE_SELF)
    numpy.savez(path, **arrays)
    return seconds(resource.RUSAGE_SELF) - before


with tempfile.TemporaryDirectory() as folder:
    ours, one, theirs = (os.path.join(folder, name) for name in ("ours.npz", "one.npy", "theirs.npz"))
    trace("-o", ours)
    with numpy.load(ours) as file:
        arrays = {name: file[name] for name in file.files}
    every, alone, saved = [], [], []
    for _ in range(rounds):
        every.append(trace("-o", ours))
        alone.append(trace("--signal", "h", "--unit", "0", "--format", "npy", "-o", one))
        saved.append(savez(theirs, arrays))
    every, alone, saved = (statistics.median(times) for times in (every, alone, saved))
    print(f"{len(arrays)} arrays, {sum(array.nbytes for array in arrays.values()) / 1e6:.1f} MB")
    print(f"trace {every:.3f} s, of it computing {alone:.3f} s, writing {every - alone:.3f} s")
    print(f"numpy.savez {saved:.3f} s; writing takes {(every - alone) / saved:.2f} times as long")
