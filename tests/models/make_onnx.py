"""Writes onnx/: what PyTorch's two exporters write, and graphs built by hand for what only ONNX can say, with the
states that ONNX Runtime computes. Needs torch, onnx, onnxscript, onnxruntime and numpy."""
import logging
import warnings

import numpy as np
import onnx
import onnxruntime
import torch
from onnx import TensorProto, helper, numpy_helper
from torch import nn

from corpus import STEPS, Corpus

warnings.filterwarnings("ignore")
logging.disable(logging.WARNING)
torch.manual_seed(19)
corpus = Corpus("onnx", 19)
onnxruntime.set_default_logger_severity(3)


def recurrent(graph):
    return [node for node in graph.node if node.op_type in ("LSTM", "GRU", "RNN")]


def attribute(node, name, default):
    return next((helper.get_attribute_value(a) for a in node.attribute if a.name == name), default)


def run(model, feeds):
    """What every recurrent node gives in ONNX Runtime: the graph with those as outputs of it."""
    model = onnx.ModelProto.FromString(model.SerializeToString())
    wanted = []
    for node in recurrent(model.graph):
        while len(node.output) < 1 or not node.output[0]:
            if len(node.output):
                node.output[0] = "y_of_" + (node.name or node.output[-1])
            else:
                node.output.append("y_of_" + node.name)
        wanted.append(node.output[0])
    have = {o.name for o in model.graph.output}
    model.graph.output.extend(helper.make_tensor_value_info(name, TensorProto.FLOAT, None)
                              for name in wanted if name not in have)
    options = onnxruntime.SessionOptions()
    options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_DISABLE_ALL
    options.intra_op_num_threads = 1
    session = onnxruntime.InferenceSession(model.SerializeToString(), options, providers=["CPUExecutionProvider"])
    return session.run(wanted, feeds)


def named(model, outputs):
    """layerK and layerK_reverse of the k-th recurrent node, (steps, units)."""
    found = {}
    for k, (node, y) in enumerate(zip(recurrent(model.graph), outputs)):
        y = y[:, :, 0] if not attribute(node, "layout", 0) else y[0]  # the one sequence of the batch
        direction = attribute(node, "direction", b"forward")
        names = {b"forward": [""], b"reverse": ["_reverse"], b"bidirectional": ["", "_reverse"]}[direction]
        for d, suffix in enumerate(names):
            found[f"layer{k}{suffix}.h"] = y[:, d]
    return found


# ---- what PyTorch exports ----


class Net(nn.Module):
    def __init__(self, kind, width, hidden, readout=0, **more):
        super().__init__()
        self.rnn = kind(width, hidden, **more)
        self.fc = nn.Linear(hidden * (2 if more.get("bidirectional") else 1), readout) if readout else None
        with torch.no_grad():
            for parameter in self.parameters():
                parameter.mul_(2)

    def forward(self, x):
        y = self.rnn(x)[0]
        return self.fc(y) if self.fc else y


def exported(name, net, dynamo, opset, **more):
    first = net.rnn.batch_first
    x = corpus.inputs(net.rnn.input_size)
    batch = torch.as_tensor(x)[None] if first else torch.as_tensor(x)[:, None]
    path = corpus.path(name)
    if dynamo:
        torch.onnx.export(net.eval(), (batch,), path, dynamo=True, opset_version=opset, external_data=False,
                          verbose=False)
    else:
        torch.onnx.export(net.eval(), (batch,), path, dynamo=False, opset_version=opset, input_names=["x"],
                          dynamic_axes={"x": {1 if first else 0: "steps"}})
    model = onnx.load(path)
    for node in model.graph.node:  # without the paths of the machine that made it
        del node.metadata_props[:]
        node.doc_string = ""
    for value in list(model.graph.value_info) + list(model.graph.input) + list(model.graph.output):
        del value.metadata_props[:]
    for tensor in model.graph.initializer:
        del tensor.metadata_props[:]
    del model.graph.metadata_props[:]
    onnx.save(model, path)
    if not recurrent(model.graph):  # the newer exporter writes an nn.RNN as a chain of products, step by step
        corpus.refused(name, "LSTM, GRU or RNN")
        return
    found = named(model, run(model, {model.graph.input[0].name: batch.numpy()}))
    with torch.no_grad():
        last = net.rnn(batch)[0].reshape(len(x), -1).numpy()
    top = [value for key, value in found.items() if key.startswith(f"layer{net.rnn.num_layers - 1}")]
    assert np.abs(np.concatenate(top, 1) - last).max() < 1e-6, name
    corpus.kept(name, x, found, **more)


