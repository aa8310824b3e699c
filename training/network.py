"""The network while it is trained: what `rowsmith.planning.reading` does, by the batch.

Parameters are a flat dictionary; their names are those of the exported weights.
"""

from __future__ import annotations

import math

import torch
from torch import Tensor
from torch.nn import functional

from rowsmith.planning.reading.forms import ALIKE, FORMS
from rowsmith.planning.reading.labels import LINKS, ORDER, TAGS
from rowsmith.planning.reading.shapes import (
    ARC_WIDTH,
    FAR,
    HEADS_OF_ATTENTION,
    HEADS_OF_SPANS,
    SPAN_LAYERS,
    SPAN_WIDTH,
    WIDTH,
    allowed_links,
)
from training.batches import Batch

Parameters = dict[str, Tensor]
_OFF = -1e4


def new_heads(generator: torch.Generator) -> Parameters:
    """Fresh parameters of all that stands on the encoder."""

    def normal(*shape: int, scale: float | None = None) -> Tensor:
        return torch.randn(*shape, generator=generator) * (scale or shape[0] ** -0.5)

    tags, labels, span = len(TAGS), len(ORDER), SPAN_WIDTH
    made: Parameters = {
        "forms.w": normal(FORMS, WIDTH, scale=0.1),
        "mix.w": normal(3 * WIDTH, WIDTH),
        "mix.b": torch.zeros(WIDTH),
        "tag.w": normal(WIDTH, tags),
        "tag.b": torch.zeros(tags),
        "tag.next": torch.zeros(tags, tags),
        "tag.start": torch.zeros(tags),
        "span.w": normal(3 * WIDTH, span),
        "span.b": torch.zeros(span),
        "span.label": normal(labels, span, scale=0.3),
        "span.ln.g": torch.ones(span),
        "span.ln.b": torch.zeros(span),
    }
    for at in range(SPAN_LAYERS):
        lead = f"spans.{at}."
        made |= {
            lead + "qkv.w": normal(span, 3 * span),
            lead + "qkv.b": torch.zeros(3 * span),
            lead + "far": torch.zeros(HEADS_OF_SPANS, 2 * FAR + 1),
            lead + "out.w": normal(span, span),
            lead + "out.b": torch.zeros(span),
            lead + "ln1.g": torch.ones(span),
            lead + "ln1.b": torch.zeros(span),
            lead + "up.w": normal(span, 2 * span),
            lead + "up.b": torch.zeros(2 * span),
            lead + "down.w": normal(2 * span, span),
            lead + "down.b": torch.zeros(span),
            lead + "ln2.g": torch.ones(span),
            lead + "ln2.b": torch.zeros(span),
        }
    for link in LINKS:
        lead = f"{link}."
        made |= {
            lead + "q.w": normal(span, ARC_WIDTH),
            lead + "q.b": torch.zeros(ARC_WIDTH),
            lead + "k.w": normal(span, ARC_WIDTH),
            lead + "k.b": torch.zeros(ARC_WIDTH),
            lead + "labels": torch.zeros(labels, labels),
            lead + "alike": torch.zeros(ALIKE),
            lead + "far": torch.zeros(2 * FAR + 1),
            lead + "lines": torch.zeros(2 * FAR + 1),
            lead + "sentences": torch.zeros(2 * FAR + 1),
            lead + "root": normal(span, scale=0.05),
            lead + "root_of": torch.zeros(labels),
        }
    return made


def halved(p: Parameters) -> Parameters:
    """The same with its products in bfloat16, which processors with AMX do ten times as fast."""
    return {name: value.bfloat16() if _is_product(name) else value for name, value in p.items()}


def _is_product(name: str) -> bool:
    leads = ("word", "position", "embed", "layers.", "spans.", "mix", "span.w", "span.b")
    return name.startswith(leads) or name.endswith((".w", ".q.b", ".k.b", "tag.b"))


def normed(x: Tensor, p: Parameters, name: str) -> Tensor:
    """Layer normalisation over the last axis."""
    gain = p[name + ".g"]
    return functional.layer_norm(x.to(gain.dtype), (x.shape[-1],), gain, p[name + ".b"], 1e-12)


