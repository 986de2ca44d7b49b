"""The module gives the numbers that PyTorch, Keras and ONNX Runtime compute, says what the program says, and refuses what
cannot be. `make test-python` makes the environment that this needs."""
import json
import os
import subprocess
import sys

os.environ.setdefault("KERAS_BACKEND", "torch")
import numpy as np
import pytest
import torch
from torch import nn

import gatescope

MODELS = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "models")
X = np.random.default_rng(3).uniform(-1, 1, (12, 3)).astype("f4")


def close(found, expected):
    assert found.dtype == np.float32
    np.testing.assert_allclose(found, np.asarray(expected), rtol=0, atol=1e-5)


def of_torch(module, x):
    with torch.no_grad():
        return module(torch.as_tensor(x))[0].numpy()


# ---- what models may be ----

def test_a_module_gives_what_it_computes():
    module = nn.LSTM(3, 5, 2, bidirectional=True)
    found = gatescope.trace(module, X)
    close(np.concatenate([found["layer1.h"], found["layer1_reverse.h"]], 1), of_torch(module, X))
    assert {"layer0.f", "layer0_reverse.c", "layer1.o"} <= set(found)
    assert found["layer0.f"].shape == (12, 5)


def test_a_module_says_itself_whether_it_is_relu():
    module = nn.RNN(3, 5, nonlinearity="relu")
    close(gatescope.trace(module, X)["layer0.h"], of_torch(module, X))


@pytest.mark.parametrize("dtype", [torch.float16, torch.bfloat16, torch.float64])
def test_types_of_numbers(dtype):
    module = nn.GRU(3, 5).to(dtype)
    close(gatescope.trace(module, X)["layer0.h"], of_torch(module.float(), X))


def test_a_state_dict_and_a_file_are_the_same(tmp_path):
    module = nn.GRU(3, 5)
    torch.save(module.state_dict(), tmp_path / "model.pt")
    for model in (module.state_dict(), tmp_path / "model.pt", str(tmp_path / "model.pt"),
                  {k: v.numpy() for k, v in module.state_dict().items()}):
        close(gatescope.trace(model, X)["layer0.h"], of_torch(module, X))


def test_a_keras_model():
    import keras
    model = keras.Sequential([keras.Input((None, 3)), keras.layers.GRU(5, return_sequences=True)])
    close(gatescope.trace(model, X)["layer0.h"], keras.ops.convert_to_numpy(model(X[None]))[0])


def test_an_onnx_model():
    import onnx
    model = onnx.load(os.path.join(MODELS, "onnx", "lstm.onnx"))
    with np.load(os.path.join(MODELS, "onnx", "lstm.onnx.expected.npz")) as expected:
        close(gatescope.trace(model, expected["x"])["layer0.h"], expected["layer0.h"])


# ---- what data may be ----

@pytest.mark.parametrize("batch_first", [False, True])
def test_many_sequences_have_a_first_axis(batch_first):
    module = nn.LSTM(3, 5, batch_first=batch_first)
    x = np.random.default_rng(4).uniform(-1, 1, (4, 7, 3)).astype("f4")
    y = of_torch(module, x)
    found = gatescope.trace(module, x)["layer0.h"]
    close(found, y if batch_first else y.transpose(1, 0, 2))


def test_tensors_lists_and_files(tmp_path):
    module = nn.LSTM(3, 5)
    expected = of_torch(module, X)
    np.save(tmp_path / "x.npy", X)
    np.savetxt(tmp_path / "x.csv", X, delimiter=",", header="a,b,c", comments="", fmt="%.9g")
    for x in (torch.as_tensor(X), X.tolist(), X.astype("f8"), tmp_path / "x.npy", str(tmp_path / "x.csv")):
        close(gatescope.trace(module, x)["layer0.h"], expected)


def test_columns_of_a_table(tmp_path):
    module = nn.LSTM(2, 5)
    np.savetxt(tmp_path / "x.csv", X, delimiter=",", header="a,b,c", comments="", fmt="%.9g")
    close(gatescope.trace(module, tmp_path / "x.csv", columns=["c", "a"])["layer0.h"], of_torch(module, X[:, [2, 0]]))


def test_one_input_may_be_a_row_of_numbers():
    module = nn.GRU(1, 4)
    close(gatescope.trace(module, X[:, 0])["layer0.h"], of_torch(module, X[:, :1]))


# ---- what is asked for ----

def test_only_what_is_asked_for():
    module = nn.LSTM(3, 5)
    whole = gatescope.trace(module, X)
    found = gatescope.trace(module, X, signal=["f", "c"], unit="1-2", start=3, end=5)
    assert set(found) == {"layer0.f", "layer0.c"}
    np.testing.assert_array_equal(found["layer0.c"], whole["layer0.c"][3:6, 1:3])