for dynamo, opset in ((False, 11), (False, 14), (False, 17), (True, 18), (True, 20)):
    way = "dynamo" if dynamo else "script"
    exported(f"lstm-{way}-{opset}.onnx", Net(nn.LSTM, 3, 5), dynamo, opset)
    exported(f"gru-2-both-{way}-{opset}.onnx", Net(nn.GRU, 3, 4, num_layers=2, bidirectional=True), dynamo, opset)
for dynamo in (False, True):
    way = "dynamo" if dynamo else "script"
    exported(f"rnn-tanh-{way}.onnx", Net(nn.RNN, 3, 5), dynamo, 18 if dynamo else 17)
    exported(f"rnn-relu-2-{way}.onnx", Net(nn.RNN, 3, 4, num_layers=2, nonlinearity="relu"), dynamo,
             18 if dynamo else 17)
    exported(f"lstm-2-both-readout-{way}.onnx", Net(nn.LSTM, 3, 4, 2, num_layers=2, bidirectional=True), dynamo,
             18 if dynamo else 17)
    exported(f"lstm-batch-first-{way}.onnx", Net(nn.LSTM, 3, 4, 3, batch_first=True), dynamo, 18 if dynamo else 17)
    exported(f"gru-no-bias-{way}.onnx", Net(nn.GRU, 3, 4, bias=False), dynamo, 18 if dynamo else 17)

# ---- what only a graph says ----

GATES = {"LSTM": 4, "GRU": 3, "RNN": 1}


def numbers(*shape, scale=1.0):
    return corpus.random.uniform(-scale, scale, shape).astype("<f4")


def built(name, op, width=3, hidden=4, both=False, bias=True, peepholes=False, initial=False, wrap=None, opset=14,
          refused=None, **attributes):
    directions, gates = 2 if both else 1, GATES[op]
    arrays = {"W": numbers(directions, gates * hidden, width), "R": numbers(directions, gates * hidden, hidden)}
    if bias:
        arrays["B"] = numbers(directions, 2 * gates * hidden)
    inputs = ["x", "W", "R", "B" if bias else "", ""]
    if initial:
        shape = (directions, 1, hidden) if not attributes.get("layout") else (1, directions, hidden)
        arrays["h0"] = numbers(*shape)
    inputs.append("h0" if initial else "")
    if op == "LSTM":
        if initial:
            arrays["c0"] = numbers(*shape)
        inputs.append("c0" if initial else "")
        if peepholes:
            arrays["P"] = numbers(directions, 3 * hidden)
        inputs.append("P" if peepholes else "")
    while not inputs[-1]:
        inputs.pop()
    if both:
        attributes["direction"] = "bidirectional"
    x = corpus.inputs(width)
    layout = attributes.get("layout", 0)
    nodes, initializers = [], []
    for key, array in arrays.items():
        before, last = (wrap or plain)(key, array)
        nodes += before
        initializers += last
    nodes.append(helper.make_node(op, inputs, ["Y", "", ""][:1], name="the_node", hidden_size=hidden, **attributes))
    shape = [1, STEPS, width] if layout else [STEPS, 1, width]
    graph = helper.make_graph(nodes, "built", [helper.make_tensor_value_info("x", TensorProto.FLOAT, shape)],
                              [helper.make_tensor_value_info("Y", TensorProto.FLOAT, None)], initializers)
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", opset)], ir_version=8)
    onnx.save(model, corpus.path(name))
    if refused is not None:
        corpus.refused(name, *refused)
        return
    feed = x[None] if layout else x[:, None]
    try:
        y = run(model, {"x": feed})
    except Exception as error:  # what ONNX Runtime lacks, ONNX's own reference computes
        print("  by ONNX's reference:", name, str(error).split("\n")[0][:90])
        y = [reference(model, feed)]
    corpus.kept(name, x, named(model, y))


