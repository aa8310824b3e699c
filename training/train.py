"""Train the reader: python -m training.train OUT.pt."""

from __future__ import annotations

import argparse
import random
import time
from collections.abc import Sequence
from pathlib import Path

import torch
from torch import Tensor

from rowsmith.planning.reading.labels import LINKS
from rowsmith.planning.reading.tagging import spans_of
from training.augment import Bank, joined, vary
from training.base import POSITIONS
from training.batches import make_batch
from training.examples import Described, Example, make_example, read_described
from training.learner import Learner, new_learner, stored_learner
from training.markup import corpus_files
from training.measure import Tally
from training.network import (
    best_tags,
    halved,
    link_scores,
    loss,
    read_spans,
    read_words,
    tag_scores,
)
from training.written import write

BATCH = 32
LONGEST = POSITIONS - 2
"""Word pieces of an example; a longer one is left out."""
LONG = 20
"""One description in so many is read once more, as a part of a long one."""
AS_WRITTEN = 0.2
"""The share of descriptions that are read as they stand in the corpus."""
FROZEN = ("word", "position")
WARM_UP = 1 / 15
SLOWEST = 0.02
"""Of the highest rate, at the end."""
DECAY = 0.01
STEEPEST = 5.0
AVERAGED = 0.998
"""How much of the running average each step keeps at the most."""


def main() -> None:
    """Train, print what is right of the kept-out examples, store the averaged parameters."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path)
    parser.add_argument("--epochs", type=int, default=20)
    parser.add_argument("--layers", type=int, default=5, help="of the base, from the first")
    parser.add_argument("--pieces", type=int, default=9000, help="word pieces of the base")
    parser.add_argument("--drop", type=float, default=0.1)
    parser.add_argument("--encoder-rate", type=float, default=2e-4)
    parser.add_argument("--head-rate", type=float, default=2e-3)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--start", type=Path, help="parameters to go on from, instead of the base")
    parser.add_argument("--written", type=int, default=2500, help="new ones in each epoch")
    given = parser.parse_args()
    torch.set_num_threads(given.threads)
    torch.manual_seed(given.seed)
    rng = random.Random(given.seed)
    described = read_described(corpus_files())
    trained = [one for one in described if not one.kept_out]
    learner = (
        stored_learner(given.start)
        if given.start
        else new_learner([one.text for one in trained], given.layers, given.pieces, given.seed)
    )
    tests = [
        make_example(one.text, one.marks, learner.vocabulary) for one in described if one.kept_out
    ]
    print(f"{len(trained)} to train on, {len(tests)} kept out", flush=True)
    steps = given.epochs * (len(trained) + given.written) // BATCH
    training = Training(learner, steps, given.encoder_rate, given.head_rate)
    bank, started = Bank(trained), time.monotonic()
    for epoch in range(given.epochs):
        total = 0.0
        written = [write(rng) for _ in range(given.written)]
        batches = _batches([*trained, *written], bank, learner, rng)
        for examples in batches:
            total += training.step(examples, given.drop) / len(batches)
        averaged = training.averaged()
        averaged.store(given.out)
        took = time.monotonic() - started
        print(f"epoch {epoch} {took:.0f} s, loss {total:.3f} | {measure(averaged, tests).line()}")
    print(measure(training.averaged(), tests).table())


class Training:
    """A learner with its optimizer, the rates of its steps and its running average."""

    def __init__(self, learner: Learner, steps: int, encoder_rate: float, head_rate: float) -> None:
        self._learner = learner
        self._learnt: dict[str, Tensor] = {
            name: value.requires_grad_()
            for name, value in learner.parameters.items()
            if name not in FROZEN
        }
        self._average = {name: value.detach().clone() for name, value in self._learnt.items()}
        base = [name for name in self._learnt if name.startswith(("layers.", "embed."))]
        above = [name for name in self._learnt if name not in base]
        rates = ((base, encoder_rate), (above, head_rate))
        groups = [{"params": [self._learnt[n] for n in names], "lr": rate} for names, rate in rates]
        self._optimizer = torch.optim.AdamW(groups, weight_decay=DECAY, fused=True)
        self._schedule = torch.optim.lr_scheduler.LambdaLR(
            self._optimizer,
            lambda at: min(1, (at + 1) / (steps * WARM_UP)) * max(SLOWEST, 1 - at / steps),
        )
        self._steps = 0

    def step(self, examples: Sequence[Example], drop: float) -> float:
        """Learn from a batch; returns its loss."""
        learner = self._learner
        batch = make_batch(examples, learner.vocabulary.first, learner.vocabulary.last)
        whole = loss(learner.parameters, batch, learner.layers, drop)
        self._optimizer.zero_grad()
        whole.backward()
        torch.nn.utils.clip_grad_norm_(list(self._learnt.values()), STEEPEST)
        self._optimizer.step()
        self._schedule.step()
        self._steps += 1
        kept = min(AVERAGED, (self._steps + 1) / (self._steps + 20))
        with torch.no_grad():
            for name, value in self._learnt.items():
                self._average[name].lerp_(value, 1 - kept)
        return float(whole.detach())

    def averaged(self) -> Learner:
        """The learner with its running average in place of the last step's parameters."""
        return self._learner.with_parameters(self._learner.parameters | self._average)


def _batches(
    trained: Sequence[Described], bank: Bank, learner: Learner, rng: random.Random
) -> list[list[Example]]:
    """Batches of descriptions of like length, said otherwise each time."""
    varied = [one if rng.random() < AS_WRITTEN else vary(one, bank, rng) for one in trained]
    long = len(trained) // LONG
    varied += [joined(rng.sample(varied, rng.choice((2, 3)))) for _ in range(long)]
    examples = [make_example(one.text, one.marks, learner.vocabulary) for one in varied]
    sized = [(sum(map(len, one.pieces)), one) for one in examples]
    blurred = [(size + rng.random() * 8, one) for size, one in sized if size <= LONGEST]
    blurred.sort(key=lambda pair: pair[0])
    batches = [[one for _, one in blurred[at : at + BATCH]] for at in range(0, len(blurred), BATCH)]
    rng.shuffle(batches)
    return batches


@torch.no_grad()  # type: ignore[untyped-decorator]
def measure(learner: Learner, tests: Sequence[Example]) -> Tally:
    """Count what is right of examples: tags by themselves, links between the right marks."""
    tally, half = Tally(), halved(learner.parameters)
    fitting = [one for one in tests if sum(map(len, one.pieces)) <= LONGEST]
    for at in range(0, len(fitting), BATCH):
        examples = fitting[at : at + BATCH]
        batch = make_batch(examples, learner.vocabulary.first, learner.vocabulary.last)
        words = read_words(half, batch, learner.layers)
        scores = tag_scores(half, words)
        x = read_spans(half, words, batch)
        links = {link: link_scores(half, x, batch, link) for link in LINKS}
        for n, one in enumerate(examples):
            size = len(one.spans)
            tags = best_tags(learner.parameters, scores[n], len(one.words))
            tally.add(
                one,
                spans_of(tags),
                {
                    link: found[n, :size, : size + 1].float().numpy()
                    for link, found in links.items()
                },
            )
    return tally


if __name__ == "__main__":
    main()
