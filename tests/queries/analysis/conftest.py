"""Claims in a line: "a attacks b 2016-10-24", with publisher and status where they matter."""

from collections.abc import Callable

import pytest

from actorgraph.ontology.claims import Claim, Extractor, Mention, Source, Span, Status, When

Told = Callable[..., list[Claim]]


@pytest.fixture(scope="session")
def told() -> Told:
    """Make a claim of each line: who, relation, whom, and a date of any precision."""

    def mention(actor: str) -> Mention:
        kind = "Place" if actor == "aleppo" else "State"
        return Mention(actor=actor, name=actor.upper(), kind=kind, text=actor, start=0, end=1)

    def made(text: str, *, publisher: str | None = None, **more: object) -> list[Claim]:
        found = []
        for number, line in enumerate(text.split("\n")):
            if not line.strip():
                continue
            who, relation, whom, *day = line.split()
            found.append(
                Claim(
                    article=f"{publisher}-{number}",
                    source=Source(publisher=publisher),
                    relation=relation,
                    subject=mention(who),
                    object=mention(whom),
                    cue=Span(text="x", start=0, end=1),
                    sentence=Span(text="x", start=0, end=1),
                    confidence=0.8,
                    extractor=Extractor(name="t", version="1", model="m"),
                    when=When(date=day[0], precision="day") if day else None,
                    **more,  # type: ignore[arg-type]
                )
            )
        return found

    return made


@pytest.fixture(scope="session")
def planned() -> Status:
    return Status.PLANNED
