"""Tidying what people type: typographic quotes and dashes, odd spaces, wide characters."""

from __future__ import annotations

import re
import unicodedata

_PLAIN = str.maketrans(
    {
        "‘": "'",
        "’": "'",
        "“": '"',
        "”": '"',
        "„": '"',
        "–": "-",
        "—": " - ",
        "−": "-",
        "\u00a0": " ",
        "\u2009": " ",
        "\u202f": " ",
        "…": "...",
        "×": "x",
        "\t": " ",
        "\r": "\n",
    }
)
_SPACES = re.compile(r"[ ]{2,}")
_WITH = re.compile(r"\bw/\s*(?!o\b)", re.IGNORECASE)
_WITHOUT = re.compile(r"\bw/o\b\s*", re.IGNORECASE)
_UP_TO = re.compile(r"(?<=\d)\s+up\s+to\s+(?=\d)", re.IGNORECASE)
_PER_CENT = re.compile(r"\bper\s+cent\b", re.IGNORECASE)
_THOUSANDS = re.compile(r"(?<=\d)[ ',](?=\d{3}(?!\d))(?!\d{3},\d{3},\d{3},)")


_IS = re.compile(r"\b(it|he|she|they|who|that|what|there)'(?:s|re)\b", re.IGNORECASE)
_ARE = {"they": "are"}

_METHODS = re.compile(
    r"\b(?:(?:multiple\s+|simple\s+)?(?:logistic|linear|polynomial|ridge|lasso)\s+regression"
    r"|random\s+forests?|decision\s+trees?|support\s+vector\s+machines?|neural\s+networks?"
    r"|gradient\s+boosting|naive\s+bayes|k-?means(?:\s+clustering)?|deep\s+learning)\b",
    re.IGNORECASE,
)
"""Methods that the data is for: a random forest is no forest."""

_LESSON = re.compile(
    r",?\s+for\s+(?:an?|my|our|the|some)\s+(?:\w+\s+){0,2}?(?:machine\s+learning|data\s+science|statistics|stats|regression"
    r"|classification|sql|pandas|excel|python|analytics|data\s+analysis|ml|clustering|visuali[sz]ation)\s+"
    r"(?:lesson|class|course|homework|project|assignment|workshop|seminar|tutorial|exercise|demo|portfolio)\b",
    re.IGNORECASE,
)
"""What the data is for: a regression lesson holds no lessons."""

_EACH_ROW = re.compile(
    r"(?:,?\s*(?:where|in\s+which|and))?\s+(?:each|every|one)\s+(?:row|record|line|entry"
    r"|observation)\s+"
    r"(?:is|represents|describes|stands\s+for|corresponds\s+to)\s+(?:an?|one"
    r"|a\s+single)\s+(?P<unit>[a-z]+)\b",
    re.IGNORECASE,
)


_PURPOSE = re.compile(
    r",?\s+(?:so\s+that|so|in\s+order\s+that|to\s+let|to\s+help)\s+(?:my\s+|the\s+|our\s+)?(?:students?"
    r"|class|learners|pupils|kids|i|we|they|people|participants|someone|everyone)\s+(?:can\s+|could\s+"
    r"|will\s+|may\s+|to\s+)?(?:practi[sc]e|learn|see|train|try|play|work|teach|show|explore|get|use"
    r"|clean|analy[sz]e|explain|demonstrate|do)\b[^.;:\n]*",
    re.IGNORECASE,
)
"""What the data is for says nothing of it: `so that students practise imputing`."""


_NOTHING_ELSE = re.compile(
    r"[,;]?\s*(?:and\s+|but\s+)?(?:nothing\s+(?:else|more)|no\s+(?:other|more|further)\s+(?:columns?|fields?|ones)?|that'?s\s+(?:it|all))"
    r"(?=\s*(?:[,.;:!)\n]|$))",
    re.IGNORECASE,
)


def clean(description: str) -> str:
    """The description in plain characters, words and lines as they were."""
    text = unicodedata.normalize("NFC", description).translate(_PLAIN)
    text = _WITH.sub("with ", _WITHOUT.sub("without ", text))
    text = _UP_TO.sub(" to ", text)
    text = _PER_CENT.sub("percent", text)
    text = _IS.sub(lambda match: f"{match[1]} {_ARE.get(match[1].lower(), 'is')}", text)
    text = _METHODS.sub("machine learning", text)
    text = _NOTHING_ELSE.sub("", text)
    text = _LESSON.sub("", _PURPOSE.sub("", text))
    text = _EACH_ROW.sub(r" of \g<unit>s", text)
    text = _THOUSANDS.sub("", text)
    return _SPACES.sub(" ", text).strip()
