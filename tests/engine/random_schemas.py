"""Schemas drawn at random: every kind, most keys, names that are awkward, wishes that clash.

Most are fit to be made; some are not. A reference goes to a column that is there, mostly.
"""

from __future__ import annotations

from random import Random
from typing import Any, get_args

from rowsmith.engine.places.sampler import FIELDS as PLACE_FIELDS
from rowsmith.schema.columns import PersonField, Rhythm, Shape, TextStyle
from rowsmith.schema.providers import PROVIDERS

Json = dict[str, Any]

_NAMES = (
    "age",
    "gender",
    "sex",
    "score",
    "price",
    "total",
    "status",
    "plan",
    "city",
    "email",
    "signup",
    "birth",
    "amount",
    "days",
    "rating",
    "left_at",
    "if_not",
    "x",
    "y",
    "z",
    "value",
    "Name",
    "Größe",
    "名前",
    "total_cost",
    "today_",
    "order-id",
    "'quoted'",
    "a,b",
    "a.b",
    "unit price",
    'with "quotes"',
    "=SUM(A1)",
    "true",
    "and",
    "100%",
)
_LEVELS = (
    "low",
    "mid",
    "high",
    "1",
    "2",
    "3",
    "4.5",
    "-1",
    "yes",
    "no",
    "=1+1",
    "é",
    "A, B",
    "1e3",
)
_MOMENTS = (
    "2024-01-31", "2023-06-01 08:00", "today", "today-30d", "today-5y", "today+10d", "2020",
    "2022-02", "1950-05-05", "2100-01-01",
)  # fmt: skip
_TIMES = ("00:00", "08:00", "12:30", "18:00", "23:59")


class Known:
    """The columns so far that a new column may read, by what they hold."""

    def __init__(self) -> None:
        self.numbers: list[str] = []
        self.truths: list[str] = []
        self.levels: dict[str, list[str]] = {}
        self.dates: list[str] = []
        self.texts: list[str] = []

    @property
    def all(self) -> list[str]:
        """Every name."""
        return [*self.numbers, *self.truths, *self.levels, *self.dates, *self.texts]