def test_a_part_of_a_model():
    both = nn.ModuleDict({"encoder": nn.LSTM(3, 4), "decoder": nn.GRU(3, 5)})
    assert gatescope.trace(both, X)["encoder.layer0.h"].shape == (12, 4)
    found = gatescope.trace(both, X, module="decoder")
    close(next(v for k, v in found.items() if k.endswith("layer0.h")), of_torch(both["decoder"], X))


# ---- what is said, and what is refused ----

def test_a_guess_is_said():
    with pytest.warns(gatescope.GatescopeWarning, match="tanh"):
        gatescope.trace(nn.RNN(3, 5).state_dict(), X)


@pytest.mark.parametrize("model, x, words", [
    (object(), X, "torch.nn.Module"), ("absent.pt", X, "absent.pt"), (nn.LSTM(3, 5), "absent.csv", "absent.csv"),
    (nn.LSTM(3, 5), X[:, :2], "3"), (nn.LSTM(3, 5), np.zeros((2, 2, 2, 2)), "shape"),
    (nn.LSTM(3, 5), np.array(["a"]), "numbers"), (nn.Linear(3, 5), X, "recurrent")])
def test_what_cannot_be_is_refused_in_words(model, x, words):
    with pytest.raises(gatescope.GatescopeError, match=words) as refused:
        gatescope.trace(model, x)
    assert "gatescope-" not in str(refused.value)


def test_an_option_that_there_is_not():
    with pytest.raises(TypeError, match="colour"):
        gatescope.trace(nn.LSTM(3, 5), X, colour="red")


def test_without_the_program(monkeypatch):
    monkeypatch.setenv("GATESCOPE", "/nowhere/gatescope")
    with pytest.raises(gatescope.GatescopeError, match="/nowhere/gatescope"):
        gatescope.trace(nn.LSTM(3, 5), X)
    monkeypatch.delenv("GATESCOPE")
    monkeypatch.setenv("PATH", "")
    with pytest.raises(gatescope.GatescopeError, match="GATESCOPE"):
        gatescope.trace(nn.LSTM(3, 5), X)


def test_nothing_is_left_behind(tmp_path, monkeypatch):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    gatescope.trace(nn.LSTM(3, 5), X)
    with pytest.raises(gatescope.GatescopeError):
        gatescope.trace(nn.LSTM(3, 5), X[:, :1])
    assert os.listdir(tmp_path) == []


def test_a_file_needs_no_torch():
    code = ("import sys, gatescope; found = gatescope.trace(sys.argv[1], sys.argv[2]);"
            "assert not {'torch', 'keras', 'onnx'} & set(sys.modules); print(sorted(found)[0])")
    np.save(path := os.path.join(os.environ.get("TMPDIR", "/tmp"), f"x-{os.getpid()}.npy"), X)
    done = subprocess.run([sys.executable, "-c", code, os.path.join(MODELS, "torch", "lstm.pt"), path], text=True,
                          capture_output=True)
    os.remove(path)
    assert done.stdout.startswith("layer0."), done.stderr


# ---- in a notebook ----

def test_what_a_notebook_shows_has_a_picture_beside_it():
    bundle = gatescope.show(nn.LSTM(3, 5, 2), X, cell=2, signal="c", order="number")._repr_mimebundle_()
    assert bundle["image/png"].startswith("iVBORw0KGgo")
    assert "<img" in bundle["text/html"] and bundle["image/png"] in bundle["text/html"]


def test_the_page_has_model_and_data_in_it(tmp_path, monkeypatch):
    page = tmp_path / "notebook.html"
    page.write_text('<script type="application/json" id="given">{{GIVEN}}</script>')
    monkeypatch.setenv("GATESCOPE_PAGE", str(page))
    shown = gatescope.show(nn.LSTM(3, 5), X)
    given = json.loads(shown.page.split('id="given">')[1].split("</script>")[0])
    assert given["words"][0] == "look" and given["words"][1] == "/dropped/0-model.safetensors"
    assert set(given["files"]) == {"0-model.safetensors", "1-data.npy"}
    assert "srcdoc=" in shown._repr_html_() and "allow-same-origin" not in shown._repr_html_()
    widget = gatescope.widget(nn.LSTM(3, 5), X)
    assert "look" in widget.page


def test_a_notebook_that_is_read(tmp_path):
    """Run by Jupyter and written as HTML: the picture is in it."""
    import nbformat
    from nbconvert import HTMLExporter
    from nbconvert.preprocessors import ExecutePreprocessor
    book = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(
        "import gatescope, numpy as np\n"
        f"gatescope.show({os.path.join(MODELS, 'torch', 'lstm.pt')!r}, np.zeros((5, 3), 'f4'))")])
    ExecutePreprocessor(timeout=300, kernel_name="python3").preprocess(book, {"metadata": {"path": str(tmp_path)}})
    data = book.cells[0].outputs[-1]["data"]
    assert data["image/png"].startswith("iVBORw0KGgo")
    assert "data:image/png;base64," in HTMLExporter().from_notebook_node(book)[0]
