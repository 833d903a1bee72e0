"""Where it happened: the place that the text ties to a cue."""

from actorgraph.loaders.arguments import Reading
from actorgraph.loaders.resolution import Resolved
from actorgraph.ontology.claims import Where

AT = (
    "in",
    "at",
    "near",
    "outside",
    "around",
    "inside",
    "across",
    "over",
    "on",
    "off",
    "throughout",
)


def place_at(reading: Reading, cue: int, target: Resolved) -> Where | None:
    """Return where the event of the cue took place, as its own phrase says, or None."""
    mention = placed_at(reading, cue, target)
    return None if mention is None else _where(mention)


def placed_at(reading: Reading, cue: int, target: Resolved) -> Resolved | None:
    """Return the mention that says where the event of the cue took place, or None.

    A place that is itself the target ("strikes on Aleppo") is where it happened.
    """
    if target.place:
        return target
    syntax = reading.syntax
    above = syntax.head(cue)
    heads = [cue, *syntax.patients(cue)]
    if above is not None and syntax.label(cue) in ("object", "passive_subject", "open"):
        heads.append(above)
    for head in heads:
        for preposition, noun in syntax.phrases(head):
            if preposition.rsplit(" ", 1)[-1] not in AT:
                continue
            place = reading.at(noun)
            mention = None if place is None else reading.mention(place)
            if mention is not None and _where(mention):
                return mention
    return None


def _where(mention: Resolved) -> Where | None:
    place, actor = mention.place, mention.actor
    if place:
        return Where(
            name=place.name,
            geonames=place.geonames,
            country=place.country,
            lat=place.lat,
            lon=place.lon,
        )
    if actor.kind in ("State", "Region") and mention.found.form == "known":
        return Where(name=actor.name, country=actor.country)
    return None
