"""The grammar of formulas: choices, conditions, arithmetic, sums of several columns."""

from __future__ import annotations

from collections.abc import Callable

from rowsmith.planning.grammar.formula_words import Names, Token

_COMPARISONS = frozenset({"==", "!=", "<", "<=", ">", ">="})
IF = frozenset({"if", "when", "where", "for", "from", "whenever"})
_YES = frozenset({"true", "yes", "1", "pass", "passed"})
_NO = frozenset({"false", "no", "fail", "failed"})
_ALL = {"both": 2, "two": 2, "2": 2, "three": 3, "3": 3, "four": 4, "4": 4, "five": 5, "5": 5}
_FUNCTIONS = frozenset({"abs", "exp", "log", "sqrt", "min", "max", "round", "floor", "ceil", "if"})


class Unread(Exception):
    """The words are no formula that this knows."""


class Reader:
    """A recursive descent over the tokens of one formula."""

    def __init__(self, tokens: list[Token], names: Names) -> None:
        self._tokens = tokens
        self._names = names
        self._place = 0

    def whole(self) -> str:
        """The expression of all tokens. Raises Unread."""
        for read in (self._cases, self._condition_alone, self._sum):
            self._place = 0
            try:
                expression = read()
            except Unread:
                continue
            if self._place == len(self._tokens):
                return expression
        raise Unread

    def condition(self) -> str:
        """The condition of all tokens. Raises Unread."""
        self._place = 0
        expression = self._condition_alone()
        if self._place < len(self._tokens):
            raise Unread
        return expression

    def _peek(self, ahead: int = 0) -> Token:
        place = self._place + ahead
        return self._tokens[place] if place < len(self._tokens) else Token("word", "")

    def _take(self, *texts: str) -> str | None:
        token = self._peek()
        if token.text in texts and token.kind != "column":
            self._place += 1
            return token.text
        return None

    # Choices: `1 if score >= 70 else 0`, `A if score >= 85, B if score >= 70, else C`.

    def _cases(self) -> str:
        cases: list[tuple[str, str]] = []
        otherwise: str | None = None
        while self._place < len(self._tokens):
            if self._take("else", "otherwise"):
                otherwise = self._outcome()
            else:
                outcome = self._outcome()
                negated = self._take("unless") is not None
                if not negated and self._take(*IF) is None:
                    raise Unread
                condition = self._condition()
                cases.append((f"not ({condition})" if negated else condition, outcome))
            while self._take(",", "and", ";"):
                pass
        return _choice(cases, otherwise)

    def _outcome(self) -> str:
        token = self._peek()
        if token.kind in ("number", "text"):
            self._place += 1
            return token.text
        if token.kind == "word" and token.text and token.text not in IF:
            self._place += 1
            return (
                token.text
                if token.text in _YES | _NO
                else f'"{token.text.upper() if len(token.text) == 1 else token.text}"'
            )
        raise Unread

    # Conditions: `score >= 70`, `marks of 50 or more`, `above 0.1 and below 2`.

    def _condition_alone(self) -> str:
        self._take(*IF, "yes", "true")
        self._take(*IF)
        return self._condition()

    def _condition(self) -> str:
        parts = [self._comparison()]
        while (joint := self._take("and", "or")) is not None:
            parts += [joint, self._comparison()]
        return " ".join(parts)

    def _comparison(self) -> str:
        start = self._place
        if self._peek().text in _COMPARISONS or (
            self._peek().kind == "number" and self._peek(1).text in ("or_more", "or_less")
        ):
            left = self._nearest()
        else:
            left = self._sum()
        self._take("of")
        sign = self._take(*_COMPARISONS, "=", "+")
        if sign is not None:
            if sign == "==" and (other := self._take(*_COMPARISONS)):
                sign = other
            right = self._right()
            return f"{left} {'==' if sign == '=' else sign} {right}"
        if self._peek().kind == "number":
            right = self._number()
            side = self._take("or_more", "or_less")
            if side is not None:
                return f"{left} {'>=' if side == 'or_more' else '<='} {right}"
        self._place = start
        raise Unread

    def _right(self) -> str:
        token = self._peek()
        if token.kind == "text":
            self._place += 1
            return token.text
        if token.kind == "word" and token.text in _YES | _NO:
            self._place += 1
            return "true" if token.text in _YES else "false"
        value = self._sum()
        if self._peek().kind == "word" and self._place == len(self._tokens) - 1:
            self._place += 1  # a unit: `more than 45 minutes`
        return value

    def _nearest(self) -> str:
        if not self._names.before:
            raise Unread
        return f"{{{self._names.before[-1]}}}"

    # Arithmetic.

    def _sum(self) -> str:
        value = self._product()
        while True:
            if (sign := self._take("+", "-")) is not None:
                value = f"{value} {sign} {self._product()}"
            else:
                return value

    def _product(self) -> str:
        value = self._power()
        while True:
            if self._take("per"):
                # `15 per hour` of a column of hours is a product, `cost per click` a ratio.
                value = f"{value} {'*' if value[0].isdigit() else '/'} {self._power()}"
            elif (sign := self._take("*", "/")) is not None:
                value = f"{value} {sign} {self._power()}"
            elif self._peek().kind == "column" and self._peek(-1).kind == "number":
                value = f"{value} * {self._power()}"  # `2x`
            else:
                return value

    def _power(self) -> str:
        value = self._atom()
        if self._take("**"):
            return f"{value} ** {self._atom()}"
        for power in ("**2", "**3"):
            if self._take(power):
                return f"{value} ** {power[2:]}"
        return value

    def _atom(self) -> str:
        token = self._peek()
        if token.kind == "column":
            self._place += 1
            return token.text
        if token.kind == "number":
            return self._figure()
        if self._take("-"):
            return f"-{self._atom()}"
        if self._take("("):
            value = self._sum()
            if self._take(")") is None:
                raise Unread
            return f"({value})"
        if token.text in _FUNCTIONS and self._peek(1).text == "(":
            return self._function()
        for read in (self._of_several, self._of_two):
            value_or_none = read()
            if value_or_none is not None:
                return value_or_none
        raise Unread

    def _number(self) -> str:
        token = self._peek()
        if token.kind != "number" or token.text.endswith("%"):
            raise Unread
        self._place += 1
        return token.text

    def _figure(self) -> str:
        """A number; `8% of the subtotal`, `8% subtotal` and `20% * price` are products."""
        token = self._peek()
        self._place += 1
        value = token.text
        if value.endswith("%"):
            value = f"{float(value[:-1]) / 100:.12g}"
        of = self._take("of", "%of")
        if of is None:
            return value
        if of == "%of":
            value = f"{float(value) / 100:.12g}"
        return f"{value} * {self._atom()}"

    def _function(self) -> str:
        name = self._peek().text
        self._place += 2
        arguments = [self._sum()]
        while self._take(","):
            arguments.append(self._sum())
        if self._take(")") is None:
            raise Unread
        return f"{name}({', '.join(arguments)})"

    # `sum of a, b and c`, `average of the three`, `difference between a and b`, `ratio of a to b`.

    def _of_several(self) -> str | None:
        word = self._take(
            "sum",
            "total",
            "average",
            "mean",
            "avg",
            "product",
            "max",
            "maximum",
            "min",
            "minimum",
            "all",
        )
        if word is None:
            return None
        self._take("score", "value")
        self._take("of")
        items = self._items()
        if not items:
            raise Unread
        self._take("added", "together")
        return _joined(word, items)

    def _items(self) -> list[str]:
        if (count := self._take("all")) is not None or self._peek().text in _ALL:
            count = self._take(*_ALL) or count
            wanted = _ALL.get(count or "", len(self._names.before))
            while self._peek().kind == "word" and self._peek().text:
                self._place += 1  # `the four buckets`
            before = self._names.before[-wanted:]
            if len(before) < wanted or wanted < 2:
                raise Unread
            return [f"{{{one}}}" for one in before]
        items = [self._product()]
        while self._take(",", "and", "+"):
            self._take("and")
            items.append(self._product())
        return items

    def _of_two(self) -> str | None:
        word = self._take(*_OF_TWO)
        if word is None:
            return None
        if word in _TIMES_ONE:
            self._take("of")
            return f"{_TIMES_ONE[word]} * {self._atom()}"
        self._take("between", "of", "from")
        if self._place >= len(self._tokens) or self._take("both", "two", "dates"):
            if len(self._names.before) < 2:
                raise Unread
            first, second = (f"{{{one}}}" for one in self._names.before[-2:])
        else:
            first = self._product()
            if self._take("and", "to", "/", "-", "until", "till") is None:
                raise Unread
            second = self._product()
        if word in _LENGTHS:
            return f"{second} - {first}"
        return f"{first} - {second}" if word == "difference" else f"{first} / {second}"