class SchemaMaker:
    """Draws one schema from `random`."""

    def __init__(self, random: Random) -> None:
        self.random = random
        self.names = random.sample(_NAMES, len(_NAMES))
        self.schema: Json = {"title": "Anything", "columns": []}

    def make(self) -> Json:
        """The schema."""
        self._tables()
        everything: list[tuple[Json, Known]] = []
        for number in range(self._pick((0, 0, 0, 1, 1, 2))):
            known = Known()
            columns = [self._column(known) for _ in range(self.random.randint(1, 4))]
            self.schema.setdefault("entities", []).append(
                self._some(
                    {"name": f"entity {number}", "columns": columns},
                    rows_per_entity=lambda: self._pick((1, 1.5, 3, 40, 1_000)),
                    exact=lambda: self._pick((True, False)),
                )
                | {"rows_per_entity": self._pick((1, 1.5, 3, 40, 1_000))}
            )
            everything += [(column, known) for column in columns]
        rows = Known()
        for _, of_entity in everything:
            _merge(rows, of_entity)
        self.schema["columns"] = [self._column(rows) for _ in range(self.random.randint(1, 6))]
        everything += [(column, rows) for column in self.schema["columns"]]
        self._rest(everything, rows)
        return self.schema

    def _pick(self, options: Any) -> Any:
        return self.random.choice(list(options))

    def _chance(self, share: float) -> bool:
        return self.random.random() < share

    def _some(self, made: Json, **options: Any) -> Json:
        """`made` with some of the optional keys."""
        for key, draw in options.items():
            if self._chance(0.45):
                made[key] = draw()
        return made

    def _tables(self) -> None:
        if self._chance(0.4):
            rows = [[f"code{n}", self._pick(_LEVELS), n] for n in range(self.random.randint(1, 5))]
            self.schema["tables"] = [
                self._some(
                    {"name": "things", "fields": ["code", "label", "rank"], "rows": rows},
                    shares=lambda: [self._pick((0, 1, 5)) for _ in rows],
                )
            ]

    def _rest(self, everything: list[tuple[Json, Known]], rows: Known) -> None:
        names = [column["name"] for column, _ in everything]
        kinds = {column["name"]: column["kind"] for column, _ in everything}
        driven = [
            (column["name"], known)
            for column, known in everything
            if column["kind"] in ("number", "boolean", "category")
        ]
        for name, known in self.random.sample(driven, min(len(driven), self._pick((0, 1, 1, 2)))):
            earlier = [other for other in known.all if other != name]
            terms = [self._term(known, name) for _ in range(self.random.randint(1, 3)) if earlier]
            if terms:
                explained = self._pick((0, 0.3, 0.95, "easy", "medium", "hard"))
                self.schema.setdefault("drivers", []).append(
                    {"column": name, "explained": explained, "by": terms}
                )
        if self._chance(0.5):
            self.schema["labels"] = self.random.sample(names, min(len(names), self._pick((1, 2))))
        if self._chance(0.2):
            others = [name for name in names if name not in self.schema.get("labels", ())]
            self.schema["hidden"] = others[: min(len(names) - 1, 2)]
        for name in self.random.sample(names, min(len(names), self._pick((0, 0, 1, 2)))):
            missing = {"column": name, "share": self._pick((0, 0.1, 0.5, 1))}
            if self._chance(0.4):
                missing["when"] = self._condition(rows)
            self.schema.setdefault("missing", []).append(missing)
        for name in self.random.sample(names, min(len(names), self._pick((0, 0, 1, 2)))):
            fitting = {
                "number": ("outliers",),
                "datetime": ("formats",),
                "boolean": ("formats",),
                "category": ("typos", "formats"),
                "person": ("typos", "formats"),
                "lookup": ("typos", "formats"),
                "place": ("typos",),
                "faker": ("typos",),
                "text": ("typos",),
            }.get(kinds[name])
            if fitting is None:
                continue
            dirt = {"what": self._pick(fitting), "share": self._pick((0, 0.05, 0.5))}
            self.schema.setdefault("dirt", []).append({**dirt, "column": name})
        if self._chance(0.15):
            self.schema.setdefault("dirt", []).append({"what": "duplicates", "share": 0.1})

    def _term(self, known: Known, name: str) -> Json:
        others = _without(known, name)
        of = self._condition(others) if self._chance(0.4) else self._number(others)
        return {"of": of, "weight": self._pick((-2, -0.5, 1, 1, 3))}

    def _column(self, known: Known) -> Json:
        name = self.names.pop() if len(self.names) > 1 else f"column {len(known.all)}"
        kind = self._pick(_KINDS)
        presence = self._presence(known)
        made: Json = getattr(self, f"_{kind}_column")(name, known)
        return {"name": name, "kind": kind, **made, **presence}

    def _presence(self, known: Known) -> Json:
        if not self._chance(0.2):
            return {}
        return self._some(
            {"when": self._condition(known)},
            otherwise=lambda: self._pick((0, -1.5, "none", "=x", "low", "7")),
        )

    def _id_column(self, name: str, known: Known) -> Json:
        patterns = ["sequence", "uuid", "A-####", "?#######", "##########"]
        if known.all:
            patterns.append("{" + self._pick([*known.texts, *known.levels, *known.all]) + "}-####")
        pattern = self._pick(patterns)
        (known.numbers if pattern == "sequence" else known.texts).append(name)
        return {"pattern": pattern}

    def _person_column(self, name: str, known: Known) -> Json:
        field = self._pick(get_args(PersonField))
        place = {"birth_date": known.dates, "age": known.numbers}.get(field, known.texts)
        place.append(name)
        return self._some(
            {"field": field},
            role=lambda: self._pick(("", "doctor")),
            unique=lambda: self._pick((True, False)),
        )

    def _place_column(self, name: str, known: Known) -> Json:
        field = self._pick(PLACE_FIELDS)
        (known.numbers if field in ("latitude", "longitude") else known.texts).append(name)
        return self._some(
            {"field": field},
            role=lambda: self._pick(("from", "to")),
            within=lambda: self._pick((["US"], ["DE", "France"], ["world"], ["Bavaria"], ["EU"])),
        )

    def _faker_column(self, name: str, known: Known) -> Json:
        known.texts.append(name)
        return {"provider": self._pick(PROVIDERS)}

    def _lookup_column(self, name: str, known: Known) -> Json:
        if "tables" not in self.schema:
            return self._category_column(name, known) | {"kind": "category"}
        field = self._pick(("code", "label", "rank"))
        rows = self.schema["tables"][0]["rows"]
        known.levels[name] = [str(row[("code", "label", "rank").index(field)]) for row in rows]
        role = {"role": self._pick(("from", "to"))} if self._chance(0.4) else {}
        return {"table": "things", "field": field, **role}

    def _category_column(self, name: str, known: Known) -> Json:
        made = self._some(
            {"values": self._levels()},
            ordered=lambda: self._pick((True, False)),
            cases=lambda: self._cases(known, lambda: {"values": self._levels()}),
        )
        cases = made.get("cases", [])
        of_all = [level["value"] for levels in (made, *cases) for level in levels["values"]]
        known.levels[name] = list(dict.fromkeys(of_all))
        return made

    def _levels(self) -> list[Json]:
        count = self.random.randint(1, 4)
        values = self.random.sample(_LEVELS, count)
        if self._chance(0.5):
            return [{"value": value} for value in values]
        cuts = sorted(self.random.randint(0, 100) for _ in range(count - 1))
        shares = [b - a for a, b in zip([0, *cuts], [*cuts, 100], strict=True)]
        return [{"value": v, "share": s} for v, s in zip(values, shares, strict=True)]

    def _cases(self, known: Known, case: Any) -> list[Json]:
        return [
            {"when": self._condition(known), **case()} for _ in range(self.random.randint(1, 3))
        ]

    def _boolean_column(self, name: str, known: Known) -> Json:
        made = self._some(
            {"rate": self._rate()},
            words=lambda: self._pick((["yes", "no"], ["1", "0"], ["+", "-"], ["True", "False"])),
            cases=lambda: self._cases(known, lambda: {"rate": self._rate()}),
        )
        known.truths.append(name)
        return made

    def _rate(self) -> float:
        return float(self._pick((0, 0.001, 0.2, 0.5, 0.9, 1)))

    def _number_column(self, name: str, known: Known) -> Json:
        if self._chance(0.75):
            made = self._some(
                dict(self._pick(_NUMBERS)),
                decimals=lambda: self.random.randint(0, 6),
                zeros=lambda: self._pick((0, 0.3, 0.9)),
            )
            if "min" not in made and self._chance(0.2):
                made["min"] = self._number(known)
            if "max" not in made and self._chance(0.3):
                made["max"] = self._number(known)
            mean = made.get("mean")
            if mean is not None and self._chance(0.3):
                made["cases"] = self._cases(known, lambda: {"mean": mean})
            known.numbers.append(name)
            return made
        low = self._pick((-50, 0, 0, 1, 18))
        mean = low + self._pick((0, 0.5, 3, 20, 400))
        made = self._some(
            {"shape": self._pick(get_args(Shape))},
            mean=lambda: mean,
            sd=lambda: self._pick((0, 0.1, 1, 5, 100)),
            decimals=lambda: self.random.randint(0, 6),
            min=lambda: self._number(known) if self._chance(0.3) else low,
            max=lambda: self._number(known) if self._chance(0.3) else low + self._pick((0, 1, 900)),
            zeros=lambda: self._pick((0, 0.3, 0.9, 1)),
            cases=lambda: self._cases(
                known,
                lambda: self._some({"mean": low + self._pick((0, 1, 7))}, sd=lambda: 1),
            ),
        )
        known.numbers.append(name)
        return made

    def _datetime_column(self, name: str, known: Known) -> Json:
        if self._chance(0.2):
            known.texts.append(name)
            start, end = sorted(self._pick(_TIMES) for _ in range(2))
            return self._some(
                {"start": start, "end": end},
                precision=lambda: self._pick(("minute", "second", "hour", "day")),
                rhythm=lambda: self._rhythm(),
            )
        made = self._some(
            {},
            start=lambda: self._pick(_MOMENTS),
            end=lambda: self._pick(_MOMENTS),
            precision=lambda: self._pick(("day", "hour", "minute", "second")),
            rhythm=lambda: self._rhythm(),
        )
        if known.dates and self._chance(0.6):
            made["after"] = self._pick(known.dates)
            if self._chance(0.6):
                made["within"] = (
                    self._pick((0, 0.5, 3, 400)) if self._chance(0.5) else self._number(known)
                )
        known.dates.append(name)
        return made

    def _rhythm(self) -> list[str]:
        return self.random.sample(get_args(Rhythm), self.random.randint(1, 3))

    def _text_column(self, name: str, known: Known) -> Json:
        made = self._some(
            {"style": self._pick(get_args(TextStyle))},
            tone=lambda: self._pick([*known.numbers, *known.truths, *known.levels] or ["nothing"]),
            topic=lambda: self._pick([*known.levels, *known.texts, "phones", "hotel"]),
        )
        known.texts.append(name)
        return made

    def _formula_column(self, name: str, known: Known) -> Json:
        draw = self._pick((self._number, self._number, self._condition, self._date, self._text))
        place = {
            self._number: known.numbers,
            self._condition: known.truths,
            self._date: known.dates,
            self._text: known.texts,
        }[draw]
        made = {"expression": draw(known)}
        if draw == self._number and self._chance(0.3):
            made["noise"] = self._pick((0, 0.5, 10))
        place.append(name)
        return made

    def _number(self, known: Known, depth: int = 0) -> str:
        leaves = [_quoted(name) for name in (*known.numbers, *known.truths)]
        if depth > 2 or self._chance(0.35):
            return str(self._pick([*leaves, *leaves, "0", "1", "2.5", "1e6", "-3"]))
        a, b = self._number(known, depth + 1), self._number(known, depth + 1)
        options = [f"({a} {sign} {b})" for sign in ("+", "-", "*", "/", "//", "%", "**")]
        options += [f"{function}({a})" for function in _FUNCTIONS]
        options += [f"min({a}, {b})", f"max({a}, {b}, 1)", f"clip({a}, 0, {b})", f"-{a}"]
        options += [f"round({a}, 2)", f"if({self._condition(known, depth + 1)}, {a}, {b})"]
        if known.dates:
            one, other = self._date(known, depth + 1), self._date(known, depth + 1)
            options += [f"days({one} - {other})", f"({one} - {other})", f"year({one})"]
            options += [f"hours({one} - {other})", f"weekday({one})", f"hour({other})"]
        return str(self._pick(options))

    def _condition(self, known: Known, depth: int = 0) -> str:
        options = [f"{self._number(known, depth + 1)} {self._pick(_ORDER)} 3"]
        for name, values in list(known.levels.items())[:3]:
            value = self._pick(values).replace('"', "")
            options += [
                f'{_quoted(name)} == "{value}"',
                f'{_quoted(name)} in ("{value}", "{value}")',
            ]
        options += [_quoted(name) for name in known.truths]
        if known.texts:
            text = _quoted(self._pick(known.texts))
            sign = _OF_TEXTS[self._pick(_ORDER)]
            options += [f"{text} {sign} '08:30'", f"{text} in ('a', 'b')"]
        if known.dates:
            options += [f"{_quoted(self._pick(known.dates))} {self._pick(_ORDER)} today"]
            options += [f"{_quoted(self._pick(known.dates))} < '2024-03-01'"]
        if depth < 2 and self._chance(0.4):
            a, b = self._condition(known, depth + 1), self._condition(known, depth + 1)
            options = [f"({a} and {b})", f"({a} or {b})", f"not ({a})"]
        return str(self._pick(options))

    def _date(self, known: Known, depth: int = 0) -> str:
        leaves = [_quoted(name) for name in known.dates] + ["today"]
        if depth > 1 or self._chance(0.5):
            return str(self._pick(leaves))
        sign = self._pick("+-")
        unit = self._pick(("days", "hours", "minutes"))
        moved = f"({self._pick(leaves)} {sign} {unit}({self._number(known, depth + 2)}))"
        return str(self._pick([moved, f"max({self._pick(leaves)}, {self._pick(leaves)})"]))

    def _text(self, known: Known) -> str:
        texts = [_quoted(name) for name in (*known.texts, *known.levels)] + ["'a'", '"b, c"']
        a, b = self._pick(texts), self._pick(texts)
        return str(self._pick([f"{a} + {b}", f"if({self._condition(known)}, {a}, {b})"]))


