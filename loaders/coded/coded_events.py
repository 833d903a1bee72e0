"""What every data set says of an event, and how it becomes a claim."""

from dataclasses import dataclass, field

from actorgraph.loaders.coded.parties import Party
from actorgraph.ontology.claims import Claim, Extractor, Mention, Source, Span, When, Where
from actorgraph.ontology.vocabulary import relation_named

NOWHERE = Span(text="", start=0, end=0)  # who codes events points at no words


class NotTaken(Exception):
    """An event without a relation here, or without two actors; the message says which."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CodedEvent:
    """A row of a data set; `id` is its own there, `code` the event's kind in the set's terms.

    `note` is the set's own words on the event, where it has some.
    """

    id: str
    code: str
    who: Party
    whom: Party
    relation: str
    mode: str | None = None
    when: When | None = None
    where: Where | None = None
    source: Source = field(default_factory=Source)
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Coder:
    """Who coded a data set; `confidence` is what one of its events is taken to be worth."""

    name: str
    version: str
    confidence: float


def claim_of(event: CodedEvent, coder: Coder, who: Mention, whom: Mention) -> Claim:
    """Return the claim of an event: it names its coder and has no offsets in any article.

    Its article is the address that the set gives as its source, else the event itself.
    """
    data_id = f"{coder.name}:{event.id}:{event.code}"
    modes = dict(relation_named(event.relation).modes)
    return Claim(
        article=event.source.url or f"{coder.name}:{event.id}",
        source=event.source,
        relation=event.relation,
        mode=event.mode if event.mode in modes else None,
        subject=who,
        object=whom,
        cue=NOWHERE,
        sentence=Span(text=event.note, start=0, end=len(event.note)),
        when=event.when,
        where=event.where,
        confidence=coder.confidence,
        extractor=Extractor(name=f"coded by {coder.name}", version=coder.version, model=""),
        data_id=data_id,
    )
