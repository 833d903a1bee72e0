"""Tables of articles: a row an article, its columns known by their names."""

import re
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from math import isnan

from actorgraph.loaders.drafts import Draft
from actorgraph.loaders.front_matter import FIELDS

# The names that data sets give to the same column, the surest first. Compared without case and
# without what is no letter, so that "Full Text", "full_text" and "fullText" are one name.
_NAMES = {
    "text": "text fulltext articletext maintext plaintext bodytext body articlebody content "
    "contents articlecontent article story storytext document doc documenttext",
    "title": "title headline head heading hed articletitle subject",
    "url": "url link articleurl sourceurl webaddress weburl permalink uri href",
    "publisher": "publisher publication publicationname publicationtitle source sourcename "
    "newspaper outlet media medianame sitename journal domain sourcedomain",
    "published": "published publishedat publishedon publisheddate publishdate publicationdate "
    "pubdate datepublish datepublished date datetime articledate pubtime timestamp time day",
    "id": "id articleid docid documentid doi guid storyid recordid",
}
COLUMNS = {field: tuple(names.split()) for field, names in _NAMES.items()}


def columns_of(names: Iterable[str]) -> dict[str, str]:
    """Return which column holds which field of an article, as {"text": "Full Text", …}.

    Columns that mean nothing here are left out; so is "text" where no column can hold it.
    """
    spelt: dict[str, str] = {}
    for name in names:
        spelt.setdefault(_plain(name), name)
    return {
        field: spelt[known]
        for field, synonyms in COLUMNS.items()
        if (known := next((each for each in synonyms if each in spelt), None)) is not None
    }


def lacks_text(names: Iterable[str]) -> str:
    """Return what to say of a table in which no column holds the text."""
    found = ", ".join(list(names)[:12]) or "none"
    return f"has no column 'text' (its columns: {found}); name the column of the articles 'text'"


def row_draft(
    row: Mapping[str, object], columns: Mapping[str, str], *, path: str, below: str, where: str
) -> Draft:
    """Return the article of a row; raises ValueError where a field cannot be text."""
    fields = {field: _value(row.get(columns[field]), field) for field in columns}
    kept = {field: fields.get(field, "") for field in ("text", *FIELDS)}
    return Draft(path=path, below=below, where=where, **kept)


def _value(value: object, field: str) -> str:
    if value is None:
        return ""
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, bytes):
        return value.decode("utf-8")
    if isinstance(value, float) and isnan(value):  # how data frames write an empty cell
        return ""
    if isinstance(value, float) and field == "id":
        return f"{value:.0f}"
    if isinstance(value, str) or (isinstance(value, int) and field == "id"):
        return str(value)
    message = f"column {field!r} holds {type(value).__name__}, not text"
    raise ValueError(message)


def _plain(name: str) -> str:
    return re.sub(r"[^a-z]", "", name.lower())
