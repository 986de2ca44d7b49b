"""gatescope: the gates of a recurrent network, from Python: one file, which needs NumPy and the program.

    import gatescope
    found = gatescope.trace(model, x)          # {"layer0.f": array of shape (steps, units), ...}
    gatescope.look("model.pt", "data.csv")     # the program's window
    gatescope.show(model, x)                   # in Jupyter: inside the notebook; a picture where that is read

`model` is a file that the program reads (PyTorch, safetensors, ONNX, Keras, TensorFlow.js, npz), a torch.nn.Module, a
state dict, a Keras model or an ONNX ModelProto. `x` is a file of data (CSV, TSV, npy, npz, WAV) or numbers of shape
(steps, inputs), or of many sequences at once: (sequences, steps, inputs), or in PyTorch's order (steps, sequences,
inputs) where the module has batch_first=False; batch_first=True or False says it otherwise.

Options are those of the command line: module="encoder", nonlinearity="relu" or "tanh", reset="before" or "after"; of a
file of data columns, sequence, missing, array, frames; of trace signal="f,c" or a list, unit="0-15", start and end, the
first and the last step; of look and show what is seen first: cell, signal, order, unit, t, input, pick, lang, theme.
What the program has to say (what of a file is left, what is guessed) comes as GatescopeWarning; what it refuses is a
GatescopeError, with its reason.

The program is the one that GATESCOPE names, else `gatescope` on the PATH. Nothing is kept but what is returned."""
import base64
import html
import json
import os
import shutil
import struct
import subprocess
import sys
import tempfile
import threading
import warnings

import numpy as np

__all__ = ["trace", "look", "show", "widget", "GatescopeError", "GatescopeWarning"]
__version__ = "0"  # the build writes the program's here

OPTIONS = ("module", "nonlinearity", "reset", "columns", "sequence", "missing", "array", "frames")
VIEWS = ("cell", "signal", "order", "unit", "t", "input", "pick", "lang", "theme")


class GatescopeError(Exception):
    """What the program refused, in its words, or why it could not be asked."""


class GatescopeWarning(UserWarning):
    """What the program said beside the numbers: what of a file is not shown, and what was guessed."""


# ---- the program ----

def _program():
    named = os.environ.get("GATESCOPE")
    found = shutil.which(named or "gatescope")
    if not found:
        raise GatescopeError(f"GATESCOPE names {named!r}, which is no program" if named else
                             "the program gatescope is not on the PATH: install it, or name it in GATESCOPE")
    return os.path.abspath(found)


def _said(text, folder):
    """What the program said, a line each, without what the files are called that were made for it."""
    lines = (line.removeprefix("gatescope: ").replace(folder + os.sep, "") for line in text.splitlines())
    return "\n".join(line for line in lines if line.strip())


def _run(words, folder):
    done = subprocess.run([_program(), *words], stdin=subprocess.DEVNULL, capture_output=True, text=True,
                          errors="replace")
    said = _said(done.stderr, folder)
    if done.returncode:
        raise GatescopeError(said or f"gatescope ended with status {done.returncode}")
    if said:
        warnings.warn(said, GatescopeWarning, stacklevel=3)


# ---- models into files ----

def _array(value):
    """Numbers of any library as float32, or as float64 where they are; bfloat16 too, which NumPy has not."""
    if hasattr(value, "detach"):
        value = value.detach().cpu()
        if str(value.dtype) in ("torch.bfloat16", "torch.float16"):
            value = value.float()
        value = value.numpy()
    elif hasattr(value, "to_numpy"):
        value = value.to_numpy()
    value = np.asarray(value)
    if value.dtype.kind not in "fiub":
        raise GatescopeError(f"numbers are expected, not an array of {value.dtype}")
    return value


def _write_safetensors(path, arrays):
    """The safetensors format: a length, a header in JSON, the numbers."""
    kinds = {"f2": "F16", "f4": "F32", "f8": "F64", "i1": "I8", "i2": "I16", "i4": "I32", "i8": "I64", "u1": "U8",
             "u2": "U16", "u4": "U32", "u8": "U64", "b1": "BOOL"}
    header, blocks, at = {}, [], 0
    for name, array in arrays.items():
        array = np.asarray(array, order="C")
        array = array.astype(array.dtype.newbyteorder("<"), copy=False)
        kind = kinds.get(array.dtype.str[1:])
        if not kind:
            raise GatescopeError(f"{name}: {array.dtype} cannot be kept")
        header[name] = {"dtype": kind, "shape": list(array.shape), "data_offsets": [at, at + array.nbytes]}
        blocks.append(array.tobytes())
        at += array.nbytes
    text = json.dumps(header).encode()
    text += b" " * (-len(text) % 8)
    with open(path, "wb") as file:
        file.write(struct.pack("<Q", len(text)) + text)
        file.writelines(blocks)


