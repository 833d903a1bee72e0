"""Printing explanations: for people at a terminal, and as JSON objects."""

import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict
from itertools import groupby
from typing import Any

from rich.box import SIMPLE_HEAD
from rich.console import Console, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from actorgraph.loaders.explanation import (
    Considered,
    CueRead,
    EmptySlot,
    Explanation,
    Named,
    Outcome,
    Reason,
    SaidHere,
    Unread,
)
from actorgraph.ontology.claims import Claim, claim_to_json
from actorgraph.queries.feature_wording import worded

WIDE = 100  # characters of a line in a pipe
MOST = 3  # lines that are named of those of one word that were passed over for one reason


def explanation_to_json(explanation: Explanation) -> dict[str, Any]:
    """Return a sentence's explanation as a JSON object; claims are those of a claims file."""
    written = asdict(explanation)
    for row, considered in zip(written["considered"], explanation.considered, strict=True):
        row["outcome"] = considered.outcome.value
        row["claim"] = claim_to_json(considered.claim) if considered.claim else None
    return written


def print_explanations(explanations: Iterable[Explanation]) -> None:
    """Print explanations sentence by sentence, as wide as the terminal, a pipe WIDE characters."""
    console = Console(highlight=False, width=None if sys.stdout.isatty() else WIDE)
    for explanation in explanations:
        with console.capture() as printed:
            _print(console, explanation)
        lines = (line.rstrip() for line in printed.get().splitlines())
        sys.stdout.write("\n".join(lines) + "\n")


def _print(console: Console, explanation: Explanation) -> None:
    console.print(Text(" ".join(explanation.sentence.text.split()), style="bold underline"))
    for title, parts in _sections(explanation):
        console.print()
        console.print(Text(title, style="bold cyan"))
        for part in parts:
            console.print(Padding(part, (0, 0, 0, 2)))
    console.print()


def _sections(one: Explanation) -> Iterator[tuple[str, Sequence[RenderableType]]]:
    kept = [c for c in one.considered if c.outcome is Outcome.KEPT]
    lost = [c for c in one.considered if c.outcome is not Outcome.KEPT]
    yield "mentions", [_mentions(one.mentions) if one.mentions else Text("none", style="dim")]
    yield "parse", [_parse(one)]
    if one.statements:
        yield "statements", list(map(_statement, one.statements))
    cues = [*_cues(one.cues), *map(_unread, one.unread)]
    yield "cues", cues or [Text("no word of the lexicon stands here", style="dim")]
    yield "claims", [line for c in kept for line in _considered(c)] or [Text("none", style="dim")]
    if lost:
        yield "not claimed", [line for c in lost for line in _considered(c)]


def _table(*columns: str) -> Table:
    table = Table(box=SIMPLE_HEAD, show_edge=False, pad_edge=False, padding=(0, 1, 0, 0),
                  header_style="dim")  # fmt: skip
    for column in columns:
        table.add_column(column, overflow="fold")
    return table


def _mentions(mentions: Iterable[Named]) -> Table:
    table = _table("words", "actor", "kind", "resolved by", "score")
    for one in mentions:
        words = Text(one.span.text)
        if one.actor is None:
            open_ = Text(f"not resolved ({one.form})", style="yellow")
            table.add_row(words, Text("–"), Text(""), open_, Text(""))
            continue
        rule = one.rule or ""
        how = f"{rule} {one.alias!r}" if one.alias else rule
        table.add_row(
            words, Text(one.name or "", style="bold"), Text(one.kind or ""),
            Text(how), Text(f"{one.score:.2f}"),
        )  # fmt: skip
    return table


def _parse(one: Explanation) -> Table:
    table = _table("", "word", "lemma", "tag", "arc", "head")
    for word in one.words:
        head = "" if word.head is None else f"{word.head} {one.words[word.head].text}"
        cells = (str(word.place), word.text, word.lemma, word.tag, word.arc, head)
        table.add_row(*map(Text, cells))
    return table


def _statement(said: SaidHere) -> Text:
    who = repr(said.speaker.text) if said.speaker else "somebody"
    return Text(f"{who} {said.kind} ({said.cue.text!r}) {_shortened(said.content.text)}")


def _shortened(text: str, most: int = 70) -> str:
    words = " ".join(text.split())
    return repr(words if len(words) <= most else f"{words[: most - 1]}…")


# -- cues ----------------------------------------------------------------------------------------


def _cues(cues: Iterable[CueRead]) -> Iterator[RenderableType]:
    """Yield the lines of each word; those that were passed over for one reason stand together."""
    for (taken, _, _), alike in groupby(cues, key=lambda cue: (cue.taken, cue.span, cue.why)):
        if not taken:
            yield _passed_over(list(alike))
        else:
            for cue in alike:
                yield from _cue(cue)


