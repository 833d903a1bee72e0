"""Turns of speakers that no verb tells of: "PENCE: Well, look …", and passages behind a colon."""

import re
from dataclasses import dataclass

from actorgraph.loaders.quoted_text import QuotedText
from actorgraph.loaders.quotes import LONGEST as LONGEST_QUOTE

LONGEST = 12  # paragraphs that one passage may hold
_CAPITALS = r"[A-Z][A-Z.’'-]{1,30}"
_TURN = re.compile(
    rf"[\"“'‘]?(?P<name>{_CAPITALS}(?: {_CAPITALS}){{0,3}}(?: \([^()\n]{{1,30}}\))?)(?P<colon>:)\s"
)
_HEADLINE = re.compile(
    r"(?P<name>[A-Z][\w.’'-]*(?: (?:[A-Z][\w.’'-]*|of|the|and|&)){0,4})(?P<colon>:) (?=[\"“‘'A-Z])"
)
_LABELS = frozenset(
    "update updated photo photos video watch read live breaking exclusive analysis opinion latest "
    "note editor's editor’s source sources more related factbox explainer timeline warning gallery "
    "the q a question answer image picture file caption credit here report reports original".split()
)
_TIMED = re.compile(r"(?:UPDATED?|LATEST|BREAKING|ORIGINAL|\d{1,2}[:.]?\d\d)\b")
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
    words = text.words
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


def is_introduced(text: QuotedText, end: int) -> bool:
    """Whether a colon closes the paragraph behind the attributing words, which end at a token."""
    rest = text.doc[end : text.paragraphs[text.paragraph_at(max(end - 1, 0))][1]]
    return "".join(token.text for token in rest).strip() == ":"


def passage_here(text: QuotedText, start: int) -> tuple[int, int] | None:
    """Return a passage that begins behind a colon, "X said: Our troops will stay. We …".

    `start` is its first character. It is one where the paragraph goes on in the first person.
    """
    place = text.paragraph_at(text.token_at(start))
    end = text.end(text.paragraphs[place][1] - 1)
    if text.words[max(start - 8, 0) : start].rstrip()[-1:] != ":" or text.quote_at(start):
        return None
    own = (match.start() for match in _FIRST_PERSON.finditer(text.words, start, end))
    return _passage(text, start, place) if any(not text.quote_at(at) for at in own) else None


def passage_after(text: QuotedText, end: int) -> tuple[int, int] | None:
    """Return the paragraphs that "X said on Monday:" introduces: characters of the passage.

    `end` is the token behind the attributing words, which must close their paragraph. A passage in
    quotation marks reaches as far as they do; one without goes on while it is in the first person
    or begins with "And", and stops where somebody else is reported, or at a heading.
    """
    place = text.paragraph_at(max(end - 1, 0))
    rest = text.doc[end : text.paragraphs[place][1]]
    if any(not token.is_punct and not token.is_space for token in rest):
        return None
    if place + 1 >= len(text.paragraphs) or not _may_follow(text, place + 1):
        return None
    first = text.paragraphs[place + 1][0]
    start = text.doc[first].idx
    quote = text.quote_at(start)
    if quote is not None and quote.start == start:
        return start, quote.end
    return _passage(text, start, place + 1)


def _passage(text: QuotedText, start: int, place: int) -> tuple[int, int] | None:
    last = place
    for number in range(place + 1, min(place + 1 + LONGEST, len(text.paragraphs))):
        if not _may_follow(text, number):
            break
        if _goes_on(text, number):
            last = number
    end = _content(text.words, start, text.end(text.paragraphs[last][1] - 1))[1]
    return (start, end) if end - start <= LONGEST_QUOTE else None


def _may_follow(text: QuotedText, number: int) -> bool:
    """Whether a paragraph can belong to a passage: no heading, and nobody else reported."""
    start, end = text.paragraphs[number]
    words = text.words[text.doc[start].idx : text.end(end - 1)]
    if not words.rstrip("”\"’' ").endswith((".", "!", "?", "…", ":", ";")) or _TIMED.match(words):
        return False
    if _FIRST_PERSON.match(words):
        return True
    reported = [at for at in range(start, end) if at in text.cues and not text.quoted(at)]
    return not any(_by_another(text, at) for at in reported)


def _by_another(text: QuotedText, verb: int) -> bool:
    subjects = text.syntax.children(verb, "subject")
    return any(text.doc[s].lower_ not in ("i", "we", "you") for s in subjects)


def _goes_on(text: QuotedText, number: int) -> bool:
    start, end = text.paragraphs[number]
    words = text.words[text.doc[start].idx : text.end(end - 1)]
    return bool(_FIRST_PERSON.search(words)) or words.startswith(("And ", "But ", "So "))


def _content(words: str, start: int, end: int) -> tuple[int, int]:
    while start < end and words[start].isspace():
        start += 1
    while end > start and words[end - 1] in " .":
        end -= 1
    return start, end