_KINDS = (
    "number",
    "number",
    "number",
    "boolean",
    "category",
    "category",
    "datetime",
    "datetime",
    "formula",
    "formula",
    "lookup",
    "person",
    "place",
    "text",
    "id",
    "faker",
)
_NUMBERS: tuple[Json, ...] = (
    {"mean": 40, "sd": 12},
    {"mean": 40, "sd": 12, "min": 18, "max": 80},
    {"shape": "uniform", "min": -5, "max": 5.5, "decimals": 1},
    {"shape": "uniform", "min": 1, "max": 5},
    {"shape": "lognormal", "mean": 300, "sd": 500, "decimals": 2},
    {"shape": "exponential", "mean": 4},
    {"shape": "gamma", "mean": 20, "sd": 15, "min": 0, "max": 90},
    {"shape": "beta", "mean": 0.3, "sd": 0.2, "decimals": 3},
    {"shape": "poisson", "mean": 2.5},
    {"shape": "binomial", "mean": 4, "max": 10},
    {"shape": "geometric", "mean": 3, "min": 1},
    {"mean": 7, "sd": 0},
)
_FUNCTIONS = ("abs", "round", "floor", "ceil", "sqrt", "log", "exp")
_ORDER = ("<", "<=", ">", ">=", "==", "!=")
_OF_TEXTS = {**dict.fromkeys(("<", "<=", "=="), "=="), **dict.fromkeys((">", ">=", "!="), "!=")}
"""Texts have no order: they are the same or not."""


def _quoted(name: str) -> str:
    return f"`{name}`"


def _merge(into: Known, other: Known) -> None:
    for key, found in vars(other).items():
        if isinstance(found, dict):
            getattr(into, key).update(found)
        else:
            getattr(into, key).extend(found)


def _without(known: Known, name: str) -> Known:
    """What comes before `name`, so that most drivers close no circle."""
    kept = Known()
    _merge(kept, known)
    for key, found in vars(kept).items():
        if isinstance(found, dict):
            found.pop(name, None)
        else:
            setattr(kept, key, [other for other in found if other != name])
    return kept
