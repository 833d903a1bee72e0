"""What notebooks show of claims and tables: HTML that loads nothing, every word escaped."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

if TYPE_CHECKING:
    from actorgraph.ontology.claims import Claim, Mention, Span

MOST = 50  # rows of a table that are shown
LONG = 60  # characters, from which a cell is kept wide, and broken anywhere
WIDE = ";min-width:18em;max-width:40em;overflow-wrap:anywhere"
WEB = ("http://", "https://")
# Each part of a claim is told apart by colour, line and tooltip.
MARKS = {
    "subject": "background:#cfe3ff;color:#10223d",
    "object": "background:#ffe0c2;color:#3d2410",
    "speaker": "background:#d9f0d3;color:#14300e",
    "cue": "font-weight:bold;border-bottom:2px solid currentColor",
}
_MARK = Markup('<mark style="background:none;color:inherit;{}" title="{}">{}</mark>')
_LINK = Markup('<a href="{}" target="_blank" rel="noopener noreferrer">{}</a>')
_TABLE = Markup("<table><thead><tr>{}</tr></thead><tbody>{}</tbody></table>{}")
_CELL = Markup('<td dir="auto" style="vertical-align:top;{}">{}</td>')
_CLAIM = Markup(
    '<div style="margin:0.5em 0;max-width:60em"><div>{}</div>'
    '<blockquote dir="auto" style="margin:0.3em 1em">{}</blockquote>'
    '<div style="opacity:0.75;font-size:smaller">{}</div></div>'
)


def table_html(columns: Sequence[str], rows: Sequence[Sequence[Any]], note: str = "") -> str:
    """Return rows as an HTML table: the first 50, and how many there are where that is not all."""
    head = Markup("").join(Markup("<th>{}</th>").format(name) for name in columns)
    body = Markup("").join(
        Markup("<tr>{}</tr>").format(Markup("").join(map(_cell, row))) for row in rows[:MOST]
    )
    told = note or (f"{len(rows):,} rows, of which {MOST} are shown" if len(rows) > MOST else "")
    below = Markup("<div>{}</div>").format(told) if told else ""
    return str(_TABLE.format(head, body, below))


def _cell(value: Any) -> Markup:
    text = shown(value)
    if isinstance(value, int | float) and not isinstance(value, bool):
        return _CELL.format("text-align:right", text)
    return _CELL.format(f"text-align:left{WIDE if len(text) > LONG else ''}", text)


def shown(value: Any) -> str:
    """Return a value as a cell shows it: lists with commas, nothing for None."""
    match value:
        case None:
            return ""
        case Mapping():
            return json.dumps(value, ensure_ascii=False, default=str)
        case list() | tuple():
            return ", ".join(map(shown, value))
    return str(value)


def claim_html(claim: "Claim") -> str:
    """Return a claim: who does what to whom, its sentence with the parts marked, and its source."""
    subject = Markup('<b style="{}">{}</b>').format(MARKS["subject"], claim.subject.name)
    obj = Markup('<b style="{}">{}</b>').format(MARKS["object"], claim.object.name)
    relation = f"not: {claim.relation}" if claim.denied else claim.relation
    head = Markup("{} <b>{}</b> {}").format(subject, relation, obj)
    if claim.status.value != "actual":
        head += Markup(" ({})").format(claim.status.value)
    facts = Markup(" · ").join(_facts(claim))
    return str(_CLAIM.format(head, _sentence(claim), facts))


def _facts(claim: "Claim") -> Iterator[str]:
    if claim.speaker:
        yield Markup('according to <b style="{}">{}</b>').format(
            MARKS["speaker"], claim.speaker.name
        )
    if claim.when:
        yield f"{claim.when.date} to {claim.when.end}" if claim.when.end else claim.when.date
    if claim.where:
        yield claim.where.name
    source, url = claim.source, claim.source.url or ""
    title = source.title or claim.article
    if url.startswith(WEB):
        yield _LINK.format(url, title)
    else:
        yield title
    yield from filter(None, (source.publisher, source.published))
    yield f"confidence {claim.confidence:.2f}"


def _sentence(claim: "Claim") -> Markup:
    """Return the sentence with its parts marked, those too that lie within each other."""
    text, parts = claim.sentence.text, list(_parts(claim))
    edges = sorted({0, len(text), *(edge for start, end, *_ in parts for edge in (start, end))})
    return Markup("").join(
        _piece(text[start:end], [one for one in parts if one[0] <= start and end <= one[1]])
        for start, end in pairwise(edges)
    )


Part = tuple[int, int, str, str]  # start and end within the sentence, role, tooltip


def _parts(claim: "Claim") -> Iterator[Part]:
    """Yield the parts whose words stand in the sentence at their offsets."""
    named = {"subject": claim.subject, "object": claim.object, "speaker": claim.speaker}
    places: list[tuple[str, Mention | Span, str]] = [
        (role, one, f"{role}: {one.name}") for role, one in named.items() if one
    ]
    for role, one, says in [*places, ("cue", claim.cue, f"cue: {claim.relation}")]:
        if one.start is None or one.end is None:
            continue  # a claim coded by others has no offsets
        start, end = one.start - claim.sentence.start, one.end - claim.sentence.start
        if 0 <= start < end and claim.sentence.text[start:end] == one.text:
            yield start, end, role, says


def _piece(text: str, over: Iterable[Part]) -> Markup | str:
    marks = list(over)
    if not marks:
        return Markup.escape(text)
    style = ";".join(MARKS[role] for _, _, role, _ in marks)
    return _MARK.format(style, ", ".join(says for *_, says in marks), text)