def _linear(x: Tensor, p: Parameters, name: str) -> Tensor:
    weight = p[name + ".w"]
    flat = x.to(weight.dtype).reshape(-1, x.shape[-1])
    return torch.addmm(p[name + ".b"], flat, weight).view(*x.shape[:-1], weight.shape[1])


def _attended(x: Tensor, p: Parameters, lead: str, heads: int, bias: Tensor) -> Tensor:
    count, length, width = x.shape
    q, k, v = (
        _linear(x, p, lead + "qkv")
        .view(count, length, 3, heads, width // heads)
        .permute(2, 0, 3, 1, 4)
    )
    chances = (q @ k.transpose(-1, -2) * (width // heads) ** -0.5 + bias.to(q.dtype)).softmax(-1)
    mixed = chances @ v
    return _linear(mixed.transpose(1, 2).reshape(count, length, width), p, lead + "out")


def _layer(x: Tensor, p: Parameters, lead: str, heads: int, bias: Tensor, drop: float) -> Tensor:
    x = normed(
        x + functional.dropout(_attended(x, p, lead, heads, bias), drop, drop > 0), p, lead + "ln1"
    )
    inner = functional.gelu(_linear(x, p, lead + "up"), approximate="tanh")
    return normed(
        x + functional.dropout(_linear(inner, p, lead + "down"), drop, drop > 0), p, lead + "ln2"
    )


def read_words(p: Parameters, b: Batch, layers: int, drop: float = 0.0) -> Tensor:
    """(batch, words, WIDTH): what the encoder makes of each word."""
    x = normed(p["word"][b.ids] + p["position"][: b.ids.shape[1]], p, "embed.ln")
    x = functional.dropout(x, drop, drop > 0)
    bias = ((1 - b.mask) * _OFF)[:, None, None, :]
    for at in range(layers):
        x = _layer(x, p, f"layers.{at}.", HEADS_OF_ATTENTION, bias, drop)
    words = torch.bmm(b.owner.to(x.dtype), x) + b.forms.to(x.dtype) @ p["forms.w"]
    padded = functional.pad(words, (0, 0, 1, 1))
    near = torch.cat([padded[:, :-2], words, padded[:, 2:]], -1)
    words = words + functional.gelu(_linear(near, p, "mix"), approximate="tanh")
    return functional.dropout(words, drop, drop > 0)


def forbidden() -> tuple[Tensor, Tensor]:
    """What no tag may follow, and none may start: an inside without its beginning."""
    tags = len(TAGS)
    following, starting = torch.zeros(tags, tags), torch.zeros(tags)
    for label in range(len(ORDER)):
        inside = 2 + 2 * label
        starting[inside] = _OFF
        following[:, inside] = _OFF
        following[inside - 1, inside] = following[inside, inside] = 0
    return following, starting


def tag_scores(p: Parameters, words: Tensor) -> Tensor:
    """(batch, words, tags)."""
    return _linear(words, p, "tag").float()


def tag_loss(p: Parameters, scores: Tensor, b: Batch) -> Tensor:
    """Of a chain of tags: minus the log probability of the right one, a word."""
    following, starting = forbidden()
    step, start = p["tag.next"] + following, p["tag.start"] + starting
    mask, tags = b.word_mask, b.tags
    right = start[tags[:, 0]] + scores[:, 0].gather(1, tags[:, :1])[:, 0]
    right = right + (scores[:, 1:].gather(2, tags[:, 1:, None])[..., 0] * mask[:, 1:]).sum(1)
    right = right + (step[tags[:, :-1], tags[:, 1:]] * mask[:, 1:]).sum(1)
    alpha = start + scores[:, 0]
    moved = step.exp()
    for at in range(1, scores.shape[1]):
        top = alpha.amax(1, keepdim=True)
        ahead = ((alpha - top).exp() @ moved).clamp_min(1e-30).log() + top + scores[:, at]
        alpha = torch.where(mask[:, at, None] > 0, ahead, alpha)
    return (alpha.logsumexp(1) - right).sum() / mask.sum()


def best_tags(p: Parameters, scores: Tensor, count: int) -> list[int]:
    """The most likely chain of tags of one description of `count` words."""
    following, starting = forbidden()
    step = (p["tag.next"] + following).detach()
    best, back = p["tag.start"] + starting + scores[0], []
    for at in range(1, count):
        ahead, origin = (best[:, None] + step).max(0)
        best = ahead + scores[at]
        back.append(origin)
    chain = [int(best.argmax())]
    for origin in reversed(back):
        chain.append(int(origin[chain[-1]]))
    return chain[::-1]


def read_spans(p: Parameters, words: Tensor, b: Batch, drop: float = 0.0) -> Tensor:
    """(batch, spans, SPAN_WIDTH): what is made of each mark, beside the others."""
    at = torch.arange(words.shape[1])
    inside = ((at >= b.first[..., None]) & (at <= b.last[..., None])).to(words.dtype)
    mean = torch.bmm(inside / inside.sum(-1, keepdim=True), words)

    def pick(which: Tensor) -> Tensor:
        return words.gather(1, which[..., None].expand(-1, -1, words.shape[-1]))

    x = functional.gelu(
        _linear(torch.cat([pick(b.first), pick(b.last), mean], -1), p, "span"), approximate="tanh"
    )
    x = normed(x + p["span.label"][b.labels].to(x.dtype), p, "span.ln")
    far = _apart(x.shape[1])
    off = ((1 - b.span_mask) * _OFF)[:, None, None, :]
    for layer in range(SPAN_LAYERS):
        lead = f"spans.{layer}."
        x = _layer(x, p, lead, HEADS_OF_SPANS, p[lead + "far"][:, far][None].float() + off, drop)
    return x


def _apart(count: int) -> Tensor:
    at = torch.arange(count)
    return (at[None] - at[:, None]).clamp(-FAR, FAR) + FAR


def link_scores(p: Parameters, x: Tensor, b: Batch, link: str) -> Tensor:
    """(batch, spans, 1 + spans): of the root and of every mark, for each mark."""
    q = torch.relu(_linear(x, p, f"{link}.q")).float()
    k = torch.relu(_linear(x, p, f"{link}.k")).float()
    scores = q @ k.transpose(1, 2) / math.sqrt(ARC_WIDTH)
    scores = scores + p[f"{link}.labels"][b.labels[:, :, None], b.labels[:, None, :]]
    scores = scores + p[f"{link}.alike"][b.alike]
    scores = scores + p[f"{link}.far"][_apart(x.shape[1])]
    for at, name in enumerate(("lines", "sentences")):
        place = b.places[:, at]
        scores = (
            scores
            + p[f"{link}.{name}"][(place[:, None] - place[:, :, None]).clamp(-FAR, FAR) + FAR]
        )
    allowed = torch.from_numpy(allowed_links(link))[b.labels[:, :, None], b.labels[:, None, :]]
    allowed = allowed & (b.span_mask[:, None, :] > 0) & ~torch.eye(x.shape[1], dtype=torch.bool)
    scores = torch.where(allowed, scores, _OFF)
    root = x.float() @ p[f"{link}.root"] + p[f"{link}.root_of"][b.labels]
    return torch.cat([root[..., None], scores], -1)


def link_loss(p: Parameters, x: Tensor, b: Batch) -> dict[str, Tensor]:
    """By link: minus the log probability of right mentions, a mark."""
    losses = {}
    for link in LINKS:
        chances = link_scores(p, x, b, link).log_softmax(-1)
        each = (chances[:, :, None] + (1 - b.right[link]) * _OFF).logsumexp(-1)
        weight = b.asked[link] / b.asked[link].sum(-1, keepdim=True).clamp_min(1)
        losses[link] = -(each * weight).sum() / weight.sum().clamp_min(1)
    return losses


def loss(p: Parameters, b: Batch, layers: int, drop: float) -> Tensor:
    """What training lowers: of the tags, three times, and of each link."""
    half = halved(p)
    words = read_words(half, b, layers, drop)
    links = link_loss(half, read_spans(half, words, b, drop), b)
    return 3 * tag_loss(half, tag_scores(half, words), b) + torch.stack(list(links.values())).sum()
