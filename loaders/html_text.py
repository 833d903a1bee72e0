"""The words of a piece of HTML that is all article: an entry of a feed, a part of an export."""

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.html import HtmlElement  # type: ignore[import-untyped]

# Blocks: what stands in two of them is never one sentence.
_BLOCKS = frozenset(
    "address article aside blockquote br dd details div dl dt figcaption figure footer h1 h2 h3 h4 "
    "h5 h6 header hr li main nav ol p pre section table td th tr ul".split()
)
_SILENT = frozenset(("script", "style", "template", "noscript", "iframe", "svg", "head", "form"))


def text_of_html(html: str) -> str:
    """Return the words of a page or a part of one: blocks apart by blank lines, no scripts."""
    if "<" not in html and "&" not in html:
        return html.strip()
    from lxml import etree  # type: ignore[import-untyped,unused-ignore]  # noqa: PLC0415  # slow
    from lxml import html as lxml_html  # noqa: PLC0415

    html = re.sub(r"^\s*<\?xml[^>]*>", "", html)  # lxml refuses an encoding in what is decoded
    try:
        if re.match(r"\s*<(?:!doctype|html|head|body)\b", html, re.IGNORECASE):
            root = lxml_html.document_fromstring(html)
        else:
            root = lxml_html.fragment_fromstring(html, create_parent="div")
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return re.sub(r"<[^<>]*>", " ", html).strip()
    return text_of_element(root)


def text_of_element(root: "HtmlElement") -> str:
    """Return the words of an lxml element in the same way."""
    parts: list[str] = []
    open_: list[tuple[HtmlElement, bool]] = [(root, False)]
    while open_:  # no recursion: a page may nest as deep as it likes
        element, done = open_.pop()
        heard = isinstance(element.tag, str) and element.tag.lower() not in _SILENT
        block = "\n\n" if heard and element.tag.lower() in _BLOCKS else ""
        if done:
            parts += [block, _spaced(element.tail) if element is not root else ""]
            continue
        parts.append(block)
        open_.append((element, True))
        if heard:
            parts.append(_spaced(element.text))
            open_ += [(child, False) for child in reversed(element)]
    blocks = "".join(parts).split("\n\n")
    return "\n\n".join(words for block in blocks if (words := " ".join(block.split())))


def _spaced(words: str | None) -> str:
    return re.sub(r"\s", " ", words or "")
