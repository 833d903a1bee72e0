"""How fast the store loads and answers: a seeded, heavy-tailed set of claims over Bolt.

python benchmarks/store.py [claims]        200,000 by default; prints a table, writes nothing
"""

import argparse
import json
import random
import resource
import shutil
import tempfile
import time
from collections.abc import Iterator
from itertools import accumulate
from pathlib import Path

from actorgraph.graph.engine import engine_state, stop_engine
from actorgraph.graph.readings import Reading
from actorgraph.graph.store import Store, open_store
from actorgraph.ontology.articles import Article
from actorgraph.ontology.claims import (
    Claim,
    Extractor,
    Mention,
    Span,
    Status,
    When,
    Where,
    source_of,
)
from actorgraph.ontology.vocabulary import RELATIONS

SEED = 20161024
ACTORS = 5_000
CLAIMS_AN_ARTICLE = 20
READER = Extractor(name="synthetic", version="1", model="none")
SENTENCE = "Warplanes of the first struck a town held by the second, officials said on Monday. "
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


def readings(claims: int) -> Iterator[Reading]:
    """Yield articles of 20 claims each; few actors and relations have most of them."""
    draw = random.Random(SEED)  # noqa: S311  # a benchmark
    actors = list(accumulate(1 / (rank + 1) ** 0.9 for rank in range(ACTORS)))
    names = sorted(RELATIONS)
    relations = list(accumulate(1 / (rank + 1) for rank in range(len(names))))
    for number in range(claims // CLAIMS_AN_ARTICLE):
        article = Article(
            id=f"article-{number:06}",
            text=SENTENCE * CLAIMS_AN_ARTICLE,
            title=f"Report {number}",
            publisher=f"Publisher {int(draw.paretovariate(0.7)) % 300}",
            published=f"20{draw.randrange(14, 24)}-{draw.randrange(1, 13):02}-15",
        )
        yield Reading(
            article=article,
            claims=tuple(
                _claim(draw, article, place, (actors, names, relations))
                for place in range(CLAIMS_AN_ARTICLE)
            ),
            extractor=READER,
        )


def _claim(
    draw: random.Random,
    article: Article,
    place: int,
    weights: tuple[list[float], list[str], list[float]],
) -> Claim:
    actors, names, relations = weights
    first, second = draw.choices(range(ACTORS), cum_weights=actors, k=2)
    start = place * len(SENTENCE)
    end = start + len(SENTENCE) - 1
    when = When(date=article.published or "", precision="day") if draw.random() < 0.5 else None
    where = Where(name=f"Town {first % 500}", lat=36.2, lon=37.1)
    return Claim(
        article=article.id,
        source=source_of(article),
        relation=draw.choices(names, cum_weights=relations)[0],
        subject=_mention(first, start),
        object=_mention(second, start + 36),
        cue=Span(text="struck", start=start + 23, end=start + 29),
        sentence=Span(text=SENTENCE[:-1], start=start, end=end),
        confidence=round(draw.random(), 3),
        extractor=READER,
        denied=draw.random() < 0.05,
        status=draw.choice(list(Status)) if draw.random() < 0.2 else Status.ACTUAL,
        speaker=_mention(draw.randrange(50), end - 20) if draw.random() < 0.3 else None,
        when=when,
        where=where if draw.random() < 0.2 else None,
    )


def _mention(actor: int, start: int) -> Mention:
    return Mention(
        actor=f"actor-{actor}",
        name=f"Actor {actor}",
        kind=("State", "ArmedGroup", "Person", "IGO")[actor % 4],
        text="the first",
        start=start,
        end=start + 9,
        resolution="catalogue 1.0",
    )


def load(store: Store, claims: int) -> dict[str, float]:
    """Load everything; return the rate over all, and over the first and last quarter."""
    marks = [(0, time.perf_counter())]
    store.load(
        readings(claims),
        progress=lambda done: marks.append((done * CLAIMS_AN_ARTICLE, time.perf_counter())),
    )
    quarter = max(1, len(marks) // 4)
    return {
        "claims/s": _rate(marks[0], marks[-1]),
        "first quarter, claims/s": _rate(marks[0], marks[quarter]),
        "last quarter, claims/s": _rate(marks[-1 - quarter], marks[-1]),
    }


def _rate(begin: tuple[int, float], end: tuple[int, float]) -> float:
    return round((end[0] - begin[0]) / (end[1] - begin[1]))


def latencies(store: Store) -> dict[str, float]:
    """Return the median of each query in milliseconds, warm."""
    found = {}
    for name, query in QUERIES.items():
        times = []
        for _ in range(30):
            begin = time.perf_counter()
            store.query(query)
            times.append(time.perf_counter() - begin)
        found[f"{name}, ms"] = round(sorted(times[10:])[10] * 1000, 1)
    return found


def memory(folder: Path) -> dict[str, float]:
    """Return the peak memory of the engine (Linux only) and of this process."""
    figures = {"client, MB": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024}
    address = engine_state(folder).address
    status = Path(f"/proc/{address.pid}/status") if address else None
    if status and status.exists():
        peak = next(line for line in status.read_text().splitlines() if line.startswith("VmHWM"))
        figures["engine, MB"] = int(peak.split()[1]) / 1024
    return {name: round(value) for name, value in figures.items()}


def main() -> None:
    """Run it in a folder of its own, and clean up."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("claims", type=int, nargs="?", default=200_000)
    claims = parser.parse_args().claims
    folder = Path(tempfile.mkdtemp(prefix="store-benchmark-"))
    try:
        begin = time.perf_counter()
        with open_store(folder) as store:
            figures = {"start, s": round(time.perf_counter() - begin, 2)}
            figures |= load(store, claims) | latencies(store) | memory(folder)
        print(json.dumps(figures, indent=1))
    finally:
        stop_engine(folder)
        shutil.rmtree(folder)


if __name__ == "__main__":
    main()