def reference(model, feed):
    from onnx.reference import ReferenceEvaluator
    return ReferenceEvaluator(model).run(["Y"], {"x": feed})[0]


def plain(key, array):
    return [], [numpy_helper.from_array(array, key)]


def constants(key, array):
    return [helper.make_node("Constant", [], [key], value=numpy_helper.from_array(array, key))], []


def put_together(key, array):
    """Each array as slices of a larger one, in another order, with the axis of the direction added."""
    if key not in ("W", "R") or array.shape[0] != 1:
        return constants(key, array)
    rows = array.shape[1]
    half = rows // 2
    turned = np.concatenate([array[0][half:], array[0][:half]])
    nodes = [helper.make_node("Slice", [key + "_all", key + f"_{a}", key + f"_{b}", key + "_axis"], [key + f"_part{p}"])
             for p, (a, b) in enumerate((("tail", "end"), ("zero", "tail")))]
    nodes += [helper.make_node("Concat", [key + "_part0", key + "_part1"], [key + "_rows"], axis=0),
              helper.make_node("Identity", [key + "_rows"], [key + "_same"]),
              helper.make_node("Unsqueeze", [key + "_same", key + "_axis"], [key])]
    whole = lambda name, value: numpy_helper.from_array(np.array([value], "<i8"), key + name)
    return nodes, [numpy_helper.from_array(turned, key + "_all"), whole("_tail", rows - half), whole("_end", rows),
                   whole("_zero", 0), whole("_axis", 0)]


def transposed(key, array):
    if array.ndim != 3:
        return plain(key, array)
    return ([helper.make_node("Transpose", [key + "_t"], [key], perm=[0, 2, 1])],
            [numpy_helper.from_array(np.ascontiguousarray(array.transpose(0, 2, 1)), key + "_t")])


def quantized(key, array):
    if key not in ("W", "R"):
        return plain(key, array)
    return ([helper.make_node("DequantizeLinear", [key + "_q", key + "_s", key + "_z"], [key])],
            [numpy_helper.from_array(np.round(array * 100 + 3).astype("i1"), key + "_q"),
             numpy_helper.from_array(np.array(0.01, "<f4"), key + "_s"),
             numpy_helper.from_array(np.array(3, "i1"), key + "_z")])


def half(key, array):
    return ([helper.make_node("Cast", [key + "_h"], [key], to=TensorProto.FLOAT)],
            [numpy_helper.from_array(array.astype("<f2"), key + "_h")])


def typed(key, array):
    """The numbers in float_data instead of raw_data."""
    return [], [helper.make_tensor(key, TensorProto.FLOAT, array.shape, array.ravel().tolist())]


built("lstm.onnx", "LSTM")
built("lstm-typed.onnx", "LSTM", wrap=typed)
built("lstm-no-bias.onnx", "LSTM", bias=False)
built("lstm-peepholes.onnx", "LSTM", peepholes=True)
built("lstm-peepholes-both.onnx", "LSTM", peepholes=True, both=True)
built("lstm-clip.onnx", "LSTM", clip=0.5)
built("gru-clip.onnx", "GRU", clip=0.4, linear_before_reset=1)
built("lstm-input-forget.onnx", "LSTM", input_forget=1)
built("lstm-reverse.onnx", "LSTM", direction="reverse")
built("gru-reverse.onnx", "GRU", direction="reverse", linear_before_reset=1)
built("gru-before.onnx", "GRU", linear_before_reset=0)
built("gru-after.onnx", "GRU", linear_before_reset=1)
built("gru-before-both.onnx", "GRU", both=True)
built("gru-layout.onnx", "GRU", layout=1)
built("lstm-layout-both.onnx", "LSTM", layout=1, both=True)
built("rnn-affine.onnx", "RNN", activations=["Affine"], activation_alpha=[0.6], activation_beta=[0.1])
built("rnn-leaky.onnx", "RNN", activations=["LeakyRelu"], activation_alpha=[0.2])
built("rnn-relu-both.onnx", "RNN", activations=["Relu", "Tanh"], both=True)
built("lstm-hard-sigmoid.onnx", "LSTM", activations=["HardSigmoid", "Tanh", "Tanh"], activation_alpha=[0.3],
      activation_beta=[0.45])
