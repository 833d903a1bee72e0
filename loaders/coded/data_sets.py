"""Files of coded events: which data sets are known, and their rows as claims, one by one."""

import csv
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from io import TextIOWrapper
from typing import IO, cast

from actorgraph.errors import BadRecord, DoubtfulInput, InputError, UnreadableFile
from actorgraph.loaders.coded import hand_coded, machine_coded
from actorgraph.loaders.coded.coded_events import CodedEvent, Coder, NotTaken, claim_of
from actorgraph.loaders.coded.gdelt_mentions import MENTIONS, Mentions
from actorgraph.loaders.coded.parties import Parties
from actorgraph.loaders.compressed import DAMAGED
from actorgraph.loaders.drafts import Report
from actorgraph.loaders.input_files import STANDARD_INPUT, InputFile, files_of, reason_of
from actorgraph.ontology.catalogue import Catalogue, shipped
from actorgraph.ontology.claims import Claim

# What one of a set's events is taken to be worth. Dictionaries read by machine get about half of
# their events right, people who follow a codebook nearly all; see docs/coded-events.md.
BY_MACHINE, BY_HAND = 0.5, 0.9
LARGEST_CELL = 1 << 24  # characters


@dataclass(frozen=True, slots=True, kw_only=True)
class DataSet:
    """How a data set is written; `columns` of one without a header, else those it must have."""

    coder: Coder
    delimiter: str
    columns: tuple[str, ...]
    headed: bool
    event: Callable[[Mapping[str, str]], CodedEvent]


DATA_SETS = {
    "gdelt": DataSet(
        coder=Coder(name="GDELT", version="2", confidence=BY_MACHINE),
        delimiter="\t", headed=False,
        columns=machine_coded.GDELT, event=machine_coded.gdelt,
    ),
    "phoenix": DataSet(
        coder=Coder(name="Phoenix", version="1", confidence=BY_MACHINE),
        delimiter="\t", headed=False,
        columns=machine_coded.PHOENIX, event=machine_coded.phoenix,
    ),
    "icews": DataSet(
        coder=Coder(name="ICEWS", version="1", confidence=BY_MACHINE),
        delimiter="\t", headed=True,
        columns=machine_coded.ICEWS, event=machine_coded.icews,
    ),
    "polecat": DataSet(
        coder=Coder(name="POLECAT", version="1", confidence=BY_MACHINE),
        delimiter="\t", headed=True,
        columns=machine_coded.POLECAT, event=machine_coded.polecat,
    ),
    "acled": DataSet(
        coder=Coder(name="ACLED", version="1", confidence=BY_HAND),
        delimiter=",", headed=True,
        columns=hand_coded.ACLED_COLUMNS, event=hand_coded.acled,
    ),
    "ucdp": DataSet(
        coder=Coder(name="UCDP GED", version="1", confidence=BY_HAND),
        delimiter=",", headed=True,
        columns=hand_coded.UCDP_COLUMNS, event=hand_coded.ucdp,
    ),
}  # fmt: skip


GDELT = DATA_SETS["gdelt"]
MENTIONS_FILE = ".mentions."  # in the names of the files that GDELT publishes


