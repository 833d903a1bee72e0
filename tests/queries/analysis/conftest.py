"""Claims in a line: "a attacks b 2016-10-24", with publisher and status where they matter."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from actorgraph.ontology.claims import Claim, Extractor, Mention, Source, Span, Status, When

PRECISION = {4: "year", 7: "month", 10: "day"}
Told = Callable[..., list[Claim]]


@pytest.fixture(scope="session")
def told() -> Told:
    """Make a claim of each line: who, relation, whom, and a date of any precision."""

    def mention(actor: str, text: str) -> Mention:
        kind, start = "Place" if actor == "aleppo" else "State", text.index(actor)
        return Mention(
            actor=actor, name=actor.upper(), kind=kind, text=actor,
            start=start, end=start + len(actor),
        )  # fmt: skip

    def made(text: str, *, publisher: str | None = None, **more: object) -> list[Claim]:
        found = []
        for number, line in enumerate(filter(str.strip, text.split("\n"))):
            who, relation, whom, *day = line.split()
            sentence = f"{who}: {relation} {whom}"
            at = sentence.index(relation)
            found.append(
                Claim(
                    article=f"{publisher}-{number}",
                    source=Source(publisher=publisher),
                    relation=relation,
                    subject=mention(who, sentence[: len(who)]),
                    object=replace(
                        mention(whom, whom), start=len(sentence) - len(whom), end=len(sentence)
                    ),
                    cue=Span(text=relation, start=at, end=at + len(relation)),
                    sentence=Span(text=sentence, start=0, end=len(sentence)),
                    confidence=0.8,
                    extractor=Extractor(name="t", version="1", model="m"),
                    when=When(date=day[0], precision=PRECISION[len(day[0])]) if day else None,
                    **more,  # type: ignore[arg-type]
                )
            )
        return found

    return made


@pytest.fixture(scope="session")
def planned() -> Status:
    return Status.PLANNED
