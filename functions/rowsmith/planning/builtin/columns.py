"""From what a column is and what was said of it to the column in the schema language."""

from __future__ import annotations

from typing import Any

from rowsmith.planning import vocabulary
from rowsmith.planning.builtin.details import Details
from rowsmith.planning.builtin.money import Money, in_currency, of_scale
from rowsmith.planning.builtin.numbers import fit_number
from rowsmith.planning.builtin.values import says_no, yes_no
from rowsmith.planning.builtin.words import stem

Keys = dict[str, Any]


def shape_column(
    base: Keys | None, details: Details, *, unit: str | None, money: Money
) -> Keys | None:
    """The keys of a column: `base` from the vocabulary or a domain, changed by what was said.

    None where neither says enough to make it.
    """
    keys = dict(base) if base is not None else None
    if keys is not None and unit == "money" and money.per_dollar != 1:
        keys = in_currency(keys, money.per_dollar)
    if keys is not None and details.scale != 1:
        keys = in_currency(of_scale(keys, details.scale), 1 / details.scale)
        if keys["kind"] == "number":
            keys["decimals"] = max(int(keys.get("decimals", 0)), 2 if details.scale > 1 else 0)
    if keys is None and (details.depends or details.formula):
        keys = {"kind": "number", "shape": "normal", "mean": 50, "sd": 15, "decimals": 1}
    for say in (_values, _boolean, _dates, _number, _pattern, _hint):
        keys = say(keys, details, unit)
    return keys


def unsettled(keys: Keys, details: Details) -> Keys:
    """A number whose level is guessed from its name, without it where bounds are said."""
    if keys["kind"] != "number" or details.low is None or details.high is None:
        return keys
    return {key: value for key, value in keys.items() if key not in ("mean", "sd", "min", "max")}


def _kind(keys: Keys | None) -> str | None:
    return None if keys is None else str(keys["kind"])


def _values(keys: Keys | None, details: Details, unit: str | None) -> Keys | None:
    if not details.values:
        return keys
    words = [value for value, _ in details.values]
    pair = yes_no(words)
    if pair is not None and _kind(keys) in (None, "boolean", "number", "text", "category"):
        rate = keys["rate"] if keys is not None and keys["kind"] == "boolean" else 0.5
        shares = {value: share for value, share in details.values if share is not None}
        if pair[0] in shares:
            rate = shares[pair[0]] / 100
        elif pair[1] in shares:
            rate = 1 - shares[pair[1]] / 100
        return {"kind": "boolean", "rate": round(rate, 4), "words": list(pair)}
    levels = [
        {"value": value} if share is None else {"value": value, "share": share}
        for value, share in _rescaled(details.values)
    ]
    if keys is not None and keys.get("field") == "gender":
        levels = [{**level, "value": _gender(str(level["value"]))} for level in levels]
    found: Keys = {"kind": "category", "values": levels}
    if is_scale(words) or (_kind(keys) == "category" and keys and keys.get("ordered")):
        found["ordered"] = True
        levels.sort(key=lambda level: _place(str(level["value"]), words))
    return found


def _rescaled(values: list[tuple[str, float | None]]) -> list[tuple[str, float | None]]:
    stated = [share for _, share in values if share is not None]
    total = sum(stated)
    if len(stated) < len(values):
        if total < 100:
            return values
        total += (len(values) - len(stated)) * 100 / len(values)
        return [
            (value, round(100 * (share if share is not None else 100 / len(values)) / total, 3))
            for value, share in values
        ]
    if not total or abs(total - 100) < 0.5:
        return values
    return [(value, round(100 * (share or 0) / total, 3)) for value, share in values]


def is_scale(values: list[str]) -> bool:
    """Whether values are levels that ascend or descend: low/medium/high, 1/2/3."""
    if len(values) >= 2 and all(is_number(value) for value in values):
        return True
    return _scale_of(values) is not None


def _scale_of(values: list[str]) -> tuple[str, ...] | None:
    lowered = [value.lower() for value in values]
    if len(lowered) < 2:
        return None
    return next((scale for scale in vocabulary.scales() if set(lowered) <= set(scale)), None)


_GRADES = "fedcba"


def _place(value: str, values: list[str]) -> float:
    if all(len(one) == 1 and one.lower() in _GRADES for one in values):
        return _GRADES.index(value.lower())
    if is_number(value):
        return float(value)
    scale = _scale_of(values)
    return scale.index(value.lower()) if scale else values.index(value)


