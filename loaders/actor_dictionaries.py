"""Other people's dictionaries of actors into a folder of tables that `--tables` takes."""

import csv
from collections.abc import Iterable
from contextlib import ExitStack
from pathlib import Path
from tempfile import TemporaryDirectory
from types import TracebackType
from typing import Any, Protocol, Self, TextIO

from actorgraph.errors import UsageError
from actorgraph.loaders.dictionary_rows import Imported, LateTie, Row
from actorgraph.ontology.actors import Actor, Bond
from actorgraph.ontology.catalogue import Catalogue
from actorgraph.ontology.spelling import alias_key, is_abbreviation

COLUMNS = {
    "actors.csv": ("id", "name", "kind", "aliases", "country", "wikidata"),
    "bonds.csv": ("subject", "relation", "other", "title", "since", "until"),
    "native.csv": ("actor", "language", "names"),
    "ambiguous.csv": ("alias", "default", "why"),
}
SHORTEST = 2  # letters of a name


def write_tables(rows: Iterable[Row | LateTie], folder: Path, catalogue: Catalogue) -> Imported:
    """Write the tables of a new folder, and return what was taken and what was left.

    Every name is one actor's alone: an alias that somebody else has is left out and counted; where
    two have the same main name, ambiguous.csv says that the first is meant. Ties to actors that
    neither the catalogue nor the dictionary has are left out. Raises UsageError for a folder that
    holds something or cannot be written, and where there is no actor at all.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        message = f"{folder} is there and not empty; name a new folder for the tables"
        raise UsageError(message)
    try:
        return _placed(rows, folder, catalogue)
    except OSError as error:
        message = f"{folder} cannot be written: {error.strerror or error}"
        raise UsageError(message) from error


def _placed(rows: Iterable[Row | LateTie], folder: Path, catalogue: Catalogue) -> Imported:
    """Write the tables beside the folder, and put them there when all is done."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    # What is stopped half-way leaves nothing that could be taken for the whole.
    with TemporaryDirectory(dir=folder.parent, prefix=".tables-") as place:
        imported = _written(rows, Path(place), catalogue)
        if not imported.actors:
            message = "no actor was found; are the files of the format that was named?"
            raise UsageError(message)
        folder.mkdir(exist_ok=True)
        for table in Path(place).iterdir():
            table.replace(folder / table.name)
    return imported


def _written(rows: Iterable[Row | LateTie], folder: Path, catalogue: Catalogue) -> Imported:
    with _Tables(folder, catalogue) as tables:
        waiting: list[tuple[str, Bond]] = []
        for row in rows:
            if isinstance(row, LateTie):
                waiting.append((row.subject, row.bond))
            else:
                tables.actor(row)
                waiting += [(row.actor.id, bond) for bond in row.actor.bonds]
        for subject, bond in waiting:
            tables.bond(subject, bond)
    for name in COLUMNS:
        if name != "actors.csv" and _only_heading(folder / name):
            (folder / name).unlink()
    return tables.imported


class _Writer(Protocol):
    """What csv.writer gives."""

    def writerow(self, row: Iterable[Any], /) -> object: ...


class _Tables:
    """The tables while they are being written; `owner` says whose each name is."""

    def __init__(self, folder: Path, catalogue: Catalogue) -> None:
        self.folder, self.catalogue = folder, catalogue
        self.imported = Imported()
        self.written: set[str] = set()
        self.owner: dict[str, str] = {}
        for words in (
            catalogue.names,
            catalogue.adjectives,
            catalogue.demonyms,
            catalogue.capitals,
        ):
            for key, uses in words.items():
                self.owner.setdefault(key, catalogue.tables.defaults.get(key) or uses[0][1])
        self.doubtful: set[str] = set(catalogue.tables.defaults)
        self.files = ExitStack()

    def __enter__(self) -> Self:
        self.tables = {name: self._table(self.folder / name, COLUMNS[name]) for name in COLUMNS}
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.files.close()

    def _table(self, path: Path, columns: tuple[str, ...]) -> _Writer:
        file: TextIO = self.files.enter_context(path.open("w", encoding="utf-8", newline=""))
        table = csv.writer(file, lineterminator="\n")
        table.writerow(columns)
        return table

    def actor(self, row: Row) -> None:
        actor = row.actor
        if actor.id in self.written:
            self.imported.leave("an actor of an id that came before")
            return
        known = self.catalogue.actors.get(actor.id)
        names = [name for name in self._names(actor, known) if name]
        self.written.add(actor.id)
        self.imported.actors[actor.kind] = self.imported.actors.get(actor.kind, 0) + 1
        self.imported.known += known is not None
        self.imported.names += len(names)
        name = known.name if known else actor.name
        self.tables["actors.csv"].writerow(
            (actor.id, name, known.kind if known else actor.kind, "|".join(names),
             actor.country or "", actor.wikidata or "")
        )  # fmt: skip
        self._claim_name(name, actor.id)
        for native in row.native:
            self.tables["native.csv"].writerow((native.actor, native.language, native.text))
        self.imported.native += len(row.native)

    def _names(self, actor: Actor, known: Actor | None) -> Iterable[str]:
        """Yield the aliases that are this actor's alone and are not known yet."""
        had = {alias_key(name) for name in (known.aliases if known else ())}
        had.add(alias_key(known.name if known else actor.name))
        for alias in dict.fromkeys((actor.name, *actor.aliases)):
            key = alias_key(alias)
            if key in had:
                continue
            had.add(key)
            if len(key) < SHORTEST or "|" in alias or "@" in alias or not _is_name(alias):
                self.imported.leave("an alias that no text would have as a name")
            elif self.owner.setdefault(key, actor.id) != actor.id:
                self.imported.leave("an alias that another actor has")
            else:
                yield alias

    def _claim_name(self, name: str, actor: str) -> None:
        key = alias_key(name)
        first = self.owner.setdefault(key, actor)
        if first != actor and key not in self.doubtful:
            self.doubtful.add(key)
            why = "the name of several actors; the one that was there first"
            self.tables["ambiguous.csv"].writerow((name, first, why))

    def bond(self, subject: str, bond: Bond) -> None:
        if subject not in self.written:
            return
        if bond.other not in self.written and bond.other not in self.catalogue.actors:
            self.imported.leave("a tie to an actor that nobody knows")
            return
        if subject == bond.other:
            self.imported.leave("a tie of an actor to itself")
            return
        self.tables["bonds.csv"].writerow(
            (subject, bond.relation, bond.other, bond.title, bond.since or "", bond.until or "")
        )
        self.imported.bonds += 1


def _is_name(alias: str) -> bool:
    """Whether a spelling begins as names do: "the Blues", but not "us", nor "the group"."""
    name = alias.removeprefix("the ")
    return name[0].isupper() or name[0].isdigit() or is_abbreviation(name)


def _only_heading(path: Path) -> bool:
    with path.open(encoding="utf-8") as file:
        return sum(1 for _ in zip(file, range(2), strict=False)) < 2
