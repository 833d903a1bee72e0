"""The rules that every claim keeps, checked on each load; shapes.ttl says the same of RDF.

A relation, kind of actor or status that the ontology does not define never gets as far: `Claim`
itself refuses it.
"""

from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from functools import cache
from math import isfinite
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, TypeAlias, TypeGuard

from actorgraph.errors import BrokenClaim
from actorgraph.ontology.signatures import is_signature
from actorgraph.ontology.vocabulary import RELATIONS

if TYPE_CHECKING:
    from actorgraph.ontology.claims import Claim, Mention, Span

Rule: TypeAlias = "Callable[[Claim], Iterator[str]]"

PLACE = "Place"
PRECISIONS = ("day", "month", "year")


def broken_rules(claim: "Claim") -> Iterator[tuple[str, str]]:
    """Yield the name of each rule that the claim breaks, and what is wrong."""
    for name, rule in RULES.items():
        for message in rule(claim):
            yield name, message


def refuse_broken(claim: "Claim") -> None:
    """Raise BrokenClaim where the claim breaks a rule."""
    if broken := tuple(broken_rules(claim)):
        raise BrokenClaim(broken)


def _mentions(claim: "Claim") -> Iterator[tuple[str, "Mention"]]:
    yield "subject", claim.subject
    yield "object", claim.object
    if claim.speaker:
        yield "speaker", claim.speaker


def _spans(claim: "Claim") -> "Iterator[tuple[str, Mention | Span]]":
    yield from _mentions(claim)
    yield "cue", claim.cue
    yield "sentence", claim.sentence


def _article_named(claim: "Claim") -> Iterator[str]:
    if not _is_text(claim.article):
        yield f"the article is {claim.article!r}; give its address or path"


def _actors_named(claim: "Claim") -> Iterator[str]:
    for role, mention in _mentions(claim):
        for field, value in (("id", mention.actor), ("name", mention.name)):
            if not _is_text(value):
                yield f"the {role}'s {field} is {value!r}; give it one"


def _extractor_named(claim: "Claim") -> Iterator[str]:
    if not _is_text(claim.extractor.name):
        yield f"the extractor's name is {claim.extractor.name!r}; say who read the claim"


def _mode_known(claim: "Claim") -> Iterator[str]:
    modes = _modes(claim.relation)
    if claim.mode is not None and claim.mode not in modes:
        known = f"its modes: {', '.join(sorted(modes))}" if modes else "it has none"
        yield f"{claim.relation} has no mode {claim.mode!r}; {known}"


@cache
def _modes(relation: str) -> frozenset[str]:
    return frozenset(dict(RELATIONS[relation].modes))


def _who_acts(claim: "Claim") -> Iterator[str]:
    for role, mention in _mentions(claim):
        if role != "object" and mention.kind == PLACE:
            yield f"the {role} {mention.name!r} is a place, and a place does not act"


def _object_fits(claim: "Claim") -> Iterator[str]:
    if claim.object.kind == PLACE and not RELATIONS[claim.relation].places:
        yield f"the object {claim.object.name!r} of {claim.relation} is a place, not an actor"


def _denied_told(claim: "Claim") -> Iterator[str]:
    if not isinstance(claim.denied, bool):
        yield f"denied is {claim.denied!r}, neither true nor false"


def _confidence_in_range(claim: "Claim") -> Iterator[str]:
    if not _is_number(claim.confidence) or not 0 <= claim.confidence <= 1:
        yield f"the confidence is {claim.confidence!r}, not a number from 0 to 1"


def _words_placed(claim: "Claim") -> Iterator[str]:
    """Words have both offsets, as many characters apart as they are long, or come with none.

    A claim that others coded may point at no words: empty ones, or without offsets.
    """
    for role, words in _spans(claim):
        if words.start is None and words.end is None:
            if claim.data_id is None:
                yield f"the {role} has no offsets; only claims with a data_id go without"
        elif not _is_offset(words.start) or not _is_offset(words.end):
            yield f"the {role}'s offsets are {words.start!r} and {words.end!r}, not two numbers"
        elif words.start + len(words.text) != words.end or not (words.text or claim.data_id):
            yield f"the {role} {words.text!r} does not fill {words.start} to {words.end}"


