"""An article: the text that claims are read from, and where it comes from."""

import hashlib
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A part of an article with a time of its own, such as one update of a live blog.

    `start` and `end` are character offsets in the article's text; `time` is an ISO time of day
    with its zone ("08:25+00:00") or an ISO date and time, or None where the page gives none.
    """

    start: int
    end: int
    heading: str
    time: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """A text with its source; every offset in the package counts characters of `text`.

    `published` is an ISO date ("2016-10-25") or date and time, or None where it is not known:
    relative dates ("on Monday") then stay unresolved. `signature` is what reprints are told by
    (signatures.py), or None where they are not looked for.
    """

    id: str
    text: str
    title: str = ""
    url: str | None = None
    publisher: str | None = None
    published: str | None = None
    sections: tuple[Section, ...] = ()
    signature: str | None = None

    @property
    def fingerprint(self) -> str:
        """SHA-256 of everything that claims are read from; equal articles are read once."""
        parts = (self.text, self.title, self.url, self.publisher, self.published)
        return hashlib.sha256("\x1f".join(part or "" for part in parts).encode()).hexdigest()