built("gru-hard-sigmoid-softsign.onnx", "GRU", activations=["HardSigmoid", "Softsign"], activation_alpha=[0.2],
      activation_beta=[0.5])
built("lstm-scaled-tanh.onnx", "LSTM", activations=["Sigmoid", "ScaledTanh", "Elu"], activation_alpha=[1.2, 0.9],
      activation_beta=[0.7])
built("lstm-initial.onnx", "LSTM", initial=True)
built("gru-initial.onnx", "GRU", initial=True, linear_before_reset=1)
built("lstm-constants.onnx", "LSTM", wrap=constants)
built("lstm-sliced.onnx", "LSTM", wrap=put_together)
built("gru-transposed.onnx", "GRU", wrap=transposed)
built("lstm-quantized.onnx", "LSTM", wrap=quantized)
built("gru-half.onnx", "GRU", wrap=half)

# ---- chains, branches, and what must be refused ----


def chain(name, nodes, initializers, x, names, **more):
    graph = helper.make_graph(nodes, "chain", [helper.make_tensor_value_info("x", TensorProto.FLOAT, ["T", 1, x.shape[1]])],
                              [helper.make_tensor_value_info(nodes[-1].output[0], TensorProto.FLOAT, None)],
                              [numpy_helper.from_array(a, n) for n, a in initializers.items()])
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 14)], ir_version=8)
    onnx.save(model, corpus.path(name))
    found = {f"{names[k]}.h": y[:, 0, 0] for k, y in enumerate(run(model, {"x": x[:, None]}))}
    corpus.kept(name, x, found, **more)


# As RNNoise's: the second reads the first beside the inputs.
axis = np.array([1], "<i8")
chain("several-sources.onnx", [
    helper.make_node("GRU", ["x", "W0", "R0", "B0"], ["y0"], name="vad", hidden_size=3, linear_before_reset=1),
    helper.make_node("Squeeze", ["y0", "axis"], ["h0"]),
    helper.make_node("Concat", ["h0", "x"], ["both"], axis=2),
    helper.make_node("GRU", ["both", "W1", "R1", "B1"], ["y1"], name="noise", hidden_size=4, linear_before_reset=1)],
    {"W0": numbers(1, 9, 2), "R0": numbers(1, 9, 3), "B0": numbers(1, 18), "axis": axis,
     "W1": numbers(1, 12, 5), "R1": numbers(1, 12, 4), "B1": numbers(1, 24)}, corpus.inputs(2), ["layer0", "layer1"])

weights = {"W": numbers(1, 12, 3), "R": numbers(1, 12, 3)}
inner = helper.make_graph(
    [helper.make_node("GRU", ["x", "W", "R"], ["inner_y"], name="inside", hidden_size=3, linear_before_reset=1)],
    "then", [], [helper.make_tensor_value_info("inner_y", TensorProto.FLOAT, None)],
    [numpy_helper.from_array(numbers(1, 9, 3), "W"), numpy_helper.from_array(numbers(1, 9, 3), "R")])
x = corpus.inputs(3)
other = helper.make_graph([helper.make_node("Identity", ["inner_zero"], ["other_y"])], "else", [],
                          [helper.make_tensor_value_info("other_y", TensorProto.FLOAT, None)],
                          [numpy_helper.from_array(np.zeros((1, 1, 1, 3), "<f4"), "inner_zero")])
