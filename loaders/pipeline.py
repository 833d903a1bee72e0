"""The spaCy pipeline: loading one by name, and parsing an article with exact offsets."""

import re
from collections.abc import Iterable, Iterator, Sequence
from importlib.resources import as_file, files

import spacy
from spacy.language import Language
from spacy.tokens import Doc

from actorgraph.errors import MissingPipeline
from actorgraph.ontology.articles import Article

SHIPPED = "english"
LONGEST = 8_000  # characters parsed at once; longer paragraphs are cut at a space
WRAPPED = 55  # a line at least this long may go on after its line break

_BLANK_LINE = re.compile(r"\n[^\S\n]*\n\s*")


def load_pipeline(name: str = SHIPPED) -> Language:
    """Load the pipeline that ships, or any installed spaCy pipeline by its name or folder."""
    if name == SHIPPED:
        with as_file(files("actorgraph.loaders").joinpath(SHIPPED)) as folder:
            return spacy.load(folder)
    try:
        return spacy.load(name, exclude=["ner", "textcat"])
    except OSError as error:
        raise MissingPipeline(name) from error


def blocks(article: Article) -> Iterator[tuple[int, int]]:
    """Yield where the article's paragraphs start and end; headings of sections stand apart."""
    text = article.text
    cuts = {0, len(text)}
    for gap in _BLANK_LINE.finditer(text):
        cuts.update(gap.span())
    for section in article.sections:
        cuts.update((section.start, section.start + len(section.heading)))
    cuts.update(_hard_breaks(text))
    edges = sorted(cut for cut in cuts if cut <= len(text))
    for start, end in zip(edges, edges[1:], strict=False):
        yield from _pieces(text, start, end)


def _hard_breaks(text: str) -> Iterator[int]:
    """Yield the line breaks that end a paragraph rather than wrap a line."""
    start = 0
    for line in text.splitlines(keepends=True):
        end = start + len(line)
        goes_on = len(line) > WRAPPED and not line.rstrip().endswith((".", "!", "?", ":", "”", '"'))
        if not (goes_on or text[end : end + 1].islower()):
            yield end
        start = end


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Trim a block, and cut it where it is too long to be parsed at once."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    while end - start > LONGEST:
        cut = text.rfind(" ", start, start + LONGEST) + 1 or start + LONGEST
        yield start, cut
        start = cut
    if start < end:
        yield start, end


def parse(nlp: Language, article: Article) -> Doc:
    """Parse an article into one document whose offsets are those of the article's text.

    Paragraphs are parsed apart, with line breaks and tabs read as spaces; what lies between them
    becomes tokens of white space.
    """
    text = re.sub(r"[^\S ]", " ", article.text)  # one for one, so that offsets stay
    spans = list(blocks(article))
    parsed = nlp.pipe(text[start:end] for start, end in spans)
    return _joined(nlp, text, spans, parsed)


def _joined(
    nlp: Language, text: str, spans: Sequence[tuple[int, int]], parsed: Iterable[Doc]
) -> Doc:
    words: list[str] = []
    spaces: list[bool] = []
    heads: list[int] = []
    starts: list[bool] = []
    tags: list[str] = []
    pos: list[str] = []
    lemmas: list[str] = []
    deps: list[str] = []
    at = 0

    def gap(end: int) -> None:
        if at < end:
            heads.append(len(words))
            words.append(text[at:end])
            spaces.append(False)
            starts.append(True)
            tags.append("_SP")
            pos.append("SPACE")
            lemmas.append(text[at:end])
            deps.append("ROOT")

    for (start, end), doc in zip(spans, parsed, strict=True):
        gap(start)
        base = len(words)
        for token in doc:
            words.append(token.text)
            spaces.append(bool(token.whitespace_))
            heads.append(base + token.head.i)
            starts.append(bool(token.is_sent_start))
            tags.append(token.tag_)
            pos.append(token.pos_)
            lemmas.append(token.lemma_)
            deps.append(token.dep_)
        if len(words) > base:
            starts[base] = True
        at = end
    gap(len(text))
    return Doc(
        nlp.vocab, words=words, spaces=spaces, tags=tags, pos=pos, lemmas=lemmas, heads=heads,
        deps=deps, sent_starts=starts,
    )
