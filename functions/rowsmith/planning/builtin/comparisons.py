"""Sentences that compare in verbs and adjectives: `monthly contracts churn more often`.

Each is read as what is compared and who has more of it. A sentence can often be read in two
ways; the caller takes the first that fits the columns there are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from rowsmith.planning import vocabulary

_MORE = (
    r"(?:more|most|higher|highest|longer|longest|better|best|bigger|larger|largest|often|frequently"
    r"|greater|earlier)"
)
_LESS = (
    r"(?:less|least|fewer|fewest|lower|lowest|shorter|shortest|worse|worst|smaller|rarely|seldom"
    r"|later)"
)
_HOW = rf"(?P<how>(?:{_MORE}|{_LESS})(?:\s+(?:often|frequently|money|quickly))?)"
_AUXILIARY = (
    r"(?:(?:should|must|will|would|can|usually|generally|typically|also|tend(?:s)?\s+to|have\s+to"
    r"|need\s+to|always)\s+)*"
)
_TAIL = r"(?:\s+(?:than|on\s+average|compared|per|in\s+general|overall)\b.*)?"
_BE = (
    r"are|is|be|was|were|gets?|becomes?|stays?|feels?|seems?|looks?|runs?|finish(?:es)?|moves?|swims?"
    r"|delivers?|walks?|goes|go"
)

_PLAINER: tuple[tuple[re.Pattern[str], str], ...] = (
    (
        re.compile(r"\b(?:\w+|\d+(?:\.\d+)?)\s+times\s+(?:as|more)\s+(?:likely)\b", re.I),
        "more likely",
    ),
    (re.compile(r"\btwice\s+as\s+(?:likely)\b", re.I), "more likely"),
    (re.compile(r"\btwice\s+as\s+(?:much|often|many)\b", re.I), "more"),
    (re.compile(r"\btwice\s+as\s+(?:high|large|long)\b", re.I), "higher"),
    (
        re.compile(
            r"\b(?:much|far|a\s+lot|significantly|slightly|clearly|a\s+bit)\s+(?=more|less|\w+er\b)",
            re.I,
        ),
        "",
    ),
    (re.compile(r"\ba\s+lot(?=$|[.,])", re.I), "more"),
    (re.compile(r"\b(?:hardly\s+ever|hardly|almost\s+never|never)\b", re.I), "rarely"),
    (re.compile(r"\bhighest\b", re.I), "higher"),
    (re.compile(r"\blowest\b", re.I), "lower"),
    (
        re.compile(r"\b(?:the\s+)?most\s+(?=[a-z]+$|likely|common|frequent|expensive|often)", re.I),
        "more ",
    ),
    (
        re.compile(
            r"\b(?:the\s+)?least\s+(?=[a-z]+$|likely|common|frequent|expensive|often)", re.I
        ),
        "less ",
    ),
    (re.compile(r"\bas\s+(?:well|usual)$", re.I), ""),
)


@dataclass(frozen=True, slots=True)
class Comparison:
    """What is compared, by its likely names, and who has more (or, by `sign`, less) of it."""

    nouns: tuple[str, ...]
    who: str
    sign: float


def comparisons(sentence: str) -> Iterator[Comparison]:
    """The ways in which a sentence can be read as a comparison, the likeliest first."""
    if "(" in sentence or "%" in sentence:
        return
    said = plainer(sentence.strip().rstrip(".!"))
    for form in _forms().all():
        match = form.match(said)
        if match is not None:
            yield from _read(match)
    for form in (_IN_FRONT, _BEHIND):
        match = form.match(said)
        if match is not None:
            yield Comparison((match["what"],), match["who"], _sign(match["how"]))
    if match := _FACTOR.match(said):
        yield Comparison((match["what"],), match["who"], 1.0)


def compares(sentence: str) -> bool:
    """Whether a sentence of plain words compares in a verb that is known."""
    if re.search(r"[\d_:(,]|^\s*(?:whether|how|if|what|who)\b", sentence, re.IGNORECASE):
        return False
    said = plainer(sentence.strip())
    return any(form.match(said) for form in _forms().sure())


def cause_of(who: str) -> tuple[str, float]:
    """What tells a group apart, and which way: `those who earn less` is salary, less of it."""
    match = _relative().match(plainer(who))
    if match is None:
        return who, 1.0
    noun = match["noun"] or nouns_of(match["verb"])[0]
    return noun, _sign(match["how"] or "more")


def causes_of(who: str) -> tuple[str, ...]:
    """The likely names of what tells a group apart."""
    match = _relative().match(plainer(who))
    if match is None or match["noun"]:
        return (cause_of(who)[0],)
    return nouns_of(match["verb"])


def plainer(text: str) -> str:
    """A sentence without what only strengthens it: `twice as high` is higher, `highest` too."""
    for pattern, plain in _PLAINER:
        text = pattern.sub(plain, text)
    return re.sub(r"\s+", " ", text).strip()


def _sign(how: str) -> float:
    return -1.0 if re.match(_LESS, how, re.IGNORECASE) else 1.0


@lru_cache(maxsize=1)
def _verbs() -> str:
    verbs = [verb for entry in vocabulary.verbs() for verb in entry.verbs]
    return "|".join(sorted((verb.replace(" ", r"\s+") for verb in verbs), key=len, reverse=True))


def nouns_of(verb: str) -> tuple[str, ...]:
    """What a verb counts: who earns has a salary; its own stem, where no more is known."""
    plain = " ".join(verb.lower().split())
    nouns = [noun for entry in vocabulary.verbs() if plain in entry.verbs for noun in entry.nouns]
    return (*nouns, plain)


@dataclass(frozen=True, slots=True)
class _Forms:
    """The forms of a comparison: each has `who`, `verb`, `how` and `noun`, some of them empty."""

    likely: re.Pattern[str]
    verb_how: re.Pattern[str]
    how_verb: re.Pattern[str]
    verb_noun_how: re.Pattern[str]
    verb_how_noun: re.Pattern[str]
    adjective: re.Pattern[str]
    causes: re.Pattern[str]
    effect: re.Pattern[str]

    def all(self) -> tuple[re.Pattern[str], ...]:
        """Every form, the surest first."""
        return (*self.sure(), self.verb_how_noun, self.causes, self.effect)

    def sure(self) -> tuple[re.Pattern[str], ...]:
        """The forms that hardly any other sentence has."""
        return (self.likely, self.verb_how, self.how_verb, self.verb_noun_how, self.adjective)


@lru_cache(maxsize=1)
def _forms() -> _Forms:
    adjectives = {word for adjective in vocabulary.adjectives() for word in adjective.words}
    compared = "|".join(sorted(adjectives, key=len, reverse=True))
    return _Forms(
        likely=_form(
            r"(?:are|is|be|get)\s+(?P<how>more|less)\s+likely\s+to\s+(?:be\s+|get\s+|have\s+"
            r"|become\s+)?(?:an?\s+|the\s+)?(?P<noun>[\w\s-]+?)(?P<verb>)"
        ),
        verb_how=_form(rf"(?P<verb>{_verbs()})\s+(?:for\s+)?{_HOW}(?P<noun>){_TAIL}"),
        how_verb=_form(
            rf"(?P<how>rarely|seldom|often|frequently)\s+(?P<verb>{_verbs()})(?P<noun>){_TAIL}"
        ),
        verb_noun_how=_form(
            r"(?P<verb>get|have|make|see|receive|need|place|take|give)s?\s+(?P<noun>[a-z][\w\s-]{0,40}?)\s+"
            rf"(?P<how>(?:more|less)\s+(?:often|frequently)){_TAIL}"
        ),
        verb_how_noun=_form(
            rf"(?P<verb>[a-z]+)\s+{_HOW}\s+(?:of\s+)?(?P<noun>[a-z][\w-]*(?:\s[\w-]+)?){_TAIL}",
            who=".{1,200}",
        ),
        adjective=_form(
            rf"(?P<verb>{_BE}|{_verbs()})\s+(?P<how>(?:more\s+|less\s+)?(?:{compared}))(?P<noun>){_TAIL}"
        ),
        causes=_form(
            r"(?P<verb>leads?\s+to|means?|causes?|results?\s+in|brings?|hurts?|harms?|helps?)\s+"
            rf"(?:an?\s+|the\s+)?(?:{_HOW}\s+)?(?P<noun>[\w\s-]+)"
        ),
        effect=_form(
            r"(?:has|have|having)\s+an?\s+(?:\w+\s+)?(?P<how>positive|negative|big|large|strong"
            r"|clear)?\s*(?P<verb>effect|impact|influence)\s+on\s+(?:the\s+)?(?P<noun>[\w\s-]+)"
        ),
    )


def _form(predicate: str, who: str = ".{1,200}?") -> re.Pattern[str]:
    return re.compile(rf"^(?P<who>{who})\s+{_AUXILIARY}{predicate}$", re.IGNORECASE)


_IN_FRONT = re.compile(
    rf"^(?:on|in|at|for|during|with)\s+(?P<who>[\w\s-]+?),?\s+(?:there\s+(?:are|is)\s+)?{_HOW}\s+"
    r"(?P<what>[a-z][\w-]*(?:\s(?!are|is)[\w-]+)?)(?:\s+(?:are|is|get|gets)\s+[a-z]+)?$",
    re.IGNORECASE,
)
_BEHIND = re.compile(
    rf"^(?:there\s+(?:are|is)\s+)?{_HOW}\s+(?P<what>[a-z][\w-]*(?:\s(?!are|is)[\w-]+)?)\s+(?:(?:are|is"
    r"|get|gets)\s+[a-z]+\s+)?(?:on|in|at|for|during|by|when\s+it\s+is|if\s+it\s+is)\s+"
    r"(?P<who>[\w\s-]+)$",
    re.IGNORECASE,
)
_FACTOR = re.compile(
    r"^(?:make\s+)?(?P<who>[\w\s-]+?)\s+(?:should\s+be\s+|is\s+|as\s+)?(?:the\s+|an?\s+)?(?:most\s+|main\s+"
    r"|strongest\s+|best\s+|biggest\s+|key\s+|important\s+)+(?:factor|driver|predictor|influence)\s+"
    r"(?:for|of|on|in|behind)\s+(?:the\s+)?(?P<what>[\w\s-]+)$",
    re.IGNORECASE,
)


@lru_cache(maxsize=1)
def _relative() -> re.Pattern[str]:
    return re.compile(
        r"^(?:the\s+)?(?:(?:[a-z]+(?:\s[a-z]+)?\s+)?(?:who|that|which)|whoever)\s+(?:are\s+|is\s+)?"
        rf"(?P<verb>(?:{_verbs()})|[a-z]+)(?:\s+(?:for\s+)?{_HOW})?(?:\s+(?P<noun>[a-z][\w-]*))?$",
        re.IGNORECASE,
    )


_BAD = re.compile(r"hurt|harm", re.IGNORECASE)


def _read(match: re.Match[str]) -> Iterator[Comparison]:
    """The comparison of a sentence with a verb, a degree or a noun."""
    how, noun, verb = match["how"] or "more", match["noun"], match["verb"] or ""
    sign = -1.0 if _BAD.search(verb) or how == "negative" else _sign(how)
    adjective = how.lower().split()[-1]
    if noun:
        named = noun.strip()
        nouns = (named, *nouns_of(named), *nouns_of(named.split()[0]), *nouns_of(verb))
        yield Comparison(nouns, match["who"], sign)
        return
    if re.fullmatch(rf"{_MORE}|{_LESS}", adjective, re.IGNORECASE) is None:
        for entry in vocabulary.adjectives():
            if adjective in entry.words:
                less = -1.0 if how.lower().startswith("less ") else 1.0
                nouns = tuple(concept.replace("_", " ") for concept in entry.concepts)
                yield Comparison(nouns, match["who"], entry.sign * less)
        return
    yield Comparison(nouns_of(verb), match["who"], sign)
