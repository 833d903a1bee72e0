"""Claims in files, JSON lines or RDF: a file of claims is a graph too, and needs no engine."""

import gzip
import json
import re
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from io import TextIOWrapper
from itertools import groupby
from pathlib import Path
from typing import BinaryIO, TextIO, cast

import msgspec

from actorgraph.errors import ActorGraphError, BadRecord, InputError, UnreadableFile
from actorgraph.graph.rdf_formats import rdf_form
from actorgraph.graph.readings import Reading, readings_of
from actorgraph.graph.signed import SignedArticles
from actorgraph.ontology.claim_rules import refuse_broken
from actorgraph.ontology.claims import Claim, claim_from_json, claim_to_json
from actorgraph.storage import is_storage, place_of

STANDARD = "-"  # standard input or output
SIGNATURE = b'"signature": "'
ARTICLE = re.compile(rb'"article": ?("(?:[^"\\]|\\.)*")')
SAID = ('"denied":', '"status":')  # a quote inside of a text has a backslash before it

Report = Callable[[InputError], None]


def _raise(error: InputError) -> None:
    raise error


def read_claims(path: str | Path, report: Report = _raise) -> Iterator[Claim]:
    """Yield the claims of a file, "-" for standard input; ".gz" is unpacked.

    The name tells RDF (.trig, .ttl, .nq, .jsonld) and Parquet; a folder holds shards (see
    claim_folder.py); anything else is JSON lines. `report` is told of each line, row or node
    that is no claim, and the rest goes on; without it the first one raises BadRecord.
    """
    name = str(path)
    if rdf_form(name):
        from actorgraph.graph.rdf_reading import read_rdf  # noqa: PLC0415 - needs the extra

        yield from read_rdf(name, report)
        return
    if claims := _in_parquet(name, report):
        yield from claims
        return
    with _opened(name, "r") as file:
        try:
            for number, line in enumerate(file, 1):
                if claim := _claim(line, name, number, report):
                    yield claim
        except (UnicodeDecodeError, EOFError, gzip.BadGzipFile) as error:
            raise UnreadableFile(name, str(error)) from error


def _in_parquet(name: str, report: Report) -> Iterator[Claim] | None:
    """Return the claims of a Parquet file or a folder of shards; None where this is neither."""
    if name.endswith(".parquet"):
        from actorgraph.graph.claim_parquet import read_table  # noqa: PLC0415  (needs an extra)

        return read_table(place_of(name), name, report)
    if is_storage(name) or Path(name).is_dir():
        from actorgraph.graph.claim_folder import folder_claims  # noqa: PLC0415

        return folder_claims(name, report)
    return None


def write_claims(claims: Iterable[Claim], path: str | Path) -> int:
    """Write claims, "-" for standard output; return how many.

    As RDF or Parquet where the name says so, else as JSON lines.
    """
    if str(path).endswith(".parquet"):
        from actorgraph.graph.claim_parquet import write_claim_table  # noqa: PLC0415

        return write_claim_table(claims, place_of(path))
    if rdf_form(str(path)):
        from actorgraph.graph.rdf_file import write_rdf  # noqa: PLC0415 - needs the extra

        return write_rdf(claims, path)
    count = 0
    with _opened(str(path), "w") as file:
        for claim in claims:
            file.write(json.dumps(claim_to_json(claim), ensure_ascii=False) + "\n")
            count += 1
    return count


def claim_readings(path: str | Path, report: Report = _raise) -> Iterator[Reading]:
    """Yield the file's claims article by article, as a store loads them.

    A file whose lines are not in the order of articles is sorted in memory first; a folder of
    shards is in their order.
    """
    name = str(path)
    if name != STANDARD and (is_storage(name) or Path(name).is_dir() or _in_order(name)):
        yield from readings_of(read_claims(path, report))
    else:
        yield from readings_of(sorted(read_claims(path, report), key=lambda claim: claim.article))


