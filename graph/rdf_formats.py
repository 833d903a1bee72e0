"""The RDF formats of claims, and how a file's name tells its format."""

from enum import StrEnum
from pathlib import Path


class RdfForm(StrEnum):
    """A format; Turtle alone has no named graphs."""

    TRIG = "trig"
    TURTLE = "turtle"
    NQUADS = "nquads"
    JSONLD = "jsonld"


ENDINGS = {
    ".trig": RdfForm.TRIG,
    ".ttl": RdfForm.TURTLE,
    ".nq": RdfForm.NQUADS,
    ".jsonld": RdfForm.JSONLD,
}


def rdf_form(name: str) -> RdfForm | None:
    """Return the format that a file's name tells, also before ".gz"; None if it is no RDF."""
    return ENDINGS.get(Path(name.removesuffix(".gz")).suffix.lower())
