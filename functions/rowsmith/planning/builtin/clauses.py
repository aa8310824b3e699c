"""Where a description lists columns, where it states something of them, and what is left."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Literal

from rowsmith.planning.builtin.amounts import NUMBER
from rowsmith.planning.builtin.dependence import read_statement
from rowsmith.planning.builtin.items import read_item

Known = Callable[[str], bool]
"""Whether a phrase is a field that somebody knows."""

Opening = Literal["columns", "open", "closed", "statement", "without"]


@dataclass(slots=True)
class Clauses:
    """A description, taken apart.

    head: what it is about. items: pieces that name a column each. statements: sentences that say
    something of columns. closed: the items are all the columns that are wanted.
    """

    head: str = ""
    items: list[str] = field(default_factory=list)
    statements: list[str] = field(default_factory=list)
    closed: bool = False
    opened: bool = False
    about_something: bool = False


_BULLET = re.compile(r"^\s*(?:[-*•‣·–—+]|\d{1,2}[.)])\s+(?P<text>\S.*)$")
_NAMED_LINE = re.compile(r"^\s*[\w][\w /()-]{0,40}?\s*(?::|\s[-=]\s)\s*\S")
_OPEN_WORDS = re.compile(
    r"\b(?:etc|and\s+so\s+on|and\s+more|and\s+others?|among\s+others|and\s+anything\s+else|and\s+other\s+"
    r"(?:relevant|useful|typical|usual|common|related|realistic)\s+\w+|or\s+similar|and\s+the\s+like|at\s+least)\b\.?|…|\.\.\.$",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"(?<!\be\.g)(?<!\bi\.e)(?<!\betc)(?<!\bvs)(?<!\bno)[.!?]+(?=\s+|$)|\n+")

_FIELDS = r"(?:columns?|fields?|attributes?|variables?|features?|headers?|properties|schema)"
_COLUMNS = re.compile(
    rf"\b(?:(?:with|having|has|have|containing|contains?|includes?|including|using|and|use|the|of|only|just|following|these|exactly|its|"
    rf"are|input|these|my|our|should\s+have|\d+|two|three|four|five|six|seven|eight|nine|ten)\s+)*(?:{_FIELDS})\b"
    r"(?P<verb>\s+(?:should\s+)?(?:includes?|including|such\s+as|like)\b)?"
    r"(?:\s+(?:are|is|should\s+be|must\s+be|named|called|as\s+follows|for|being|will\s+be|below|i\s+need|i\s+want|needed|required)\b)*\s*[:=-]?\s+",
    re.IGNORECASE,
)
_OPEN = re.compile(
    r"[,;(]?\s*(?<![\w-])(?:(?:it\s+)?(?:should\s+|must\s+|to\s+)?(?:also\s+)?include(?:s|d)?(?:\s+(?:also|at\s+least))?|including(?:\s+also)?|such\s+as|"
    r"for\s+example|for\s+instance|e\.g\.?|with\s+at\s+least|(?:and\s+)?(?:also|additionally)\s+(?:add|want|need|with)|(?:please\s+)?add(?:ing)?|"
    r"plus|as\s+well\s+as|along\s+with|together\s+with|in\s+addition\s+to|(?:with|having)\s+things\s+like|with\s+(?:extra|additional)|like)\b[,:]?\s+",
    re.IGNORECASE,
)
_CLOSED = re.compile(
    r"[,;]?\s*\b(?:(?:(?:in\s+which|where|and)\s+)?(?:each|every)\s+(?:row|record|entry|line|one|customer|patient|student|employee|order|user|[a-z]+)"
    r"\s+(?:has|have|with|having|contains?|is|shows?|records?|should\s+have|gets)|"
    r"(?:that|which)\s+(?:has|have|contains?|shows?|records?|lists?|tracks?|consists?\s+of|is\s+made\s+up\s+of|gives?|stores?)|"
    r"(?:should|must)\s+(?:have|contain)|with\s+(?:only|just|exactly|the\s+following|their|these)|with|having|contain(?:s|ing)?|"
    r"consist(?:s|ing)\s+of|compris(?:ed|es|ing)(?:\s+of)?|made\s+up\s+of|showing|listing|recording|tracking|capturing|storing|only|just|has|have)"
    r"\b:?\s+(?:the\s+following\s*:?\s*)?",
    re.IGNORECASE,
)
_STATEMENT = re.compile(
    r"[,;]?\s*\b(?:and\s+)?(?:where|so\s+that|such\s+that|in\s+which|make\s+sure(?:\s+that)?|ensur(?:e|ing)(?:\s+that)?|assum(?:e|ing)(?:\s+that)?|"
    r"note\s+that|keep\s+in\s+mind\s+that|given\s+that|but\s+with)\b\s*",
    re.IGNORECASE,
)
_WITHOUT = re.compile(
    r"[,;]?\s*\b(?:and\s+|but\s+)?(?:without(?:\s+(?:any|the))?|excluding|except(?:\s+for)?|but\s+(?:no|not)|leaving\s+out|leave\s+out|not\s+including|"
    r"(?:please\s+)?(?:do\s+not|don't)\s+(?:include|add)|with\s+no)\s+",
    re.IGNORECASE,
)
_COLON = re.compile(r":\s+")
_ADDITION = re.compile(r"\b(?:plus|as\s+well\s+as|along\s+with|together\s+with)\b", re.I)
_WEAK_LIKE = re.compile(r"(?:would|'d|look|looks|just|something|more)\s*$", re.IGNORECASE)
_LATER_WITH = re.compile(r",\s*(?:and\s+)?$|^\s*,")
_NOT_LIST = re.compile(
    r"^(?:(?:some|realistic|plausible|random|natural|good|clean|proper|reasonable|sensible|varied|various|different|lots?\s+of|a\s+mix\s+of|"
    r"the\s+right|believable|meaningful|typical|synthetic|fake|dummy|sample|mock|the|a|an|clear|no)\s+)*(?:values?|data|distributions?|noise|correlations?|"
    r"variation|patterns?|relationships?|trends?|seasonality|rows?|records?|class\s+imbalance|headers?|outliers?|duplicates?|typos)$",
    re.IGNORECASE,
)
_VERB_LIST = re.compile(
    r"\b(?:need|want|like|give\s+me|generate|create|make|build|show(?:\s+me)?|list|record|track|store|produce|get|mock(?:\s+up)?)\b\s*:?\s*",
    re.I,
)
_OF_LIST = re.compile(r"\b(?:of|about|on|for)\s+(?:the\s+)?", re.IGNORECASE)


def read_clauses(text: str, known: Known, *, about_something: bool = False) -> Clauses:
    """Take a description apart.

    known: whether a phrase is a field. about_something: a domain was recognised, so that a few
    nouns in a row are more likely its words than a list of columns.
    """
    clauses = Clauses(about_something=about_something)
    running = _take_lines(text, clauses)
    for sentence in sentences(mark_values(running, known)):
        _read_sentence(sentence, clauses, known)
    if not clauses.items:
        _bare_list(clauses, known)
    if not clauses.items and not about_something:
        _promote_statements(clauses, known)
    clauses.closed = clauses.closed and not clauses.opened
    return clauses


def _promote_statements(clauses: Clauses, known: Known) -> None:
    """Nothing is listed: sentences such as `Income between 20k and 150k` name columns."""
    for sentence in clauses.statements:
        item = read_item(sentence)
        if is_field(sentence, known) and known(item.phrase) and len(item.phrase.split()) <= 4:
            clauses.items.append(sentence)
    clauses.opened = True
    clauses.statements = [one for one in clauses.statements if one not in clauses.items]


def sentences(text: str) -> list[str]:
    """The sentences of `text`, without their ends."""
    return [part.strip() for part in _SENTENCE.split(text) if part and part.strip()]


def _take_lines(text: str, clauses: Clauses) -> str:
    """Bullets and `name: what it is` lines become items; the text that is left."""
    lines = text.split("\n")
    running: list[str] = []
    listing = False
    named = [bool(_NAMED_LINE.match(line)) and not _BULLET.match(line) for line in lines]
    for position, line in enumerate(lines):
        bullet = _BULLET.match(line)
        in_block = named[position] and (
            (position > 0 and named[position - 1])
            or (position + 1 < len(lines) and named[position + 1])
        )
        if (
            bullet
            or (in_block and not _COLUMNS.match(line.strip()))
            or (listing and _is_short(line))
        ):
            _take_item(bullet["text"] if bullet else line.strip(), clauses)
            continue
        if line.strip():
            running.append(line.rstrip())
            listing = line.rstrip().endswith(":") and position + 1 < len(lines)
    if clauses.items:
        intro = "\n".join(running)
        clauses.closed = True
        clauses.opened = bool(_OPEN_WORDS.search(intro)) or _opens(intro)
        return re.sub(
            rf"(?:\b(?:with|the|following|these|{_FIELDS})\s*)*:\s*$", "", intro.strip(), flags=re.I
        )
    return "\n".join(running)


def _is_short(line: str) -> bool:
    return bool(line.strip()) and len(line) < 100 and not line.strip().endswith(".")


def _take_item(text: str, clauses: Clauses) -> None:
    text = text.strip().rstrip(".;,")
    if _OPEN_WORDS.fullmatch(text):
        clauses.opened = True
    elif text:
        clauses.items.append(text)


def _opens(intro: str) -> bool:
    last = intro.strip().rstrip(":").lower()
    return bool(re.search(r"\b(?:including|such as|for example|like|include)$", last))


_PIECE = r"[^\W_][\w'+.$%&-]*(?:\s[\w'+$%&-]+){0,2}?"
_CHOICE = re.compile(
    rf"(?P<lead>\s*(?:[,:]\s*)?\b(?:(?:which|that)\s+)?(?:can\s+be|could\s+be|may\s+be|(?:is\s+|as\s+|from\s+|being\s+)?(?:one|any)\s+of|(?:is\s+|being\s+|as\s+)?either|"
    rf"with\s+(?:the\s+)?(?:values?|options|levels|categories)|(?:possible\s+)?values?\s*(?:are|is|of|:)|options\s*(?:are|:)|being|is)\s*:?\s+)"
    rf"(?P<run>{_PIECE}(?:\s*[,/]\s*{_PIECE})*\s*,?\s*(?:\bor\b|\band\b|/)\s+?{_PIECE})(?=\s*(?:[,.;)\n]|$|\band\b|\bwith\b))",
    re.IGNORECASE,
)
_OR_RUN = re.compile(
    r"(?<=[a-z] )(?P<run>[\w'+-]+(?:,\s+[\w'+-]+)+,?\s+or\s+[\w'+-]+)(?=\s*(?:[,.;)\n]|$|\band\b))",
    re.IGNORECASE,
)
_SHARE = r"\d+(?:\.\d+)?\s*(?:%|percent)"
_PAIR = rf"(?:(?:{_SHARE}\s+(?:are\s+)?[\w'+/-]+(?:\s[\w'+-]+)?)|(?:[\w'+/-]+(?:[\s-][\w'+-]+){{0,2}}?\s*[:=]?\s*\(?{_SHARE}\)?))"
_WEIGHTED = re.compile(
    rf"(?P<lead>\s*(?:(?:[:=-]|\bsplit|\bof|\bbeing|\bas|\bis|\bare|\binto|\bwith|\bdistributed)\s+)?)(?P<run>{_PAIR}(?:\s*(?:,\s*(?:and\s+)?|/|\s+and\s+)\s*{_PAIR})+)",
    re.IGNORECASE,
)
_SUCH_AS = re.compile(
    rf"(?P<noun>[\w-]+)\s*,?\s+(?:such\s+as|like|including|e\.g\.?,?)\s+(?P<run>{_PIECE}(?:\s*,\s*{_PIECE})*\s*,?\s+(?:or|and)\s+{_PIECE})"
    r"(?=\s*(?:[,.;)\n]|$))",
    re.IGNORECASE,
)


_YES_ON = re.compile(
    r"(?:\babout\s+|\baround\s+)?(?P<share>\d+(?:\.\d+)?)\s*(?:%|percent)\s+(?:yes|true)\s+(?:on|for|to|in|with)\s+(?:the\s+)?"
    r"(?P<what>[\w-]+(?:\s[\w-]+)?)(?=\s*(?:[,.;)\n]|$|\band\b))",
    re.IGNORECASE,
)


def mark_values(text: str, known: Known) -> str:
    """Put values that stand in running words into brackets: `tier: gold, silver or bronze`."""
    text = _YES_ON.sub(r"\g<what> (\g<share>% yes)", text)
    text = _WEIGHTED.sub(_bracket_weighted, text)
    text = _CHOICE.sub(lambda match: _bracket_choice(match, known), text)
    text = _OR_RUN.sub(lambda match: _bracket_if_values(match, known), text)
    return _SUCH_AS.sub(lambda match: _bracket_such_as(match, known), text)


def _bracket_weighted(match: re.Match[str]) -> str:
    if _inside_brackets(match):
        return match.group()
    run = match["run"]
    shared = re.match(
        rf"(?P<head>(?:[\w-]+\s)+)(?P<first>[\w'+-]+\s*[:=]?\s*{_SHARE}.*)$", run, re.S
    )
    if shared and not match["lead"].strip():
        return f" {shared['head'].strip()} ({shared['first']})"
    return f" ({run})"


def _bracket_choice(match: re.Match[str], known: Known) -> str:
    run = match["run"]
    if _inside_brackets(match) or _names_fields(run, known):
        return match.group()
    certain = re.search(
        r"\bof\b|either|values?|options|levels|categories|can\s+be|could\s+be", match["lead"], re.I
    )
    if not certain and not re.search(r"\bor\b", run, re.I):
        return match.group()
    if re.search(NUMBER + r"\s*(?:and|to|-)\s*" + NUMBER, run):
        return match.group()
    return f" ({run})"


def _bracket_if_values(match: re.Match[str], known: Known) -> str:
    if _inside_brackets(match) or _names_fields(match["run"], known):
        return match.group()
    return f"({match['run']})"


def _bracket_such_as(match: re.Match[str], known: Known) -> str:
    noun, run = match["noun"], match["run"]
    if _inside_brackets(match) or _names_fields(run, known) or not known(noun):
        return match.group()
    return f"{noun} ({run})"


def _names_fields(run: str, known: Known) -> bool:
    pieces = [piece for piece in re.split(r"\s*,\s*|\s+(?:or|and)\s+|/", run) if piece.strip()]
    return sum(known(piece) for piece in pieces) * 2 > len(pieces)


def _inside_brackets(match: re.Match[str]) -> bool:
    before = match.string[: match.start()]
    return before.count("(") > before.count(")")


@dataclass(frozen=True, slots=True)
class _Piece:
    opening: Opening
    text: str
    lead: str


def _read_sentence(sentence: str, clauses: Clauses, known: Known) -> None:
    if (clauses.head or clauses.items) and _is_relation(sentence, known):
        clauses.statements.append(sentence)
        return
    head, pieces = _pieces(_bracketed_list(sentence, known), known)
    if not pieces:
        _without_list(sentence, clauses, known)
        return
    kept = [_take_remarks(head, clauses, known)]
    for piece in pieces:
        kept.extend(_read_piece(piece, clauses, known))
    _add_head(" ".join(kept), clauses)


def _is_relation(sentence: str, known: Known) -> bool:
    statement = read_statement(sentence)
    if statement is None or "," in sentence.split(" with ")[0]:
        return False
    return known(read_item(statement.column).phrase or statement.column)


_BRACKETED = re.compile(r"^(?P<head>[\w\s'-]+?)\s*\((?P<list>[^()]+,[^()]+)\)")


def _bracketed_list(sentence: str, known: Known) -> str:
    """`Employees (name, email, salary)` lists columns, where it is no column with values."""
    match = _BRACKETED.match(sentence)
    if match is None or not all(is_field(one, known) for one in match["list"].split(",")):
        return sentence
    if known(match["head"].split()[-1]) and match["list"].count(",") < 2:
        return sentence
    return f"{match['head']} with columns {match['list']}{sentence[match.end() :]}"


def _take_remarks(text: str, clauses: Clauses, known: Known) -> str:
    """Parts of the head that say something of columns become statements."""
    parts = [part.strip() for part in re.split(r"\s*[,;]\s*", text)]
    remarks = [
        part
        for place, part in enumerate(parts)
        if part
        and (
            _is_relation(part, known)
            or (
                place > 0
                and (_is_remark(part) or _has_figures(part, known) or _COMPARES.search(part))
            )
        )
    ]
    clauses.statements.extend(remarks)
    return ", ".join(part for place, part in enumerate(parts) if place == 0 or part not in remarks)


_COMPARES = re.compile(r"\b(?:are|is|be|get)\s+(?:more\s+\w+|less\s+\w+|\w+er)$", re.IGNORECASE)


def _has_figures(part: str, known: Known) -> bool:
    item = read_item(part)
    details = item.details
    said = (
        details.low is not None
        or details.high is not None
        or details.values
        or details.mean is not None
    )
    return bool(said) and known(item.phrase) and len(item.phrase.split()) <= 4


def _add_head(text: str, clauses: Clauses) -> None:
    clauses.head = f"{clauses.head} {text}".strip()


def _pieces(sentence: str, known: Known) -> tuple[str, list[_Piece]]:
    """The words before the first list, and the lists."""
    cuts = _cuts(sentence, known)
    if not cuts:
        return sentence, []
    pieces = []
    ends = [start for _, start, _ in cuts[1:]] + [len(sentence)]
    for (opening, start, end), until in zip(cuts, ends, strict=True):
        pieces.append(_Piece(opening, sentence[end:until], sentence[start:end]))
    return sentence[: cuts[0][1]], pieces


def _cuts(sentence: str, known: Known) -> list[tuple[Opening, int, int]]:
    found: list[tuple[Opening, int, int]] = []
    position = 0
    while (cut := _next_cut(sentence, position, known)) is not None:
        opening, start, end = cut
        if _cuts_here(found, cut, sentence, known):
            found.append((opening, start, end))
        position = max(end, position + 1)
    return found


def _next_cut(sentence: str, position: int, known: Known) -> tuple[Opening, int, int] | None:
    best: tuple[Opening, int, int] | None = None
    openings: tuple[tuple[Opening, re.Pattern[str]], ...] = (
        ("columns", _COLUMNS),
        ("statement", _STATEMENT),
        ("without", _WITHOUT),
        ("open", _OPEN),
        ("closed", _CLOSED),
        ("closed", _COLON),
    )
    for opening, pattern in openings:
        for match in pattern.finditer(sentence, position):
            if _in_brackets(sentence, match.start()) or not _counts(
                opening, match, sentence, known
            ):
                continue
            if (
                best is None
                or match.start() < best[1]
                or (match.start() == best[1] and match.end() > best[2])
            ):
                kind: Opening = "open" if opening == "columns" and match["verb"] else opening
                best = (kind, match.start(), match.end())
            break
    return best


def _in_brackets(sentence: str, position: int) -> bool:
    before = sentence[:position]
    return before.count("(") > before.count(")")


def _counts(opening: Opening, match: re.Match[str], sentence: str, known: Known) -> bool:
    """Whether a word that may introduce a list does so here."""
    before, after = sentence[: match.start()], sentence[match.end() :]
    word = match.group().strip(" ,;:").lower()
    if not after.strip():
        return False
    if word.endswith("like"):
        return _WEAK_LIKE.search(before) is None and re.match(r"\S*\d", after) is None
    if opening == "columns":
        return (
            ":" in match.group()
            or word.split()[0] not in ("features", "feature", "variable")
            or not before.strip()
        )
    if match.re is _COLON:
        return _introduces(_last_words(before), after, known)
    if word in ("has", "have", "only", "just"):
        return "," in after or " and " in after
    return True


def _introduces(before: str, after: str, known: Known) -> bool:
    """Whether a colon stands before a list of columns, and not before one column's values."""
    items = split_items(after, known)
    fields = [item for item in items if is_field(item, known)]
    if len(items) >= 2 and 2 * len(fields) >= len(items):
        return True
    return not known(before) or len(before.split()) > 5


