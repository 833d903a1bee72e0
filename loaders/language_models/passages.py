"""Passages: an article cut where sentences end, each short enough to be asked about at once."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from spacy.lang.en import English
from spacy.language import Language

from actorgraph.loaders.languages import foreign_language
from actorgraph.loaders.pipeline import blocks
from actorgraph.ontology.articles import Article

OVERLAP = 2  # sentences that a passage begins with again, for what points back to them
SHARE = 3  # of a passage that may be repeated: no more than one part in so many


@dataclass(frozen=True, slots=True)
class Passage:
    """Sentences of an article, as characters of its text, in text order."""

    sentences: tuple[tuple[int, int], ...]

    @property
    def start(self) -> int:
        """Where its first sentence begins."""
        return self.sentences[0][0]

    @property
    def end(self) -> int:
        """Where its last sentence ends."""
        return self.sentences[-1][1]

    def text(self, article: str) -> str:
        """Return its words as the article has them; what is not read between them is left out."""
        words = article[slice(*self.sentences[0])]
        for (_, end), (start, after) in pairwise(self.sentences):
            gap = article[end:start]
            words += (gap if not gap.strip() else "\n\n") + article[start:after]
        return words

    def halves(self) -> "tuple[Passage, ...]":
        """Return its two halves, which share a sentence where they can; of one sentence none."""
        number = len(self.sentences)
        if number < 2:
            return ()
        middle = number // 2
        again = middle - 1 if number > 3 else middle
        return Passage(self.sentences[:middle]), Passage(self.sentences[again:])


def passages_of(article: Article, longest: int) -> list[Passage]:
    """Return the passages of an article, of at most so many characters.

    A sentence that is longer is a passage of its own; what is in another language is left out, as
    it is where the rules read.
    """
    sentences = list(_sentences(article))
    found: list[Passage] = []
    first = 0
    while first < len(sentences):
        end = first + 1
        while end < len(sentences) and sentences[end][1] - sentences[first][0] <= longest:
            end += 1
        found.append(Passage(tuple(sentences[first:end])))
        if end == len(sentences):
            break
        first = _again(sentences, first, end, longest)
    return found


def _again(sentences: Sequence[tuple[int, int]], first: int, end: int, longest: int) -> int:
    """Return where the next passage begins: some sentences before the end, if they are short."""
    for again in range(max(first + 1, end - OVERLAP), end):
        if (sentences[end - 1][1] - sentences[again][0]) * SHARE <= longest:
            return again
    return end


def _sentences(article: Article) -> Iterator[tuple[int, int]]:
    """Yield where sentences stand, told by their marks: a parse is not needed for cuts."""
    for start, end in blocks(article):
        block = article.text[start:end]
        if foreign_language(block):
            continue
        for sentence in _splitter()(block).sents:
            first = start + sentence.start_char
            last = start + sentence.end_char
            if article.text[first:last].strip():
                yield first, last


@cache
def _splitter() -> Language:
    splitter = English()
    splitter.add_pipe("sentencizer")
    return splitter
