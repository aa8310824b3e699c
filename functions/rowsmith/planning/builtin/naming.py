"""Headers and titles from the user's words."""

from __future__ import annotations

import re

from rowsmith.planning.builtin.draft import DraftColumn
from rowsmith.planning.builtin.items import Item
from rowsmith.planning.builtin.lexicon import is_person, is_thing
from rowsmith.planning.builtin.reading import Reading
from rowsmith.planning.builtin.words import snake_case

_CODE_NAME = re.compile(r"^[A-Za-z]\w*$")

_ARTICLE_INSIDE = re.compile(r"_(?:the|an?|their|his|her|its)_")


def column_name(item: Item) -> str:
    """The header that the user's words make."""
    phrase = item.phrase
    if _CODE_NAME.match(phrase) and ("_" in phrase or re.search(r"[a-z][A-Z]", phrase)):
        return phrase[:64]
    name = _ARTICLE_INSIDE.sub("_", snake_case(re.sub(r"\s*\(.*$", "", phrase)))
    turned = re.match(
        r"^(?P<what>name|title|age|gender|email|city|price)_of_(?:the_|a_|an_)?(?P<whose>\w+)$",
        name,
    )
    if turned is not None:
        name = f"{turned['whose']}_{turned['what']}"
    name = _one_owner(name)
    return _singular_name(name)[:64].strip("_") or "column"


def _one_owner(name: str) -> str:
    """`patients_age` and `donors_phone_number` are of one person a row."""
    first, _, rest = name.partition("_")
    if rest and first.endswith("s") and not first.endswith("ss") and is_person(first[:-1]):
        return f"{first[:-1]}_{rest}"
    return name


def plain_name(name: str) -> str:
    """A name without the difference of singular and plural."""
    return "_".join(
        word if word.endswith("ss") else word.removesuffix("s") for word in name.split("_")
    )


def _singular_name(name: str) -> str:
    """`names`, `ages` and `emails` in a list of columns are one a row."""
    last = name.rpartition("_")[2]
    singular = {
        "names": "name",
        "ages": "age",
        "emails": "email",
        "cities": "city",
        "countries": "country",
        "dates": "date",
        "prices": "price",
        "salaries": "salary",
        "addresses": "address",
        "genders": "gender",
        "departments": "department",
        "titles": "title",
        "scores": "score",
        "grades": "grade",
        "ids": "id",
        "incomes": "income",
        "phones": "phone",
        "numbers": "number",
        "categories": "category",
        "amounts": "amount",
        "types": "type",
        "statuses": "status",
        "ratings": "rating",
        "weights": "weight",
        "heights": "height",
        "quantities": "quantity",
        "states": "state",
        "temperatures": "temperature",
        "usernames": "username",
        "timestamps": "timestamp",
        "diagnoses": "diagnosis",
    }.get(last)
    if singular is None and last == name and re.search(r"[^siu]s$", last) and is_thing(last):
        singular = last.removesuffix("s")
    return name if singular is None else name[: len(name) - len(last)] + singular


def unique_names(columns: list[DraftColumn]) -> list[DraftColumn]:
    """Columns with names that differ: the later of two is numbered."""
    seen: set[str] = set()
    for column in columns:
        base, number = column.name, 2
        while column.name in seen:
            column.name = f"{base}_{number}"
            number += 1
        seen.add(column.name)
    return columns


def title_of(reading: Reading) -> str:
    """A title from the words before the list."""
    head = re.sub(
        r"^\W*(?:(?:please|can\s+you|could\s+you|i\s+need|i\s+want|i'd\s+like|generate|create"
        r"|make|build|give|produce|simulate|synthesi[sz]e|me|us|an?|the|some|synthetic|fake"
        r"|sample|"
        r"realistic|dummy|mock|random|csv|dataset|data\s+set|data|table|file|of|about|for|on|to"
        r"|list|with|containing|rows?|records?)\b\W*)+",
        "",
        reading.clauses.head,
        flags=re.I,
    )
    head = re.split(r"[.:;\n]", head)[0].strip(" ,-")
    head = re.sub(
        r"\s+(?:dataset|data\s+set|data|table|with|and|of|for|where|that|which|in|has"
        r"|including)\s*$",
        "",
        head,
        flags=re.I,
    )
    return (head[:1].upper() + head[1:])[:80] if head else "Custom dataset"
