"""The expressions of `formula`, `when`, `min`, `max`, `within` and driver terms.

A tokenizer and a Pratt parser over a closed grammar: what they cannot build does not
exist, so no text can reach Python. Nothing here is ever handed to `eval` or `ast`.

    conditional  if(condition, a, b)   or   a if condition else b
    logic        and  or  not
    comparison   ==  !=  <  <=  >  >=  in ("a", "b")  not in (...)
    arithmetic   +  -  *  /  //  %  **
    values       12.5   "text"   'text'   true   false   today   column   `column with spaces`

Dates subtract to days and take days added: `check_in + days(nights)`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Literal as OneOf
from typing import TypeAlias

from rowsmith.schema.tokens import ExpressionError as ExpressionError
from rowsmith.schema.tokens import Token, tokens

MAX_LENGTH = 500
MAX_DEPTH = 40


@dataclass(frozen=True, slots=True)
class Constant:
    """A number, a text, true or false."""

    value: float | str | bool
    decimals: int = 0


@dataclass(frozen=True, slots=True)
class Today:
    """The day on which the dataset is made."""


@dataclass(frozen=True, slots=True)
class Name:
    """A column."""

    name: str


@dataclass(frozen=True, slots=True)
class Unary:
    """`-x` or `not x`."""

    operator: OneOf["-", "not"]
    operand: Node


@dataclass(frozen=True, slots=True)
class Binary:
    """Arithmetic on two operands; `+` also joins texts."""

    operator: str
    left: Node
    right: Node


@dataclass(frozen=True, slots=True)
class Compare:
    """A comparison."""

    operator: str
    left: Node
    right: Node


@dataclass(frozen=True, slots=True)
class Logic:
    """`and` or `or`."""

    operator: str
    left: Node
    right: Node


@dataclass(frozen=True, slots=True)
class Member:
    """`operand in (options)`."""

    operand: Node
    options: tuple[Constant, ...]


@dataclass(frozen=True, slots=True)
class Conditional:
    """`if(condition, then, otherwise)`."""

    condition: Node
    then: Node
    otherwise: Node


@dataclass(frozen=True, slots=True)
class Call:
    """A function of the table in `typing.py`."""

    function: str
    arguments: tuple[Node, ...]


Node: TypeAlias = (
    Constant | Today | Name | Unary | Binary | Compare | Logic | Member | Conditional | Call
)

_BINDING = {
    "if": 1,
    "or": 2,
    "and": 3,
    "==": 5,
    "!=": 5,
    "<": 5,
    "<=": 5,
    ">": 5,
    ">=": 5,
    "in": 5,
    "not": 5,
    "+": 6,
    "-": 6,
    "*": 7,
    "/": 7,
    "//": 7,
    "%": 7,
    "**": 9,
}
_NOT_BINDING = 4
_NEGATIVE_BINDING = 8
_WORDS = {"true": True, "false": False}
_RESERVED = frozenset({"and", "or", "not", "if", "else", "in"})


@lru_cache(maxsize=4_096)
def parse(source: str) -> Node:
    """The syntax tree of `source`. Raises ExpressionError, which says where reading stopped."""
    if len(source) > MAX_LENGTH:
        raise ExpressionError(f"is longer than {MAX_LENGTH} characters")
    return _Parser(source).whole()


def names(node: Node) -> frozenset[str]:
    """The columns that an expression reads."""
    return frozenset(found.name for found in walk(node) if isinstance(found, Name))


def names_in(source: str) -> frozenset[str]:
    """The columns that `source` reads; none where it cannot be parsed."""
    try:
        return names(parse(source))
    except ExpressionError:
        return frozenset()


def calls_in(source: str) -> list[str]:
    """The functions that `source` calls, each time; none where it cannot be parsed."""
    try:
        return [node.function for node in walk(parse(source)) if isinstance(node, Call)]
    except ExpressionError:
        return []


def walk(node: Node) -> Iterator[Node]:
    """The node and all nodes below it."""
    yield node
    for child in children(node):
        yield from walk(child)


def children(node: Node) -> tuple[Node, ...]:
    """The operands of a node, left to right."""
    match node:
        case Unary(operand=operand) | Member(operand=operand):
            return (operand,)
        case Binary(left=left, right=right) | Compare(left=left, right=right):
            return (left, right)
        case Logic(left=left, right=right):
            return (left, right)
        case Conditional(condition=condition, then=then, otherwise=otherwise):
            return (condition, then, otherwise)
        case Call(arguments=arguments):
            return arguments
        case _:
            return ()


def with_children(node: Node, change: Callable[[Node], Node]) -> Node:
    """The node with each of its operands changed; options of `in` stay."""
    match node:
        case Unary(operand=operand) | Member(operand=operand):
            return replace(node, operand=change(operand))
        case Binary(left=left, right=right) | Compare(left=left, right=right):
            return replace(node, left=change(left), right=change(right))
        case Logic(left=left, right=right):
            return replace(node, left=change(left), right=change(right))
        case Conditional(condition=condition, then=then, otherwise=otherwise):
            return Conditional(change(condition), change(then), change(otherwise))
        case Call(arguments=arguments):
            return replace(node, arguments=tuple(map(change, arguments)))
        case _:
            return node


class _Parser:
    def __init__(self, source: str) -> None:
        self._source = source
        self._tokens = list(tokens(source))
        self._position = 0
        self._depth = 0

    def whole(self) -> Node:
        if not self._tokens:
            raise ExpressionError("is empty")
        node = self._expression(0)
        if (token := self._peek()) is not None:
            raise self._unexpected(token)
        return node

    def _expression(self, binding: int) -> Node:
        self._depth += 1
        if self._depth > MAX_DEPTH:
            raise ExpressionError(f"is nested deeper than {MAX_DEPTH} levels")
        node = self._prefix()
        while (token := self._peek()) and self._binds(token) > binding:
            node = self._infix(node)
        self._depth -= 1
        return node

    def _binds(self, token: Token) -> int:
        return _BINDING.get(token.text, 0) if token.kind in ("symbol", "name") else 0

    def _prefix(self) -> Node:
        token = self._take("a value")
        match token.kind:
            case "number":
                return _number(token.text)
            case "text":
                return Constant(token.text[1:-1])
            case "quoted":
                return Name(token.text[1:-1])
            case "name":
                return self._word(token)
        if token.text == "-":
            return Unary("-", self._expression(_NEGATIVE_BINDING))
        if token.text == "+":
            return self._expression(_NEGATIVE_BINDING)
        if token.text == "(":
            node = self._expression(0)
            self._expect(")")
            return node
        raise self._unexpected(token)

    def _word(self, token: Token) -> Node:
        lowered = token.text.lower()
        if lowered in _WORDS and not self._at("("):
            return Constant(_WORDS[lowered])
        if token.text == "today":
            return Today()
        if token.text == "not":
            return Unary("not", self._expression(_NOT_BINDING))
        if token.text == "if":
            return self._conditional(token)
        if token.text in _RESERVED:
            raise self._unexpected(token)
        return self._call(token.text) if self._at("(") else Name(token.text)

    def _conditional(self, token: Token) -> Node:
        arguments = self._arguments()
        if len(arguments) != 3:
            raise ExpressionError(
                f"'if' at position {token.start + 1} needs three parts: "
                "if(condition, then, otherwise)"
            )
        return Conditional(*arguments)

    def _call(self, function: str) -> Node:
        return Call(function, self._arguments())

    def _arguments(self) -> tuple[Node, ...]:
        self._expect("(")
        if self._at(")"):
            self._take(")")
            return ()
        arguments = [self._expression(0)]
        while self._at(","):
            self._take(",")
            arguments.append(self._expression(0))
        self._expect(")")
        return tuple(arguments)

    def _infix(self, left: Node) -> Node:
        token = self._take("an operator")
        operator = token.text
        match operator:
            case "if":
                condition = self._expression(_BINDING["if"])
                self._expect("else")
                return Conditional(condition, left, self._expression(0))
            case "in":
                return Member(left, self._options())
            case "not":
                self._expect("in")
                return Unary("not", Member(left, self._options()))
            case "and" | "or":
                return Logic(operator, left, self._expression(_BINDING[operator]))
            case "**":
                return Binary(operator, left, self._expression(_BINDING[operator] - 1))
            case "==" | "!=" | "<" | "<=" | ">" | ">=":
                return self._comparison(operator, left)
        return Binary(operator, left, self._expression(_BINDING[operator]))

    def _comparison(self, operator: str, left: Node) -> Node:
        right = self._expression(_BINDING[operator])
        first = Compare(operator, left, right)
        following = self._peek()
        if following is None or following.text not in ("<", "<=", ">", ">="):
            return first
        self._take(following.text)
        return Logic("and", first, self._comparison(following.text, right))

    def _options(self) -> tuple[Constant, ...]:
        opening = self._take("a list in brackets")
        if opening.text not in ("(", "["):
            raise self._unexpected(opening)
        closing = ")" if opening.text == "(" else "]"
        options: list[Constant] = []
        while not self._at(closing):
            option = self._expression(_BINDING["+"])
            if not isinstance(option, Constant):
                raise ExpressionError('\'in\' takes a list of plain values, as in ("a", "b")')
            options.append(option)
            if not self._at(closing):
                self._expect(",")
        self._take(closing)
        if not options:
            raise ExpressionError("'in' needs at least one value in its list")
        return tuple(options)

    def _peek(self) -> Token | None:
        return self._tokens[self._position] if self._position < len(self._tokens) else None

    def _at(self, text: str) -> bool:
        token = self._peek()
        return token is not None and token.kind == "symbol" and token.text == text

    def _take(self, wanted: str) -> Token:
        token = self._peek()
        if token is None:
            raise ExpressionError(f"ends where {wanted} was expected")
        self._position += 1
        return token

    def _expect(self, text: str) -> None:
        token = self._take(f"'{text}'")
        if token.text != text:
            raise ExpressionError(
                f"has '{token.text}' at position {token.start + 1} where '{text}' was expected"
            )

    def _unexpected(self, token: Token) -> ExpressionError:
        return ExpressionError(f"has an unexpected '{token.text}' at position {token.start + 1}")


def _number(text: str) -> Constant:
    value = float(text)
    if value in (float("inf"), float("-inf")):
        raise ExpressionError(f"has a number that is too large: {text}")
    _, _, fraction = text.partition(".")
    return Constant(value, 6 if "e" in text.lower() else len(fraction))
