"""The form of PETRARCH's actor and agent files: phrases, synonyms with +, codes with dates.

The form is that of the PETRARCH dictionaries' README: a phrase, lines that begin with + for its
synonyms, and codes in brackets, each with the time in which it holds.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from actorgraph.errors import BadRecord, UnreadableFile
from actorgraph.loaders.drafts import Report

CENTURY = 30  # of two digits: 30 is 1930, 29 is 2029
SHORT, LONG = 6, 8  # digits of YYMMDD and YYYYMMDD
_COMMENT = re.compile(r"<!--.*?(-->|$)|[#;].*$")
_CODE = re.compile(r"\[\s*([^\s\]]*)\s*([^\]]*)\]")
_RESTRICTION = re.compile(r"([<>])\s*(\d+)|(\d+)\s*-\s*(\d+)")
_SUBSTITUTE = re.compile(r"(![A-Z]+!)\s*=\s*(.+)")
_PLURAL = re.compile(r"\{[^}]*\}?")
_NULL = re.compile(r"-*")


@dataclass(frozen=True, slots=True, kw_only=True)
class DatedCode:
    """A code and the ISO dates between which it holds."""

    code: str
    since: str | None = None
    until: str | None = None


@dataclass(slots=True, kw_only=True)
class Entry:
    """A phrase of an actor file with its synonyms and codes, while it is being read."""

    path: str
    line: int
    phrases: list[str]
    codes: list[DatedCode] = field(default_factory=list)

    @property
    def where(self) -> str:
        """Where it stands, for messages."""
        return f"line {self.line}"


def read_entries(path: Path, report: Report) -> Iterator[Entry]:
    """Yield the entries of an actor file; a line that makes no sense is reported, the rest goes on.

    Raises UnreadableFile where the file cannot be opened.
    """
    entry: Entry | None = None
    for number, text in _lines(path):
        phrase = _CODE.sub("", text).strip()
        if text[0] not in "\t +[" or (text[0] == " " and not text.lstrip().startswith("[")):
            if entry:
                yield entry
            entry = Entry(path=str(path), line=number, phrases=[phrase])
        elif entry is None:
            report(BadRecord(str(path), f"line {number}", "stands before the first phrase"))
            continue
        elif text[0] == "+":
            entry.phrases.append(phrase[1:])
        elif phrase:
            reason = f"{phrase!r} is neither a phrase nor a code in brackets"
            report(BadRecord(str(path), f"line {number}", reason))
        for code, restriction in _CODE.findall(text):
            if dated := _dated(code, restriction.strip(), path, number, report):
                entry.codes.append(dated)
    if entry:
        yield entry


def read_agents(path: Path, report: Report) -> Iterator[tuple[str, str]]:
    """Yield the words of an agent file and their codes: ("foreign minister", "GOV")."""
    substitutes: dict[str, list[str]] = {}
    for number, text in _lines(path):
        if given := _SUBSTITUTE.fullmatch(text.strip()):
            substitutes[given[1]] = [word.strip() for word in given[2].split(",")]
            continue
        code = _CODE.search(text)
        if code is None or "~" not in code[1]:
            report(BadRecord(str(path), f"line {number}", "has no code such as [~GOV]"))
            continue
        words = _PLURAL.sub("", text[: code.start()]).strip()
        for spelled in _substituted(words, substitutes):
            yield " ".join(spelled.replace("_", " ").split()).lower(), code[1].strip("~")


def holds_agents(path: Path) -> bool:
    """Whether a file is one of agents: its first code is open at one side, [~GOV] or [NGO~]."""
    for _, text in _lines(path):
        if code := _CODE.search(text):
            return "~" in code[1]
    return False


def _substituted(words: str, substitutes: dict[str, list[str]]) -> Iterable[str]:
    for marker, choices in substitutes.items():
        if marker in words:
            return [words.replace(marker, choice) for choice in choices]
    return [words]


def _lines(path: Path) -> Iterator[tuple[int, str]]:
    """Yield the lines that are no comments, with their numbers."""
    inside = False
    try:
        with path.open("rb") as file:
            for number, raw in enumerate(file, 1):
                text = _decoded(raw)
                if inside:
                    _, closed, text = text.partition("-->")
                    inside = not closed
                cut = _COMMENT.sub("", text)
                inside = inside or ("<!--" in text and "-->" not in text)
                if cut.strip():
                    yield number, cut.rstrip()
    except OSError as error:
        raise UnreadableFile(str(path), error.strerror or str(error)) from error


def _decoded(raw: bytes) -> str:
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        return raw.decode("cp1252", errors="replace")


def _dated(
    code: str, restriction: str, path: Path, number: int, report: Report
) -> DatedCode | None:
    """Return a code with its dates; what is wrong with it is reported."""
    if _NULL.fullmatch(code):
        return None  # [---] says that the phrase is nobody
    try:
        if not re.fullmatch(r"[A-Z][A-Z0-9]+", code):
            message = f"{code!r} is no code: write capitals, three for each part"
            raise ValueError(message)  # noqa: TRY301 - reported in one place, as the dates are
        return DatedCode(code=code, **_span(restriction))
    except ValueError as error:
        report(BadRecord(str(path), f"line {number}", str(error)))
        return None


def _span(restriction: str) -> dict[str, str]:
    if not restriction:
        return {}
    found = _RESTRICTION.fullmatch(restriction)
    if found is None:
        message = f"{restriction!r} is no time; write <990131, >990131 or 930101-990131"
        raise ValueError(message)
    if found[1]:
        return {"until" if found[1] == "<" else "since": _iso(found[2])}
    since, until = _iso(found[3]), _iso(found[4])
    if since > until:
        message = f"it ends ({until}) before it begins ({since})"
        raise ValueError(message)
    return {"since": since, "until": until}


def _iso(digits: str) -> str:
    century = ""
    if len(digits) == SHORT:
        century = "19" if int(digits[:2]) >= CENTURY else "20"
    whole = century + digits
    if len(whole) != LONG:
        message = f"{digits!r} is no date; write YYMMDD or YYYYMMDD"
        raise ValueError(message)
    try:
        return date.fromisoformat(f"{whole[:4]}-{whole[4:6]}-{whole[6:]}").isoformat()
    except ValueError:
        message = f"{digits!r} is no date: there is no such day"
        raise ValueError(message) from None
