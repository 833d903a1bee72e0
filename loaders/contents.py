"""What is said: how far the content of a verb of speech reaches."""

from dataclasses import dataclass

from actorgraph.loaders.quoted_text import QuotedText
from actorgraph.loaders.quotes import Quote
from actorgraph.loaders.speech_cues import SpeechCue

Span = tuple[int, int]
_EDGE = frozenset({",", ".", ";", ":", "-", "–", "—", "--", "…", "(", "*"})
_CLOSERS = "”\"’'»"


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """What is said, as characters; `rule` tells how it was found."""

    start: int
    end: int
    rule: str
    direct: bool = False


@dataclass(frozen=True, slots=True)
class Group:
    """The words that attribute, "the minister told reporters on Monday": tokens `start` to `end`."""

    start: int
    end: int


def group_of(text: QuotedText, cue: SpeechCue, subject: Span | None) -> Group:
    """Return the cue with its subject, hearers and times, up to the next mark or clause."""
    doc, verb = text.doc, cue.head
    start, end = min(cue.tokens), max(cue.tokens) + 1
    for child in text.syntax.children(verb, "auxiliary", "passive"):
        start = min(start, child)
    first, last = text.sentence(verb)
    if subject and first <= subject[0] and subject[1] <= last:
        start, end = min(start, subject[0]), max(end, subject[1])
    clauses = {
        _clause_start(text, c, verb)
        for c in text.syntax.children(verb, "complement", "open", "adverbial")
        if c > verb
    }
    while end < last and end not in clauses and doc[end].lower_ != "that":
        if doc[end].is_punct and doc[end].text not in "-'’()/":
            break
        end += 1
    return Group(start, end)


def _clause_start(text: QuotedText, clause: int, verb: int) -> int:
    syntax, doc = text.syntax, text.doc
    markers = [c for c in syntax.children(clause, "marker") if verb < c <= clause]
    if markers and doc[markers[0]].lower_ in ("that", "if", "whether"):
        return markers[0]
    return max(doc[clause].left_edge.i, verb + 1)


def span(text: QuotedText, start: int, end: int, rule: str) -> Content | None:
    """Return the tokens from start to end, trimmed, with every quotation that they cut."""
    doc = text.doc
    while start < end and (doc[start].text in _EDGE or doc[start].is_space or _closer(text, start)):
        start += 1
    while end > start and (doc[end - 1].text in _EDGE or doc[end - 1].is_space or _opener(text, end - 1)):
        if text.quoted(end - 1) and not doc[end - 1].is_space:
            break
        end -= 1
    if start >= end:
        return None
    first, last = doc[start].idx, text.end(end - 1)
    inner = text.quote_at(first)
    if inner and inner.start == first - 1:
        first = inner.start
    outer = text.quote_at(last - 1)
    if outer and outer.start >= first:
        last = _quote_end(text, outer)
    return Content(start=first, end=last, rule=rule, direct=_is_direct(text, first, last))


def _is_direct(text: QuotedText, start: int, end: int) -> bool:
    first = text.quote_at(start)
    last = text.quote_at(end - 1)
    return bool(first and last and first.start == start)


def _closer(text: QuotedText, token: int) -> bool:
    char = text.doc[token].idx
    quote = text.quote_at(char)
    return bool(quote and quote.end == char + 1 and text.doc[token].is_punct)


def _opener(text: QuotedText, token: int) -> bool:
    char = text.doc[token].idx
    quote = text.quote_at(char)
    return bool(quote and quote.start == char and text.doc[token].is_punct)


def _quote_end(text: QuotedText, quote: Quote) -> int:
    end = quote.end
    if not quote.closed:
        while end > quote.start and text.doc.text[end - 1].isspace():
            end -= 1
    return end


def said_by_verb(text: QuotedText, cue: SpeechCue, group: Group) -> Content | None:
    """Return what a verb of speech tells, looking behind it, then in front."""
    return (
        _around(text, cue, group)
        or _clause_after(text, cue, group)
        or _quote_after(text, group)
        or _before(text, cue, group)
    )


def _left_open(text: QuotedText, group: Group) -> int | None:
    """Return the token before the group where a comma, dash or quotation parts it from a sentence."""
    doc = text.doc
    first, _ = text.sentence(group.start)
    at = group.start - 1
    while at >= 0 and doc[at].is_space and at >= text.paragraphs[text.paragraph_at(group.start)][0]:
        at -= 1
    if at < 0:
        return None
    if _closer(text, at):
        return at
    if at < first:
        return None
    return at if at > first and doc[at].text in (",", "-", "–", "—", "--", "?", "!") else None


def _right_mark(text: QuotedText, group: Group) -> str:
    """Return the mark behind the group, "" for another word, "." for the end of its sentence."""
    _, last = text.sentence(max(group.end - 1, group.start))
    if group.end >= last:
        return "."
    word = text.doc[group.end]
    return word.text if word.is_punct else ""