def _passed_over(cues: Sequence[CueRead]) -> Text:
    lines = [f"{cue.line} {cue.relation}" for cue in cues]
    more = f" and {len(lines) - MOST} more" if len(lines) > MOST else ""
    named = ", ".join(lines[:MOST])
    return Text(f"{cues[0].span.text}  not {named}{more}: {cues[0].why}", style="dim")


def _cue(cue: CueRead) -> Iterator[RenderableType]:
    line = Text()
    line.append(cue.span.text, style="bold" if cue.read else "")
    line.append(f"  {cue.relation}{f' ({cue.mode})' if cue.mode else ''}  ")
    line.append(f"{cue.line}  {_sides(cue)}  {cue.prior:.2f}",
                style="dim")  # fmt: skip
    if cue.carrier:
        line.append(f"  carried by {cue.carrier}", style="dim")
    yield line
    if cue.why:
        yield _below(cue.why, "yellow")
    for role, slots in groupby(cue.empty, key=lambda slot: slot.role):
        yield _below(f"no {role}: {'; '.join(_slots(list(slots)))}", "yellow")


def _sides(cue: CueRead) -> str:
    return f"{'|'.join(cue.agent)} → {'|'.join(cue.target)}"


def _slots(slots: Sequence[EmptySlot]) -> Iterator[str]:
    for slot in slots:
        if slot.words:
            yield f"{slot.slot} holds {', '.join(map(repr, slot.words))}, {slot.why}"
    for why, alike in groupby((s for s in slots if not s.words), key=lambda slot: slot.why):
        yield f"{why} ({', '.join(slot.slot for slot in alike)})"


def _below(text: str, style: str = "") -> Padding:
    """Return a detail of the line above it."""
    return Padding(Text(text, style=style), (0, 0, 0, 4))


def _unread(word: Unread) -> Text:
    said = f"{word.text} ({word.lemma})" if word.text != word.lemma else word.text
    table = "nouns.tsv" if word.noun else "verbs.tsv"
    if word.lines:
        lines = (
            "its only line does not fit"
            if word.lines == 1
            else f"none of its {word.lines} lines fits"
        )
        return Text(f"{said}  {lines} the words around it", style="yellow")
    return Text(f"{said}  is in no line of {table} or phrases.tsv", style="yellow")


# -- what was read -------------------------------------------------------------------------------


def _considered(one: Considered) -> Iterator[RenderableType]:
    kept = one.outcome is Outcome.KEPT
    head = Text("✓ " if kept else "✗ ", style="green" if kept else "red")
    denied = one.claim is not None and one.claim.denied
    head.append(f"{one.subject_name} {'not: ' * denied}{one.relation} {one.object_name}",
                style="bold" if kept else "")  # fmt: skip
    head.append(f"  {one.confidence:.2f}" if one.confidence is not None else "")
    yield head
    if not kept:
        yield _below(one.why, "yellow")
    yield _below(_read_by(one), "dim")
    if one.claim and kept:
        yield _below("; ".join(_fields(one, one.claim)))
    if one.reasons:
        yield _below(_reasons(one), "dim")


def _read_by(one: Considered) -> str:
    words = f"{one.subject.text!r} … {one.cue.text!r} … {one.object.text!r}"
    if one.prior is None:
        return f"no rule reads {words}; the model alone proposes it{_first(one)}"
    return f"{words} by {one.line}: {one.rule}, prior {one.prior:.2f}{_first(one)}"


def _first(one: Considered) -> str:
    return f"; the model's first step gives {one.first:.2f}" if one.first is not None else ""


def _fields(one: Considered, claim: Claim) -> Iterator[str]:
    grounds = one.grounds
    if grounds is None:
        return
    yield f"status: {claim.status.value}{_because(grounds.status)}"
    if claim.denied:
        yield f"denied{_because(grounds.denied)}"
    if claim.speaker:
        yield f"speaker: {claim.speaker.name}{_because(grounds.speaker)}"
    if claim.when:
        end = f" to {claim.when.end}" if claim.when.end else ""
        yield f"when: {claim.when.date}{end} ({claim.when.precision}){_because(grounds.when)}"
    if claim.where:
        yield f"where: {claim.where.name}{_because(grounds.where)}"


def _because(words: str) -> str:
    return f", by {words!r}" if words else ""


def _reasons(one: Considered) -> str:
    sides = {
        "for": [reason for reason in one.reasons if reason.weight > 0],
        "against": [reason for reason in one.reasons if reason.weight <= 0],
    }
    return "; ".join(
        f"{side}: {', '.join(_reason(reason, one.relation) for reason in chosen)}"
        for side, chosen in sides.items()
        if chosen
    )


def _reason(reason: Reason, relation: str) -> str:
    return f"{worded(reason.feature, relation)} {reason.weight:+.1f}"
