"""Actors of a table of somebody else's: its columns are named, its kinds and countries read."""

import csv
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

from actorgraph.errors import BadRecord, InputError, UnreadableFile, UsageError
from actorgraph.loaders.cameo_codes import countries, roles
from actorgraph.loaders.dictionary_rows import LateTie, Row
from actorgraph.loaders.drafts import Report
from actorgraph.ontology.actors import Actor, Bond, slug
from actorgraph.ontology.catalogue import Catalogue
from actorgraph.ontology.catalogue_files import BOND_RELATIONS, Line, wikidata
from actorgraph.ontology.spelling import alias_key
from actorgraph.ontology.vocabulary import KINDS

COLUMNS = (
    "id", "name", "kind", "aliases", "country", "wikidata", *BOND_RELATIONS, "title", "since",
    "until",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Mapped:
    """Which column of a table holds what: `{"name": "Organisation"}`; `kind` is of all lines."""

    columns: Mapping[str, str]
    kind: str = ""


def csv_rows(
    paths: Iterable[Path], catalogue: Catalogue, report: Report, mapped: Mapped
) -> Iterator[Row | LateTie]:
    """Yield the actors of tables, then their ties; a line that makes no sense is reported.

    Columns that are not mapped are found by their own name. A kind may be one of the ontology or
    a CAMEO role (MIL, REB), a country a code of two or three letters or a name. Raises UsageError
    where a table lacks a mapped column, or nothing tells names or kinds.
    """
    reading = _Reading(catalogue, mapped)
    for path in paths:
        for line in _lines(path, mapped, report):
            try:
                yield reading.actor(line)
            except InputError as error:
                report(error)
    for line, bond in reading.ties:
        found = reading.other(bond.other)
        if found is None:
            reason = f"{bond.relation} is {bond.other!r}, whom nobody knows"
            report(BadRecord(line.path, f"line {line.number}", reason))
            continue
        tie = Bond(relation=bond.relation, other=found, title=bond.title, since=bond.since,
                   until=bond.until)  # fmt: skip
        yield LateTie(subject=reading.subjects[line.path, line.number], bond=tie)


def _lines(path: Path, mapped: Mapped, report: Report) -> Iterator[Line]:
    """Yield the lines with our names of the columns."""
    try:
        file = path.open(encoding="utf-8-sig", newline="")
    except OSError as error:
        raise UnreadableFile(str(path), error.strerror or str(error)) from error
    with file:
        try:
            sample = file.read(4096)
            file.seek(0)
            tabs = sample.partition("\n")[0].count("\t") > sample.partition("\n")[0].count(",")
            table = csv.DictReader(file, delimiter="\t" if tabs else ",")
            columns = _columns(path, table.fieldnames or (), mapped)
            for cells in table:
                if None in cells:
                    reason = "more cells than the heading has; put quotes around commas"
                    report(BadRecord(str(path), f"line {table.line_num}", reason))
                    continue
                named = {
                    ours: (cells.get(theirs) or "").strip() for ours, theirs in columns.items()
                }
                if any(named.values()):
                    yield Line(path=str(path), number=table.line_num, cells=named)
        except UnicodeDecodeError as error:
            reason = f"{error}; write it as CSV in UTF-8"
            raise UnreadableFile(str(path), reason) from None
        except csv.Error as error:
            raise UnreadableFile(str(path), f"is no table: {error}") from None


def _columns(path: Path, heading: Iterable[str], mapped: Mapped) -> dict[str, str]:
    there = list(heading)
    columns = {name: name for name in COLUMNS if name in there} | dict(mapped.columns)
    for ours, theirs in columns.items():
        if ours not in COLUMNS:
            message = f"--column {ours}=…: known are {', '.join(COLUMNS)}"
            raise UsageError(message)
        if theirs not in there:
            message = f"{path} has no column {theirs!r}; it has {', '.join(there) or 'none'}"
            raise UsageError(message)
    if "name" not in columns:
        message = f"{path}: no column holds names; say which with --column name=…"
        raise UsageError(message)
    if "kind" not in columns and not mapped.kind:
        message = f"{path}: nothing tells kinds; use --column kind=… or --kind ArmedGroup"
        raise UsageError(message)
    return columns


class _Reading:
    """Reads lines to actors; ties wait until all actors are known."""

    def __init__(self, catalogue: Catalogue, mapped: Mapped) -> None:
        self.catalogue, self.mapped = catalogue, mapped
        self.ids: dict[str, str] = {}
        self.taken: set[str] = set()
        self.codes = {country.country for country in countries().values()}
        self.ties: list[tuple[Line, Bond]] = []
        self.subjects: dict[tuple[str, int], str] = {}
        self.names = {country.name.casefold(): country for country in countries().values()}

    def actor(self, line: Line) -> Row:
        """Return the actor of a line, or raise what is wrong with it."""
        if not line["name"]:
            line.refuse("the actor has no name")
        kind, country = self._kind(line), self._country(line)
        since, until = line.date("since"), line.date("until")
        if since and until and since[: len(until)] > until:
            line.refuse(f"it ends ({until}) before it begins ({since})")
        known = next(
            (a for a in self.catalogue.named(line["name"])
             if a.kind == kind and country in (None, a.country)), None,
        )  # fmt: skip
        actor = line["id"] or (known.id if known else slug(line["name"]))
        made = Actor(
            id=actor,
            name=line["name"],
            kind=kind,
            aliases=tuple(_parts(line["aliases"])),
            country=country,
            wikidata=wikidata(line),
        )
        for relation in BOND_RELATIONS:
            self.ties += [
                (line, Bond(relation=relation, other=other, title=line["title"], since=since,
                            until=until))
                for other in _parts(line[relation])
            ]  # fmt: skip
        self.ids[alias_key(line["name"])] = actor
        self.taken.add(actor)
        self.subjects[line.path, line.number] = actor
        return Row(actor=made)

    def other(self, name: str) -> str | None:
        """Return the id of an actor that a tie names by its id or by a name."""
        if name in self.catalogue.actors or name in self.taken:
            return name
        named = self.catalogue.named(name)
        return self.ids.get(alias_key(name)) or (named[0].id if named else None)

    def _kind(self, line: Line) -> str:
        written = line["kind"] or self.mapped.kind
        if written.upper() in roles():
            return roles()[written.upper()].kind
        kinds = {kind.casefold(): kind for kind in KINDS}
        plain = written.casefold().replace(" ", "")
        if plain not in kinds:
            close = get_close_matches(written, KINDS, n=1)
            hint = f"did you mean {close[0]!r}?" if close else f"known: {', '.join(sorted(KINDS))}"
            line.refuse(f"kind is {written!r}, which is unknown; {hint}")
        return kinds[plain]

    def _country(self, line: Line) -> str | None:
        written = line["country"]
        if not written:
            return None
        found = self._code(written)
        if found is None:
            line.refuse(f"country is {written!r}, which is unknown; write DE, DEU or Germany")
        return found

    def _code(self, written: str) -> str | None:
        if written.upper() in self.codes:
            return written.upper()
        named = countries().get(written.upper()) or self.names.get(written.casefold())
        if named and named.country:
            return named.country
        actors = self.catalogue.named(written)
        return next((a.country for a in actors if a.kind in ("State", "Region")), None)


def _parts(cell: str) -> Iterator[str]:
    """Yield the parts of a cell between bars, or semicolons where it has no bars."""
    parts = cell.split("|" if "|" in cell else ";")
    yield from (part.strip() for part in parts if part.strip())
