"""What the scripts that make the corpus share: a fixed seed, where files go, and manifest.json.

Each make_*.py writes a folder of this name and the part of manifest.json that tells of it; a line of
the manifest is a file, how it is opened, and what must come of it:

    file      below tests/models
    options   as on the command line: {"module": "encoder", "reset": "after", "nonlinearity": "relu"}
    expected  an .npz beside it: x (steps, inputs), and for each layer NAME.h, and NAME.c where its own
              program gives it
    readouts  layers besides them, with the same names there
    whole     whether every array of the file is used
    guessed   a piece of what is said where the file does not tell
    certain   a piece of what must not be guessed
    warned    a piece of a warning
    refused   instead of expected: pieces of the sentence with which it is refused

Run in this folder: python3 make_torch.py. The versions that made what is here are in README.md."""
import json
import os

import numpy as np

STEPS = 10
HERE = os.path.dirname(os.path.abspath(__file__))
MANIFEST = os.path.join(HERE, "manifest.json")


class Corpus:
    """The files of one folder, in the order in which they are made."""

    def __init__(self, folder, seed):
        self.folder, self.entries = folder, []
        self.random = np.random.default_rng(seed)
        os.makedirs(os.path.join(HERE, folder), exist_ok=True)

    def path(self, name):
        return os.path.join(HERE, self.folder, name)

    def inputs(self, width, steps=STEPS):
        return self.random.uniform(-1, 1, (steps, width)).astype("<f4")

    def kept(self, name, x, arrays, **more):
        """The file `name` was written; `arrays` is what its own program computed from x, by layer and signal."""
        expected = f"{os.path.splitext(name)[0]}.{os.path.splitext(name)[1][1:]}.expected.npz"
        arrays = {key: np.ascontiguousarray(value, dtype="<f4") for key, value in arrays.items()}
        save_npz(self.path(expected), {"x": np.ascontiguousarray(x, dtype="<f4"), **arrays})
        self.entries.append({"file": f"{self.folder}/{name}", **more,
                             "expected": f"{self.folder}/{expected}"})

    def refused(self, name, *pieces, **more):
        self.entries.append({"file": f"{self.folder}/{name}", **more, "refused": list(pieces)})

    def also(self, name, of, **more):
        """The file again with other options, with the numbers that were computed for `of`."""
        expected = next(e["expected"] for e in self.entries if e["file"] == f"{self.folder}/{of}")
        self.entries.append({"file": f"{self.folder}/{name}", **more, "expected": expected})

    def close(self):
        kept = []
        if os.path.exists(MANIFEST):
            with open(MANIFEST, encoding="utf-8") as file:
                kept = [e for e in json.load(file) if not e["file"].startswith(self.folder + "/")]
        lines = [json.dumps(e) for e in sorted(kept + self.entries, key=lambda e: e["file"].split("/")[0])]
        with open(MANIFEST, "w", encoding="utf-8") as file:
            file.write("[\n" + ",\n".join(lines) + "\n]\n")
        print(f"{self.folder}: {len(self.entries)} entries, {len(kept) + len(self.entries)} in all")


def save_npz(path, arrays):
    """As numpy.savez_compressed, but the same bytes for the same numbers: no time of day in the archive."""
    import io
    import zipfile
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, array in arrays.items():
            buffer = io.BytesIO()
            np.save(buffer, array)
            archive.writestr(zipfile.ZipInfo(name + ".npy"), buffer.getvalue(), zipfile.ZIP_DEFLATED)
