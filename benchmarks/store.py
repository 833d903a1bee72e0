"""How fast the store loads and answers: seeded, heavy-tailed claims over Bolt and in bulk.

python benchmarks/store.py [--claims 200000] [--bulk 1000000]        writes benchmarks/store.md

CPU seconds stand beside the times by the clock, since machines are shared. `--bulk 0` leaves the
bulk import out. Linux only: it reads /proc.
"""

import argparse
import os
import platform
import resource
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from typing import Any

import psutil
from neo4j import GraphDatabase
from store_claims import CLAIMS_AN_ARTICLE, readings

from actorgraph.graph.bulk_import import bulk_load, can_take_bulk
from actorgraph.graph.claim_file import write_claims
from actorgraph.graph.claims_to_write import ClaimsToWrite
from actorgraph.graph.engine import engine_state, open_engine, stop_engine
from actorgraph.graph.store import Store, open_store

TABLE = Path(__file__).with_name("store.md")
PLAIN = 3_000  # triples of the plain way
BATCH = 250  # articles
# What people write who know UNWIND: nodes, links and a count, right only if each is loaded once.
UNWIND = """
UNWIND $rows AS row
MERGE (a:Article {id: row.claim.article}) MERGE (s:Actor {id: row.s}) MERGE (o:Actor {id: row.o})
CREATE (c:Claim) SET c = row.claim
CREATE (c)-[:SUBJECT]->(s) CREATE (c)-[:OBJECT]->(o) CREATE (c)-[:STATED_IN]->(a)
FOREACH (id IN row.speakers | MERGE (v:Actor {id: id}) CREATE (c)-[:ACCORDING_TO]->(v))
FOREACH (id IN row.places | MERGE (p:Place {id: id}) CREATE (c)-[:AT]->(p))
WITH s, o, row.claim.relation AS type, count(*) AS claims, max(row.claim.confidence) AS best
MERGE (s)-[r:$(toUpper(type))]->(o) SET r.claims = coalesce(r.claims, 0) + claims,
r.confidence = CASE WHEN r.confidence > best THEN r.confidence ELSE best END
"""
QUERIES = {
    "one hop": "MATCH (a:Actor {id: 'actor-1'})-[r:ATTACKS]->(b) RETURN b.id, r.claims LIMIT 50",
    "dyad timeline": (
        "MATCH (c:Claim {subject: 'actor-0', relation: 'attacks', object: 'actor-1'}) "
        "RETURN c.first AS day, count(*) AS claims ORDER BY day"
    ),
    "shortest path": (
        "MATCH p = shortestPath((a:Actor {id: 'actor-4000'})-"
        "[:ATTACKS|NEGOTIATES_WITH|ACCUSES*..6]-(b:Actor {id: 'actor-4900'})) RETURN length(p)"
    ),
    "top relations": (
        "MATCH (a:Actor)-[r]->(b:Actor) RETURN a.id, type(r), b.id, r.claims "
        "ORDER BY r.claims DESC LIMIT 20"
    ),
}


Mark = tuple[int, float, float]  # claims written, seconds by the clock, of the engine's CPU


@dataclass(slots=True)
class Report:
    """Rows of the table: what, figure."""

    rows: list[tuple[str, str]] = field(default_factory=list)

    def put(self, what: str, figure: str) -> None:
        """Add a row, and show it."""
        self.rows.append((what, figure))
        print(f"{what}: {figure}", flush=True)

    def written(self, command: str, loads: tuple[float, float]) -> str:
        """Return the page."""
        lines = [f"| {what} | {figure} |" for what, figure in self.rows]
        return "\n".join(
            [
                "# The store",
                "",
                (
                    f"`{command}` on {datetime.now(UTC):%Y-%m-%d}, {os.cpu_count()} cores, Python "
                    f"{platform.python_version()}; load of the machine {loads[0]:.1f} at the start "
                    f"and {loads[1]:.1f} at the end (above the cores, others took the rest)."
                ),
                "",
                "| what | figure |",
                "|---|---|",
                *lines,
                "",
            ]
        )