def _last_words(text: str) -> str:
    return re.split(r"[,;.]", text)[-1].strip()


def _cuts_here(
    found: list[tuple[Opening, int, int]],
    cut: tuple[Opening, int, int],
    sentence: str,
    known: Known,
) -> bool:
    """Whether a later introduction starts a new list, or is part of an item."""
    opening, start, end = cut
    if not found:
        return True
    before, word = sentence[found[-1][2] : start], sentence[start:end]
    if not before.strip(" ,;:"):
        found.pop()
        return True
    if opening in ("columns", "statement", "without"):
        return True
    if opening == "open":
        return _ADDITION.search(word) is None and "add" not in word.lower().split()
    if word.strip() == ":":
        return "," not in before and not known(_last_words(before))
    is_list = "," in before or " and " in before
    after_comma = _LATER_WITH.search(word) is not None or _LATER_WITH.search(before) is not None
    return not is_list or (after_comma and re.search(r"with|having", word) is not None)


def _read_piece(piece: _Piece, clauses: Clauses, known: Known) -> list[str]:
    """Take in what a piece lists or states; the words that belong to the head."""
    text = piece.text
    if _OPEN_WORDS.search(text) or _OPEN_WORDS.search(piece.lead):
        clauses.opened = True
        text = _OPEN_WORDS.sub(" ", text)
    if piece.opening == "without":
        clauses.statements.append(f"without {text.strip()}")
        return []
    if piece.opening == "statement":
        clauses.statements.extend(_statements(text))
        return []
    items = split_items(text, known)
    fields = [item for item in items if is_field(item, known)]
    if piece.opening in ("columns", "open") or (len(items) > 1 and 2 * len(fields) >= len(items)):
        _sort_items(items, clauses, known)
        if piece.opening == "open":
            clauses.opened = True
        elif len(items) > 1 or piece.opening == "columns":
            clauses.closed = True
        return []
    if len(items) == 1 and fields:
        _sort_items(items, clauses, known)
        return [] if not piece.lead.strip().lower().startswith("with") else [text]
    remarks = [item for item in items if _is_remark(item)]
    clauses.statements.extend(remarks)
    others = [item for item in items if item not in remarks]
    return [piece.lead, ", ".join(others)] if others else []