_TIMES_ONE = {"half": "0.5", "twice": "2", "double": "2"}
_LENGTHS = frozenset({"time", "duration", "length", "gap", "days", "hours", "between"})
"""From the first to the second; a difference is the first less the second."""
_OF_TWO = ("difference", "ratio", "quotient", *_TIMES_ONE, *sorted(_LENGTHS))


def _choice(cases: list[tuple[str, str]], otherwise: str | None) -> str:
    if not cases:
        raise Unread
    if (
        len(cases) == 1
        and cases[0][1] in _YES | _NO
        and (otherwise is None or otherwise in _YES | _NO | {"0"})
    ):
        condition, outcome = cases[0]
        if outcome == "1" and otherwise in (None, "0"):
            return f"if({condition}, 1, 0)"
        return condition if outcome in _YES else f"not ({condition})"
    if otherwise is None:
        raise Unread
    expression = otherwise
    for condition, outcome in reversed(cases):
        expression = f"if({condition}, {outcome}, {expression})"
    return expression


def _joined(word: str, items: list[str]) -> str:
    if word in ("average", "mean", "avg"):
        return f"({' + '.join(items)}) / {len(items)}"
    joins: dict[str, Callable[[list[str]], str]] = {
        "product": lambda items: " * ".join(items),
        "max": lambda items: f"max({', '.join(items)})",
        "maximum": lambda items: f"max({', '.join(items)})",
        "min": lambda items: f"min({', '.join(items)})",
        "minimum": lambda items: f"min({', '.join(items)})",
    }
    added = f"({' + '.join(items)})"
    return joins[word](items) if word in joins else added