def _torch_told(module):
    """What a torch.nn.Module knows and its state dict does not: relu or tanh, and which axis is the batch."""
    parts = [part for part in module.modules() if hasattr(part, "batch_first") and hasattr(part, "hidden_size")]
    cells = [part for part in module.modules() if hasattr(part, "nonlinearity") and hasattr(part, "hidden_size")]
    told = {}
    for name, values in (("batch_first", {part.batch_first for part in parts}),
                         ("nonlinearity", {part.nonlinearity for part in cells if isinstance(part.nonlinearity, str)})):
        if len(values) == 1:
            told[name] = values.pop()
        elif values and name == "nonlinearity":
            raise GatescopeError("the module has RNNs with relu and with tanh: give one of them alone")
    return told


def _model_file(model, folder):
    """The model as a file of the program's, and what is known of it besides."""
    if isinstance(model, (str, os.PathLike)):
        if not os.path.exists(model):
            raise GatescopeError(f"there is no file {os.fspath(model)!r}")
        return os.path.abspath(os.fspath(model)), {}
    path = os.path.join(folder, "model.safetensors")
    if hasattr(model, "state_dict") and hasattr(model, "modules"):
        _write_safetensors(path, {name: _array(value) for name, value in model.state_dict().items()
                                  if hasattr(value, "shape")})
        return path, _torch_told(model)
    if hasattr(model, "SerializeToString") and hasattr(model, "graph"):
        path = os.path.join(folder, "model.onnx")
        with open(path, "wb") as file:
            file.write(model.SerializeToString())
        return path, {}
    if hasattr(model, "get_config") and hasattr(model, "save"):
        path = os.path.join(folder, "model.keras")
        model.save(path)
        return path, {}
    if isinstance(model, dict) and model and all(isinstance(name, str) and hasattr(value, "shape")
                                                 for name, value in model.items()):
        _write_safetensors(path, {name: _array(value) for name, value in model.items()})
        return path, {}
    raise GatescopeError("a model is a file, a torch.nn.Module, a state dict, a Keras model or an ONNX ModelProto, "
                         f"not {type(model).__module__}.{type(model).__name__}")


def _data_file(x, folder, batch_first):
    """The numbers as a file of the program's, (steps, inputs) or (sequences, steps, inputs)."""
    if isinstance(x, (str, os.PathLike)):
        if not os.path.exists(x):
            raise GatescopeError(f"there is no file {os.fspath(x)!r}")
        return os.path.abspath(os.fspath(x))
    x = _array(x).astype("<f4")
    if x.ndim == 1:
        x = x[:, None]
    if x.ndim == 3 and batch_first is False:
        x = x.transpose(1, 0, 2)
    if x.ndim not in (2, 3) or not x.size:
        raise GatescopeError(f"x has the shape {x.shape}; (steps, inputs) or (sequences, steps, inputs) is expected")
    path = os.path.join(folder, "data.npy")
    np.save(path, np.ascontiguousarray(x))
    return path


def _listed(value):
    return value if isinstance(value, str) else str(value) if isinstance(value, int) else ",".join(map(str, value))


def _words(model, x, folder, options, allowed=OPTIONS):
    """MODEL --inputs DATA and what is known of both, as words of the command line."""
    batch_first = options.pop("batch_first", None)
    unknown = [name for name in options if name not in allowed]
    if unknown:
        raise TypeError(f"unknown option {unknown[0]!r}; there are {', '.join(allowed)} and batch_first")
    wished = {name: _listed(value) for name, value in options.items() if value is not None}
    path, told = _model_file(model, folder)
    module_says = told.pop("batch_first", None)
    batch_first = module_says if batch_first is None else batch_first
    data = _data_file(x, folder, batch_first)
    words = [path, "--inputs", data]
    for name, value in {**told, **wished}.items():
        words += ["--" + name, value]
    in_a_file = isinstance(x, (str, os.PathLike))
    if batch_first if in_a_file else np.load(data, mmap_mode="r").ndim == 3:
        words.append("--batch-first")
    return words


# ---- what one calls ----

def trace(model, x, *, signal=None, unit=None, start=None, end=None, **options):
    """The signals of every layer over time, {"layer0.f": float32 array of shape (steps, units)}.

    Names are those of `gatescope trace --format npz`: layer0, layer0_reverse, with several modules encoder.layer0; many
    sequences add a first axis. `end` is the last step that is taken, and `unit` a number, a list or "0-15"."""
    with tempfile.TemporaryDirectory(prefix="gatescope-") as folder:
        words, out = _words(model, x, folder, options), os.path.join(folder, "signals.npz")
        for name, value in (("--signal", signal), ("--unit", unit), ("--from", start), ("--to", end)):
            if value is not None:
                words += [name, _listed(value)]
        _run(["trace", *words, "--format", "npz", "-o", out], folder)
        with np.load(out, allow_pickle=False) as found:
            return {name: found[name] for name in found.files}