def _opens_with_phrase(text: QuotedText, first: int, end: int) -> bool:
    """Whether the words before the comma only set the scene: "In Moscow,", "Asked about it,"."""
    doc = text.doc
    verbs = any(t.pos_ in ("VERB", "AUX") and t.tag_ not in ("VBG", "VBN") for t in doc[first:end])
    opening = doc[first].pos_ in ("ADP", "ADV", "SCONJ", "CCONJ") or doc[first].tag_ in ("VBG", "VBN")
    return not text.quoted(end - 1) and (opening or end - first < 4) and (
        not verbs or doc[first].pos_ == "SCONJ" or doc[first].tag_ in ("VBG", "VBN")
    )


def _around(text: QuotedText, cue: SpeechCue, group: Group) -> Content | None:
    """Read the parenthetical: "The talks, he said, were over", with quotations or without."""
    left, right = _left_open(text, group), _right_mark(text, group)
    if left is None or right not in (",", "-", "–", "—", "--"):
        return None
    first, last = text.sentence(group.start)
    after = group.end + 1
    if after >= last or text.syntax.label(cue.head) == "relative":
        return None
    opening = text.quote_from(text.doc[group.end].idx)
    quoted = opening and opening.start <= text.doc[after].idx + 1
    if text.quoted(left):
        if not quoted:
            return None
        before = text.quote_at(text.doc[left].idx)
        start = min(before.start if before else text.doc[first].idx, text.doc[first].idx)
        return Content(start=start, end=_quote_end(text, opening), rule="around quotes", direct=True)
    if text.doc[after].tag_ in ("VBG", "WP", "WDT", "IN", "CC", "RB", "WRB") or _opens_with_phrase(text, first, left):
        return None
    if quoted:
        return None
    return span(text, first, last, "around")


def _clause_after(text: QuotedText, cue: SpeechCue, group: Group) -> Content | None:
    """Read the clause that the verb governs, with its "that"."""
    syntax, doc, verb = text.syntax, text.doc, cue.head
    clauses = [c for c in syntax.children(verb, "complement", "open") if c > verb]
    clauses = [c for c in clauses if not syntax.label(c) == "open" or doc[c].pos_ not in ("VERB", "AUX") or not _infinitive(text, c)]
    if clauses:
        start = _clause_start(text, clauses[0], verb)
        ends = [doc[c].right_edge.i + 1 for c in clauses]
        return span(text, max(start, verb + 1), max(ends), "clause")
    _, last = text.sentence(verb)
    if group.end < last and doc[group.end].lower_ == "that" and doc[group.end].tag_ == "IN":
        return span(text, group.end, last, "that")
    return None


def _infinitive(text: QuotedText, verb: int) -> bool:
    marks = text.syntax.children(verb, "marker", "auxiliary", "other")
    return any(text.doc[c].lower_ == "to" for c in marks)


def _quote_after(text: QuotedText, group: Group) -> Content | None:
    """Read the quotation behind the group, if only marks stand between."""
    last = text.end(group.end - 1)
    quote = text.quote_from(last)
    if quote is None or text.doc.text[last : quote.start].strip(" \t\n,:;-–—"):
        return None
    place = text.paragraph_at(group.start)
    limit = text.paragraphs[place][1] - 1
    if quote.start > text.end(limit) and ":" not in text.doc.text[last : quote.start]:
        return None
    return Content(start=quote.start, end=_quote_end(text, quote), rule="quote after", direct=True)


def _before(text: QuotedText, cue: SpeechCue, group: Group) -> Content | None:
    """Read the sentence, or the quotation, in front of the group: "…, the minister said"."""
    left = _left_open(text, group)
    if left is None:
        return None
    doc = text.doc
    first, _ = text.sentence(left)
    quote = text.quote_at(doc[left].idx)
    if quote is None:
        if text.syntax.label(cue.head) == "relative" or _opens_with_phrase(text, first, left):
            return None
        made = span(text, first, left, "before")
        if made and text.quote_at(made.start) and made.start > doc[first].idx:
            return None
        inner = text.quote_at(doc[first].idx)
        if made and inner and inner.start < made.start:
            return Content(start=inner.start, end=made.end, rule="before", direct=True)
        return made
    start = min(doc[first].idx, quote.start) if first > 0 else quote.start
    opening = text.quote_at(start)
    if opening and opening.start < start:
        start = opening.start
    end = _goes_on(text, group)
    return Content(start=start, end=end or quote.end, rule="quote before", direct=True)


def _goes_on(text: QuotedText, group: Group) -> int | None:
    """Return the end of a quotation that goes on behind the group: "Yes," he said. "We will."."""
    doc = text.doc
    _, last = text.sentence(group.end - 1)
    after = last if group.end >= last - 1 else None
    if after is None:
        return None
    quote = text.quote_from(text.end(last - 1))
    place = text.paragraph_at(group.start)
    limit = text.end(text.paragraphs[place][1] - 1)
    if quote is None or quote.start >= limit or doc.text[text.end(last - 1) : quote.start].strip():
        return None
    rest = doc.text[quote.end : limit].lstrip()
    return None if rest[:1].islower() or doc.text[quote.end - 2 : quote.end - 1] == "," else _quote_end(text, quote)
