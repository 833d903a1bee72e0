"""Claims as their actors were merged: for showing, where one actor should be one."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from actorgraph.graph.connection import Connection
from actorgraph.graph.edges import PLACE
from actorgraph.ontology.claims import Claim, Mention

Standing = tuple[str, str, str]  # id, name and kind of who stands for an actor


def standing(connection: Connection) -> dict[str, Standing]:
    """Return who stands for each merged actor that claims name."""
    query = (
        "MATCH (m:Merge) MATCH (a:Actor {id: m.into}) "
        "RETURN m.id AS old, a.id AS id, a.name AS name, a.kind AS kind"
    )
    with connection.reading() as session:
        return {row["old"]: (row["id"], row["name"], row["kind"]) for row in session.run(query)}


def as_merged(claims: Iterable[Claim], stands: Mapping[str, Standing]) -> Iterator[Claim]:
    """Yield the claims with merged actors named by who stands for them; the words stay."""
    for claim in claims:
        speaker = claim.speaker and _named(claim.speaker, stands)
        subject, obj = _named(claim.subject, stands), _named(claim.object, stands)
        if (subject, obj, speaker) != (claim.subject, claim.object, claim.speaker):
            yield replace(claim, subject=subject, object=obj, speaker=speaker)
        else:
            yield claim


def _named(mention: Mention, stands: Mapping[str, Standing]) -> Mention:
    if mention.kind == PLACE or mention.actor not in stands:
        return mention
    actor, name, kind = stands[mention.actor]
    return replace(mention, actor=actor, name=name, kind=kind)
