"""The network of a Chainrule model file as a PyTorch module."""
import json

import torch
from torch import nn
from torch.nn import functional as F

import tensors

ACTIVATIONS = {
    "threshold": lambda z: (z >= 0).to(z.dtype),
    "sigmoid": torch.sigmoid,
    "relu": torch.relu,
    "tanh": torch.tanh,
    "leakyRelu": lambda z: F.leaky_relu(z, 0.01),
    "identity": lambda z: z,
    "gelu": F.gelu,
    "softplus": F.softplus,
    "exp": torch.exp,
    "softmax": lambda z: torch.softmax(z, dim=1),
}


class Network(nn.Module):
    """Fully connected: Z = X·Wᵀ + b, U = activation(Z); parameters are named as in the file."""

    def __init__(self, spec):
        super().__init__()
        self.specs = spec["layers"]
        widths = [spec["inputs"]] + [layer["units"] for layer in self.specs]
        self.layers = nn.ModuleList(
            nn.Linear(inputs, units, bias=layer["bias"])
            for inputs, units, layer in zip(widths, widths[1:], self.specs)
        )

    def forward(self, x):
        """z and u of the last layer, both [N, outputs], for coded inputs x [N, inputs]."""
        z = u = x
        for linear, spec in zip(self.layers, self.specs):
            z = linear(u)
            u = ACTIVATIONS[spec["activation"]](z)
            u = F.dropout(u, spec.get("dropout", 0), self.training)
        return z, u


def load(path):
    """The network of a model file, all tensors of the file, and its metadata as parsed JSON."""
    arrays, metadata = tensors.load(path)
    facts = {key: value if key == "format" else json.loads(value) for key, value in metadata.items()}
    network = Network(facts["network"])
    own = {name: torch.from_numpy(arrays[name].copy()) for name in network.state_dict()}
    network.load_state_dict(own)
    return network, arrays, facts
