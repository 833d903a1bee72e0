"""A parsed article with its paragraphs and quotations, for finding who says what."""

from bisect import bisect_right

from spacy.tokens import Doc

from actorgraph.loaders.quotes import Quote, quotes
from actorgraph.loaders.syntax import Syntax


class QuotedText:
    """The paragraphs (pairs of token positions) and quotations of one document."""

    def __init__(self, doc: Doc, syntax: Syntax) -> None:
        self.doc, self.syntax = doc, syntax
        self.words = doc.text  # a document builds its text anew each time
        self.cues: frozenset[int] = frozenset()  # heads of the words that surely attribute
        self._ends = [token.idx + len(token) for token in doc]
        self.paragraphs = _paragraphs(doc)
        self._firsts = [start for start, _ in self.paragraphs]
        self.quotes = quotes(
            self.words, [(doc[a].idx, _end(doc, b - 1)) for a, b in self.paragraphs]
        )
        self._opened = [quote.start for quote in self.quotes]

    def end(self, token: int) -> int:
        """Return the character behind a token."""
        return _end(self.doc, token)

    def token_at(self, char: int) -> int:
        """Return the token that a character belongs to, or the next one."""
        return bisect_right(self._ends, char)

    def quote_at(self, char: int) -> Quote | None:
        """Return the quotation that the character belongs to, its marks included."""
        place = bisect_right(self._opened, char) - 1
        quote = self.quotes[place] if place >= 0 else None
        return quote if quote and char < quote.end else None

    def quote_from(self, char: int) -> Quote | None:
        """Return the first quotation that begins at the character or behind it."""
        place = bisect_right(self._opened, char - 1)
        return self.quotes[place] if place < len(self.quotes) else None

    def paragraph_at(self, token: int) -> int:
        """Return which paragraph a token belongs to."""
        return max(bisect_right(self._firsts, token) - 1, 0)

    def sentence(self, token: int) -> tuple[int, int]:
        """Return the first token of a sentence and the one behind its last, without space."""
        sent = self.doc[token].sent
        start, end = sent.start, sent.end
        while end > start + 1 and self.doc[end - 1].is_space:
            end -= 1
        while start < end - 1 and self.doc[start].is_space:
            start += 1
        return start, end

    def quoted(self, token: int) -> bool:
        """Whether the token stands in a quotation."""
        return self.quote_at(self.doc[token].idx) is not None


def _end(doc: Doc, token: int) -> int:
    return doc[token].idx + len(doc[token])


def _paragraphs(doc: Doc) -> list[tuple[int, int]]:
    """Part the tokens at the white space that `parse` puts between paragraphs.

    Other white space follows a token that already has its own space, as in "end.  Begin".
    """
    found: list[tuple[int, int]] = []
    start = 0
    for token in doc:
        if token.is_space and (token.i == 0 or not doc[token.i - 1].whitespace_):
            if token.i > start:
                found.append((start, token.i))
            start = token.i + 1
    if start < len(doc):
        found.append((start, len(doc)))
    return found
