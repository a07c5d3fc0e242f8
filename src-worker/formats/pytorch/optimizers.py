"""Chainrule's optimisers and schedules in PyTorch; the state goes on from a model file."""
import math

import torch

# The name of each state vector in a model file, and in PyTorch.
SLOTS = {
    "sgd": {},
    "momentum": {"velocity": "momentum_buffer"},
    "nesterov": {"velocity": "momentum_buffer"},
    "rmsprop": {"square": "square_avg"},
    "adam": {"mean": "exp_avg", "square": "exp_avg_sq"},
    "adamw": {"mean": "exp_avg", "square": "exp_avg_sq"},
}
DEFAULTS = {"momentum": 0.9, "alpha": 0.99, "beta1": 0.9, "beta2": 0.999, "eps": 1e-8}


def make(options, parameters):
    """The optimiser of the training options."""
    name = options["optimizer"]["name"]
    given = {**DEFAULTS, **options["optimizer"]["options"]}
    common = {"lr": options["learningRate"], "weight_decay": options["weightDecay"]}
    if name == "sgd":
        return torch.optim.SGD(parameters, **common)
    if name in ("momentum", "nesterov"):
        nesterov = name == "nesterov" and given["momentum"] > 0
        return torch.optim.SGD(parameters, momentum=given["momentum"], nesterov=nesterov, **common)
    if name == "rmsprop":
        return torch.optim.RMSprop(parameters, alpha=given["alpha"], eps=given["eps"], **common)
    kind = {"adam": torch.optim.Adam, "adamw": torch.optim.AdamW}[name]
    return kind(parameters, betas=(given["beta1"], given["beta2"]), eps=given["eps"], **common)


def restore(optimizer, name, named_parameters, arrays, step):
    """Puts the state vectors of a model file into the optimiser."""
    for parameter_name, parameter in named_parameters:
        state = {}
        for slot, key in SLOTS[name].items():
            values = arrays.get(f"optimizer.{slot}.{parameter_name}")
            if values is not None:
                state[key] = torch.from_numpy(values.copy()).to(parameter.device)
        if state:
            # SGD keeps no count; Adam's is a tensor since PyTorch 1.12, RMSprop's since 2.0.
            if name == "rmsprop" and torch.__version__.startswith("1."):
                state["step"] = step
            elif name not in ("momentum", "nesterov"):
                state["step"] = torch.tensor(float(step))
            optimizer.state[parameter] = state


def slots(optimizer, name, named_parameters):
    """The state vectors as they stand in a model file: slot.parameter → array."""
    found = {}
    for slot, key in SLOTS[name].items():
        for parameter_name, parameter in named_parameters:
            values = optimizer.state.get(parameter, {}).get(key)
            values = torch.zeros_like(parameter) if values is None else values
            found[f"optimizer.{slot}.{parameter_name}"] = values.detach().cpu().numpy()
    return found


def rate(options, epoch):
    """The learning rate of an epoch, counted from 0."""
    base = options["learningRate"]
    name, given = options["schedule"]["name"], options["schedule"]["options"]
    if name == "constant":
        return base
    if name == "step":
        return base * given.get("gamma", 0.5) ** (epoch // given.get("every", 10))
    if name == "exponential":
        return base * given.get("gamma", 0.95) ** epoch
    if name == "cosine":
        least, epochs = given.get("min", 0), given.get("epochs", 100)
        turn = math.pi * min(epoch, epochs) / epochs
        return least + 0.5 * (base - least) * (1 + math.cos(turn))
    if name == "warmup":
        return base * min(1, (epoch + 1) / given.get("epochs", 5))
    raise ValueError(f"unknown schedule {name}")
