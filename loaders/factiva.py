"""Factiva: a record of an export as fields, with field codes (HD, SN, …) or by its order."""

import re
from collections.abc import Sequence

from actorgraph.loaders.export_dates import date_in_line

_CODES = "HD BY CR WC PD ET SN SC ED PG LA CY LP TD CT RF CO IN NS RE IPC IPD PUB AN SE VOL ART CLM"
_CODED = re.compile(
    rf"\s*\|?\s*({'|'.join(_CODES.split())})(?:\s*\|+|\t|\s{{2,}}|\s*$)(.*)", re.DOTALL
)
_WORDS = re.compile(r"\s*[\d,.]+ words\s*$", re.IGNORECASE)
_TIME = re.compile(r"\s*(\d{1,2}:\d\d(?::\d\d)?(?:\s?[AP]M)?(?: [A-Z]{2,4})?)\s*$")
_SOURCE_CODE = re.compile(r"[A-Z0-9]{2,10}$")
_LANGUAGE = re.compile(
    r"(?:English|German|French|Spanish|Arabic|Russian|Portuguese|Italian|Chinese|Turkish)"
    r"(?: - .{1,30})?$"
)
_RIGHTS = re.compile(r"\s*(?:\(?Copyright\b|\(c\)|©)", re.IGNORECASE)
_END = re.compile(r"\s*(?:Document|AN)?[\s|]*(?:Document )?([A-Za-z]\w{15,40})\s*\|?\s*$")
_BYLINE = re.compile(r"\s*by\s", re.IGNORECASE)


def factiva_record(blocks: Sequence[str]) -> dict[str, str]:
    """Return title, publisher, published, text and id (the accession number) of a record."""
    lines = [block.strip() for block in blocks if block.strip(" |\t")]
    number = _END.match(lines[-1]) if lines else None
    identity = {"id": number[1]} if number else {}
    fields = _coded(lines)
    if "HD" in fields and fields.keys() & {"PD", "SN", "LP", "TD"}:
        moment = " ".join(filter(None, (date_in_line(_first(fields, "PD")), _first(fields, "ET"))))
        return identity | {
            "title": " ".join(fields["HD"]),
            "publisher": _first(fields, "SN"),
            "published": moment,
            "text": "\n\n".join(fields.get("LP", []) + fields.get("TD", [])),
        }
    return identity | _by_order(lines[:-1] if number else lines)


def _coded(lines: Sequence[str]) -> dict[str, list[str]]:
    fields: dict[str, list[str]] = {}
    at: list[str] = []
    for line in lines:
        if found := _CODED.match(line):
            at = fields.setdefault(found[1], [])
            line = found[2]  # noqa: PLW2901
        if words := line.strip(" |\t"):
            at.append(words)
    return fields


def _first(fields: dict[str, list[str]], code: str) -> str:
    return next(iter(fields.get(code, ())), "")


def _by_order(lines: Sequence[str]) -> dict[str, str]:
    """Read: headline, author, words, date, time, source, its code, page, language, rights, text."""
    counted = next((n for n, line in enumerate(lines) if _WORDS.match(line)), None)
    if counted is None:
        return {"title": "", "publisher": "", "published": "", "text": ""}
    above = [line for line in lines[max(0, counted - 4) : counted] if not _BYLINE.match(line)]
    begin, published, source = counted + 1, "", ""
    for number in range(counted + 1, min(len(lines), counted + 12)):
        line = lines[number]
        if _RIGHTS.match(line) or _LANGUAGE.match(line) or (begin == number and _is_fact(line)):
            begin = number + 1
        if not published and (date := date_in_line(line)):
            published = date
        elif published and not source and (time := _TIME.match(line)):
            published = f"{published} {time[1]}"
        elif published and not source:
            source, begin = line, number + 1
    return {
        # A section can stand above the headline and a name below it; both are shorter.
        "title": max(above, key=len, default=""),
        "publisher": source,
        "published": published,
        "text": "\n\n".join(lines[begin:]),
    }


def _is_fact(line: str) -> bool:
    """Whether this is a line of the head: a date, a time, a code, a page."""
    return bool(
        date_in_line(line) or _TIME.match(line) or _SOURCE_CODE.match(line)
        or re.match(r"(?:Page )?[A-Z]{0,2}\d{1,3}$|.{0,30}Edition\b.{0,20}$", line)
    )  # fmt: skip
