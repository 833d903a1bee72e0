"""The lexicon's tables as lines of cells: read, checked for shape, and merged by key."""

from collections.abc import Iterable, Iterator, Mapping
from difflib import get_close_matches
from importlib.resources.abc import Traversable
from operator import itemgetter
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from actorgraph.errors import BadLexicon, UnreadableFile

REMOVED = "-"  # a line that says so takes the lines with its key out of the lexicon

# The columns of each table, and how many of them are the key by which a line overrides others.
TABLES: Mapping[str, tuple[str, int]] = MappingProxyType(
    {
        "classes": ("class nouns", 1),
        "verbs": ("cue with relation mode agent target confidence", 2),
        "nouns": ("cue with relation mode agent target confidence", 2),
        "phrases": ("cue with relation mode agent target confidence", 2),
        "ties": ("form cue relation agent target confidence", 2),
        "light": ("cue subject relations confidence", 1),
        "statuses": ("cue form status governs", 2),
        "speech": ("cue form kind takes confidence", 2),
    }
)


class Line(NamedTuple):
    """One line of a table; a named tuple because thousands are made at every start.

    `folder` is the name of the folder of a table of one's own, "" for those that ship.
    """

    path: str
    number: int
    cells: Mapping[str, str]
    folder: str = ""

    @property
    def origin(self) -> str:
        """The table's name and the line, with the folder where the table is somebody's own."""
        return f"{self.folder}{'/' * bool(self.folder)}{Path(self.path).name}:{self.number}"

    @property
    def units(self) -> list[str]:
        """The words of the cue, those with hyphens whole."""
        units = self.cells["cue"].split()
        if not units:
            reason = "the cue is empty"
            raise self.wrong(reason)
        return units

    def wrong(self, reason: str) -> BadLexicon:
        """Return the error that says what is wrong with this line."""
        return BadLexicon(self.path, self.number, reason)

    def one_of(self, column: str, known: Iterable[str]) -> str:
        """Return a cell that must be one of the known words."""
        return self.known(column, self.cells[column], known)

    def each_of(self, column: str, known: Iterable[str]) -> tuple[str, ...]:
        """Return the words of a cell, parted by |, each of which must be known."""
        words = tuple(self.cells[column].split("|"))
        for word in words:
            if word not in known:
                self.known(column, word, known)
        return words

    def known(self, what: str, word: str, known: Iterable[str]) -> str:
        """Return the word, or say that there is none such, and which is nearest."""
        if word in known:
            return word
        close = get_close_matches(word, known, n=1)
        hint = f"did you mean {close[0]!r}?" if close else f"known: {', '.join(sorted(known))}"
        reason = f"there is no {what} {word!r}; {hint}"
        raise self.wrong(reason)

    def share(self, column: str) -> float:
        """Return a cell that must be a number from 0 to 1."""
        try:
            value = float(self.cells[column])
        except ValueError:
            value = -1.0
        if not 0 <= value <= 1:
            reason = f"{column} is {self.cells[column]!r}, not a number from 0 to 1"
            raise self.wrong(reason)
        return value


def merged(table: str, folders: Iterable[Traversable | Path]) -> list[Line]:
    """Return the lines of a table; a later folder's lines override earlier ones of their key."""
    columns, length = TABLES[table]
    key, verdict = itemgetter(*columns.split()[:length]), columns.split()[length]
    kept: dict[str | tuple[str, ...], list[Line]] = {}
    for place, folder in enumerate(folders):
        own: dict[str | tuple[str, ...], list[Line]] = {}
        file, name = folder.joinpath(f"{table}.tsv"), folder.name if place else ""
        for line in _lines(file, columns.split(), name) if file.is_file() else ():
            own.setdefault(key(line.cells), []).append(line)
        kept |= own
    return [line for lines in kept.values() for line in lines if line.cells[verdict] != REMOVED]


def _lines(file: Traversable | Path, columns: Iterable[str], folder: str) -> Iterator[Line]:
    """Yield a table's lines; comments begin with #, the first other line is the header."""
    header: list[str] = []
    for number, text in enumerate(_text(file).splitlines(), 1):
        if not text.strip() or text.startswith("#"):
            continue
        cells = [cell.strip() for cell in text.split("\t")]
        if not header:
            header = cells
            if missing := [column for column in columns if column not in header]:
                reason = f"the header has no column {', '.join(missing)}"
                raise BadLexicon(str(file), number, reason)
        elif len(cells) != len(header):
            reason = f"{len(cells)} cells parted by tabs, where the header has {len(header)}"
            raise BadLexicon(str(file), number, reason)
        else:
            yield Line(str(file), number, dict(zip(header, cells, strict=True)), folder)


def _text(file: Traversable | Path) -> str:
    try:
        return file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise UnreadableFile(str(file), str(error)) from error
