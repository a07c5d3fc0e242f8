"""Reads and writes safetensors files (https://github.com/huggingface/safetensors) with float32
tensors, so that nothing but PyTorch and NumPy need be installed."""
import json
import os
import struct

import numpy as np

DTYPES = {"F32": "<f4", "F64": "<f8"}


def load(path):
    """The tensors by name, as float32 NumPy arrays, and the metadata, a dict of strings."""
    with open(path, "rb") as file:
        content = file.read()
    (length,) = struct.unpack("<Q", content[:8])
    header = json.loads(content[8 : 8 + length])
    metadata = header.pop("__metadata__", {})
    data = content[8 + length :]
    tensors = {}
    for name, entry in header.items():
        begin, end = entry["data_offsets"]
        values = np.frombuffer(data[begin:end], DTYPES[entry["dtype"]])
        tensors[name] = values.astype(np.float32).reshape(entry["shape"])
    return tensors, metadata


def save(path, tensors, metadata):
    """Replaces the file at once, so that it is never half written."""
    header = {"__metadata__": metadata}
    chunks = []
    end = 0
    for name, tensor in tensors.items():
        if not np.isfinite(tensor).all():
            raise ValueError(f"tensor {name} has values that are not finite")
        chunk = np.ascontiguousarray(tensor, "<f4").tobytes()
        offsets = [end, end + len(chunk)]
        header[name] = {"dtype": "F32", "shape": list(tensor.shape), "data_offsets": offsets}
        chunks.append(chunk)
        end += len(chunk)
    text = json.dumps(header).encode()
    text += b" " * (-len(text) % 8)
    temporary = f"{path}.{os.getpid()}.tmp"
    with open(temporary, "wb") as file:
        file.write(struct.pack("<Q", len(text)) + text + b"".join(chunks))
        file.flush()
        os.fsync(file.fileno())
    os.replace(temporary, path)
