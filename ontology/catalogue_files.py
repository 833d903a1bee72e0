"""The catalogue's tables as rows: read from CSV, with errors that say file, line and reason."""

import csv
import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import NoReturn

from actorgraph.errors import BadRecord, UnreadableFile
from actorgraph.ontology.actors import Bond, slug

FOLDER = files("actorgraph.ontology").joinpath("catalogue")
BOND_RELATIONS = ("leads", "member_of", "part_of", "speaks_for", "allied_with", "backs")
VERDICTS = ("is", "is_not")
FEW = 30  # words that fit into a message
_DATE = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?")
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Z][a-z]{3})?(-[A-Z]{2})?")
_WIKIDATA = re.compile(r"Q[1-9]\d*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line of a table, with where it stands, so that what is wrong with it can be said."""

    path: str
    number: int
    cells: dict[str, str]

    def __getitem__(self, column: str) -> str:
        """Return the cell, without spaces around it; an absent column is empty."""
        return self.cells.get(column, "")

    def parts(self, column: str) -> tuple[str, ...]:
        """Return the parts of a cell that are separated by bars."""
        return tuple(part.strip() for part in self[column].split("|") if part.strip())

    def refuse(self, reason: str) -> NoReturn:
        """Raise the error that names this line."""
        raise BadRecord(self.path, f"line {self.number}", reason)

    def one_of(self, column: str, known: Collection[str]) -> str:
        """Return the cell if it is one of the known words, or raise BadRecord with the nearest."""
        if self[column] not in known:
            self._refuse_unknown(column, known)
        return self[column]

    def _refuse_unknown(self, column: str, known: Collection[str]) -> NoReturn:
        close = get_close_matches(self[column], known, n=1)
        few = "" if len(known) > FEW else f"known: {', '.join(sorted(known))}"
        hint = f"did you mean {close[0]!r}?" if close else few or "nothing known is like it"
        self.refuse(f"{column} is {self[column]!r}, which is unknown; {hint}")

    def date(self, column: str) -> str | None:
        """Return the ISO date of the cell (year, month or day), None where it is empty."""
        return self.iso(column, self[column])

    def iso(self, column: str, text: str) -> str | None:
        """Return the text if it is an ISO date, None where it is empty."""
        if text and not _DATE.fullmatch(text):
            self.refuse(f"{column} is {text!r}; write a date as 2016, 2016-10 or 2016-10-24")
        return text or None


@dataclass(frozen=True, slots=True)
class Alias:
    """One spelling of an actor's name, and when it is used for that actor."""

    text: str
    since: str | None = None
    until: str | None = None

    def used_on(self, date: str | None) -> bool:
        """Whether it names the actor on the date; without a date every spelling does."""
        span = Bond(relation="same_as", other="", since=self.since, until=self.until)
        return date is None or span.holds_on(date)


@dataclass(frozen=True, slots=True)
class NativeName:
    """A name that an actor has in another language; `language` is a BCP 47 tag: "ru", "zh-Hant"."""

    text: str
    language: str
    actor: str


def lines(path: Traversable, columns: Iterable[str]) -> Iterator[Line]:
    """Yield the lines of a table; raises UnreadableFile or BadRecord naming file and line."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise UnreadableFile(str(path), f"{error}; write it as CSV in UTF-8") from None
    rows = csv.DictReader(text.splitlines())
    missing = [column for column in columns if column not in (rows.fieldnames or ())]
    if missing:
        raise BadRecord(str(path), "line 1", f"the heading lacks {', '.join(missing)}")
    for cells in rows:
        line = Line(path=str(path), number=rows.line_num, cells={})
        if None in cells:
            line.refuse("more cells than the heading has; put quotes around commas")
        line.cells.update({name: (cell or "").strip() for name, cell in cells.items()})
        if any(line.cells.values()):
            yield line


def aliases(line: Line, column: str) -> tuple[Alias, ...]:
    """Return the spellings of a cell; "Name@2016-07..2017-01" is a name of that time only."""
    return tuple(_alias(line, column, part) for part in line.parts(column))


def _alias(line: Line, column: str, part: str) -> Alias:
    text, at, span = part.rpartition("@")
    if not at:
        return Alias(part)
    since, dots, until = span.partition("..")
    if not dots:
        line.refuse(f"{column}: write {part!r} as name@since..until")
    return Alias(text.strip(), line.iso(column, since), line.iso(column, until))


def identified(line: Line) -> str:
    """Return the id of an actor's line, made from its name where the cell is empty."""
    if not line["name"]:
        line.refuse("the actor has no name")
    return line["id"] or slug(line["name"])


def wikidata(line: Line) -> str | None:
    """Return the Wikidata id of a line, None where it is empty."""
    if line["wikidata"] and not _WIKIDATA.fullmatch(line["wikidata"]):
        line.refuse(f"wikidata is {line['wikidata']!r}; write it as Q159, or leave it empty")
    return line["wikidata"] or None


def language(line: Line) -> str:
    """Return the language tag of a line."""
    if not _LANGUAGE.fullmatch(line["language"]):
        line.refuse(f"language is {line['language']!r}; write a tag such as ru, ar or zh-Hant")
    return line["language"]


def bond(line: Line) -> Bond:
    """Return the bond of a line of bonds.csv."""
    made = Bond(
        relation=line.one_of("relation", BOND_RELATIONS),
        other=line["other"],
        title=line["title"],
        since=line.date("since"),
        until=line.date("until"),
    )
    if made.since and made.until and made.since[: len(made.until)] > made.until:
        line.refuse(f"it ends ({made.until}) before it begins ({made.since})")
    return made