def _sort_items(items: list[str], clauses: Clauses, known: Known) -> None:
    for item in items:
        if _NOT_LIST.match(item.strip()) or _is_remark(item):
            clauses.statements.append(item)
        else:
            clauses.items.append(_behind_with(item, known))


def _behind_with(item: str, known: Known) -> str:
    """`places orders with order date` names the order date."""
    before, found, after = item.partition(" with ")
    if read_statement(item) is not None:
        return item
    if found and not known(read_item(before).phrase) and known(read_item(after).phrase):
        return after
    return item


_REMARK = re.compile(
    r"\b(?:missing|null|nulls|empty|blank)\b.*(?:values?|data|cells?)?|\bcorrelations?\b.*\bbetween\b|\b(?:duplicates?|outliers?|typos|dirty|messy)\b|"
    r"\b(?:class\s+)?imbalanced?\b|\b(?:easy|hard|difficult)\s+to\s+(?:predict|learn|classify)\b|\b(?:noisy|noise)\b|^correlat\w*\s*(?:of|=|:|is)?\s*[-+]?0?\.\d+|^no\s+|^without\s+|^not?\b",
    re.IGNORECASE,
)
_SHARE_OF = re.compile(
    rf"^(?:with\s+)?(?:about\s+|around\s+|roughly\s+|approximately\s+|an?\s+)?{_SHARE}\s+\S+", re.I
)
_RATE_OF = re.compile(rf"\brate\s+(?:of\s+)?(?:about\s+|around\s+)?{_SHARE}", re.I)


