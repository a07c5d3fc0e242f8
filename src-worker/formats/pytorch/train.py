"""Trains the model further, on one processor or on many machines.

    python3 train.py --epochs 20
    torchrun --nproc_per_node 4 train.py --epochs 20

Every process takes its share of each batch and the gradients are added up, so that the result is
that of one process but for rounding, however many there are. The file that is written opens in
Chainrule, with its history continued.
"""
import argparse
import functools
import json
import math
import os
import sys
import time

import numpy as np
import torch
import torch.distributed as dist
from torch.nn import functional as F

import model
import optimizers
import tensors
from history import History

# Seconds between saves on the way.
SAVE_EVERY = 30
NEW_STRIDES = {"stepStride": 1, "epochStride": 1, "pendingSum": 0, "pendingCount": 0}


class Team:
    """The processes that train together; one alone when not started by torchrun."""

    def __init__(self):
        self.size = int(os.environ.get("WORLD_SIZE", "1"))
        self.rank = int(os.environ.get("RANK", "0"))
        place = int(os.environ.get("LOCAL_RANK", "0"))
        cuda = torch.cuda.is_available()
        self.device = torch.device("cuda", place) if cuda else torch.device("cpu")
        if cuda:
            torch.cuda.set_device(self.device)
        if self.size > 1:
            dist.init_process_group("nccl" if cuda else "gloo")

    def add_up(self, tensor):
        if self.size > 1:
            dist.all_reduce(tensor)
        return tensor

    def share(self, rows):
        return rows[self.rank :: self.size]

    def end(self):
        if self.size > 1:
            dist.destroy_process_group()


def load_part(name, loss, device):
    """Coded inputs [N, inputs], targets and weights [N] of the rows of a part of the data."""
    try:
        x = np.load(f"data/{name}_inputs.npy")
        target = np.load(f"data/{name}_targets.npy")
    except FileNotFoundError as error:
        sys.exit(f"train.py: {error.filename} is absent; export the model again with its data")
    target = target.astype(np.int64 if loss == "cce" else np.float32)
    path = f"data/{name}_weights.npy"
    weights = np.load(path) if os.path.exists(path) else np.ones(len(x), np.float32)
    return [torch.from_numpy(array).to(device) for array in (x, target, weights)]


def row_losses(loss, z, u, target, weights):
    """The sum of the rows' losses, each times its weight; cross-entropies from z, stably."""
    if loss == "bce":
        losses = F.binary_cross_entropy_with_logits(z, target, reduction="none").sum(dim=1)
    elif loss == "cce":
        losses = F.cross_entropy(z, target, reduction="none")
    else:
        losses = ((u - target) ** 2).sum(dim=1)
    return (losses * weights).sum()


def count_right(loss, u, target):
    if loss == "bce":
        return ((u >= 0.5) == (target >= 0.5)).sum()
    if loss == "cce":
        return (u.argmax(dim=1) == target).sum()
    return torch.zeros((), device=u.device)


@torch.no_grad()
def evaluate(network, loss, part, team):
    """Mean loss of a row and share of rows classified right; None without rows."""
    x, target, weights = part
    if len(x) == 0:
        return None, None
    network.eval()
    rows = team.share(torch.arange(len(x), device=x.device))
    sums = torch.zeros(2, dtype=torch.float64, device=x.device)
    for chunk in rows.split(4096):
        z, u = network(x[chunk])
        sums[0] += row_losses(loss, z, u, target[chunk], weights[chunk])
        sums[1] += count_right(loss, u, target[chunk])
    total, right = (team.add_up(sums) / len(x)).tolist()
    return total, right if loss in ("bce", "cce") else None


