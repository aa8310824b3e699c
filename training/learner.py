"""What is trained: parameters by name, the word pieces and layers that they are of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

import torch

from rowsmith.planning.reading.wordpiece import WordPieces
from training.base import choose_pieces, read_base
from training.network import Parameters, new_heads


@dataclass(frozen=True)
class Learner:
    """A network's parameters, its word pieces and the number of its encoder's layers."""

    parameters: Parameters
    pieces: Sequence[str]
    layers: int

    @cached_property
    def vocabulary(self) -> WordPieces:
        """The word pieces, to split words by."""
        return WordPieces(self.pieces)

    def with_parameters(self, parameters: Parameters) -> Learner:
        """The same network with other parameters."""
        return replace(self, parameters=parameters)

    def store(self, path: Path) -> None:
        """Write it, to be gone on from or exported."""
        stored = {"parameters": self.parameters, "pieces": self.pieces, "layers": self.layers}
        torch.save(stored, path)


def new_learner(texts: Sequence[str], layers: int, pieces: int, seed: int) -> Learner:
    """The base's first layers and the word pieces that `texts` use, with fresh heads on top."""
    parameters, all_pieces = read_base()
    chosen = choose_pieces(all_pieces, texts, pieces)
    kept = {
        name: value
        for name, value in parameters.items()
        if not name.startswith("layers.") or int(name.split(".")[1]) < layers
    }
    kept["word"] = kept["word"][chosen]
    heads = new_heads(torch.Generator().manual_seed(seed))
    return Learner(kept | heads, [all_pieces[at] for at in chosen], layers)


def stored_learner(path: Path) -> Learner:
    """What `Learner.store` wrote."""
    stored = torch.load(path)
    parameters = {name: value.detach() for name, value in stored["parameters"].items()}
    return Learner(parameters, stored["pieces"], stored["layers"])
