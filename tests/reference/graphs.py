"""Makes tests/reference/graphs/*.onnx and, for each, an .npz with the data ("x", steps x columns) and what
onnxruntime computes of it: an array for each layer, by the name that it has here (steps x units).

    python3 graphs.py FOLDER        needs torch, onnx, onnxruntime, onnxscript

Small networks, each another way in which exporters write them, besides those in tests/models: two modules
with dense layers, weights that nodes make, branches, functions.
"""
import os
import sys
import warnings

import numpy as np
import onnx
import onnxruntime
import torch
from onnx import TensorProto, helper, numpy_helper

warnings.filterwarnings("ignore")
FOLDER = sys.argv[1] if len(sys.argv) > 1 else "graphs"
T, D, H = 6, 3, 4


def values_of(model, feeds, names):
    """What the named values are."""
    model = onnx.ModelProto.FromString(model.SerializeToString())
    have = {o.name for o in model.graph.output}
    model.graph.output.extend(onnx.ValueInfoProto(name=n) for n in names if n not in have)
    session = onnxruntime.InferenceSession(model.SerializeToString(), providers=["CPUExecutionProvider"])
    return session.run(names, feeds)


def keep(name, model, x, feeds, layers):
    """layers: name of a layer -> value of the model, and what makes steps x units of it."""
    onnx.save(model, os.path.join(FOLDER, name + ".onnx"))
    found = values_of(model, feeds, list(dict.fromkeys(v for v, _ in layers.values())))
    by_name = dict(zip(dict.fromkeys(v for v, _ in layers.values()), found))
    arrays = {layer: np.ascontiguousarray(pick(by_name[value]), dtype=np.float32)
              for layer, (value, pick) in layers.items()}
    np.savez(os.path.join(FOLDER, name + ".npz"), x=x.astype(np.float32), **arrays)


def data(seed, width=D):
    return np.random.default_rng(seed).standard_normal((T, width)).astype(np.float32)


# ---- PyTorch's exporters ----

class Two(torch.nn.Module):
    """Two modules, a dense layer in front, and one between them."""

    def __init__(self):
        super().__init__()
        self.before = torch.nn.Linear(D, 5)
        self.first = torch.nn.LSTM(5, H, batch_first=True)
        self.between = torch.nn.Linear(H, 3)
        self.second = torch.nn.GRU(3, H, batch_first=True)

    def forward(self, x):
        y, _ = self.first(torch.relu(self.before(x)))
        return self.second(torch.tanh(self.between(y)))[0]


def cells(model):
    return [n for n in model.graph.node if n.op_type in ("LSTM", "GRU", "RNN")]


def direction(k):
    return lambda y: y[:, k, 0]


def exported(name, net, dynamo, first=True, extra=()):
    x = data(len(name))
    shaped = x[None] if first else x[:, None]
    path = os.path.join(FOLDER, name + ".onnx")
    net.eval()
    options = {"dynamo": True, "external_data": False, "verbose": False} if dynamo else {
        "dynamo": False, "dynamic_axes": {"x": {0: "a", 1: "b"}}}
    with torch.no_grad():
        torch.onnx.export(net, (torch.from_numpy(shaped),), path, input_names=["x"], **options)
    model = onnx.load(path)
    layers = {}
    for index, node in enumerate(cells(model)):
        both = any(a.name == "direction" and a.s == b"bidirectional" for a in node.attribute)
        layers[f"layer{index}"] = (node.output[0], direction(0))
        if both:
            layers[f"layer{index}_reverse"] = (node.output[0], direction(1))
    if extra:
        layers = {new: layers.get(old, old) for new, old in extra}
    else:
        layers["fc"] = (model.graph.output[0].name, lambda y: y.reshape(-1, y.shape[-1]))
    keep(name, model, x, {"x": shaped}, layers)


def torch_models():
    for dynamo, how in ((False, "script"), (True, "dynamo")):
        torch.manual_seed(1)
        two = [("first.layer0", "layer0"), ("second.layer0", "layer1")]
        exported(f"two-{how}", Two(), dynamo, extra=two)


