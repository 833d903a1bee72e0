"""Quotations in a text: where each begins and ends, whatever marks it is written with."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

_CLOSERS = {
    '"': ('"',),
    "''": ("''",),
    "“": ("”", "“", '"'),
    "„": ("“", "”"),
    "«": ("»",),
    "»": ("«",),
    "‘": ("’", "'"),
    "'": ("'", "’"),
}
LONGEST = 20_000  # characters; a mark that has no partner so far is no mark of a quotation
_MARKS = re.compile("''|[\"“”„«»‘’']")
_BEFORE_OPENING = frozenset(" \t\n\r\xa0([{—–-:/")
_SINGLE = frozenset("‘'")


@dataclass(frozen=True, slots=True)
class Quote:
    """A quotation with its marks: characters `start` to `end` of the text.

    `closed` tells whether a closing mark was found before its last paragraph ended.
    """

    start: int
    end: int
    closed: bool


def quotes(text: str, paragraphs: Iterable[tuple[int, int]]) -> list[Quote]:
    """Return the quotations of a text in order; they neither overlap nor hold one another.

    A paragraph that leaves its quotation open goes on in the next one where that begins with an
    opening mark. Takes time in proportion to the text, whatever marks are in it.
    """
    found: list[Quote] = []
    for start, end in paragraphs:
        goes_on = bool(found) and not found[-1].closed and _only_space(text, found[-1].end, start)
        for place, quote in enumerate(_in_paragraph(text, start, end)):
            if place == 0 and goes_on and quote.start == start:
                found[-1] = Quote(found[-1].start, quote.end, quote.closed)
            else:
                found.append(quote)
    return [quote for quote in found if quote.end - quote.start <= LONGEST]


def _only_space(text: str, start: int, end: int) -> bool:
    return not text[start:end].strip()


def _in_paragraph(text: str, start: int, end: int) -> Iterator[Quote]:
    opened, mark = -1, ""
    for match in _MARKS.finditer(text, start, end):
        at, char = match.start(), match.group()
        if opened < 0:
            if _opens(text, at, char, start, end):
                opened, mark = at, char
        elif char in _CLOSERS[mark] and _closes(text, at, char, mark, end):
            yield Quote(opened, at + len(char), closed=True)
            opened = -1
        elif mark in _SINGLE and char not in ("’", "'") and _opens(text, at, char, start, end):
            opened, mark = at, char  # what looked like a single quote was an apostrophe
    if opened >= 0 and mark not in _SINGLE:
        yield Quote(opened, end, closed=False)


def _opens(text: str, at: int, char: str, start: int, end: int) -> bool:
    behind = at + len(char)
    if char in ("”", "’") or behind >= end or text[behind].isspace():
        return False
    before = text[at - 1] if at > start else " "
    if char in ("“", "„", "«", "‘"):
        return True
    return before in _BEFORE_OPENING and (char != "'" or not text[behind].isdigit())


def _closes(text: str, at: int, char: str, mark: str, end: int) -> bool:
    before = text[at - 1]
    after = text[at + len(char)] if at + len(char) < end else " "
    if mark in _SINGLE:  # "the rebels' attack" ends no quotation, "it is over,' he said" does
        return not after.isalnum() and (before in ",.!?…" or after in ",.;:?!)—–" or at + 1 == end)
    if char == "“" and mark == "“":
        return not before.isspace() and not after.isalnum()
    if char in ('"', "''"):
        return not before.isspace() or after.isspace() or after in ",.;:?!)"
    return True
