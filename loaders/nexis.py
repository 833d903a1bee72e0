"""Nexis: a record of an export as fields; Nexis Uni and the older LexisNexis Academic."""

import re
from collections.abc import Sequence

from actorgraph.loaders.export_dates import date_in_line

_LABEL = re.compile(
    r"\s*(?P<name>Section|Length|Byline|Dateline|Highlight|Headline|Source|Series|Graphic|URL|"
    r"Load-Date|Language|Publication-Type|Journal-Code|Subject|Company|Organization|Person|"
    r"Geographic|City|State|Country|Industry|Ticker|Correction(?:-Date)?|Distribution|"
    r"Document-Type|Type|Notes|Update):\s*(?P<rest>.*)",
    re.IGNORECASE | re.DOTALL,
)
_BEFORE = frozenset(
    ("section", "length", "byline", "dateline", "highlight", "headline", "source", "series")
)
_RIGHTS = re.compile(r"\s*(?:Copyright\b|\(c\)|©|All Rights Reserved)", re.IGNORECASE)
_LINKS = re.compile(r"\s*(?:Link to (?:Image|PDF|Original)|Image\s*$|Graphic\s*$)", re.IGNORECASE)
_COVER = re.compile(
    r"\s*(?:Date and Time|Job Number|Client/Matter|Search (?:Terms|Type)|Narrowed by|"
    r"Documents? \(\d+\)|Content Type|News\s*$)",
    re.IGNORECASE,
)
_LISTED = re.compile(r"\s*\d{1,4}\.\s")


def nexis_uni_record(blocks: Sequence[str]) -> dict[str, str]:
    """Return title, publisher, published and text of a record that "End of Document" ends."""
    lines = [block.strip() for block in blocks if block.strip()]
    if lines and lines[-1].startswith("End of Document"):
        lines.pop()
    begin = next((n for n, line in enumerate(lines) if line.casefold() == "body"), None)
    dated = _dated(lines)
    head = _after_cover(lines[:dated]) if dated is not None else lines[:1]
    head = [line for line in head if not _is_apart(line)]
    text = _body(lines[begin + 1 :]) if begin is not None else _after_labels(lines, dated)
    publisher = head[-1] if len(head) > 1 else ""
    return {
        "title": " ".join(head[:-1] if publisher else head),
        "publisher": publisher,
        "published": (date_in_line(lines[dated]) or "") if dated is not None else "",
        "text": text,
    }


def academic_record(blocks: Sequence[str]) -> dict[str, str]:
    """Return the same of a record that "1 of 500 DOCUMENTS" begins."""
    lines = [block.strip() for block in blocks if block.strip()]
    dated = _dated(lines)
    above = [line for line in lines[: dated or 0] if not _RIGHTS.match(line)]
    after = (dated + 1) if dated is not None else 0
    labels = [n for n in range(after, len(lines)) if _is_label(lines[n])]
    title = next((m["rest"] for line in lines if (m := _label(line, "headline"))), "")
    if not title:
        between = lines[after : labels[0]] if labels else lines[after : after + 1]
        title = next((line for line in reversed(between) if not _RIGHTS.match(line)), "")
    return {
        "title": title,
        "publisher": above[-1] if above else "",
        "published": (date_in_line(lines[dated]) or "") if dated is not None else "",
        "text": _after_labels(lines, dated),
    }


def _dated(lines: Sequence[str]) -> int | None:
    """Return which line is that of the date; it stands before the body."""
    for number, line in enumerate(lines):
        if line.casefold() == "body":
            return None
        if date_in_line(line):
            return number
    return None


def _after_cover(head: list[str]) -> list[str]:
    """Leave out the list of titles with which an export begins."""
    if not any(_COVER.match(line) for line in head):
        return head
    last = max(n for n, line in enumerate(head) if _COVER.match(line) or _LISTED.match(line))
    return head[last + 1 :]


def _after_labels(lines: Sequence[str], dated: int | None) -> str:
    """Return the body of a record that does not mark it: what follows the labels of its head."""
    begin = (dated + 1) if dated is not None else 0
    for number in range(begin, min(len(lines), begin + 15)):
        found = _LABEL.match(lines[number])
        if found and found["name"].lower() in _BEFORE:
            begin = number + 1
    return _body(lines[begin:])


def _body(lines: Sequence[str]) -> str:
    """Return the paragraphs up to the labels that follow a body."""
    kept: list[str] = []
    for number, line in enumerate(lines):
        found = _LABEL.match(line)
        tail = found and found["name"].lower() not in _BEFORE and _is_tail(lines[number:])
        if line.casefold() == "classification" or tail:
            break
        if not _is_apart(line):
            kept.append(line)
    return "\n\n".join(kept)


def _is_tail(lines: Sequence[str]) -> bool:
    """Whether labels and rights are all that follows: a sentence can begin with "Notes:" too."""
    words = sum(len(line) for line in lines[1:] if not (_is_label(line) or _is_apart(line)))
    return words <= 200 or any(_label(line, "load-date") for line in lines[:4])


def _is_label(line: str) -> bool:
    return _LABEL.match(line) is not None


def _label(line: str, name: str) -> "re.Match[str] | None":
    found = _LABEL.match(line)
    return found if found and found["name"].lower() == name else None


def _is_apart(line: str) -> bool:
    return bool((_RIGHTS.match(line) and len(line) < 200) or _LINKS.match(line))