def look(model, x, *, wait=None, **options):
    """The program's window on the model and the data. Returns when it is closed; in a notebook or at Python's prompt
    (wait=False) at once, with the running program."""
    folder = tempfile.mkdtemp(prefix="gatescope-")
    try:
        window = subprocess.Popen([_program(), "look", *_words(model, x, folder, options, OPTIONS + VIEWS)],
                                  stdin=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, errors="replace")
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise

    def end():
        said = _said(window.stderr.read(), folder)
        window.wait()
        shutil.rmtree(folder, ignore_errors=True)
        return said

    if wait is None:
        wait = not (hasattr(sys, "ps1") or "ipykernel" in sys.modules)
    if not wait:
        threading.Thread(target=end).start()
        return window
    said = end()
    if window.returncode:
        raise GatescopeError(said or f"gatescope ended with status {window.returncode}")
    return None


# ---- in a notebook ----

def _page():
    """The browser edition as one page: named by GATESCOPE_PAGE, beside this file, or where it was installed."""
    name = "notebook.html"
    places = [os.environ.get("GATESCOPE_PAGE"), os.path.join(os.path.dirname(os.path.abspath(__file__)), name),
              os.path.join(sys.prefix, "share", "gatescope", name)]
    try:
        places.append(os.path.join(os.path.dirname(os.path.dirname(os.path.realpath(_program()))), "share", "gatescope",
                                   name))
    except GatescopeError:
        pass
    found = next((place for place in places if place and os.path.isfile(place)), None)
    if found is None:
        return None
    with open(found, encoding="utf-8") as file:
        return file.read()


def _packed(words, paths):
    """The command line and its files, as the page takes them."""
    given = {"words": list(words), "files": {}}
    for k, word in enumerate(given["words"]):
        if word in paths:
            name = f"{len(given['files'])}-{os.path.basename(word)}"
            with open(word, "rb") as file:
                given["files"][name] = base64.b64encode(file.read()).decode()
            given["words"][k] = "/dropped/" + name
    return json.dumps(given).replace("</", "<\\/")


class Shown:
    """What a notebook shows: the browser edition with the model and the data in it, and a picture beside it, which is
    what is left of it where a notebook is only read."""

    def __init__(self, picture, page, height):
        self.picture, self.page, self.height = picture, page, height

    def _repr_png_(self):
        return self.picture

    def _repr_html_(self):
        source = "data:image/png;base64," + base64.b64encode(self.picture).decode()
        image = f'<img class="gatescope-picture" alt="Gatescope: units over time" style="max-width:100%" src="{source}">'
        if self.page is None:
            return image
        # A viewer that takes frames and styles out leaves the picture.
        return (f'<style>@media screen {{ .gatescope-live + .gatescope-picture {{ display: none }} }} '
                f'@media print {{ .gatescope-live {{ display: none }} }}</style>'
                f'<iframe class="gatescope-live" title="Gatescope" sandbox="allow-scripts allow-downloads" '
                f'style="width:100%;height:{self.height}px;border:0" srcdoc="{html.escape(self.page)}"></iframe>{image}')

    def _repr_mimebundle_(self, include=None, exclude=None):
        bundle = {"image/png": base64.b64encode(self.picture).decode(), "text/html": self._repr_html_(),
                  "text/plain": repr(self)}
        return {kind: value for kind, value in bundle.items()
                if (not include or kind in include) and kind not in (exclude or ())}


def show(model, x, *, live=True, height=640, **options):
    """In a notebook: the interactive browser edition with the model and the data in it (three megabytes; without a
    server), and its picture. live=False: the picture alone."""
    with tempfile.TemporaryDirectory(prefix="gatescope-") as folder:
        words, picture = _words(model, x, folder, options, OPTIONS + VIEWS), os.path.join(folder, "picture.png")
        _run(["look", *words, "-o", picture], folder)
        page = _page() if live else None
        if live and page is None:
            warnings.warn("the browser edition (notebook.html) is not installed: a picture is shown", GatescopeWarning,
                          stacklevel=2)
        if page is not None:
            page = page.replace("{{GIVEN}}", _packed(["look", *words], {words[0], words[2]}), 1)
        with open(picture, "rb") as file:
            return Shown(file.read(), page, height)


def widget(model, x, **options):
    """The same as an anywidget, for front ends that take frames out of what is shown."""
    import anywidget
    import traitlets

    class Widget(anywidget.AnyWidget):
        _esm = """export default { render({ model, el }) {
            const frame = document.createElement('iframe');
            frame.title = 'Gatescope';
            frame.setAttribute('sandbox', 'allow-scripts allow-downloads');
            frame.style = `width:100%;height:${model.get('height')}px;border:0`;
            frame.srcdoc = model.get('page');
            el.append(frame);
        } };"""
        page = traitlets.Unicode("").tag(sync=True)
        height = traitlets.Int(640).tag(sync=True)

    shown = show(model, x, **options)
    return Widget(page=shown.page or shown._repr_html_(), height=shown.height)