def _is_remark(item: str) -> bool:
    """Whether a piece says something of columns and names none of its own."""
    plain = re.sub(r"\([^)]*\)", " ", item).strip()
    if re.fullmatch(r"\S+(?:\s\S+)?\s+\(.*", item) or not plain:
        return False
    if re.search(
        r"^\w[\w ]*?\s+(?:with\s+)?(?:about\s+)?\d+(?:\.\d+)?\s*%\s*(?:missing|null|blank|empty)",
        plain,
        re.I,
    ):
        return False
    return bool(_REMARK.search(plain) or _SHARE_OF.match(plain) or _RATE_OF.search(plain))


def is_field(item: str, known: Known) -> bool:
    """Whether a piece of a list is a column: known, written as one, or with details."""
    if _NOT_LIST.match(item.strip()):
        return False
    if re.fullmatch(r"[A-Za-z]\w*_\w+", item.strip()):
        return True
    read = read_item(item)
    if not read.phrase:
        return False
    if known(read.phrase):
        return True
    details = read.details
    return (
        bool(
            details.values
            or details.whether
            or details.pattern
            or details.low is not None
            or details.high is not None
            or details.hint
            or details.start
            or details.mean is not None
        )
        and len(read.phrase.split()) <= 4
    )


_HOLD = {",": "\x01", " and ": "\x02", ";": "\x03", "/": "\x04", "\n": "\x05"}
_BETWEEN_HOLD = re.compile(
    rf"\b(?:between|from)\s+\S+(?:\s\w+)?\s+and\s+(?:{NUMBER}|\w+\s+\d{{4}}|\d)|\d,\d{{3}}\b|\bmin\w*\s+\S+\s+and\s+max|\bmean\s+\S+\s+and\s+(?:sd|std|standard)",
    re.IGNORECASE,
)
_DEPENDS_HOLD = re.compile(
    r"\b(?:depend\w*\s+on|based\s+on|correlat\w+\s+(?:with|to)|driven\s+by|influenced\s+by|determined\s+by|affected\s+by|related\s+to)\s+[^,;]*?\s+and\s+[^,;]+",
    re.I,
)
_SPLIT = re.compile(
    r"\s*(?:[,;\n]|\s+(?:and|plus|as\s+well\s+as|along\s+with|&)\s+|\s\+\s)\s*(?:(?:and|also|plus|then|finally|as\s+well\s+as)\b\s*)*",
    re.I,
)


