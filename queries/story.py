"""A guided tour: Markdown steps, each a text and a view of the page."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from urllib.parse import parse_qsl, urlencode

from markdown_it import MarkdownIt
from markdown_it.token import Token

from actorgraph.errors import BadStep, UnreadableFile
from actorgraph.queries.page_filters import folded
from actorgraph.queries.page_tables import Tables

# fmt: off
VIEW_KEYS = frozenset({
    "actor", "edge", "hide", "hidekinds", "min", "show", "from", "to", "since", "path",
    "open", "all", "at", "step",
})
# fmt: on

Inline = tuple[str, str, str]  # how ("text", "strong", "em", "link"), words, address


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One step of a tour: a heading, paragraphs of inline pieces, and the view as a hash."""

    title: str
    paragraphs: tuple[tuple[Inline, ...], ...]
    view: str


def read_steps(path: Path, tables: Tables) -> tuple[Step, ...]:
    """Return the steps of a Markdown file; each heading begins one.

    A line `view: actor=Russia&from=2016-09-01`, or a link copied from a page, says what the step
    shows. Raises UnreadableFile or BadStep.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise UnreadableFile(str(path), str(error)) from error
    names = {
        folded(name): actor.id
        for actor in tables.actors
        for name in (*actor.aliases, actor.name, actor.id)
    }
    tokens = MarkdownIt("commonmark").parse(text)
    return tuple(
        _step(part, names, str(path), number) for number, part in enumerate(_parts(tokens), start=1)
    )


def _parts(tokens: Sequence[Token]) -> list[list[Token]]:
    """Split the document at its headings, keeping only what has words; the heading comes first."""
    parts: list[list[Token]] = []
    for before, token in pairwise(tokens):
        if token.type == "inline" and before.type == "heading_open":
            parts.append([token])
        elif token.type in ("inline", "fence", "code_block") and parts:
            parts[-1].append(token)
    return parts


def _step(tokens: Sequence[Token], names: Mapping[str, str], path: str, number: int) -> Step:
    paragraphs, view = [], ""
    for token in tokens[1:]:
        if token.content.lower().startswith("view:"):
            view = _view(token.content[5:].strip(), names, path, number)
        else:
            paragraphs.append(_inlines(token))
    return Step(title=tokens[0].content, paragraphs=tuple(paragraphs), view=view)


def _view(written: str, names: Mapping[str, str], path: str, number: int) -> str:
    pairs = parse_qsl(written.rsplit("#", 1)[-1].strip("`<>"), keep_blank_values=True)
    chosen = []
    for key, value in pairs:
        if key not in VIEW_KEYS:
            known = ", ".join(sorted(VIEW_KEYS))
            raise BadStep(path, number, f"a view has no {key!r}; known: {known}")
        resolved = value
        if key == "actor":
            if folded(value) not in names:
                raise BadStep(path, number, f"no actor {value!r} on this page")
            resolved = names[folded(value)]
        if key != "step":
            chosen.append((key, resolved))
    return urlencode(chosen)


def _inlines(token: Token) -> tuple[Inline, ...]:
    """Return the words of a paragraph with their emphasis; images and HTML become plain words."""
    pieces: list[Inline] = []
    how, address = ["text"], ""
    for child in token.children or [token]:
        match child.type:
            case "strong_open" | "em_open":
                how.append(child.tag)
            case "link_open":
                how.append("link")
                address = str(child.attrGet("href") or "")
            case "strong_close" | "em_close" | "link_close":
                how.pop()
            case "softbreak" | "hardbreak":
                pieces.append(("text", " ", ""))
            case _:
                pieces.append((how[-1], child.content, address if how[-1] == "link" else ""))
    return tuple(pieces)
