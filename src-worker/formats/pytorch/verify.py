"""Compares the network's outputs with those that Chainrule computed for the same inputs."""
import argparse
import sys

import numpy as np
import torch

import model

TOLERANCE = 1e-5

parser = argparse.ArgumentParser(description=__doc__)
parser.add_argument("model", nargs="?", default="model.safetensors")
arguments = parser.parse_args()

network, _, _ = model.load(arguments.model)
network.eval()
x = np.load("verify/inputs.npy")
ours = np.load("verify/outputs.npy")
with torch.no_grad():
    theirs = network(torch.from_numpy(x))[1].numpy()
difference = np.abs(theirs - ours) / np.maximum(1, np.abs(ours))
print(f"{len(x)} rows, largest difference {difference.max():.2e} (at most {TOLERANCE:.0e})")
sys.exit(0 if difference.max() <= TOLERANCE else 1)