def split_items(text: str, known: Known) -> list[str]:
    """The pieces of a list; commas in brackets and the `and` of `between` do not part them."""
    held = re.sub(r"\([^()]*\)|\[[^\[\]]*\]|\{[^{}]*\}|\"[^\"]*\"", _hold, text)
    held = _BETWEEN_HOLD.sub(_hold, held)
    held = _DEPENDS_HOLD.sub(_hold, held)
    parts, joins = _parts(held)
    items = [_release(part).strip(" .,;") for part in parts]
    keep = [place for place, item in enumerate(items) if item]
    items, joins = [items[place] for place in keep], [joins[place] for place in keep]
    return _distributed(items, joins, known)


def _parts(held: str) -> tuple[list[str], list[str]]:
    """The pieces, each with what parts it from the next.

    Where semicolons part them, a piece with a colon is one item.
    """
    parts: list[str] = []
    joins: list[str] = []
    for section in held.split(";") if ";" in held else [held]:
        start = 0
        if ":" not in section or ";" not in held:
            for match in _SPLIT.finditer(section):
                parts.append(section[start : match.start()])
                joins.append(match.group())
                start = match.end()
        parts.append(section[start:])
        joins.append(";")
    return parts, joins


def _hold(match: re.Match[str]) -> str:
    text = match.group()
    for mark, stand_in in _HOLD.items():
        text = text.replace(mark, stand_in)
    return text


