"""HTML pages of news sites: the article without what stands around it, and where it comes from."""

import re
from typing import TYPE_CHECKING

from actorgraph.errors import UnreadableFile
from actorgraph.loaders.decoding import decoded
from actorgraph.loaders.drafts import Draft, Report
from actorgraph.loaders.input_files import InputFile
from actorgraph.loaders.page_facts import page_facts
from actorgraph.loaders.page_lines import article_lines

if TYPE_CHECKING:
    from trafilatura.settings import Document

_CHARSET = re.compile(rb"""charset\s{0,3}=\s{0,3}["']?([\w.:-]{2,30})""", re.IGNORECASE)
_HEAD = 4096
_WALLED = "the page is not free to read; what it shows may be the beginning of its article only"
# Only dates that the page marks as its own: one found in its words may be that of the event.
_DATES = {"original_date": True, "extensive_search": False}


def page_draft(data: bytes, file: InputFile, report: Report) -> Draft:
    """Return what trafilatura finds in a page: text, title, site, address and date."""
    path, below = file.path, file.below
    charset = _CHARSET.search(data[:_HEAD])
    declared = file.charset or (charset[1].decode("ascii", "replace") if charset else None)
    html = decoded(data, path, report, declared=declared)
    page = _extracted(html)
    if page is None or not (page.text or "").strip():
        raise UnreadableFile(path, "no article text is found in this page")
    lines, walled = article_lines(page.text or "")
    facts = page_facts(html)
    if len(lines) > 1 and lines[0] in (page.title, facts.heading):
        lines = lines[1:]
    if not lines:
        raise UnreadableFile(path, "no article text is found in this page")
    draft = Draft(
        path=path,
        below=below,
        text="\n\n".join(lines),
        url=page.url or facts.url,
        title=page.title or "",
        publisher=_publisher(_as_spelt(page.sitename or "", html), facts.publisher),
        published=facts.published or page.date or "",  # trafilatura gives days only
    )
    if walled or not facts.free:
        report(draft.doubt(_WALLED))
    return draft


def _extracted(html: str) -> "Document | None":
    from trafilatura import bare_extraction  # noqa: PLC0415  (loads lxml and more: HTML only)

    found = bare_extraction(
        html,
        with_metadata=True,
        include_comments=False,
        date_extraction_params=dict(_DATES),
    )
    return None if found is None or isinstance(found, dict) else found


def _publisher(site: str, stated: str) -> str:
    """Return the name of the site; where it has only that of its host, the publisher's."""
    return stated if stated and (not site or re.fullmatch(r"[\w-]+(?:\.[\w-]+)+", site)) else site


def _as_spelt(name: str, html: str) -> str:
    """Return a site's name as the page spells it, as trafilatura capitalises names."""
    found = re.search(re.escape(name), html, re.IGNORECASE)
    return found.group() if found else name