def is_number(text: str) -> bool:
    """Whether a text is a plain number."""
    try:
        float(text)
    except ValueError:
        return False
    return True


def _boolean(keys: Keys | None, details: Details, unit: str | None) -> Keys | None:
    if (keys is None and (details.whether or details.hint == "boolean")) or (
        keys is not None and details.whether and keys["kind"] not in ("boolean", "category")
    ):
        keys = {"kind": "boolean", "rate": 0.3}
    if details.rate is None:
        return keys
    if keys is not None and keys["kind"] not in ("boolean", "category") and _is_yes_no(details):
        keys = None
    if keys is None:
        keys = {"kind": "boolean", "rate": details.rate}
    if keys["kind"] == "boolean":
        rate = 1 - details.rate if says_no(details.rate_word) else details.rate
        return {key: value for key, value in keys.items() if key != "cases"} | {
            "rate": round(rate, 4)
        }
    if keys["kind"] == "category" and details.rate_word:
        return _share_of(keys, details.rate_word, details.rate)
    if keys["kind"] == "person" and keys.get("field") == "gender" and details.rate_word:
        levels = {"kind": "category", "values": [{"value": "Female"}, {"value": "Male"}]}
        return _share_of(levels, details.rate_word, details.rate)
    return keys


def _is_yes_no(details: Details) -> bool:
    word = (details.rate_word or "").lower()
    return word in ("yes", "true", "y") or says_no(word)


def _share_of(keys: Keys, word: str, rate: float) -> Keys:
    """A category one of whose values has the share `rate`; the others keep their proportions."""
    levels = [dict(level) for level in keys["values"]]
    named = next((level for level in levels if same_value(str(level["value"]), word)), None)
    if named is None:
        return keys
    others = [level for level in levels if level is not named]
    total = sum(level.get("share") or 1 for level in others) or 1
    for level in others:
        level["share"] = round((level.get("share") or 1) / total * 100 * (1 - rate), 3)
    named["share"] = round(100 * rate, 3)
    return {key: value for key, value in keys.items() if key != "cases"} | {"values": levels}


_SAME = {
    "women": "female",
    "woman": "female",
    "men": "male",
    "man": "male",
    "girl": "female",
    "boy": "male",
    "f": "female",
    "m": "male",
}


def _gender(word: str) -> str:
    """`women` are written as the gender is."""
    meant = _SAME.get(word.lower(), _SAME.get(stem(word.lower()), ""))
    return meant.capitalize() if meant and len(word) > 1 else word


def same_value(value: str, word: str) -> bool:
    """Whether a user's word means a category's value: `women` is `Female`."""
    plain, other = value.lower(), word.lower().strip()
    if plain == other or stem(plain) == stem(other):
        return True
    plain, other = _SAME.get(plain, plain), _SAME.get(stem(other), _SAME.get(other, other))
    return stem(plain) in (stem(other), stem(other.removesuffix("s").removesuffix("er")))


def _dates(keys: Keys | None, details: Details, unit: str | None) -> Keys | None:
    spoken = details.start is not None or details.end is not None
    if keys is None and (
        details.hint in ("date", "datetime", "time")
        or (spoken and not _years_only(details))
        or (spoken and details.after is None)
        or details.after is not None
        or details.before is not None
    ):
        keys = {"kind": "datetime", "start": "today-2y", "end": "today"}
    if (
        keys is not None
        and keys["kind"] not in ("datetime", "number")
        and details.hint in ("date", "datetime")
    ):
        keys = {"kind": "datetime", "start": "today-2y", "end": "today"}
    if keys is None or keys["kind"] != "datetime":
        return keys
    if details.hint == "datetime" and keys.get("precision", "day") == "day":
        keys = {**keys, "precision": "second"}
    if spoken and not _is_time_of_day(keys):
        keys = {key: value for key, value in keys.items() if key not in ("after", "within")}
        keys |= {"start": details.start or "today-10y", "end": details.end or "today"}
    return keys


def _is_time_of_day(keys: Keys) -> bool:
    return ":" in str(keys.get("start", "")) and "-" not in str(keys.get("start", ""))


def _years_only(details: Details) -> bool:
    return all(
        moment is None or (moment.isdigit() and len(moment) == 4)
        for moment in (details.start, details.end)
    )


