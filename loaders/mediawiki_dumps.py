"""MediaWiki dumps: the pages of a wiki such as Wikinews, one after another from XML of any size."""

import re
from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from actorgraph.errors import BadRecord, DoubtfulInput, UnreadableFile
from actorgraph.loaders.byte_lines import MOST_BYTES, ByteStream
from actorgraph.loaders.drafts import Draft, Report
from actorgraph.loaders.extras import needs
from actorgraph.loaders.input_files import InputFile
from actorgraph.loaders.xml_reading import local_name

if TYPE_CHECKING:
    from mwparserfromhell.wikicode import Wikicode

_DATE = re.compile(r"\{\{\s*[Dd]ate\s*\|\s*([^{}|]{6,40})\}\}")
_DROPPED = ("file", "image", "category", "template", "portal", "user", "special", "media")
_NOT_PROSE = re.compile(
    r"={2,6}\s{0,3}(?:See also|References|Sources?|External links|Further reading|Notes|"
    r"Related news|Sister links|Bibliography)\s{0,3}={2,6}.*",
    re.DOTALL | re.IGNORECASE,
)


def mediawiki_drafts(stream: ByteStream, file: InputFile, report: Report) -> Iterator[Draft]:
    """Yield the articles of a dump; redirects and pages that are no articles are counted.

    Wikitext becomes plain text, without templates, tables, notes and lists of links. The date is
    that of the page's {{date|…}} (Wikinews); that of its last change is not taken.
    """
    with needs("mwparserfromhell", file.path):
        import mwparserfromhell  # noqa: F401, PLC0415  (an extra)
    from lxml import etree  # type: ignore[import-untyped,unused-ignore]  # noqa: PLC0415  # slow

    left, number, site, base = Counter[str](), 0, "", ""
    parser = etree.iterparse(
        _Reader(stream), events=("end",), resolve_entities=False, no_network=True
    )
    try:
        for _, element in parser:
            name = local_name(element)
            if name == "sitename":
                site = element.text or ""
            elif name == "base":
                base = (element.text or "").rpartition("/")[0]
            if name != "page":
                continue
            number += 1
            fields = {local_name(each): each for each in element.iter()}
            if other := _other(fields):
                left[other] += 1
            else:
                yield from _article(fields, (site, base), file, report)
            element.clear()
            while element.getprevious() is not None:  # or the root holds every page of the dump
                del element.getparent()[0]
    except etree.XMLSyntaxError as error:
        if not number:
            raise UnreadableFile(file.path, f"is no MediaWiki dump ({error.msg})") from None
        reason = f"the dump is damaged ({error.msg}); what came before is read"
        report(BadRecord(file.path, f"after page {number}", reason))
    if not number:
        raise UnreadableFile(file.path, "is no MediaWiki dump: there is no page in it")
    if left:
        counts = ", ".join(f"{count} {kind}" for kind, count in sorted(left.items()))
        report(DoubtfulInput(file.path, f"pages that are no articles left: {counts}"))


class _Reader:
    """What lxml needs of a file: a method `read`."""

    def __init__(self, stream: ByteStream) -> None:
        self._stream = stream

    def read(self, size: int = 2**16) -> bytes:
        """Return the next bytes."""
        return self._stream.read(size)


def _other(fields: dict[str, Any]) -> str:
    """Return what a page is that holds no article, or ""."""
    if "redirect" in fields:
        return "redirects"
    space = (fields["ns"].text or "0") if "ns" in fields else "0"
    if space != "0":
        return "talk pages" if int(space) % 2 else "pages of other namespaces"
    text = fields["text"].text if "text" in fields else ""
    return "redirects" if re.match(r"\s*#redirect\b", text or "", re.IGNORECASE) else ""


def _article(
    fields: dict[str, Any], site: tuple[str, str], file: InputFile, report: Report
) -> Iterator[Draft]:
    title = (fields["title"].text or "") if "title" in fields else ""
    where = f"page {title!r}"
    source = (fields["text"].text or "") if "text" in fields else ""
    if len(source) > MOST_BYTES // 16:
        report(BadRecord(file.path, where, "is longer than an article can be (4 MB); left out"))
        return
    try:
        text = plain_text(source)
    except Exception as error:  # noqa: BLE001  (the parser's own faults are not ours to foresee)
        report(BadRecord(file.path, where, f"its wikitext cannot be read ({error})"))
        return
    date = _DATE.search(source)
    name, base = site
    yield Draft(
        path=file.path,
        below=f"{file.below or file.url}:{title}",
        where=where,
        text=text,
        title=title,
        publisher=name,
        published=date[1].strip() if date else "",
        url=f"{base}/{title.replace(' ', '_')}" if base.startswith("http") else "",
    )


def plain_text(wikitext: str) -> str:
    """Return the prose of wikitext: paragraphs apart by blank lines."""
    import mwparserfromhell  # noqa: PLC0415  (an extra)

    code = mwparserfromhell.parse(_NOT_PROSE.sub("", wikitext), skip_style_tags=True)
    _without_notes(code)
    text = str(code.strip_code(normalize=True, collapse=True, keep_template_params=False))
    text = re.sub(r"'{2,5}", "", text)
    lines = (re.sub(r"^[*#:;]+\s*", "", line).strip() for line in text.split("\n"))
    return "\n\n".join(line for line in lines if line)


def _without_notes(code: "Wikicode") -> None:
    """Take away what is no prose and would come out as words: notes, tables, captions of files."""
    for tag in code.filter_tags(recursive=False):
        if str(tag.tag).strip().lower() in (
            "ref",
            "table",
            "gallery",
            "math",
            "timeline",
            "syntaxhighlight",
        ):
            code.remove(tag)
    for link in code.filter_wikilinks(recursive=False):
        space, colon, _ = str(link.title).strip().partition(":")
        if colon and space.strip().lower() in _DROPPED:
            code.remove(link)