outer = helper.make_graph(
    [helper.make_node("If", ["yes"], ["y"], then_branch=inner, else_branch=other)], "outer",
    [helper.make_tensor_value_info("x", TensorProto.FLOAT, ["T", 1, 3])],
    [helper.make_tensor_value_info("y", TensorProto.FLOAT, None)], [numpy_helper.from_array(np.array(True), "yes")])
model = helper.make_model(outer, opset_imports=[helper.make_opsetid("", 14)], ir_version=8)
onnx.save(model, corpus.path("inside-if.onnx"))
y = onnxruntime.InferenceSession(model.SerializeToString(), providers=["CPUExecutionProvider"]).run(None, {"x": x[:, None]})[0]
corpus.kept("inside-if.onnx", x, {"layer0.h": y[:, 0, 0]})

feed_forward = helper.make_model(helper.make_graph(
    [helper.make_node("MatMul", ["x", "W"], ["y"])], "none", [helper.make_tensor_value_info("x", TensorProto.FLOAT, ["T", 3])],
    [helper.make_tensor_value_info("y", TensorProto.FLOAT, None)], [numpy_helper.from_array(numbers(3, 2), "W")]),
    opset_imports=[helper.make_opsetid("", 14)], ir_version=8)
onnx.save(feed_forward, corpus.path("no-recurrent-layer.onnx"))
corpus.refused("no-recurrent-layer.onnx", "LSTM")

computed = helper.make_model(helper.make_graph(
    [helper.make_node("Mul", ["w", "x"], ["W"]), helper.make_node("GRU", ["x", "W", "R"], ["y"], name="odd", hidden_size=1)],
    "computed", [helper.make_tensor_value_info("x", TensorProto.FLOAT, [3, 1, 1])],
    [helper.make_tensor_value_info("y", TensorProto.FLOAT, None)],
    [numpy_helper.from_array(numbers(1, 1, 1), "w"), numpy_helper.from_array(numbers(1, 3, 1), "R")]),
    opset_imports=[helper.make_opsetid("", 14)], ir_version=8)
onnx.save(computed, corpus.path("weights-computed.onnx"))
corpus.refused("weights-computed.onnx", "W")

outside = helper.make_tensor("W", TensorProto.FLOAT, [1, 9, 3], np.zeros(27, "<f4").tobytes(), raw=True)
outside.ClearField("raw_data")
outside.data_location = TensorProto.EXTERNAL
for key, value in (("location", "../../../../etc/passwd"), ("length", "108")):
    outside.external_data.add(key=key, value=value)
model = helper.make_model(helper.make_graph(
    [helper.make_node("GRU", ["x", "W", "R"], ["y"], hidden_size=3)], "outside",
    [helper.make_tensor_value_info("x", TensorProto.FLOAT, [3, 1, 3])],
    [helper.make_tensor_value_info("y", TensorProto.FLOAT, None)],
    [outside, numpy_helper.from_array(numbers(1, 9, 3), "R")]), opset_imports=[helper.make_opsetid("", 14)], ir_version=8)
with open(corpus.path("data-elsewhere.onnx"), "wb") as file:
    file.write(model.SerializeToString())
corpus.refused("data-elsewhere.onnx", "W")
built("activation-unknown.onnx", "RNN", activations=["Swish"], refused=["Swish"])
with open(corpus.path("lstm.onnx"), "rb") as whole, open(corpus.path("cut.onnx"), "wb") as cut:
    cut.write(whole.read()[:600])
corpus.refused("cut.onnx", "")

# Numbers in a file beside the graph, as every exporter does with large ones.
model = onnx.load(corpus.path("lstm.onnx"))
onnx.save_model(model, corpus.path("data-beside.onnx"), save_as_external_data=True, location="data-beside.onnx.data",
                size_threshold=0)
corpus.also("data-beside.onnx", "lstm.onnx")
corpus.close()