@dataclass(slots=True)
class Spent:
    """Seconds by the clock, and of CPU: this process with its children, and the engine."""

    clock: float = 0.0
    client: float = 0.0
    engine: float = 0.0

    def __str__(self) -> str:
        return f"CPU: client {self.client:.1f} s, engine {self.engine:.1f} s"


@contextmanager
def measured(engine: psutil.Process | None = None) -> Iterator[Spent]:
    """Measure what the block takes."""
    spent, begin = Spent(), (time.perf_counter(), _client(), _cpu(engine))
    yield spent
    spent.clock = time.perf_counter() - begin[0]
    spent.client = _client() - begin[1]
    spent.engine = _cpu(engine) - begin[2]


def _client() -> float:
    who = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    return sum(used.ru_utime + used.ru_stime for used in map(resource.getrusage, who))


def _cpu(engine: psutil.Process | None) -> float:
    times = engine.cpu_times() if engine else None
    return times.user + times.system if times else 0.0


def engine_of(folder: Path) -> psutil.Process:
    """Return the engine's process."""
    address = engine_state(folder).address
    assert address, "the engine does not run"  # noqa: S101
    return psutil.Process(address.pid)


def load(store: Store, engine: psutil.Process, claims: int, report: Report) -> float:
    """Load everything over Bolt; return claims a second."""
    marks = [_mark(0, engine)]
    with measured(engine) as spent:
        store.load(readings(claims), progress=lambda done: marks.append(_mark(done, engine)))
    rate = claims / spent.clock
    report.put(f"{claims:,} claims over Bolt", f"{rate:,.0f} claims/s ({spent})")
    put_quarters(marks, report)
    return rate


