"""What PyTorch computes in each layer and direction of a module, for the scripts that keep modules."""
import torch
from torch import nn


def lively(module):
    """Larger numbers than PyTorch begins with, so that gates open and shut."""
    with torch.no_grad():
        for parameter in module.parameters():
            parameter.mul_(2)
    return module


def layer_alone(module, layer, reverse, width):
    """One layer and direction of an nn.LSTM, nn.GRU or nn.RNN as a module of its own."""
    more = {"nonlinearity": module.nonlinearity} if isinstance(module, nn.RNN) else {}
    if getattr(module, "proj_size", 0):
        more["proj_size"] = module.proj_size
    alone = type(module)(width, module.hidden_size, bias=module.bias, **more)
    suffix = f"_l{layer}" + ("_reverse" if reverse else "")
    with torch.no_grad():
        for name, parameter in alone.named_parameters():
            parameter.copy_(getattr(module, name.replace("_l0", suffix)))
    return alone


def states(module, x, name=""):
    """What each layer and direction has after each step: h, and c of an LSTM; and the last layer's output."""
    found = {}
    x = torch.as_tensor(x)
    begun = x
    with torch.no_grad():
        for layer in range(module.num_layers):
            outputs = []
            for reverse in range(2 if module.bidirectional else 1):
                alone = layer_alone(module, layer, reverse, x.shape[1])
                hs, cs, state = [], [], None
                for row in (x.flip(0) if reverse else x):
                    h, state = alone(row[None], state)
                    hs.append(h[0])
                    cs.append(state[1][0] if isinstance(state, tuple) else None)
                order = slice(None, None, -1) if reverse else slice(None)
                key = f"{name}layer{layer}" + ("_reverse" if reverse else "")
                outputs.append(torch.stack(hs[order]))
                found[key + ".h"] = outputs[-1].numpy()
                if cs[0] is not None:
                    found[key + ".c"] = torch.stack(cs[order]).numpy()
            x = torch.cat(outputs, 1)
        whole = module(begun[:, None] if not module.batch_first else begun[None])[0].reshape(x.shape)
        assert torch.allclose(whole, x, atol=1e-6)
    return found, x
