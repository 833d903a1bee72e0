"""A folder of CSV files with the command that makes a server's database of them."""

import shutil
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from actorgraph.errors import UsageError
from actorgraph.graph.bulk_contradictions import write_contradictions
from actorgraph.graph.claim_parts import Report, write_claim_file
from actorgraph.graph.claim_tables import write_totals
from actorgraph.graph.csv_tables import CsvTables, import_options
from actorgraph.graph.schema import STATEMENTS
from actorgraph.graph.store import Store

COMMAND = "import.sh"
SCHEMA = "schema.cypher"


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportFolder:
    """What was written; `foreign` nodes of the graph are none of ours, and were left out."""

    folder: Path
    rows: int
    foreign: int = 0


def export_graph(store: Store, folder: Path) -> ImportFolder:
    """Write all that is in a graph."""
    _make_empty(folder)
    exported = store.write_tables(folder)
    _write_command(folder, [exported.tables])
    return ImportFolder(folder=folder, rows=exported.tables.rows, foreign=exported.foreign)


def export_claims(
    path: str,
    folder: Path,
    *,
    report: Report,
    done: Callable[[int], None] = lambda _articles: None,
) -> ImportFolder:
    """Write the graph that a file of claims makes, but for a record of a load; needs no engine."""
    _make_empty(folder)
    written = write_claim_file(path, folder, "", report=report, done=done)
    with CsvTables(folder, part=len(written.tables)) as last:
        write_totals(last, written.totals, {})
        write_contradictions(last)
    tables = [*written.tables, last.closed()]
    _write_command(folder, tables)
    return ImportFolder(folder=folder, rows=sum(one.rows for one in tables))


def _make_empty(folder: Path) -> None:
    """Make the folder; take away what an earlier export left, and nothing else."""
    if folder.exists() and not folder.is_dir():
        message = f"{folder} is a file; name a folder with --out"
        raise UsageError(message)
    if folder.is_dir() and any(folder.iterdir()):
        if not (folder / COMMAND).is_file():
            message = f"{folder} holds other things; name an empty or new folder with --out"
            raise UsageError(message)
        shutil.rmtree(folder)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / COMMAND).touch()  # so that an export that was cut can be made again


def _write_command(folder: Path, tables: Iterable[CsvTables]) -> None:
    options = " \\\n  ".join(f"'{option}'" for option in import_options(tables))
    text = (
        "# Run this where neo4j-admin is, in this folder, with the server stopped: it makes the\n"
        "# database anew. Then start the server, and run schema.cypher with cypher-shell.\n"
        f"neo4j-admin database import full --overwrite-destination \\\n  {options} \\\n  neo4j\n"
    )
    (folder / COMMAND).write_text(text, encoding="utf-8", newline="\n")
    schema = "".join(f"{statement};\n" for statement in STATEMENTS)
    (folder / SCHEMA).write_text(schema, encoding="utf-8", newline="\n")