def unwound(folder: Path, claims: int, report: Report) -> None:
    """Write the same claims with one UNWIND a batch, into an engine that has just started too."""
    address, engine, rest = open_engine(folder), engine_of(folder), readings(claims)
    with GraphDatabase.driver(address.uri, auth=(address.user, address.password)) as driver:
        for label in ("Article", "Actor", "Place", "Claim"):
            driver.execute_query(f"CREATE CONSTRAINT FOR (n:{label}) REQUIRE n.id IS UNIQUE")
        marks = [_mark(0, engine)]
        with measured(engine) as spent, driver.session() as session:
            while some := list(islice(rest, BATCH)):
                rows = [_unwound_row(row.values) for row in ClaimsToWrite(some, {}).rows]
                session.execute_write(lambda tx, rows=rows: tx.run(UNWIND, rows=rows).consume())
                marks.append(_mark(marks[-1][0] // CLAIMS_AN_ARTICLE + len(some), engine))
    report.put("plain: one UNWIND a batch", f"{claims / spent.clock:,.0f} claims/s ({spent})")
    put_quarters(marks, report)


def _unwound_row(values: dict[str, Any]) -> dict[str, Any]:
    optional = {"speakers": "v", "places": "p"}
    lists = {name: [values[key]] if key in values else [] for name, key in optional.items()}
    return {"claim": values["claim"], "s": values["s"], "o": values["o"]} | lists


def _mark(articles: int, engine: psutil.Process) -> Mark:
    return articles * CLAIMS_AN_ARTICLE, time.perf_counter(), _cpu(engine)


def put_quarters(marks: list[Mark], report: Report) -> None:
    """Report how fast a load was in its parts."""
    quarter = max(1, len(marks) // 4)
    parts = {
        "first quarter, the engine still cold": (marks[0], marks[quarter]),
        "second quarter": (marks[quarter], marks[2 * quarter]),
        "last quarter": (marks[-1 - quarter], marks[-1]),
    }
    for name, (begin, end) in parts.items():
        count = end[0] - begin[0]
        cpu = (end[2] - begin[2]) / count * 1e6
        figure = f"{count / (end[1] - begin[1]):,.0f} claims/s, {cpu:.0f} µs of the engine's CPU"
        report.put(f"- {name}", f"{figure} each")


def plain(folder: Path, engine: psutil.Process, rate: float, report: Report) -> None:
    """Write triples as most people do: one MERGE each, with the driver; nothing but the triple."""
    address = open_engine(folder)
    triples = [
        (claim.subject.actor, claim.relation.upper(), claim.object.actor)
        for reading in readings(PLAIN)
        for claim in reading.claims
    ]
    with GraphDatabase.driver(address.uri, auth=(address.user, address.password)) as driver:
        driver.execute_query("CREATE CONSTRAINT FOR (p:Plain) REQUIRE p.id IS UNIQUE")
        with measured(engine) as spent:
            for subject, relation, object_ in triples:
                driver.execute_query(
                    f"MERGE (a:Plain {{id: $s}}) MERGE (b:Plain {{id: $o}}) "
                    f"MERGE (a)-[:{relation}]->(b)",
                    s=subject,
                    o=object_,
                )
    found = len(triples) / spent.clock
    report.put("plain: one MERGE a triple, nothing but the triple", f"{found:,.0f} triples/s")
    report.put("- a whole claim, against a plain triple", f"{rate / found:.1f} times as fast")


def latencies(store: Store, report: Report) -> None:
    """Report the median of each query, warm."""
    for name, query in QUERIES.items():
        times = [_seconds(lambda query=query: store.query(query)) for _ in range(60)][30:]
        report.put(
            f"{name}, warm", f"{sorted(times)[15] * 1000:.1f} ms (least {min(times) * 1000:.1f})"
        )


def _seconds(run: Callable[[], object]) -> float:
    begin = time.perf_counter()
    run()
    return time.perf_counter() - begin


def memory(engine: psutil.Process, report: Report) -> None:
    """Report peak memory."""
    status = Path(f"/proc/{engine.pid}/status").read_text(encoding="ascii").splitlines()
    peak = next(int(line.split()[1]) for line in status if line.startswith("VmHWM"))
    report.put("engine, peak memory", f"{peak / 1024:,.0f} MB")
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    report.put("client, peak memory", f"{most:,.0f} MB")


def bulk(folder: Path, claims: int, report: Report) -> None:
    """Fill an empty store whose engine runs, which has to stop for it and start again."""
    file = folder.with_suffix(".jsonl")
    write_claims((claim for reading in readings(claims) for claim in reading.claims), file)
    with open_store(folder):
        pass
    begun: dict[str, float] = {}
    with measured() as spent:
        assert can_take_bulk(folder)  # noqa: S101
        bulk_load(
            str(file), folder, report=print,
            progress=lambda doing, _: begun.setdefault(doing, time.perf_counter()) and None,
        )  # fmt: skip
        end = time.perf_counter()
    file.unlink()
    marks = [*begun.values(), end]
    report.put(
        f"{claims:,} claims in bulk, the engine's stop and start and all indexes included",
        f"{spent.clock:.0f} s (CPU: reading and import {spent.client:.0f} s, engine "
        f"{_cpu(engine_of(folder)):.0f} s)",
    )
    for name, start, stop in zip(begun, marks, marks[1:], strict=False):
        report.put(f"- {name}", f"{stop - start:.0f} s")
    most = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    report.put("- the largest process", f"{most:,.0f} MB")


def main() -> None:
    """Run it in folders of its own, and clean up."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--claims", type=int, default=200_000)
    parser.add_argument("--bulk", type=int, default=1_000_000)
    chosen = parser.parse_args()
    place, report, before = Path(tempfile.mkdtemp(prefix="store-")), Report(), os.getloadavg()[0]
    folders = [place / "bolt", place / "bulk", place / "plain"]
    command = " ".join(["python benchmarks/store.py", *sys.argv[1:]])

    def keep() -> None:
        TABLE.write_text(report.written(command, (before, os.getloadavg()[0])), encoding="utf-8")

    try:
        if chosen.claims:
            begin = time.perf_counter()
            with open_store(folders[0]) as store:
                report.put("first start of the engine", f"{time.perf_counter() - begin:.1f} s")
                engine = engine_of(folders[0])
                rate = load(store, engine, chosen.claims, report)
                latencies(store, report)
                plain(folders[0], engine, rate, report)
                memory(engine, report)
            stop_engine(folders[0])
            unwound(folders[2], chosen.claims, report)
            stop_engine(folders[2])
            keep()
        if chosen.bulk:
            bulk(folders[1], chosen.bulk, report)
            keep()
    finally:
        for folder in folders:
            stop_engine(folder)
        shutil.rmtree(place)


if __name__ == "__main__":
    main()
