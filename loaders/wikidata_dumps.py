"""The lines of a Wikidata JSON dump, an entity each, one after another: .json, .gz, .bz2."""

import bz2
import gzip
import json
import zlib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import IO, Any, TypeAlias, cast

from actorgraph.errors import BadRecord, UnreadableFile
from actorgraph.loaders.drafts import Report

Entity: TypeAlias = Mapping[str, Any]

# How Wikidata writes how precise a date is, and how many characters of an ISO date that leaves.
_PRECISION = {9: 4, 10: 7, 11: 10}


def read_entities(path: Path, report: Report) -> Iterator[Entity]:
    """Yield the items of a dump; a line that is none is reported, and the rest goes on.

    A file that ends in the midst of its compressed data gives what was before, and is reported.
    Raises UnreadableFile where it cannot be opened.
    """
    number = 0
    try:
        with _opened(path) as file:
            for number, raw in enumerate(file, 1):
                text = raw.strip().rstrip(b",")
                if text in (b"", b"[", b"]"):
                    continue
                if (entity := _entity(text, path, number, report)) is not None:
                    yield entity
    except (EOFError, gzip.BadGzipFile, zlib.error) as error:
        report(BadRecord(str(path), f"after line {number}", f"is cut off or damaged ({error})"))
    except OSError as error:
        if number:
            report(BadRecord(str(path), f"after line {number}", f"is cut off or damaged ({error})"))
        else:
            raise UnreadableFile(str(path), error.strerror or str(error)) from error


def _opened(path: Path) -> IO[bytes]:
    match path.suffix:
        case ".gz":
            return cast("IO[bytes]", gzip.open(path))
        case ".bz2":
            return bz2.open(path)
        case ".json" | ".jsonl" | ".ndjson":
            return path.open("rb")
        case _:
            reason = "a dump of Wikidata is a .json, .json.gz or .json.bz2"
            raise UnreadableFile(str(path), reason)


def _entity(text: bytes, path: Path, number: int, report: Report) -> Entity | None:
    try:
        entity = json.loads(text)
    except ValueError as error:  # broken UTF-8 too
        report(BadRecord(str(path), f"line {number}", f"is no JSON ({error})"))
        return None
    except RecursionError:
        report(BadRecord(str(path), f"line {number}", "is nested too deep to be an entity"))
        return None
    if not isinstance(entity, dict) or not isinstance(entity.get("id"), str):
        report(BadRecord(str(path), f"line {number}", "is no entity: it has no id"))
        return None
    if not isinstance(entity.get("claims") or {}, dict):
        report(BadRecord(str(path), f"line {number}", "has claims that are no object"))
        return None
    return entity if entity["id"].startswith("Q") else None  # properties and lexemes are no actors


def text_in(entity: Entity, part: str, language: str) -> str:
    """Return the label, or another text of this sort, in a language, "" where there is none."""
    found = (entity.get(part) or {}).get(language)
    return str(found.get("value") or "") if isinstance(found, dict) else ""


def aliases_in(entity: Entity, language: str) -> list[str]:
    """Return the other names in a language."""
    found = (entity.get("aliases") or {}).get(language)
    if not isinstance(found, list):
        return []
    return [str(one["value"]) for one in found if isinstance(one, dict) and one.get("value")]


def statements(entity: Entity, name: str) -> list[Mapping[str, Any]]:
    """Return the statements of a property that are not deprecated, the preferred ones first."""
    found = (entity.get("claims") or {}).get(name)
    kept = [
        one
        for one in (found if isinstance(found, list) else ())
        if isinstance(one, dict) and one.get("rank") != "deprecated"
    ]
    return sorted(kept, key=lambda one: one.get("rank") != "preferred")


def values(entity: Entity, name: str) -> list[Any]:
    """Return the values of a property; unknown ones are left out."""
    found = (_value(statement.get("mainsnak")) for statement in statements(entity, name))
    return [value for value in found if value is not None]


def items(entity: Entity, name: str) -> list[str]:
    """Return the ids of the items that are values of a property."""
    found = (item_of(statement) for statement in statements(entity, name))
    return [item for item in found if item]


def item_of(statement: Mapping[str, Any]) -> str | None:
    """Return the id of the item that a statement has as its value."""
    value = _value(statement.get("mainsnak"))
    found = value.get("id") if isinstance(value, dict) else None
    return found if isinstance(found, str) else None


def date_of(statement: Mapping[str, Any], qualifier: str) -> str | None:
    """Return the ISO date of a qualifier, as precise as it is told; None for a decade or less."""
    for snak in (statement.get("qualifiers") or {}).get(qualifier) or ():
        value = _value(snak)
        if not isinstance(value, dict) or not str(value.get("time", "")).startswith("+"):
            continue
        length = _PRECISION.get(int(value.get("precision") or 0))
        written = str(value["time"])[1:11]
        if length and written[:4].isdigit() and len(written) == 10:
            return written[:length]
    return None


def _value(snak: Any) -> Any:
    if not isinstance(snak, dict) or snak.get("snaktype") != "value":
        return None
    value = snak.get("datavalue")
    return value.get("value") if isinstance(value, dict) else None