def reprints_in_file(path: str | Path) -> Mapping[str, str]:
    """Return the report of each article of a file or folder that repeats an earlier one.

    It is read once for it; not for standard input. What cannot be read is left out.
    """
    articles, name = SignedArticles(), str(path)
    if rdf_form(name) or name.endswith(".parquet") or not Path(name).is_file():
        for claim in read_claims(name, lambda _error: None):
            articles.note(claim)
        return articles.reprints()
    try:
        with _raw(name, "rb") as file:
            _note_articles(file, name, articles)
    except (OSError, EOFError) as error:
        raise UnreadableFile(name, str(error)) from error
    return articles.reprints()


def _note_articles(lines: Iterable[bytes], name: str, articles: SignedArticles) -> None:
    last = None
    for number, raw in enumerate(lines, 1):
        if SIGNATURE not in raw:
            continue
        found = ARTICLE.search(raw)
        if not found or found[1] == last:
            continue
        line = raw.decode(errors="replace")  # told of when the claims are read
        if read := _claim(line, name, number, lambda _error: None):
            articles.note(read)
            last = found[1]


def readings_of_lines(
    lines: Iterable[str], origin: tuple[str, int], report: Report
) -> Iterator[Reading]:
    """Yield the readings of lines in the order of articles; `origin` is the file and first line."""
    name, first = origin
    found = (_claim(line, name, number, report) for number, line in enumerate(lines, first))
    return readings_of(claim for claim in found if claim)


def _claim(line: str, name: str, number: int, report: Report) -> Claim | None:
    if not line.strip():
        return None
    try:
        return _read(line)
    except KeyError as error:
        told = BadRecord(name, f"line {number}", f"the field {error} is missing")
        told.__cause__ = error
    except (TypeError, ValueError, AttributeError, ActorGraphError) as error:
        told = BadRecord(name, f"line {number}", str(error))
        told.__cause__ = error
    report(told)
    return None


_DECODER = msgspec.json.Decoder(Claim)


def _read(line: str) -> Claim:
    """Return the claim of a line, in a third of the time where all of it is of the right type.

    Of any other line claim_from_json says what is wrong; it also takes the words without offsets
    of coded claims. What Claim has a default for, a line has to say nevertheless.
    """
    try:
        claim = _DECODER.decode(line) if all(said in line for said in SAID) else None
    except msgspec.MsgspecError:
        claim = None
    if claim is None:
        return claim_from_json(json.loads(line))
    refuse_broken(claim)
    return claim


def _in_order(name: str) -> bool:
    """Return whether the claims of each article stand together."""
    seen: set[str | bytes] = set()
    try:
        for article, _ in groupby(_articles(name)):
            if article in seen:
                return False
            seen.add(article)
    except (OSError, EOFError):
        pass  # told of when the claims are read
    return True


def _articles(name: str) -> Iterator[str | bytes]:
    """Yield the article of each claim; lines are not read as claims for it, that takes longer."""
    if rdf_form(name) or name.endswith(".parquet"):
        yield from (claim.article for claim in read_claims(name, lambda _error: None))
        return
    with _raw(name, "rb") as file:
        yield from (found[1] for line in file if (found := ARTICLE.search(line)))


@contextmanager
def _opened(name: str, mode: str) -> Iterator[TextIO]:
    """Open a file to read ("r") or write ("w"); standard input and output stay open."""
    if name == STANDARD:
        yield sys.stdin if mode == "r" else sys.stdout
        return
    try:
        raw = _raw(name, f"{mode}b")
    except OSError as error:
        raise UnreadableFile(name, error.strerror or str(error)) from error
    with TextIOWrapper(raw, encoding="utf-8", newline="\n") as text:
        yield text


def _raw(name: str, mode: str) -> BinaryIO:
    """Open a file's bytes, unpacked."""
    return cast("BinaryIO", (gzip.open if name.endswith(".gz") else open)(name, mode))
