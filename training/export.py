"""Store trained parameters as the product reads them: python -m training.export IN.pt [OUT.npz]."""

from __future__ import annotations

import argparse
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from rowsmith.planning.reading.trained import PIECES, SCALE, WEIGHTS
from training.learner import stored_learner

_MATRICES = (".w", "word", "position")
_KEPT = ("forms.w",)


def main() -> None:
    """Quantize and store."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("parameters", type=Path)
    parser.add_argument("out", type=Path, nargs="?", default=WEIGHTS)
    given = parser.parse_args()
    learner = stored_learner(given.parameters)
    arrays: dict[str, NDArray[np.generic]] = {
        PIECES: np.frombuffer("\n".join(learner.pieces).encode(), np.uint8)
    }
    for name, tensor in learner.parameters.items():
        value = tensor.float().numpy()
        if name.endswith(_MATRICES) and name not in _KEPT:
            arrays[name], arrays[name + SCALE] = quantized(value)
        else:
            arrays[name] = value
    np.savez_compressed(given.out, allow_pickle=False, **arrays)
    print(f"{given.out}: {given.out.stat().st_size / 1e6:.1f} MB")


def quantized(matrix: NDArray[np.float32]) -> tuple[NDArray[np.int8], NDArray[np.float32]]:
    """The nearest of 255 even steps for each column, and its step."""
    scale = (np.abs(matrix).max(axis=0) / 127).astype(np.float32)
    scale[scale == 0] = 1
    return np.round(matrix / scale).astype(np.int8), scale


if __name__ == "__main__":
    main()