def coded_claims(
    paths: Iterable[str],
    data_set: str,
    report: Report,
    catalogue: Catalogue | None = None,
    *,
    mentions: Iterable[str] = (),
) -> Iterator[Claim]:
    """Yield the claims of files of a data set, one of DATA_SETS; compressed ones are unpacked.

    `mentions` are files of GDELT's table of mentions, which is also told by its name
    ("….mentions.CSV"): with it, an event becomes a claim of each article that mentions it.
    `report` is told of rows that cannot be read, of files that are not of this set, and, at the
    end of each file, how many rows have no relation or lack an actor, by reason.
    """
    csv.field_size_limit(LARGEST_CELL)
    form, parties, found = DATA_SETS[data_set], Parties(catalogue or shipped()), Mentions()
    tables, named = list(mentions), list(paths)
    for file in _files(tables, report):
        _read_mentions(file, found, report)
    if form is GDELT:
        others = [path for path in named if path != STANDARD_INPUT]
        for file in filter(_has_mentions, _files(others, _unheard)):  # what fails is told below
            _read_mentions(file, found, report)
            tables.append(file.path)
    for file in _files(named, report):
        if form is GDELT and _has_mentions(file):
            continue
        with _readable(file, report) as text:
            for event, claim in _claims(text, form, file, parties, report):
                yield from found.claims(event, claim)
    if unused := found.unused():
        told = f"{unused:,} mentions are of events that are not here, or were left out"
        report(DoubtfulInput(tables[0], told))


def _files(paths: Iterable[str], report: Report) -> Iterator[InputFile]:
    known = (".csv", ".tsv", ".tab", ".txt")
    return files_of(paths, report, known=known, stdin=sys.stdin.buffer)


def _has_mentions(file: InputFile) -> bool:
    return MENTIONS_FILE in file.path.casefold()


def _read_mentions(file: InputFile, found: Mentions, report: Report) -> None:
    with _readable(file, report) as text:
        found.read(text, file.path, report)


def _unheard(_error: InputError) -> None:
    """Take a report that will be given again."""


@contextmanager
def _readable(file: InputFile, report: Report) -> Iterator[Iterable[str]]:
    """Open a file as text, and report what in it cannot be read on."""
    try:
        with file.open() as stream:
            yield TextIOWrapper(cast("IO[bytes]", stream), encoding="utf-8-sig", newline="")
    except InputError as error:
        report(error)
    except (*DAMAGED, UnicodeDecodeError) as error:
        report(UnreadableFile(file.path, reason_of(error)))


def _claims(
    text: Iterable[str], form: DataSet, file: InputFile, parties: Parties, report: Report
) -> Iterator[tuple[str, Claim]]:
    """Yield each event's id and its claim."""
    left: Counter[str] = Counter()
    for line, row in _rows(text, form, file, report):
        try:
            event = form.event(row)
            date = event.when.date if event.when else None
            who, whom = parties.mention(event.who, date), parties.mention(event.whom, date)
            if who is None or whom is None:
                left["name no actor on one side"] += 1
            elif who.actor == whom.actor:
                left["have the same actor on both sides"] += 1
            else:
                yield event.id, claim_of(event, form.coder, who, whom)
        except NotTaken as why:
            left[f"left out: {why}"] += 1
        except (KeyError, ValueError) as error:
            report(BadRecord(file.path, f"line {line}", str(error)))
    for reason, count in left.most_common():
        report(DoubtfulInput(file.path, f"{count:,} rows {reason}"))


def _rows(
    text: Iterable[str], form: DataSet, file: InputFile, report: Report
) -> Iterator[tuple[int, dict[str, str]]]:
    if form.headed:
        rows = csv.reader(text, delimiter=form.delimiter)
    else:
        rows = csv.reader(text, delimiter=form.delimiter, quoting=csv.QUOTE_NONE)
    columns = list(form.columns)
    if form.headed:
        columns = [name.strip() for name in next(rows, [])]
        if missing := [name for name in form.columns if name not in columns]:
            reason = f"lacks the columns {', '.join(missing)} of {form.coder.name}"
            raise UnreadableFile(file.path, reason)
    for row in rows:
        if len(row) == len(columns):
            yield rows.line_num, dict(zip(columns, row, strict=True))
        elif form is GDELT and len(row) == len(MENTIONS):
            reason = "is GDELT's table of mentions; name it with --mentions"
            raise UnreadableFile(file.path, reason)
        elif row:
            reason = f"has {len(row)} columns, and {form.coder.name} has {len(columns)}"
            report(BadRecord(file.path, f"line {rows.line_num}", reason))
