"""Claims, relationships and actors as tables: CSV and Parquet, three files in a folder."""

import csv
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any

from actorgraph.graph.claim_parquet import CHUNK, CLAIM_COLUMNS, arrow, claim_row, schema_of
from actorgraph.graph.networks import ClaimFilter, Gathered, Network
from actorgraph.ontology.claims import Claim

Row = dict[str, Any]

ACTOR_COLUMNS = ("id", "name", "kind", "country", "aliases")
RELATION_COLUMNS = (
    "subject", "relation", "object", "claims", "alleged", "intended", "denials", "articles",
    "sources", "first", "last", "confidence", "goldstein",
)  # fmt: skip


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
    pa = arrow()
    out.mkdir(parents=True, exist_ok=True)
    gathered, count, waiting = Gathered(ClaimFilter(), evidence=False), 0, iter(claims)
    schema = schema_of(CLAIM_COLUMNS)
    with pa.parquet.ParquetWriter(out / "claims.parquet", schema) as file:
        while chunk := list(islice(waiting, CHUNK)):
            for claim in chunk:
                gathered.add(claim)
            file.write_table(pa.Table.from_pylist(list(map(claim_row, chunk)), schema=schema))
            count += len(chunk)
    for name, columns, found in _network_tables(gathered.network(())):
        table = pa.Table.from_pylist(list(found), schema=schema_of(columns))
        pa.parquet.write_table(table, out / f"{name}.parquet")
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
