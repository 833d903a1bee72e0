"""A draft: what a reader found in a source, and the article that is made of it."""

import hashlib
import re
from collections.abc import Callable
from dataclasses import dataclass

from actorgraph.errors import BadRecord, DoubtfulInput, InputError, UnreadableFile
from actorgraph.loaders.languages import NAMES, language_of
from actorgraph.loaders.live_blog import sections_of
from actorgraph.loaders.published_dates import iso_date
from actorgraph.loaders.web_addresses import canonical_url
from actorgraph.ontology.articles import Article

Report = Callable[[InputError], None]

_NO_DATE = (
    "no date of publication, so that dates such as 'on Monday' stay unknown; "
    "say when in a field or front matter line 'published'"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """The fields of one article as the source gives them, not yet checked.

    `path` and `where` (a line or record, "" for a whole file) are for messages; `below` is the
    path below the folder that was named, the id of an article that has no better one (or "").
    """

    path: str
    below: str
    text: str
    where: str = ""
    id: str = ""
    url: str = ""
    title: str = ""
    publisher: str = ""
    published: str = ""

    def problem(self, reason: str) -> InputError:
        """Return the error that says why this article cannot be used."""
        if self.where:
            return BadRecord(self.path, self.where, reason)
        return UnreadableFile(self.path, reason)

    def doubt(self, reason: str) -> DoubtfulInput:
        """Return the report of an assumption made about this article."""
        return DoubtfulInput(self.path, reason, self.where)


def article_of(draft: Draft, report: Report) -> Article | None:
    """Return the article of a draft, or None after reporting why there is none."""
    text = draft.text.replace("\r\n", "\n").replace("\r", "\n")
    if reason := _unusable(text, draft):
        report(draft.problem(reason))
        return None
    url, published = _url(draft, report), _published(draft, report)
    return Article(
        id=draft.id.strip() or (url and canonical_url(url)) or draft.below or _id_of(text),
        text=text,
        title=" ".join(draft.title.split()),
        url=url,
        publisher=" ".join(draft.publisher.split()) or None,
        published=published,
        sections=sections_of(text, published),
    )


def _id_of(text: str) -> str:
    """Return an id for a text without a name, such as one that came through standard input."""
    return f"text-{hashlib.sha256(text.encode()).hexdigest()[:16]}"


def _unusable(text: str, draft: Draft) -> str | None:
    if not text.strip():
        return "there is no text in it"
    for value in (text, draft.id, draft.url, draft.title, draft.publisher):
        # Half of a surrogate pair cannot be written as UTF-8, and no store takes a NUL.
        if bad := re.search("[\ud800-\udfff\0]", value):
            code = ord(bad.group())
            return f"U+{code:04X} at character {bad.start()} is not text; the source is damaged"
    language = language_of(text)
    if language not in ("en", "und"):
        return f"the text is {NAMES.get(language, language)}, and only English is read"
    return None


def _url(draft: Draft, report: Report) -> str | None:
    given = draft.url.strip()
    if given and canonical_url(given) is None:
        report(draft.doubt(f"{given[:80]!r} is not a web address (http or https); left out"))
        return None
    return given or None


def _published(draft: Draft, report: Report) -> str | None:
    given = draft.published.strip()
    date = iso_date(given) if given else None
    if given and date is None:
        reason = f"{given[:80]!r} is not a date that can be read one way only; left out"
        report(draft.doubt(f"{reason} (write it as 2016-10-25)"))
    elif not given:
        report(draft.doubt(_NO_DATE))
    return date
