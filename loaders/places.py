"""Where it happened: the place that the text ties to a cue."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from actorgraph.loaders.arguments import Reading
from actorgraph.loaders.dates import ASPECTS
from actorgraph.loaders.resolution import Resolved
from actorgraph.ontology.claims import Where
from actorgraph.ontology.gazetteer import Place, named

AT = frozenset("in at near outside around inside across over on off throughout within".split())
ABOUT = frozenset({"on", "over"})  # "talks on Syria", "a row over Kosovo" are of it, not there
# Nouns that say what kind of place a name is of: "the town of Manbij", "the Tal Rifaat area".
KINDS_OF_PLACE = frozenset(
    "airbase airport area base camp capital city coast compound countryside county district "
    "enclave governorate hamlet harbor harbour heart hill hospital island isle jungle locality "
    "market metropolis mosque mountain neighborhood neighbourhood north south east west northeast "
    "northwest southeast southwest center centre outskirt outskirts part peninsula place plain "
    "port prefecture prison province quarter region resort section settlement shore sector site "
    "square state station street stronghold suburb territory town valley vicinity village waters "
    "water zone interior forest desert".split()
)
INSIDE = frozenset({"of", "in", "near", "around", "outside", "off"})
DEEPEST = 3  # nouns: "a village in the east of the district of X"
# Where the one is who is spoken to or of says nothing of where it was said.
SPOKEN = frozenset({"accuses", "rejects", "requests", "supports", "threatens", "sanctions"})
# What is done where the doer stands: "protesters in Haifa marched", "police in Nairobi arrested".
WHERE_DOERS_ARE = frozenset({"protests_against", "coerces"})
ON_THE_GROUND = frozenset({"attacks", "coerces", "controls"})
STATES = ("State", "Region")
UNSURE = 0.3  # score of a name that nothing is known of


@dataclass(frozen=True, slots=True, kw_only=True)
class Deed:
    """What is to be placed: its relation, its cue's head token, and its two actors' mentions."""

    relation: str
    cue: int
    subject: Resolved
    object: Resolved


def place_at(reading: Reading, deed: Deed) -> Where | None:
    """Return where the deed was done, as its own phrases or its target say, or None.

    A place that is itself the target ("strikes on Aleppo") is where it happened, and so is the
    city by whose name a state is meant that is attacked. Of several, a town goes before a state.
    """
    target = deed.object
    if target.place:
        return _where(target)
    towns: list[Where] = []
    states: list[Where] = []
    for head in _heads(reading, deed):
        for found in _phrases(reading, deed, head):
            (states if found.lat is None and found.geonames is None else towns).append(found)
    city = _city(reading, deed)
    return next(iter((*towns, *city, *states)), None)


def _heads(reading: Reading, deed: Deed) -> Iterator[int]:
    """Yield the words whose phrases tell where: the cue, what it takes, its carrying verb."""
    syntax, cue = reading.syntax, deed.cue
    yield cue
    if deed.relation not in SPOKEN:
        yield from syntax.patients(cue)
    if deed.relation in WHERE_DOERS_ARE:
        yield from syntax.subjects(cue)
    above, label = syntax.head(cue), syntax.label(cue)
    if above is None:
        return
    carried = label == "subject" and reading.doc[above].lemma_.lower() in ASPECTS
    if carried or label in ("object", "passive_subject", "open"):
        yield above
    if label == "conjunct" and not syntax.children(cue, "subject", "passive_subject"):
        yield above


def _phrases(reading: Reading, deed: Deed, head: int) -> Iterator[Where]:
    """Yield the places of a word's phrases, and of the noun behind which "where …" tells of it."""
    syntax, doc = reading.syntax, reading.doc
    actors = {deed.subject.found.index, deed.object.found.index}
    told = deed.object.found.head
    for words, first in syntax.phrases(head):
        preposition = words.rsplit(" ", 1)[-1]
        # of "offensives in Yemen and Somalia" the one that is told of
        noun = told if told in syntax.conjuncts(first) else first
        if preposition not in AT or _describes_object(reading, deed, noun):
            continue
        found = _place(reading, noun, actors if preposition in ABOUT else ())
        if found and not (preposition in ABOUT and _is_state(found)):
            yield found
    above = syntax.head(head)
    where = (doc[c].lower_ == "where" for c in syntax.children(head, "other", "marker"))
    if above is not None and syntax.label(head) == "relative" and any(where):
        found = _place(reading, above, actors)
        if found:
            yield found


