"""Words as pieces: the longest known first."""

from __future__ import annotations

from rowsmith.planning.reading.wordpiece import WordPieces

PIECES = ["[UNK]", "[CLS]", "[SEP]", "price", "pri", "##ce", "##s", "cafe", "1", "##0", "'", "s"]


def split(word: str) -> list[str]:
    [ids] = WordPieces(PIECES).split(word, [(0, len(word))])
    return [PIECES[at] for at in ids]


def test_the_longest_piece_comes_first() -> None:
    assert split("prices") == ["price", "##s"]


def test_case_and_accents_are_off() -> None:
    assert split("CAFÉ") == ["cafe"]


def test_signs_are_pieces_of_their_own() -> None:
    assert split("price's") == ["price", "'", "s"]


def test_what_is_not_known_is_one_unknown() -> None:
    assert split("qqq") == ["[UNK]"]


def test_a_line_break_parts() -> None:
    assert split("\n") == ["[SEP]"]


def test_a_word_has_eight_pieces_at_the_most() -> None:
    assert split("1" + "0" * 30) == ["1", *["##0"] * 7]