def _release(text: str) -> str:
    for mark, stand_in in _HOLD.items():
        text = text.replace(stand_in, mark)
    return text


_AND = re.compile(r"\band\b|&|/", re.IGNORECASE)


def _distributed(items: list[str], joins: list[str], known: Known) -> list[str]:
    """`first and last name` is two names: an unknown piece takes the end of the next."""
    result = list(items)
    shared = False
    for position in range(len(items) - 2, -1, -1):
        here, following = read_item(result[position]), read_item(result[position + 1])
        phrase, ends = here.phrase, following.phrase.split()
        if here.details.says_anything() or not (shared or _AND.search(joins[position])):
            shared = False
            continue
        shared = False
        if not phrase or len(phrase.split()) > 2 or len(ends) < 2 or known(phrase):
            continue
        for count in range(len(ends) - 1, 0, -1):
            joined = f"{phrase} {' '.join(ends[-count:])}"
            if known(joined):
                result[position], shared = joined, True
                break
    return result


def _statements(text: str) -> list[str]:
    parts = re.split(
        r"\s*;\s*|,?\s+and\s+(?=[\w\s]+?\b(?:is|are|should|depends?|correlates?|increases?|decreases?|comes?|must|have|has|pay|spend)\b)|,\s+(?=[\w\s]+?\b(?:is|are|should|depends?|must|come)\b)",
        text,
    )
    return [part.strip(" .,") for part in parts if part and part.strip(" .,")]


