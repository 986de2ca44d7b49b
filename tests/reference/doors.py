"""Writes the files in doors/ that tests/files/tensors_*.c opens: the same few numbers in each form
that NumPy and PyTorch know for them (needs numpy and torch; run in this folder)."""
import inspect
import os
import zipfile

import numpy as np
import torch

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




def layer():
    torch.manual_seed(1)
    return torch.nn.LSTM(2, 3)


class Reader(torch.nn.Module):
    """A module whose class no reader of the file knows."""

    def __init__(self):
        super().__init__()
        self.lstm = layer()
        self.fc = torch.nn.Linear(3, 1)
        self.register_buffer("scale", torch.tensor([2.0]))
        self.note = {"a": 1}

    def forward(self, x):
        return self.fc(self.lstm(x)[0]) * self.scale


class Evil:
    def __init__(self, call):
        self.call = call

    def __reduce__(self):
        return self.call


def state():
    return {"rnn." + name: value for name, value in layer().state_dict().items()}


def trained():
    model = Reader()
    optimizer = torch.optim.Adam(model.parameters())
    model(torch.ones(4, 1, 2)).sum().backward()
    optimizer.step()
    return model, optimizer


def types():
    matrix = torch.from_numpy(MATRIX.copy())
    cube = torch.from_numpy(CUBE.copy())
    base = torch.arange(40, dtype=torch.float32)
    shared = torch.cat([torch.tensor([9.0, 9.0]), matrix.flatten()])
    return {"half": matrix.half(), "brain": matrix.bfloat16(), "single": matrix,
            "double": matrix.double(), "e4m3": matrix.to(torch.float8_e4m3fn),
            "e5m2": matrix.to(torch.float8_e5m2), "turned": matrix.t().contiguous().t(),
            "permuted": cube.permute(2, 0, 1).contiguous().permute(1, 2, 0),
            "cut": base.reshape(5, 8)[1:3, 2:8:2], "one": torch.tensor(7.0),
            "spread": torch.tensor([[0.25]]).expand(2, 3), "none": torch.zeros(0, 3),
            "view": shared[2:].reshape(2, 3), "same": shared[2:].reshape(3, 2).t(),
            "parameter": torch.nn.Parameter(matrix.clone()),
            "int8": (matrix * 100).to(torch.int8), "complex": matrix.to(torch.complex128),
            "quantized": torch.quantize_per_tensor(matrix, 0.1, 0, torch.qint8),
            "sparse": matrix.to_sparse()}


def change(source, to, member, replace):
    """A copy of an archive with the bytes of one member replaced."""
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(to, "w") as new:
        for info in old.infolist():
            bytes = old.read(info)
            new.writestr(info.filename, replace(bytes) if info.filename.endswith(member) else bytes)


def without_source(*_):
    raise OSError("no source of anybody's stands in the files")


def strip(path, unwanted):
    """Takes members out of an archive: TorchScript keeps what it was made from."""
    with zipfile.ZipFile(path) as old:
        members = [(info.filename, old.read(info)) for info in old.infolist()]
    with zipfile.ZipFile(path, "w") as new:
        for name, bytes in members:
            if not any(part in name for part in unwanted):
                new.writestr(name, bytes)


def pytorch_files():
    model, optimizer = trained()
    checkpoint = {"epoch": 3, "loss": torch.tensor(0.5), "model_state_dict": model.state_dict(),
                  "optimizer_state_dict": optimizer.state_dict(), "history": [1.0, 0.5]}
    torch.save(state(), "doors/state.pt")
    torch.save(state(), "doors/state4.pt", pickle_protocol=4)
    torch.save(state(), "doors/legacy.pt", _use_new_zipfile_serialization=False)
    torch.save(state(), "doors/legacy4.pt", _use_new_zipfile_serialization=False, pickle_protocol=4)
    torch.save(checkpoint, "doors/checkpoint.pt")
    torch.save({"models": {"encoder": layer().state_dict(), "decoder": layer().state_dict()}},
               "doors/two.pt")
    torch.save(model, "doors/module.pt")
    torch.jit.script(model).save("doors/script.pt")
    strip("doors/script.pt", ["/code/", ".debug_pkl"])
    inspect.getsourcelines = without_source
    torch.save(model, "doors/module_legacy.pt", _use_new_zipfile_serialization=False)
    torch.save(types(), "doors/types.pt")
    torch.save(types(), "doors/types_legacy.pt", _use_new_zipfile_serialization=False)
    torch.save([torch.ones(2), torch.zeros(1)], "doors/list.pt")
    torch.save(torch.ones(2), "doors/lone.pt")
    torch.save({"a": 1}, "doors/without.pt")
    odd = state()
    odd["rnn.bias_ih_l0"] = Evil((torch.nn.functional.relu, (1,)))
    torch.save(odd, "doors/odd.pt")
    torch.save({"a": torch.ones(1), "b": Evil((os.system, ("touch /tmp/gatescope-evil",)))}, "doors/evil.pt")
    torch.save({"a": torch.ones(1), "b": Evil((eval, ("1",)))}, "doors/evil_legacy.pt",
               _use_new_zipfile_serialization=False, pickle_protocol=4)
    circle = {"a": torch.ones(1)}
    circle["self"] = [circle]
    torch.save(circle, "doors/circle.pt")
    laughs = {"a": torch.ones(1)}
    for _ in range(40):
        laughs = {"a": laughs, "b": laughs}
    torch.save(laughs, "doors/laughs.pt")
    barren = {"a": 1}
    for _ in range(40):
        barren = {"a": barren, "b": barren}
    torch.save({"a": torch.ones(1), "b": barren}, "doors/barren.pt")
    # 10^9 numbers made of one
    torch.save({"a": torch.ones(1).expand(1000, 1000, 1000)}, "doors/spread.pt")
    swap = lambda bytes: np.frombuffer(bytes, "<f4").byteswap().tobytes()
    torch.save({"a": torch.from_numpy(MATRIX.copy())}, "doors/little.pt")
    change("doors/little.pt", "doors/middle.pt", "data/0", swap)
    change("doors/middle.pt", "doors/big.pt", "byteorder", lambda bytes: b"big")
    change("doors/little.pt", "doors/short.pt", "data/0", lambda bytes: bytes[:-1])
    os.remove("doors/middle.pt")
    os.remove("doors/little.pt")


if __name__ == "__main__":
    numpy_archives()
    pytorch_files()
