"""Python's values as RDF literals and back, so that nothing is rounded or rewritten."""

import re

from actorgraph.ontology.oxigraph import Literal, NamedNode

XSD = "http://www.w3.org/2001/XMLSchema#"
DOUBLE = NamedNode(f"{XSD}double")
INTEGERS = {f"{XSD}{name}" for name in ("integer", "int", "long", "nonNegativeInteger", "short")}
FLOATS = {f"{XSD}{name}" for name in ("double", "float", "decimal")}
TRUTH = {"true": True, "1": True, "false": False, "0": False}

# Only what an RDF store gives back as it stands is typed: "+00:00" would come back as "Z".
TIME = r"T\d\d:\d\d:\d\d(\.\d*[1-9])?(Z|(?!\+00:00|-00:00)[+-]\d\d:\d\d)?"
FORMS = tuple(
    (re.compile(form, re.ASCII), NamedNode(XSD + name))
    for form, name in (
        (r"\d{4}-\d\d-\d\d", "date"),
        (r"\d{4}-\d\d", "gYearMonth"),
        (r"\d{4}", "gYear"),
        (rf"\d{{4}}-\d\d-\d\d{TIME}", "dateTime"),
    )
)


def literal(value: str | float) -> Literal:
    """Return a string, whole number, truth value or float as a literal; no digit is lost."""
    if isinstance(value, float):
        return Literal(repr(value), datatype=DOUBLE)
    return Literal(value)


def dated(text: str) -> Literal:
    """Return an ISO date as a date, month, year or time; anything else stays a string."""
    for form, datatype in FORMS:
        if form.fullmatch(text):
            return Literal(text, datatype=datatype)
    return Literal(text)


def plain_value(term: Literal) -> str | float | bool:
    """Return the value of a literal; raises ValueError where it is not what its type says."""
    datatype, text = term.datatype.value, term.value
    try:
        if datatype in INTEGERS:
            return int(text)
        if datatype in FLOATS:
            return float(text)
        if datatype == f"{XSD}boolean":
            return TRUTH[text]
    except (KeyError, ValueError):
        message = f"{text!r} is no {datatype.removeprefix(XSD)}"
        raise ValueError(message) from None
    return text