def _number(keys: Keys | None, details: Details, unit: str | None) -> Keys | None:
    said = details
    years = unit == "year" or details.start != details.end
    if (
        keys is not None
        and keys["kind"] == "number"
        and _years_only(details)
        and details.start
        and years
    ):
        said = Details(
            low=float(details.start), high=float(details.end or details.start), decimals=0
        )
    figures = any(
        value is not None
        for value in (said.low, said.high, said.mean, said.sd, said.shape, said.decimals)
    )
    if (
        keys is not None
        and keys["kind"] == "category"
        and said.high is not None
        and said.mean is None
    ):
        lowest = said.low if said.low is not None else _lowest(keys)
        if lowest is not None:
            return _levels_between(
                keys, Details(low=lowest, high=said.high, decimals=said.decimals)
            )
    if _kind(keys) in ("boolean", "text", "id", "faker", "lookup", "category") and (
        said.low is not None or said.high is not None or said.mean is not None
    ):
        keys = None
    if _kind(keys) == "person" and keys and keys.get("field") == "age":
        keys = None
    if keys is None and (figures or details.hint in ("whole", "decimal")):
        keys = {"kind": "number"}
    if keys is None or keys["kind"] != "number":
        return keys
    return fit_number(keys, said, unit=unit)


def _lowest(keys: Keys) -> float | None:
    values = [str(level["value"]) for level in keys["values"]]
    return min(float(value) for value in values) if all(map(is_number, values)) else None


def _levels_between(keys: Keys, details: Details) -> Keys:
    """A category of numbers within new bounds: a rating of 1 to 10 instead of 1 to 5."""
    levels = [level for level in keys["values"] if is_number(str(level["value"]))]
    low, high = details.low or 0.0, details.high or 0.0
    if (
        not levels
        or details.decimals
        or low != round(low)
        or high != round(high)
        or high - low > 10
    ):
        return fit_number({"kind": "number"}, details, unit=None)
    inside = [level for level in levels if low <= float(level["value"]) <= high]
    if len(inside) == len(levels) == high - low + 1:
        return keys
    if len(inside) == high - low + 1:
        total = sum(level.get("share") or 1 for level in inside)
        shares = [round(100 * (level.get("share") or 1) / total, 2) for level in inside]
        return {
            **keys,
            "values": [
                {"value": str(level["value"]), "share": share}
                for level, share in zip(inside, shares, strict=True)
            ],
        }
    if len(inside) > 1 and _tails_off(levels):
        return _extended(keys, int(low), int(high))
    return _scale(int(low), int(high))


def _tails_off(levels: list[Keys]) -> bool:
    """Whether the highest level is the rarest, as in counts and unlike in ratings."""
    shares = [float(level.get("share") or 1) for level in levels]
    return shares[-1] == min(shares) and shares[-1] < max(shares) / 2


def _extended(keys: Keys, low: int, high: int) -> Keys:
    """Counts beyond those that a category has, each half as common as the one before."""
    shares = {str(level["value"]): float(level.get("share") or 1) for level in keys["values"]}
    found: list[float] = []
    for value in range(low, high + 1):
        found.append(shares.get(str(value), found[-1] / 2 if found else min(shares.values())))
    return {
        **keys,
        "values": [
            {"value": str(value), "share": round(100 * share / sum(found), 2)}
            for value, share in zip(range(low, high + 1), found, strict=True)
        ],
    }


def _scale(low: int, high: int) -> Keys:
    """Levels from `low` to `high` with the better ones more common, as in most ratings."""
    count = high - low + 1
    weights = [
        1 + 3 * ((place + 0.5) / count) ** 1.4 - 2.2 * max(0.0, (place + 0.5) / count - 0.8)
        for place in range(count)
    ]
    total = sum(weights)
    return {
        "kind": "category",
        "ordered": True,
        "values": [
            {"value": str(low + place), "share": round(100 * weight / total, 2)}
            for place, weight in enumerate(weights)
        ],
    }


def _pattern(keys: Keys | None, details: Details, unit: str | None) -> Keys | None:
    return keys if details.pattern is None else {"kind": "id", "pattern": details.pattern}


def _hint(keys: Keys | None, details: Details, unit: str | None) -> Keys | None:
    if details.hint == "id" and _kind(keys) != "id":
        return {"kind": "id", "pattern": "sequence"}
    if details.hint == "boolean" and _kind(keys) in ("number", "text"):
        return {"kind": "boolean", "rate": 0.3}
    return keys