def _words_in_sentence(claim: "Claim") -> Iterator[str]:
    """The cue stands in the sentence; what stands there is what the sentence has at that place."""
    whole = _place(claim.sentence)
    for role, words in _spans(claim):
        place = _place(words)
        if whole is None or place is None:
            continue
        if whole[0] <= place[0] and place[1] <= whole[1]:
            first = place[0] - whole[0]
            found = claim.sentence.text[first : first + len(words.text)]
            if found != words.text:
                yield f"the {role} is {words.text!r}, but the sentence has {found!r} there"
        elif role == "cue":
            yield f"the cue {words.text!r} stands outside of the sentence"


def _when_dated(claim: "Claim") -> Iterator[str]:
    when = claim.when
    if when is None:
        return
    if not _is_day(when.date):
        yield f"the date is {when.date!r}, not of the form 2016-10-24"
    if when.precision not in PRECISIONS:
        yield f"the date's precision is {when.precision!r}, not day, month or year"
    if when.end is not None:
        if not _is_day(when.end):
            yield f"the last day is {when.end!r}, not of the form 2016-10-24"
        elif _is_day(when.date) and when.end < when.date[: len(when.end)]:
            yield f"the last day, {when.end}, is before the first, {when.date}"


def _where_located(claim: "Claim") -> Iterator[str]:
    where = claim.where
    if where is None:
        return
    if not _is_text(where.name):
        yield f"the place's name is {where.name!r}; give it one"
    for field, value, most in (("lat", where.lat, 90), ("lon", where.lon, 180)):
        if value is not None and not (_is_number(value) and -most <= value <= most):
            yield f"{field} is {value!r}, not degrees from -{most} to {most}"


def _source_dated(claim: "Claim") -> Iterator[str]:
    published = claim.source.published
    if published is not None and not _is_time(published):
        yield f"published is {published!r}, not an ISO date such as 2016-10-24"


def _signature_whole(claim: "Claim") -> Iterator[str]:
    signature = claim.source.signature
    if signature is not None and not is_signature(signature):
        yield f"the source's signature is {signature!r}, none of this version; leave it out"


RULES: Mapping[str, Rule] = MappingProxyType({
    "article-named": _article_named,
    "actors-named": _actors_named,
    "extractor-named": _extractor_named,
    "mode-known": _mode_known,
    "who-acts": _who_acts,
    "object-fits": _object_fits,
    "denied-told": _denied_told,
    "confidence-in-range": _confidence_in_range,
    "words-placed": _words_placed,
    "words-in-sentence": _words_in_sentence,
    "when-dated": _when_dated,
    "where-located": _where_located,
    "source-dated": _source_dated,
    "signature-whole": _signature_whole,
})  # fmt: skip


def _is_text(value: Any) -> bool:
    return isinstance(value, str) and bool(value)


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and isfinite(value)


def _is_offset(value: Any) -> TypeGuard[int]:
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0


def _place(words: "Mention | Span") -> tuple[int, int] | None:
    if _is_offset(words.start) and _is_offset(words.end) and _is_text(words.text):
        return words.start, words.end
    return None


def _is_day(text: Any) -> bool:
    """Return whether it is an ISO date, or a month or year for want of one."""
    return isinstance(text, str) and len(text) in (4, 7, 10) and _is_time(text)


def _is_time(text: Any) -> bool:
    """Return whether it is an ISO date, month, year, or date and time."""
    if not isinstance(text, str):
        return False
    whole = {4: f"{text}-01-01", 7: f"{text}-01"}.get(len(text), text)
    try:
        datetime.fromisoformat(whole)
    except ValueError:
        return False
    return True