# ---- nodes put together by hand ----

GATES = {"LSTM": 4, "GRU": 3, "RNN": 1}


def weights_of(kind, seed, directions=1, width=D, peepholes=False, bias=True):
    rng = np.random.default_rng(seed)
    rows = GATES[kind] * H
    draw = lambda *s: rng.uniform(-0.7, 0.7, s).astype(np.float32)
    arrays = {"W": draw(directions, rows, width), "R": draw(directions, rows, H)}
    arrays["B"] = draw(directions, 2 * rows) if bias else None
    arrays["P"] = draw(directions, 3 * H) if peepholes else None
    return arrays


def model_of(nodes, initializers, output="Y", x_shape=(T, 1, D), opset=17, functions=(), domains=()):
    graph = helper.make_graph(
        nodes, "g", [helper.make_tensor_value_info("X", TensorProto.FLOAT, x_shape)],
        [helper.make_tensor_value_info(output, TensorProto.FLOAT, None)],
        [numpy_helper.from_array(a, n) for n, a in initializers.items() if a is not None])
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", opset)] +
                              [helper.make_opsetid(d, 1) for d in domains], functions=list(functions))
    model.ir_version = 8
    return model


# ---- weights that nodes make ----

def constant(name, array):
    return helper.make_node("Constant", [], [name], value=numpy_helper.from_array(np.array(array), name))


def made_models():
    a = weights_of("LSTM", 21)
    nodes, arrays = [], {}
    # W: stacked of the gates by Concat, each turned; R: a part of something larger, through a Cast
    for k, gate in enumerate("iofc"):
        arrays[f"W{gate}"] = np.ascontiguousarray(a["W"][0, k * H:(k + 1) * H].T)
        nodes.append(helper.make_node("Transpose", [f"W{gate}"], [f"T{gate}"], perm=[1, 0]))
    nodes.append(helper.make_node("Concat", ["Ti", "To", "Tf", "Tc"], ["Ws"], axis=0))
    nodes += [constant("zero", np.int64([0])), helper.make_node("Unsqueeze", ["Ws", "zero"], ["W"])]
    arrays["large"] = np.concatenate([np.ones((2, H)), a["R"][0], np.ones((1, H))]).astype(np.float64)
    nodes += [constant("from", np.int64([2])), constant("to", np.int64([-1])),
              helper.make_node("Slice", ["large", "from", "to", "zero"], ["cut"]),
              helper.make_node("Cast", ["cut"], ["single"], to=TensorProto.FLOAT),
              constant("shape", np.int64([1, -1, H])),
              helper.make_node("Reshape", ["single", "shape"], ["R"])]
    arrays["B"] = a["B"]
    nodes.append(helper.make_node("Identity", ["B"], ["B2"]))
    nodes.append(helper.make_node("LSTM", ["X", "W", "R", "B2"], ["Y"], hidden_size=H))
    x = data(21)
    keep("made", model_of(nodes, arrays), x, {"X": x[:, None]}, {"layer0": ("Y", direction(0))})


