"""Claims, relationships and actors as tables: CSV and Parquet, three files in a folder."""

import csv
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from pathlib import Path
from typing import Any

from actorgraph.errors import MissingExtra
from actorgraph.graph.networks import ClaimFilter, Gathered, Network
from actorgraph.ontology.claims import Claim, claim_to_json

Row = dict[str, Any]

CHUNK = 10_000  # rows that are held at once
NUMBERS = ("start", "end", "geonames", "quad")  # endings of columns of whole numbers
SHARES = ("lat", "lon", "goldstein", "confidence")
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
ACTOR_COLUMNS = ("id", "name", "kind", "country", "aliases")
RELATION_COLUMNS = (
    "subject", "relation", "object", "claims", "alleged", "intended", "denials", "articles",
    "sources", "first", "last", "confidence", "goldstein",
)  # fmt: skip


def claim_row(claim: Claim) -> Row:
    """Return a claim as one flat row, by CLAIM_COLUMNS."""
    said = claim_to_json(claim)
    row = {name: said[name] for name in PLAIN}
    for part, names in PARTS.items():
        inner = said[part] or {}
        row.update({f"{part}_{name}": inner.get(name) for name in names})
    return row


def write_csv(claims: Iterable[Claim], out: Path) -> int:
    """Write claims.csv, relations.csv and actors.csv into a folder; return the number of claims.

    Claims are written as they come; of them only what the network sums up is held in memory.
    """
    out.mkdir(parents=True, exist_ok=True)
    gathered, count = Gathered(ClaimFilter(), evidence=False), 0
    with (out / "claims.csv").open("w", encoding="utf-8", newline="") as file:
        rows = csv.DictWriter(file, CLAIM_COLUMNS)
        rows.writeheader()
        for claim in claims:
            rows.writerow(claim_row(claim))
            gathered.add(claim)
            count += 1
    for name, columns, found in _network_tables(gathered.network(())):
        with (out / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
            table = csv.DictWriter(file, columns)
            table.writeheader()
            table.writerows(found)
    return count


def write_parquet(claims: Iterable[Claim], out: Path) -> int:
    """Write the same three tables as Parquet, with typed columns. Raises MissingExtra."""
    try:
        import pyarrow as pa  # noqa: PLC0415  # an extra
        import pyarrow.parquet as pq  # noqa: PLC0415
    except ImportError:
        what = "writing Parquet"
        raise MissingExtra(what, "pyarrow", "frames") from None
    out.mkdir(parents=True, exist_ok=True)
    gathered, count, waiting = Gathered(ClaimFilter(), evidence=False), 0, iter(claims)
    schema = pa.schema([(name, _type(name, pa)) for name in CLAIM_COLUMNS])
    with pq.ParquetWriter(out / "claims.parquet", schema) as file:
        while chunk := list(islice(waiting, CHUNK)):
            for claim in chunk:
                gathered.add(claim)
            file.write_table(pa.Table.from_pylist(list(map(claim_row, chunk)), schema=schema))
            count += len(chunk)
    for name, columns, found in _network_tables(gathered.network(())):
        table_schema = pa.schema([(column, _type(column, pa)) for column in columns])
        table = pa.Table.from_pylist(list(found), schema=table_schema)
        pq.write_table(table, out / f"{name}.parquet")
    return count


def _network_tables(graph: Network) -> Iterator[tuple[str, tuple[str, ...], Iterator[Row]]]:
    relations = (
        {"subject": a, "object": b} | {key: says[key] for key in RELATION_COLUMNS if key in says}
        for a, b, says in graph.edges(data=True)
    )
    yield "relations", RELATION_COLUMNS, relations
    actors = (
        {"id": node, "name": says["name"], "kind": says["kind"], "country": says.get("country"),
         "aliases": "; ".join(says.get("aliases", ()))}
        for node, says in graph.nodes(data=True)
    )  # fmt: skip
    yield "actors", ACTOR_COLUMNS, actors


def _type(column: str, pa: Any) -> Any:
    last = column.rsplit("_", 1)[-1]
    if column in ("symmetric", "denied"):
        return pa.bool_()
    whole = ("claims", "alleged", "intended", "denials", "articles", "sources")
    if column in whole or (last in NUMBERS and column != "when_end"):
        return pa.int64()
    return pa.float64() if last in SHARES else pa.string()