def _describes_object(reading: Reading, deed: Deed, noun: int) -> bool:
    """Whether a phrase tells where the one spoken of is: "condemned the rebels in Hama"."""
    behind = reading.doc[noun].left_edge.i == deed.object.found.end
    return behind and deed.relation in SPOKEN


def _place(
    reading: Reading,
    noun: int,
    actors: Collection[int],
    *,
    country: str | None = None,
    depth: int = 0,
) -> Where | None:
    """Return the place that a noun names, or that is named by what describes it.

    `country` is the one that the words around tell: "the Syrian town of Manbij", "Hama, Syria".
    """
    country = country or _country_behind(reading, noun)
    at = reading.headed(noun)
    if at is not None and reading.mention(at).found.index in actors:
        return None
    if found := _named(reading, noun, country):
        return found
    if depth == DEEPEST or reading.doc[noun].lemma_.lower() not in KINDS_OF_PLACE:
        return None
    syntax = reading.syntax
    owners = syntax.children(noun, "adjective", "possessor")
    country = next(filter(None, (_state_at(reading, owner) for owner in owners)), country)
    inner = [n for words, n in syntax.phrases(noun) if words in INSIDE]
    inner += [*syntax.children(noun, "compound", "apposition"), *owners]
    places = (_place(reading, child, actors, country=country, depth=depth + 1) for child in inner)
    return next(filter(None, places), None)


def _named(reading: Reading, noun: int, country: str | None) -> Where | None:
    """Return the place that the noun's own words name: by the map, else by what they mean."""
    at = reading.headed(noun)
    mention = None if at is None else reading.mention(at)
    for text in _spellings(reading, noun):
        on_map = named(text)
        near = next((p for p in on_map if country and p.country == country), None)
        if near and _may_be(mention, text, near):
            return _on_map(near)
        if on_map and mention and _means(mention, text, on_map[0]):
            return _on_map(on_map[0])
        if on_map and mention is None and " " in text:
            return _on_map(on_map[0])
    return _where(mention) if mention else None


def _spellings(reading: Reading, noun: int) -> Iterator[str]:
    """Yield the names that a noun may be the head of, longest first: "Gulf of Oman", "Gulf"."""
    doc, syntax = reading.doc, reading.syntax
    if doc[noun].pos_ != "PROPN":
        return
    parts = syntax.children(noun, "compound", "adjective")
    first = min([noun, *(c for c in parts if c < noun and doc[c].text[0].isupper())])
    last = max([noun, *(c for c in syntax.children(noun, "compound") if c > noun)])
    for words, inner in syntax.phrases(noun):
        if words == "of" and inner <= last + 3 and doc[inner].pos_ == "PROPN":
            yield doc[first : inner + 1].text
    yield doc[first : last + 1].text


def _may_be(mention: Resolved | None, text: str, place: Place) -> bool:
    """Whether a name can be that of a place rather than of who is known by it."""
    return mention is None or mention.place is not None or _means(mention, text, place)


def _means(mention: Resolved, text: str, place: Place) -> bool:
    """Whether a state is meant by the name of a city of its own, or nobody known by the words."""
    actor = mention.actor
    if actor.kind in STATES:
        return actor.country == place.country and text != actor.name
    return mention.place is None and mention.found.form == "name" and mention.score <= UNSURE


def _country_behind(reading: Reading, noun: int) -> str | None:
    """Return the country of "Donetsk, Ukraine"."""
    doc = reading.doc
    if noun + 2 < len(doc) and doc[noun + 1].text == ",":
        return _state_at(reading, noun + 2)
    return None


def _state_at(reading: Reading, token: int) -> str | None:
    at = reading.at(token)
    actor = None if at is None else reading.mention(at).actor
    return actor.country if actor and actor.kind == "State" else None


def _city(reading: Reading, deed: Deed) -> list[Where]:
    """Return the city by whose name the state that is attacked is meant: "shelled Aden"."""
    target = deed.object
    if deed.relation not in ON_THE_GROUND or target.actor.kind not in STATES:
        return []
    text = reading.doc[target.found.start : target.found.end].text
    return [_on_map(place) for place in named(text)[:1] if _means(target, text, place)]


def _is_state(place: Where) -> bool:
    return place.lat is None and place.geonames is None and place.country is not None


def _where(mention: Resolved) -> Where | None:
    if mention.place:
        return _on_map(mention.place)
    actor = mention.actor
    if actor.kind in STATES and mention.found.form == "known":
        return Where(name=actor.name, country=actor.country)
    return None


def _on_map(place: Place) -> Where:
    return Where(
        name=place.name,
        geonames=place.geonames,
        country=place.country,
        lat=place.lat,
        lon=place.lon,
    )
