"""Claims as rows of a flat table, and as Parquet: what shards of claims are written in."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import islice
from typing import TYPE_CHECKING, Any

from actorgraph.errors import ActorGraphError, BadRecord, MissingExtra, UnreadableFile
from actorgraph.ontology.claims import Claim, claim_from_json, claim_to_json
from actorgraph.storage import Place

if TYPE_CHECKING:
    import pyarrow as pa

Row = dict[str, Any]
Report = Callable[[BadRecord], None]

CHUNK = 10_000  # rows of a group, which are held at once
PARTS: Mapping[str, tuple[str, ...]] = {
    "source": ("title", "publisher", "published", "url", "signature"),
    "subject": ("actor", "name", "kind", "text", "start", "end", "resolution"),
    "object": ("actor", "name", "kind", "text", "start", "end", "resolution"),
    "speaker": ("actor", "name", "kind", "text", "start", "end", "resolution"),
    "cue": ("text", "start", "end"),
    "sentence": ("text", "start", "end"),
    "when": ("date", "precision", "end"),
    "where": ("name", "geonames", "country", "lat", "lon"),
    "extractor": ("name", "version", "model"),
}
PLAIN = (
    "id", "article", "relation", "plover", "mode", "quad", "goldstein", "symmetric", "denied",
    "status", "confidence", "data_id",
)  # fmt: skip
CLAIM_COLUMNS = (*PLAIN, *(f"{part}_{field}" for part, fields in PARTS.items() for field in fields))
OPTIONAL = {"speaker": "actor", "when": "date", "where": "name"}  # what each has, if it is there
NUMBERS = ("start", "end", "geonames", "quad")  # endings of columns of whole numbers
COUNTS = ("claims", "alleged", "intended", "denials", "articles", "sources", "characters")
SHARES = ("lat", "lon", "goldstein", "confidence")


def claim_row(claim: Claim) -> Row:
    """Return a claim as one flat row, by CLAIM_COLUMNS."""
    said = claim_to_json(claim)
    row = {name: said[name] for name in PLAIN}
    for part, names in PARTS.items():
        inner = said[part] or {}
        row.update({f"{part}_{name}": inner.get(name) for name in names})
    return row


def claim_of_row(row: Mapping[str, Any]) -> Claim:
    """Return the claim of such a row; raises as claim_from_json does."""
    nested: Row = {name: row[name] for name in PLAIN}
    for part, names in PARTS.items():
        there = part not in OPTIONAL or row[f"{part}_{OPTIONAL[part]}"] is not None
        nested[part] = {name: row[f"{part}_{name}"] for name in names} if there else None
    return claim_from_json(nested)


def schema_of(columns: Iterable[str]) -> "pa.Schema":
    """Return the types of columns, told from their names. Raises MissingExtra."""
    schema: pa.Schema = arrow().schema([(name, _type(name, arrow())) for name in columns])
    return schema


def arrow() -> Any:
    """Return pyarrow, with its part for Parquet. Raises MissingExtra."""
    try:
        import pyarrow.parquet  # noqa: PLC0415  (an extra)
    except ImportError:
        what = "reading and writing Parquet"
        raise MissingExtra(what, "pyarrow", "frames") from None
    return pyarrow


def write_table(rows: Iterable[Row], columns: Iterable[str], place: Place) -> int:
    """Write rows as a Parquet file, CHUNK of them at a time; return how many there were."""
    pa, schema, count, waiting = arrow(), schema_of(columns), 0, iter(rows)
    with (
        place.written() as path,
        place.system.open_output_stream(path, compression=None) as file,
        pa.parquet.ParquetWriter(file, schema, compression="zstd") as table,
    ):
        while chunk := list(islice(waiting, CHUNK)):
            table.write_table(pa.Table.from_pylist(chunk, schema=schema))
            count += len(chunk)
    return count


def write_claim_table(claims: Iterable[Claim], place: Place) -> int:
    """Write claims as a Parquet file; return how many."""
    return write_table(map(claim_row, claims), CLAIM_COLUMNS, place)


def is_claim_table(place: Place) -> bool:
    """Whether this is a Parquet file of claims, told from its columns."""
    try:
        with place.system.open_input_file(place.path) as file:
            names = arrow().parquet.read_schema(file).names
    except (OSError, ValueError):  # what is no Parquet at all is not of claims
        return False
    return {"relation", "subject_actor", "cue_start"} <= set(names)


def read_table(place: Place, name: str, report: Report) -> Iterator[Claim]:
    """Yield the claims of a Parquet file, group by group; a row that is no claim is reported.

    Raises UnreadableFile, named by `name`.
    """
    pa = arrow()
    try:
        with place.system.open_input_file(place.path) as file:
            table = pa.parquet.ParquetFile(file)
            lacking = sorted(set(CLAIM_COLUMNS) - set(table.schema_arrow.names))
            if lacking:
                raise UnreadableFile(name, f"is no table of claims: it lacks {', '.join(lacking)}")
            number = 0
            for batch in table.iter_batches(1000, columns=list(CLAIM_COLUMNS), use_threads=False):
                for row in batch.to_pylist():
                    number += 1
                    if claim := _claim(row, name, number, report):
                        yield claim
    except (pa.ArrowException, OSError, ValueError) as error:
        raise UnreadableFile(name, str(error).strip().partition("\n")[0]) from error


def _claim(row: Row, name: str, number: int, report: Report) -> Claim | None:
    try:
        return claim_of_row(row)
    except (TypeError, ValueError, AttributeError, ActorGraphError) as error:
        told = BadRecord(name, f"row {number}", str(error))
        told.__cause__ = error
    report(told)
    return None


def _type(column: str, pa: Any) -> Any:
    last = column.rsplit("_", 1)[-1]
    if column in ("symmetric", "denied"):
        return pa.bool_()
    if column in COUNTS or (last in NUMBERS and column != "when_end"):
        return pa.int64()
    return pa.float64() if last in SHARES else pa.string()