class Training:
    """A model in training: what is read from a file and written to one."""

    def __init__(self, arguments, team):
        self.team = team
        self.network, self.arrays, self.facts = model.load(arguments.model)
        self.network.to(team.device)
        self.options = self.facts["training"]["options"]
        if self.options is None:
            sys.exit("train.py: the model has no training options; export one with its data")
        if arguments.lr is not None:
            self.options["learningRate"] = arguments.lr
        if arguments.batch is not None:
            self.options["batch"] = arguments.batch
        self.loss = self.options["loss"]
        frozen = self.options["frozen"]
        for index, layer in enumerate(self.network.layers):
            layer.requires_grad_(index not in frozen)
        self.named = list(self.network.named_parameters())
        self.trained = [parameter for _, parameter in self.named if parameter.requires_grad]
        if not self.trained:
            sys.exit("train.py: all layers are frozen")
        self.optimizer = optimizers.make(self.options, self.trained)
        self.state = self.facts["training"]["state"]
        strides = self.state["recorder"] if self.state else NEW_STRIDES
        self.history = History(self.facts["history"], strides)
        self.step = self.state["step"] if self.state else 0
        self.epoch = self.state["epoch"] if self.state else 0
        self.seconds = self.state["seconds"] if self.state else 0
        self.best, self.best_arrays = self.state["best"] if self.state else None, {}
        if self.best:
            self.best_arrays = {name: self.arrays[f"best.{name}"] for name, _ in self.named}
        self.batch_loss = None
        self.stopped = None
        name = self.options["optimizer"]["name"]
        optimizers.restore(self.optimizer, name, self.named, self.arrays, self.step)
        self.parts = {
            part: load_part(part, self.loss, team.device) for part in ("training", "validation")
        }

    def run_epoch(self):
        """One pass over the training part; the mean loss of a row, and the share right."""
        x, target, weights = self.parts["training"]
        for group in self.optimizer.param_groups:
            group["lr"] = optimizers.rate(self.options, self.epoch)
        # The same order in every process; a generator of its own, so that dropout differs.
        order = torch.Generator().manual_seed(self.options["seed"] * 1_000_003 + self.epoch)
        rows = torch.randperm(len(x), generator=order).to(x.device)
        torch.manual_seed((self.options["seed"] + self.epoch) * 1_000_003 + self.team.rank)
        self.network.train()
        total = right = 0.0
        for batch in rows.split(self.options["batch"]):
            loss, good = self.take_step(x, target, weights, batch)
            total += loss
            right += good
        return total / len(x), right / len(x)

    def take_step(self, x, target, weights, batch):
        options = self.options
        own = self.team.share(batch)
        z, u = self.network(x[own])
        loss = row_losses(self.loss, z, u, target[own], weights[own])
        self.optimizer.zero_grad()
        (loss / len(batch) if options["reduction"] == "mean" else loss).backward()
        good = count_right(self.loss, u, target[own])
        sums = torch.stack([loss.detach().double(), good.double()])
        total, good = self.team.add_up(sums).tolist()
        flat = self.team.add_up(torch.cat([p.grad.reshape(-1) for p in self.trained]))
        if options["clipNorm"] is not None:
            norm = flat.double().norm()
            flat = flat * min(1.0, options["clipNorm"] / (float(norm) + 1e-6))
        if not math.isfinite(total) or not bool(torch.isfinite(flat).all()):
            raise FloatingPointError(f"step {self.step + 1}: the loss or a gradient is not finite")
        pieces = flat.split([parameter.numel() for parameter in self.trained])
        for parameter, piece in zip(self.trained, pieces):
            parameter.grad = piece.view_as(parameter) + options["l1"] * parameter.detach().sign()
        self.optimizer.step()
        self.step += 1
        self.batch_loss = total / len(batch) if options["reduction"] == "mean" else total
        self.history.add_step(self.step, self.batch_loss)
        return total, good

    def end_epoch(self, loss, right):
        validation, accuracy = evaluate(self.network, self.loss, self.parts["validation"], self.team)
        used = optimizers.rate(self.options, self.epoch)
        self.epoch += 1
        self.history.add_epoch(
            {
                "epoch": self.epoch,
                "step": self.step,
                "loss": loss,
                "accuracy": right if self.loss in ("bce", "cce") else None,
                "validationLoss": validation,
                "validationAccuracy": accuracy,
                "learningRate": used,
            }
        )
        if validation is not None:
            self.keep_best(validation)
        return validation

    def keep_best(self, validation):
        patience = self.options["earlyStopping"]
        if patience is None:
            return
        if self.best is None or self.best["loss"] is None or validation < self.best["loss"]:
            self.best = {"loss": validation, "epoch": self.epoch}
            self.best_arrays = self.parameters()
        elif self.epoch - self.best["epoch"] >= patience:
            back = {name: torch.from_numpy(values) for name, values in self.best_arrays.items()}
            self.network.load_state_dict(back)
            words = f"the validation loss has not improved for {patience} epochs; "
            words += f"the parameters of epoch {self.best['epoch']} are back"
            self.stopped = {"kind": "early", "words": words}
            self.best, self.best_arrays = None, {}

    def parameters(self):
        return {name: p.detach().cpu().numpy().copy() for name, p in self.named}

    def save(self, path, seconds):
        name = self.options["optimizer"]["name"]
        arrays = self.parameters()
        arrays.update(optimizers.slots(self.optimizer, name, self.named))
        arrays.update({f"best.{key}": values for key, values in self.best_arrays.items()})
        rows = len(self.parts["training"][0])
        # Chainrule's own generators, which PyTorch does not use, go on where they were.
        fresh = [self.options["seed"], 1, 2, 3]
        old = self.state or {"shuffle": fresh, "dropout": fresh}
        state = {
            "slots": list(optimizers.SLOTS[name]),
            "step": self.step,
            "epoch": self.epoch,
            "rows": rows,
            "position": 0,
            "batch": min(self.options["batch"], rows),
            "shuffle": old["shuffle"],
            "dropout": old["dropout"],
            "epochLoss": 0,
            "epochRight": 0,
            "batchLoss": self.batch_loss,
            "best": self.best,
            "recorder": self.history.strides,
            "seconds": self.seconds + seconds,
            "stopped": self.stopped,
        }
        facts = {
            **self.facts,
            "training": {"options": self.options, "state": state},
            "history": {"epochs": self.history.epochs, "steps": self.history.steps},
        }
        text = functools.partial(json.dumps, allow_nan=False)
        metadata = {key: fact if key == "format" else text(fact) for key, fact in facts.items()}
        tensors.save(path, arrays, metadata)


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--model", default="model.safetensors", help="file to go on from")
    parser.add_argument("--epochs", type=int, default=10, help="epochs to train (default: 10)")
    parser.add_argument("--lr", type=float, help="learning rate (default: the model's)")
    parser.add_argument("--batch", type=int, help="rows of a batch over all processes")
    parser.add_argument("-o", "--output", default="trained.safetensors")
    arguments = parser.parse_args()
    team = Team()
    started = saved = time.monotonic()
    training = Training(arguments, team)
    lead = team.rank == 0
    failure = None
    try:
        for _ in range(arguments.epochs):
            loss, right = training.run_epoch()
            validation = training.end_epoch(loss, right)
            if lead:
                shown = "" if validation is None else f"  validation loss {validation:.6g}"
                print(f"epoch {training.epoch}  loss {loss:.6g}{shown}", flush=True)
            if lead and time.monotonic() - saved > SAVE_EVERY:
                saved = time.monotonic()
                training.save(arguments.output, saved - started)
            if training.stopped:
                break
    except FloatingPointError as error:
        failure = f"train.py: {error}; what was saved last is kept; try a lower --lr"
    if lead and failure is None:
        training.save(arguments.output, time.monotonic() - started)
        print(f"{training.epoch} epochs, {training.step} steps; written: {arguments.output}")
    team.end()
    if failure:
        sys.exit(failure)


if __name__ == "__main__":
    main()