def turned_models():
    """Steps turned over in front of a cell and behind it, for the second of two that read parts of the data."""
    a, b = weights_of("LSTM", 26, width=2), weights_of("GRU", 27, width=1)
    nodes = [constant("zero", np.int64([0])), constant("one", np.int64([1])), constant("two", np.int64([2])),
             constant("last", np.int64([-1])), constant("end", np.int64([2**63 - 1])),
             constant("begin", np.int64([-2**63])),
             helper.make_node("Slice", ["X", "one", "end", "two"], ["X1"]),
             helper.make_node("LSTM", ["X1", "W1", "R1", "B1"], ["Y1"], hidden_size=H),
             helper.make_node("Slice", ["X", "zero", "one", "two"], ["X2"]),
             helper.make_node("Slice", ["X2", "last", "begin", "zero", "last"], ["turned"]),
             helper.make_node("GRU", ["turned", "W2", "R2", "B2"], ["Y2"], hidden_size=H),
             helper.make_node("Slice", ["Y2", "last", "begin", "zero", "last"], ["back"]),
             helper.make_node("Concat", ["Y1", "back"], ["both"], axis=3),
             helper.make_node("Squeeze", ["both", "one"], ["Y3"]),
             helper.make_node("MatMul", ["Y3", "fc.weight"], ["Y"])]
    arrays = {"W1": a["W"], "R1": a["R"], "B1": a["B"], "W2": b["W"], "R2": b["R"], "B2": b["B"],
              "fc.weight": np.random.default_rng(28).uniform(-1, 1, (2 * H, 2)).astype(np.float32)}
    x = data(26)
    keep("turned", model_of(nodes, arrays), x, {"X": x[:, None]},
         {"layer0": ("Y1", direction(0)), "layer1_reverse": ("back", direction(0)), "fc": ("Y", lambda y: y[:, 0])})


def quantised_models():
    a = weights_of("GRU", 22)
    nodes, arrays = [], {"B": a["B"]}
    for name in "WR":
        scale = (np.abs(a[name]).max(axis=(0, 2)) / 127).astype(np.float32)
        arrays[name + "_q"] = np.clip(np.rint(a[name] / scale[None, :, None]), -127, 127).astype(np.int8)
        arrays[name + "_s"] = scale
        arrays[name + "_z"] = np.zeros(scale.shape, np.int8)
        nodes.append(helper.make_node("DequantizeLinear", [name + "_q", name + "_s", name + "_z"], [name],
                                      axis=1))
    nodes.append(helper.make_node("GRU", ["X", "W", "R", "B"], ["Y"], hidden_size=H, linear_before_reset=1))
    x = data(22)
    keep("quantised", model_of(nodes, arrays), x, {"X": x[:, None]}, {"layer0": ("Y", direction(0))})


def branch_models():
    """A cell in both branches of an If, as for two sampling rates; and one in a function."""
    a, b = weights_of("LSTM", 23), weights_of("LSTM", 24)

    def branch(name, arrays):
        node = helper.make_node("LSTM", ["X", name + "W", name + "R", name + "B"], [name + "Y"], hidden_size=H)
        return helper.make_graph([node], name, [], [helper.make_tensor_value_info(name + "Y", 1, None)],
                                 [numpy_helper.from_array(v, name + k) for k, v in arrays.items()
                                  if v is not None])
    nodes = [constant("yes", np.array(True)),
             helper.make_node("If", ["yes"], ["Y"], then_branch=branch("then", a), else_branch=branch("else", b))]
    x = data(23)
    keep("branches", model_of(nodes, {}), x, {"X": x[:, None]}, {"then.layer0": ("Y", direction(0))})

    function = helper.make_function(
        "here", "Layer", ["x", "w", "r", "b"], ["y"],
        [helper.make_node("LSTM", ["x", "w", "r", "b"], ["y4"], hidden_size=H),
         helper.make_node("Constant", [], ["one"], value_ints=[1]),
         helper.make_node("Squeeze", ["y4", "one"], ["y"])], [helper.make_opsetid("", 17)])
    c = weights_of("LSTM", 25, width=H)
    arrays = {"W1": a["W"], "R1": a["R"], "B1": a["B"], "W2": c["W"], "R2": c["R"], "B2": c["B"]}
    nodes = [helper.make_node("Layer", ["X", "W1", "R1", "B1"], ["H1"], domain="here"),
             helper.make_node("Layer", ["H1", "W2", "R2", "B2"], ["Y"], domain="here")]
    keep("function", model_of(nodes, arrays, functions=[function], domains=["here"]), x, {"X": x[:, None]},
         {"layer0": ("H1", lambda y: y[:, 0]), "layer1": ("Y", lambda y: y[:, 0])})


def main():
    os.makedirs(FOLDER, exist_ok=True)
    torch_models()
    made_models()
    turned_models()
    quantised_models()
    branch_models()


main()
