"""The IRIs of what claims speak of: claims, articles, actors; docs/rdf.md has their form."""

import hashlib
import json
from functools import lru_cache
from urllib.parse import quote, unquote

from actorgraph.ontology.turtle import AG
from actorgraph.ontology.vocabulary import RELATIONS

ID = "https://w3id.org/actorgraph/id/"
GEONAMES = "https://sws.geonames.org/"
INFERRED = str(AG.inferred)
PLACE = "Place"

# Every prefix that the files are written with; the same names are free in SPARQL. None is the name
# of a property, because JSON-LD has one table for both.
PREFIXES = {
    "ag": str(AG),
    "oa": "http://www.w3.org/ns/oa#",
    "prov": "http://www.w3.org/ns/prov#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "dcterms": "http://purl.org/dc/terms/",
    "dc": "http://purl.org/dc/elements/1.1/",
    "schema": "https://schema.org/",
    "geo": "http://www.w3.org/2003/01/geo/wgs84_pos#",
    "gn": GEONAMES,
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "src": f"{ID}source/",
} | {
    sort: f"{ID}{sort}/"
    for sort in ("claim", "article", "run", "extractor", "actor", "place", "inference")
}


def iri_of(sort: str, name: str) -> str:
    """Return the IRI of a claim, article, actor …; `name` is percent-encoded as UTF-8."""
    quoted = quote(name, safe="")
    if not quoted.strip("."):  # "." and ".." would be taken for steps of a path
        quoted = quoted.replace(".", "%2E")
    return f"{ID}{sort}/{quoted}"


def name_in(iri: str, *sorts: str) -> str:
    """Return the name that an IRI of one of these sorts was made from; other IRIs are names."""
    for sort in sorts:
        if iri.startswith(start := f"{ID}{sort}/"):
            return unquote(iri[len(start) :])
    return iri


@lru_cache(maxsize=100_000)
def actor_iri(actor: str, kind: str) -> str:
    """Return the IRI of an actor, or of a place: the two have names of their own."""
    return iri_of("place" if kind == PLACE else "actor", actor)


def digest(*parts: object) -> str:
    """Return a short name made from what a thing says."""
    return hashlib.sha256(json.dumps(parts, ensure_ascii=False).encode()).hexdigest()[:24]


def camel_case(name: str) -> str:
    """Return a relation's name as the ontology's IRIs have it: agreesWith for agrees_with."""
    first, *more = name.split("_")
    return first + "".join(map(str.title, more))


RELATION_IRIS = {name: str(AG) + camel_case(name) for name in RELATIONS}