def _without_list(sentence: str, clauses: Clauses, known: Known) -> None:
    items = split_items(sentence, known)
    fields = [item for item in items if is_field(item, known)]
    sure = [item for item in items if read_item(item).details.says_anything()]
    enough = (
        3 * len(fields) >= 2 * len(items)
        if len(items) >= 3
        else len(items) == 2 and sure and not clauses.about_something
    )
    if enough and (len(items) > 2 or len(fields) == 2):
        items[0] = _without_lead(items[0], known)
        if len(read_item(items[0]).phrase.split()) > 3 and len(items) > 2:
            _add_head(items.pop(0), clauses)
        _sort_items(items, clauses, known)
        clauses.closed = True
    elif clauses.head or clauses.items:
        clauses.statements.append(sentence)
    else:
        _add_head(_take_remarks(sentence, clauses, known), clauses)


_LEAD = re.compile(
    r"^.*\b(?:of|about|on|containing|for|need|want|like|me|generate|create|make|build|list|record|track|store|get|from|using|given)\b\s*:?\s+(?=\S)",
    re.I,
)


def _without_lead(item: str, known: Known) -> str:
    """The first piece of a list without the words before the list."""
    match = _LEAD.match(item)
    if match is not None and (known(read_item(item[match.end() :]).phrase) or "_" in item):
        return item[match.end() :]
    return item


def _bare_list(clauses: Clauses, known: Known) -> None:
    """`a dataset of names, ages and grades`: a list without a word that introduces it."""
    for pattern in (_OF_LIST, _VERB_LIST):
        for match in pattern.finditer(clauses.head):
            items = split_items(clauses.head[match.end() :], known)
            least = 2 if pattern is _OF_LIST and not clauses.about_something else 3
            if len(items) >= least and all(is_field(item, known) for item in items):
                clauses.head = clauses.head[: match.start()]
                _sort_items(items, clauses, known)
                clauses.closed = True
                return
