"""Turns of speakers that no verb tells of: "PENCE: Well, look …", and passages behind a colon."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from actorgraph.loaders.quoted_text import QuotedText

LONGEST = 12  # paragraphs that one passage may hold
_TURN = re.compile(r"[\"“'‘]?(?P<name>[A-Z][A-Z.’'-]+(?: [A-Z][A-Z.’'-]+){0,3}(?: \([^()\n]{1,30}\))?)(?P<colon>:)\s")
_HEADLINE = re.compile(
    r"(?P<name>[A-Z][\w.’'-]*(?: (?:[A-Z][\w.’'-]*|of|the|and|&)){0,4})(?P<colon>:) (?=[\"“‘'A-Z])"
)
_LABELS = frozenset(
    "update updated photo photos video watch read live breaking exclusive analysis opinion latest "
    "note editor's editor’s source sources more related factbox explainer timeline warning gallery "
    "q a question answer image picture file caption credit here report reports original".split()
)
_FIRST_PERSON = re.compile(r"\b(?:I|we|We|our|Our|us|my|My)\b")


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """A passage given to a speaker: characters of the name, the colon and the content."""

    speaker: tuple[int, int]
    colon: tuple[int, int]
    content: tuple[int, int]
    rule: str


def turns(text: QuotedText) -> list[Turn]:
    """Return the turns of interviews, and a headline such as "Lavrov: talks are over"."""
    found: list[Turn] = []
    words = text.doc.text
    open_turn = False
    for place, (first, last) in enumerate(text.paragraphs):
        start, end = text.doc[first].idx, text.end(last - 1)
        match = _TURN.match(words, start, end) if end - start > 1 else None
        if match is None and place == 0:
            match = _HEADLINE.match(words, start, min(end, start + 200))
        if match and match["name"].split()[0].lower() not in _LABELS:
            content = _content(words, match.end(), end)
            rule = "headline" if place == 0 and match.re is _HEADLINE else "turn"
            if content[0] < content[1]:
                found.append(
                    Turn(
                        speaker=match.span("name"),
                        colon=match.span("colon"),
                        content=content,
                        rule=rule,
                    )
                )
    turns_only = [turn for turn in found if turn.rule == "turn"]
    if len(turns_only) == 1:
        found.remove(turns_only[0])
    return found


def _content(words: str, start: int, end: int) -> tuple[int, int]:
    while start < end and words[start].isspace():
        start += 1
    while end > start and words[end - 1] in " .":
        end -= 1
    return start, end
