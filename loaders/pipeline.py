"""The spaCy pipeline: loading one by name, and parsing an article with exact offsets."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from importlib.resources import as_file, files
from itertools import pairwise
from typing import Any

import spacy
from spacy.language import Language
from spacy.lookups import Lookups
from spacy.tokens import Doc

from actorgraph.errors import MissingPipeline
from actorgraph.loaders.languages import foreign_language
from actorgraph.ontology.articles import Article

SHIPPED = "english"
LONGEST = 8_000  # characters of a paragraph; longer ones are cut at a space
AT_ONCE = 64_000  # characters parsed in one batch: the network takes 3 KB of memory for each
LONGEST_SENTENCE = 250  # words; longer ones are cut, as pairs and lists in them grow as squares
CUT, FOREIGN = "cut", "foreign"  # what `parse` tells of a document in its user_data
WRAPPED = 55  # a line at least this long may go on after its line break

# "MOSCOW (AP) — Russia …": where and by whom a report was filed is no part of its first sentence.
# Datelines, such as "KABUL, Afghanistan (AP) —", "WASHINGTON —", "(CNN)" and "Aug. 5 (UPI) --".
_DATELINE = re.compile(
    r"^(?:[A-Z][^\n().]{1,40}\([A-Z][A-Za-z /]{1,25}\) ?[-—–]+"
    r"|[A-Z][a-z]{2,8}\.? \d{1,2} \([A-Z][A-Za-z /]{1,25}\) ?[-—–]+"
    r"|[A-Z][A-Z.'’ -]{2,30}(?:, [A-Z][A-Za-z. ]{1,25})? ?(?:[—–]|--| - )"
    r"|\([A-Z][A-Za-z]{1,25}\)(?= [A-Z])) ?",
    re.MULTILINE,
)
# Words that say which side somebody is on; the name inside is an actor.
_SIDE = re.compile(r"(?i)(pro|anti)([-‐‑–])(\w.*)$")
# White space other than a space, and marks that show nothing, read as spaces.
_NO_WORDS = re.compile(r"[^\S ]|[\x00-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]")
# The tokenizer takes marks off a word one by one, and looks at all of the rest each time.
_NO_SPACE = re.compile(r"\S{300}")
_WIDE = re.compile(" {2,}")
_BLANK_LINE = re.compile(r"\n[^\S\n]*\n\s*")

_FOOTNOTE = r"(?<=\w)[.,;:](?=\[\d)|\[(?=\d)|(?<=\d)\](?=\[|$)"


def load_pipeline(name: str = SHIPPED) -> Language:
    """Load the pipeline that ships, or any installed spaCy pipeline by its name or folder."""
    if name == SHIPPED:
        with as_file(files("actorgraph.loaders").joinpath(SHIPPED)) as folder:
            return _with_footnotes(_with_index(spacy.load(folder)))
    try:
        return _with_index(spacy.load(name, exclude=["ner", "textcat"]))
    except OSError as error:
        raise MissingPipeline(name) from error


def _with_footnotes(nlp: Language) -> Language:
    """Let the tokenizer part words from marks of footnotes: "the army.[4]" has a full stop."""
    tokenizer: Any = nlp.tokenizer
    pattern = tokenizer.infix_finditer.__self__.pattern
    tokenizer.infix_finditer = re.compile(f"{pattern}|{_FOOTNOTE}").finditer
    return nlp


def _with_index(nlp: Language) -> Language:
    """Let the lemmatizer look words up in sets; its own lists are searched from end to end."""
    lemmatizer = nlp.get_pipe("lemmatizer") if nlp.has_pipe("lemmatizer") else None
    lookups: Lookups | None = getattr(lemmatizer, "lookups", None)
    if lookups is not None and lookups.has_table("lemma_index"):
        index = lookups.get_table("lemma_index")
        for part_of_speech, words in index.items():
            index[part_of_speech] = frozenset(words)
    return nlp


def blocks(article: Article) -> Iterator[tuple[int, int]]:
    """Yield where the article's paragraphs start and end; headings of sections stand apart."""
    text = article.text
    cuts = {0, len(text)}
    for gap in _BLANK_LINE.finditer(text):
        cuts.update(gap.span())
    for dateline in _DATELINE.finditer(text):
        cuts.update(dateline.span())
    for section in article.sections:
        end = section.start + len(section.heading)
        cuts.update((section.start, end, _after_heading(text, end)))
    cuts.update(_hard_breaks(text))
    cuts.update(run.end() for run in _NO_SPACE.finditer(text))
    edges = sorted(cut for cut in cuts if cut <= len(text))
    for start, end in pairwise(edges):
        yield from _pieces(text, start, end)


