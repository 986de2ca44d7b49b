"""Writes the files in doors/ that tests/files/tensors_*.c opens: the same few numbers in each form
that NumPy and PyTorch know for them (needs numpy and torch; run in this folder)."""
import io
import zipfile

import numpy as np

MATRIX = np.arange(6, dtype="<f4").reshape(2, 3) / 4 - 0.5
CUBE = np.arange(24, dtype="<f4").reshape(2, 3, 4)


def numpy_archives():
    np.savez("doors/types.npz", half=MATRIX.astype("<f2"), half_big=MATRIX.astype(">f2"),
             single=MATRIX, single_big=MATRIX.astype(">f4"), double=MATRIX.astype("<f8"),
             double_big=MATRIX.astype(">f8"), fortran=np.asfortranarray(MATRIX),
             cube=np.asfortranarray(CUBE), one=np.float32(7), none=np.zeros((0, 3), "<f4"),
             int8=(MATRIX * 100).astype("i1"), int64=MATRIX.astype("<i8"), flags=MATRIX > 0,
             text=np.array(["a", "b"]), void=np.zeros(2, "V2"),
             record=np.zeros(2, [("x", "<f4"), ("y", "<i2")]))
    np.savez("doors/objects.npz", objects=np.array([{}, None], dtype=object), kernel=MATRIX)
    np.savez_compressed("doors/packed.npz", kernel=MATRIX)
    # a bomb: 52 MiB of zeros in some 50 kB
    np.savez_compressed("doors/bomb.npz", kernel=np.zeros((52, 512, 512), "<f4"))
    np.save("doors/bare.npy", MATRIX)


if __name__ == "__main__":
    numpy_archives()
