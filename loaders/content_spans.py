"""The words of a statement: who is named around the cue, and where what is said begins and ends."""

from dataclasses import dataclass

from actorgraph.loaders.quoted_text import QuotedText
from actorgraph.loaders.quotes import Quote
from actorgraph.loaders.speakers import nominal
from actorgraph.loaders.speech_cues import SpeechCue

DASHES = frozenset({"-", "–", "—", "--"})
_EDGE = DASHES | {",", ".", ";", ":", "…", "(", "*"}
_PARTING = DASHES | {",", "and", "but"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """What is said, as characters; `rule` tells how it was found."""

    start: int
    end: int
    rule: str
    direct: bool = False


@dataclass(frozen=True, slots=True)
class Group:
    """The words that attribute, "the minister said on Monday": tokens `start` to `end`."""

    start: int
    end: int


def group_of(text: QuotedText, cue: SpeechCue, subject: tuple[int, int] | None) -> Group:
    """Return the cue with its subject, hearers and times, up to the next mark or clause."""
    doc, verb = text.doc, cue.head
    start, end = min(cue.tokens), max(cue.tokens) + 1
    for child in text.syntax.children(verb, "auxiliary", "passive"):
        start = min(start, child)
    first, last = text.sentence(verb)
    if subject and first <= subject[0] and subject[1] <= last:
        start, end = min(start, subject[0]), max(end, subject[1])
        while (
            first < start <= subject[0] and nominal(doc[start - 1]) and not text.quoted(start - 1)
        ):
            start -= 1  # a list of speakers, of which the parser sees the last
    clauses = {
        clause_start(text, c, verb)
        for c in text.syntax.children(verb, "complement", "open", "adverbial")
        if c > verb
    }
    while end < last and end not in clauses and doc[end].lower_ != "that":
        if doc[end].is_punct and doc[end].text not in "-'’()/":
            break
        end += 1
    return Group(start, end)


def clause_start(text: QuotedText, clause: int, verb: int) -> int:
    """Return the first token of a clause under a verb: its "that", if it has one."""
    syntax, doc = text.syntax, text.doc
    markers = [c for c in syntax.children(clause, "marker") if verb < c <= clause]
    if markers and doc[markers[0]].lower_ in ("that", "if", "whether"):
        return markers[0]
    return max(doc[clause].left_edge.i, verb + 1)


def span(text: QuotedText, start: int, end: int, rule: str) -> Content | None:
    """Return the tokens from start to end, trimmed, with every quotation that they cut."""
    doc = text.doc
    while start < end and (
        doc[start].text in _EDGE or doc[start].is_space or is_closing(text, start)
    ):
        start += 1
    while end > start and (
        doc[end - 1].text in _EDGE or doc[end - 1].is_space or _is_opening(text, end - 1)
    ):
        if text.quoted(end - 1) and not doc[end - 1].is_space:
            break
        end -= 1
    if start >= end:
        return None
    first, last = doc[start].idx, text.end(end - 1)
    inner, outer = text.quote_at(first), text.quote_at(last - 1)
    if inner and inner.start == first - 1:
        first = inner.start
    if outer and outer.start >= first:
        last = quote_end(text, outer)
    direct = inner is not None and outer is not None and inner.start == first
    return Content(start=first, end=last, rule=rule, direct=direct)


def is_closing(text: QuotedText, token: int) -> bool:
    """Whether the token is the mark that ends a quotation."""
    char = text.doc[token].idx
    quote = text.quote_at(char)
    return bool(quote and quote.end == text.end(token) and text.doc[token].is_punct)


def _is_opening(text: QuotedText, token: int) -> bool:
    char = text.doc[token].idx
    quote = text.quote_at(char)
    return bool(quote and quote.start == char and text.doc[token].is_punct)


def quote_end(text: QuotedText, quote: Quote) -> int:
    """Return where a quotation ends, without the space behind one that nobody closed."""
    end = quote.end
    if not quote.closed:
        while end > quote.start and text.words[end - 1].isspace():
            end -= 1
    return end


def sets_scene(text: QuotedText, first: int, end: int) -> bool:
    """Whether the words before the comma only set the scene: "In Moscow,", "Asked about it,"."""
    doc = text.doc
    if text.quoted(end - 1) or text.quoted(first):
        return False
    if doc[first].pos_ == "SCONJ" or doc[first].tag_ in ("VBG", "VBN"):
        return True
    verbs = any(t.pos_ in ("VERB", "AUX") for t in doc[first:end])
    opens = doc[first].pos_ in ("ADP", "ADV", "CCONJ")
    return (opens and not verbs) or end - first < 2


def before_next(text: QuotedText, start: int, end: int) -> int:
    """Return where a content ends: at `end`, or before the next statement, ", adding that"."""
    doc, syntax = text.doc, text.syntax
    for at in range(start, end):
        if at in text.cues and syntax.label(at) in ("conjunct", "adverbial", "aside"):
            edge = max(doc[at].left_edge.i, start)
            parted = doc[edge].pos_ in ("CCONJ", "PUNCT") or doc[edge - 1].text in _PARTING
            if parted and edge > start + 1:
                return edge
    return end
