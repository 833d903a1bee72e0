"""Claims over 5,000 actors for `store.py`: heavy-tailed, with all that a claim can say; seeded."""

import random
from collections.abc import Iterator
from itertools import accumulate

from actorgraph.graph.readings import Reading
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
    end, cue = start + len(SENTENCE) - 1, start + SENTENCE.index("struck")
    when = When(date=article.published or "", precision="day") if draw.random() < 0.5 else None
    where = Where(name=f"Town {first % 500}", lat=36.2, lon=37.1)
    return Claim(
        article=article.id,
        source=source_of(article),
        relation=draw.choices(names, cum_weights=relations)[0],
        subject=_mention(first, "the first", start),
        object=_mention(second, "the second", start),
        cue=Span(text="struck", start=cue, end=cue + len("struck")),
        sentence=Span(text=SENTENCE[:-1], start=start, end=end),
        confidence=round(draw.random(), 3),
        extractor=READER,
        denied=draw.random() < 0.05,
        status=draw.choice(list(Status)) if draw.random() < 0.2 else Status.ACTUAL,
        speaker=_mention(draw.randrange(50), "officials", start) if draw.random() < 0.3 else None,
        when=when,
        where=where if draw.random() < 0.2 else None,
    )


def _mention(actor: int, words: str, sentence: int) -> Mention:
    start = sentence + SENTENCE.index(words)
    return Mention(
        actor=f"actor-{actor}",
        name=f"Actor {actor}",
        kind=("State", "ArmedGroup", "Person", "IGO")[actor % 4],
        text=words,
        start=start,
        end=start + len(words),
        resolution="catalogue 1.0",
    )
