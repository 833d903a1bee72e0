"""A link: an address that a source lists instead of the text that stands there."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """An address to read, with what the list says about the article there, else "".

    `path` and `where` are the list and the place in it, for messages. What the page says about
    itself goes before what the list says, but for a date: a list has it to the minute.
    """

    path: str
    where: str
    url: str
    title: str = ""
    publisher: str = ""
    published: str = ""
