"""What a page says about its article in marks for machines: JSON-LD, meta elements, times."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from actorgraph.loaders.published_dates import iso_date

if TYPE_CHECKING:
    from lxml.html import HtmlElement  # type: ignore[import-untyped]

_ARTICLE = re.compile(r"(?:.*Article|Report|BlogPosting|LiveBlogPosting)$")
_DATE_NAMES = (
    "article:published_time", "og:article:published_time", "og:published_time", "datepublished",
    "parsely-pub-date", "sailthru.date", "dc.date.issued", "dcterms.created", "dc.date", "pubdate",
    "publishdate", "publication_date", "date",
)  # fmt: skip
_LEVELS = 6  # of nesting that are looked at


@dataclass(frozen=True, slots=True, kw_only=True)
class PageFacts:
    """What the page states; "" where it does not. `free` is False where it says so itself.

    `heading` is the words of its only <h1>.
    """

    published: str = ""
    publisher: str = ""
    url: str = ""
    heading: str = ""
    free: bool = True


def page_facts(html: str) -> PageFacts:
    """Return what a page says about its article."""
    root = _parsed(html)
    if root is None:
        return PageFacts()
    articles, headings = list(_articles(root)), root.findall(".//h1")
    return PageFacts(
        published=_published(root, articles),
        publisher=next(filter(None, (_name(each.get("publisher")) for each in articles)), ""),
        url=next(filter(None, map(_address, articles)), ""),
        heading=" ".join(headings[0].text_content().split()) if len(headings) == 1 else "",
        free=not any(
            str(each.get("isAccessibleForFree", "")).lower() == "false" for each in articles
        ),
    )


def _parsed(html: str) -> "HtmlElement | None":
    from lxml import etree  # type: ignore[import-untyped,unused-ignore]  # noqa: PLC0415  # slow
    from lxml import html as lxml_html  # noqa: PLC0415

    try:
        return lxml_html.document_fromstring(re.sub(r"^\s*<\?xml[^>]*>", "", html))
    except (etree.LxmlError, ValueError):
        return None


def _articles(root: "HtmlElement") -> Iterator[dict[str, Any]]:
    """Yield the articles of the page's JSON-LD, the outermost first."""
    for script in root.iterfind(".//script[@type='application/ld+json']"):
        text = re.sub(r"[\0-\x1f]", " ", script.text or "")
        try:
            value = json.loads(text)
        except (ValueError, RecursionError):
            continue
        yield from _within(value, _LEVELS)


def _within(value: Any, levels: int) -> Iterator[dict[str, Any]]:
    if isinstance(value, list):
        for each in value[:200]:
            yield from _within(each, levels)
    elif isinstance(value, dict) and levels:
        types = value.get("@type", "")
        if any(_ARTICLE.match(str(t)) for t in (types if isinstance(types, list) else [types])):
            yield value
        for name in ("@graph", "mainEntity", "mainEntityOfPage"):
            yield from _within(value.get(name), levels - 1)


def _published(root: "HtmlElement", articles: list[dict[str, Any]]) -> str:
    for article in articles:
        if date := _usable(article.get("datePublished")):
            return date
    metas: dict[str, str] = {}
    for meta in root.iter("meta"):
        for attribute in ("property", "name", "itemprop"):
            metas.setdefault(str(meta.get(attribute, "")).lower(), meta.get("content", ""))
    for name in _DATE_NAMES:
        if date := _usable(metas.get(name)):
            return date
    for time in root.iter("time"):
        marks = f"{time.get('itemprop', '')} {time.get('class', '')} {time.get('pubdate', '')}"
        if re.search(r"\b(?:datePublished|published|pubdate|entry-date)\b", marks) and (
            date := _usable(time.get("datetime"))
        ):
            return date
    return ""


def _usable(value: object) -> str:
    """Return a date that can be read one way only, as it stands, else ""."""
    written = value.strip() if isinstance(value, str) else ""
    return written if written and len(written) < 60 and iso_date(written) else ""


def _name(value: Any) -> str:
    if isinstance(value, list):
        value = value[0] if value else ""
    name = value.get("name", "") if isinstance(value, dict) else value
    return name.strip() if isinstance(name, str) and not name.startswith("http") else ""


def _address(article: dict[str, Any]) -> str:
    for name in ("mainEntityOfPage", "url", "@id"):
        value = article.get(name)
        value = value.get("@id", "") if isinstance(value, dict) else value
        if isinstance(value, str) and value.startswith(("http://", "https://")):
            return value.partition("#")[0]
    return ""