def _after_heading(text: str, end: int) -> int:
    """Return where the words behind a heading begin: "UPDATE 0815 GMT: The UN …"."""
    while end < len(text) and (text[end].isspace() or text[end] in ":–—-"):
        end += 1
    return end


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

    Paragraphs are parsed apart, with line breaks and tabs read as spaces, and several spaces as
    one; what lies between them becomes tokens of white space.
    """
    text = _NO_WORDS.sub(" ", article.text)  # one for one, so that offsets stay
    spans = list(_words_of(text, blocks(article)))
    foreign = {span: name for span in spans if (name := foreign_language(text[slice(*span)]))}
    read = (_narrow(text[slice(*span)]) for span in spans if span not in foreign)
    longest = max((end - start for start, end in spans), default=1)
    parsed = nlp.pipe(read, as_tuples=True, batch_size=max(1, AT_ONCE // longest))
    words = _Words()
    at = 0
    for start, end in spans:
        words.gap(text[at:start])
        if (start, end) in foreign:
            words.list(nlp.make_doc(text[start:end]))
        else:
            words.add(*next(parsed))
        at = end
    words.gap(text[at:])
    doc = words.document(nlp)
    doc.user_data[CUT] = words.cut
    doc.user_data[FOREIGN] = [(end - start, name) for (start, end), name in foreign.items()]
    return doc


def _words_of(text: str, spans: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Yield the spans from their first word on, where they have one."""
    for start, end in spans:
        words = text[start:end].lstrip(" ")
        if words:
            yield end - len(words), end


def _narrow(text: str) -> tuple[str, Mapping[int, int]]:
    """Return the text with single spaces, and how many more stood at which place of it.

    The parser takes white space that is a token of its own for a word, even for a name.
    """
    more: dict[int, int] = {}
    removed = 0
    for run in _WIDE.finditer(text):
        more[run.start() - removed] = len(run.group()) - 1
        removed += len(run.group()) - 1
    return _WIDE.sub(" ", text), more


def doubts(doc: Doc) -> Iterator[str]:
    """Yield what `parse` left unread in a document, or took apart, in words."""
    for number in doc.user_data.get(CUT, ()):
        yield (
            f"a sentence of {number:,} words was read in parts of {LONGEST_SENTENCE}; "
            "relations between the parts are not seen"
        )
    unread: Counter[str] = Counter()
    for characters, language in doc.user_data.get(FOREIGN, ()):
        unread[language] += characters
    for language, characters in unread.items():
        yield f"{characters:,} characters are {language}, and were not read"


class _Words:
    """The words of a document that is put together from parsed paragraphs."""

    def __init__(self) -> None:
        self.rows: list[tuple[str, bool, int, bool, str, str, str, str]] = []
        self.cut: list[int] = []  # how many words each sentence had that was cut

    def gap(self, space: str) -> None:
        """Add the white space between two paragraphs as a word of its own."""
        if space:
            self.rows.append((space, False, len(self.rows), True, "_SP", "SPACE", space, "ROOT"))

    def list(self, doc: Doc) -> None:
        """Add words that are not read: each stands alone, and nothing is told of it."""
        for token in doc:
            space, at, word = bool(token.whitespace_), len(self.rows), token.text
            self.rows.append((word, space, at, True, "FW", "X", word, "ROOT"))

    def _edges(self, doc: Doc) -> Sequence[int]:
        """Return for each token where its sentence, or its part of a long one, begins."""
        edges: list[int] = []
        for sentence in doc.sents:
            size = len(sentence)
            if size > LONGEST_SENTENCE:
                self.cut.append(size)
            edges += [sentence.start + place - place % LONGEST_SENTENCE for place in range(size)]
        return edges

    def add(self, doc: Doc, more: Mapping[int, int]) -> None:
        """Add a paragraph; "pro-Russian" becomes three words, so that its name can be found.

        `more` tells where spaces stood beside the one behind a word; they are a token.
        """
        long = len(doc) > LONGEST_SENTENCE
        edges = self._edges(doc) if long else ()
        parts = [_SIDE.match(token.text) for token in doc]
        wide = [more.get(token.idx + len(token), 0) for token in doc]
        places = self._places(parts, wide)
        for token, part, spaces, at in zip(doc, parts, wide, places, strict=True):
            head = places[token.head.i]
            starts, word, lemma = bool(token.is_sent_start) or not token.i, token.text, token.lemma_
            label = token.dep_
            if long and edges[token.i] != edges[token.head.i]:
                head, label = at, "ROOT"
            starts = starts or (long and edges[token.i] == token.i)
            if part:
                prefix, hyphen, word = part.groups()
                self.rows.append((prefix, False, at, starts, "AFX", "X", prefix, "compound"))
                self.rows.append((hyphen, False, at, False, "HYPH", "PUNCT", hyphen, "punct"))
                starts, lemma = False, lemma[len(prefix) + 1 :] or word
            space = bool(token.whitespace_)
            self.rows.append((word, space, head, starts, token.tag_, token.pos_, lemma, label))
            if spaces:
                empty = " " * spaces
                self.rows.append((empty, False, at, False, "_SP", "SPACE", empty, "dep"))

    def _places(self, parts: Iterable[object], wide: Iterable[int]) -> Sequence[int]:
        """Return the row of each token, with two before a word of sides and one for wide space."""
        places: list[int] = []
        at = len(self.rows)
        for part, spaces in zip(parts, wide, strict=True):
            at += 2 if part else 0
            places.append(at)
            at += 2 if spaces else 1
        return places

    def document(self, nlp: Language) -> Doc:
        """Return the whole as one document."""
        names = ("words", "spaces", "heads", "sent_starts", "tags", "pos", "lemmas", "deps")
        columns = zip(*self.rows, strict=True) if self.rows else ([] for _ in names)
        made = dict(zip(names, map(list, columns), strict=True))
        return Doc(nlp.vocab, **made)  # type: ignore[arg-type]
