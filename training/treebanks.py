"""Sentences of CoNLL-U treebanks, and the spaCy documents made of them character by character."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from spacy.tokens import Doc

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from spacy.vocab import Vocab

SENTENCES_PER_GROUP = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """One syntactic word; `head` counts from 1 and is 0 for the root, as in the file."""

    form: str
    lemma: str
    upos: str
    xpos: str
    feats: str
    head: int
    deprel: str
    space: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """The words of one sentence, its document, and whether it opens a paragraph."""

    ident: str
    document: str
    opens_paragraph: bool
    words: tuple[Word, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """What stands between a sentence and the next: nothing, a space, or a whitespace token."""

    space: bool = True
    line_break: str = ""


def read(path: Path) -> Iterator[Sentence]:
    """Yield the sentences of one CoNLL-U file in order."""
    document = ""
    comments: list[str] = []
    rows: list[list[str]] = []
    with path.open(encoding="utf-8") as lines:
        # The empty line added behind the last one closes a file that lacks it.
        for line in (*lines, ""):
            text = line.rstrip("\n")
            if text.startswith("# newdoc id"):
                document = text.partition("=")[2].strip()
            if text.startswith("#"):
                comments.append(text)
            elif text:
                rows.append(text.split("\t"))
            elif rows:
                yield _sentence(document, comments, rows)
                comments, rows = [], []


def group(
    sentences: Iterable[Sentence], size: int = SENTENCES_PER_GROUP
) -> Iterator[tuple[Sentence, ...]]:
    """Yield runs of at most `size` sentences of one document; 0 means whole documents.

    A parser that has only seen single sentences never learns where one ends.
    """
    run: list[Sentence] = []
    for sentence in sentences:
        if run and (sentence.document != run[0].document or len(run) == size):
            yield tuple(run)
            run = []
        run.append(sentence)
    if run:
        yield tuple(run)


def plain_gaps(sentences: Sequence[Sentence]) -> tuple[Gap, ...]:
    """Return the gap behind each sentence: an empty line before a paragraph, else as written."""
    following = (*sentences[1:], None)
    return tuple(
        Gap(space=False, line_break="\n\n")
        if after is not None and after.opens_paragraph
        else Gap(space=sentence.words[-1].space)
        for sentence, after in zip(sentences, following, strict=True)
    )


def document(vocab: Vocab, sentences: Sequence[Sentence], gaps: Sequence[Gap]) -> Doc:
    """Build one annotated document whose text is the treebank's own, spaces included."""
    columns = _Columns()
    for sentence, gap in zip(sentences, gaps, strict=True):
        columns.add(sentence, gap)
    return Doc(
        vocab,
        words=columns.words,
        spaces=columns.spaces,
        tags=columns.tags,
        pos=columns.pos,
        morphs=columns.morphs,
        lemmas=columns.lemmas,
        heads=columns.heads,
        deps=columns.deps,
        sent_starts=columns.starts,
    )


class _Columns:
    """The parallel lists a spaCy document is built from, filled sentence by sentence."""

    def __init__(self) -> None:
        self.words: list[str] = []
        self.spaces: list[bool] = []
        self.tags: list[str] = []
        self.pos: list[str] = []
        self.morphs: list[str] = []
        self.lemmas: list[str] = []
        self.heads: list[int] = []
        self.deps: list[str] = []
        self.starts: list[bool | int | None] = []

    def add(self, sentence: Sentence, gap: Gap) -> None:
        offset = len(self.words)
        for index, word in enumerate(sentence.words):
            root = word.head == 0
            self.words.append(word.form)
            self.spaces.append(word.space)
            self.tags.append(word.xpos)
            self.pos.append(word.upos)
            self.morphs.append(word.feats)
            self.lemmas.append(word.lemma)
            self.heads.append(offset + (index if root else word.head - 1))
            self.deps.append("ROOT" if root else word.deprel)
            self.starts.append(index == 0)
        self.spaces[-1] = gap.space
        if gap.line_break:
            self._add_break(gap.line_break)

    def _add_break(self, form: str) -> None:
        # spaCy's tokenizer keeps line breaks as tokens, hung on the word before them.
        self.words.append(form)
        self.spaces.append(False)
        self.tags.append("_SP")
        self.pos.append("SPACE")
        self.morphs.append("")
        self.lemmas.append(form)
        self.heads.append(len(self.words) - 2)
        self.deps.append("dep")
        self.starts.append(False)


def _sentence(document: str, comments: Sequence[str], rows: Sequence[list[str]]) -> Sentence:
    ident = ""
    opens = False
    for comment in comments:
        key = comment.removeprefix("#").partition("=")[0].strip()
        if key == "sent_id":
            ident = comment.partition("=")[2].strip()
        opens = opens or key in {"newpar", "newpar id", "newdoc id"}
    spaces = _spaces(rows)
    words = tuple(_word(row, space=spaces[row[0]]) for row in rows if row[0].isdigit())
    return Sentence(ident=ident, document=document, opens_paragraph=opens, words=words)


def _word(row: Sequence[str], *, space: bool) -> Word:
    form, lemma, upos, xpos, feats, head, deprel = row[1:8]
    return Word(
        form=form,
        lemma=form if lemma == "_" and form != "_" else lemma,
        upos=upos,
        xpos=upos if xpos == "_" else xpos,
        feats="" if feats == "_" else feats,
        head=int(head),
        deprel=deprel,
        space=space,
    )


def _spaces(rows: Sequence[list[str]]) -> dict[str, bool]:
    """Return for each word id whether a space follows.

    A multi-word token such as "don't" (id 2-3) states the space for its last word, and its
    words touch each other. Empty nodes of the enhanced graph (id 8.1) have no characters.
    """
    spaces = {row[0]: "SpaceAfter=No" not in row[9].split("|") for row in rows}
    for ident, space in list(spaces.items()):
        first, dash, last = ident.partition("-")
        if dash:
            for inner in range(int(first), int(last)):
                spaces[str(inner)] = False
            spaces[last] = space
    return spaces
