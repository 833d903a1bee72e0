"""What a verb of speech tells: the clause behind it, or the words before, around and after it."""

from actorgraph.loaders.content_spans import (
    DASHES,
    Content,
    Group,
    before_next,
    clause_start,
    is_closing,
    quote_end,
    sets_scene,
    span,
)
from actorgraph.loaders.quoted_text import QuotedText
from actorgraph.loaders.quotes import Quote
from actorgraph.loaders.speech_cues import SpeechCue

AS_TOLD = "as told"  # the rule of "Talks are over, as the minister put it"
SHORT = 3  # words; a shorter quotation behind an object is a part of what is told
_SETTING = frozenset({"after", "before", "while", "since", "because", "as", "until", "once"})


def said_by_verb(text: QuotedText, cue: SpeechCue, group: Group, *, own: bool) -> Content | None:
    """Return what a verb of speech tells, looking behind it and in front.

    Only a finite verb with a subject of its `own` can follow or interrupt what it tells.
    """
    left = _left_open(text, group) if own else None
    if left is not None:
        before = _around(text, cue, group, left) or _quote_before(text, group, left, begins=True)
        if before:
            return before
    behind = _clause_after(text, cue, group) or _quote_after(text, cue, group)
    if behind or left is None:
        return behind
    return _quote_before(text, group, left, begins=False) or _before(text, cue, group, left)


def as_told(text: QuotedText, cue: SpeechCue, group: Group) -> Content | None:
    """Return the sentence around "as the minister put it", which is what the minister tells."""
    doc, syntax = text.doc, text.syntax
    first, last = text.sentence(cue.head)
    markers = [c for c in syntax.children(cue.head, "marker") if doc[c].lower_ == "as"]
    told = any(map(cue.reads, ("say", "claim")))
    if syntax.label(cue.head) != "adverbial" or not markers or not told or text.quoted(cue.head):
        return None
    start, end = markers[0], max(group.end, max(cue.tokens) + 1)
    apart = end >= last or doc[end].is_punct
    if not apart or (start > first and doc[start - 1].text not in DASHES | {","}):
        return None
    if start == first:
        return span(text, end, last, AS_TOLD)
    return span(text, first, last if end < last - 1 else start, AS_TOLD)


def _left_open(text: QuotedText, group: Group) -> int | None:
    """Return the token before the group that parts it from what is said: a comma, dash or quote."""
    doc = text.doc
    first, _ = text.sentence(group.start)
    begin = text.paragraphs[text.paragraph_at(group.start)][0]
    at = group.start - 1
    while at >= begin and doc[at].is_space:
        at -= 1
    if at < begin or (at < first and not is_closing(text, at)):
        return None
    parts = at > first and doc[at].text in DASHES | {",", "?", "!"}
    return at if parts or is_closing(text, at) else None


def _right_mark(text: QuotedText, group: Group) -> str:
    """Return the mark behind the group, "" for another word, "." for the end of its sentence."""
    _, last = text.sentence(max(group.end - 1, group.start))
    if group.end >= last:
        return "."
    word = text.doc[group.end]
    return word.text if word.is_punct else ""


def _around(text: QuotedText, cue: SpeechCue, group: Group, left: int) -> Content | None:
    """Read the parenthetical: "The talks, he said, were over", with quotations or without."""
    if _right_mark(text, group) not in DASHES | {","}:
        return None
    doc, after = text.doc, group.end + 1
    first, last = text.sentence(group.start)
    if after >= last or text.syntax.label(cue.head) == "relative":
        return None
    opening = _quote_on(text, group)
    quoted = opening is not None and opening.start <= doc[after].idx + 1
    before = text.quote_at(doc[left].idx)
    if before is not None and before.end <= doc[group.start].idx:
        if opening is None:
            return None
        start = min(before.start, doc[first].idx)
        return Content(start=start, end=quote_end(text, opening), rule="around quotes", direct=True)
    scene = sets_scene(text, first, left) and doc[first].pos_ != "ADV"
    if quoted or scene or doc[after].tag_ in ("VBG", "WP", "WDT", "WRB"):
        return None
    return span(text, first, last, "around")


def _quote_on(text: QuotedText, group: Group) -> Quote | None:
    """Return the quotation behind the group in its sentence, if no other cue comes before it."""
    _, last = text.sentence(group.start)
    quote = text.quote_from(text.end(group.end - 1))
    if quote is None or quote.start >= text.end(last - 1):
        return None
    between = [t.i for t in text.doc[group.end : last] if t.idx < quote.start]
    return None if any(i in text.cues for i in between) else quote


def _clause_after(text: QuotedText, cue: SpeechCue, group: Group) -> Content | None:
    """Read the clause that the verb governs, with its "that"."""
    syntax, doc, verb = text.syntax, text.doc, cue.head
    clauses = [
        c
        for c in syntax.children(verb, "complement", "open")
        if c > verb
        and not group.start <= c < group.end
        and (syntax.label(c) == "complement" or doc[c].tag_ == "VBG")
        and not _infinitive(text, c)
        and not _circumstance(text, c, verb)
    ]
    if clauses:
        start = max(clause_start(text, clauses[0], verb), max(cue.tokens) + 1)
        end = _clause_end(text, verb, start, max(doc[c].right_edge.i + 1 for c in clauses))
        return span(text, start, end, "clause")
    _, last = text.sentence(verb)
    told = syntax.children(verb, "object") and not cue.reads("tell")
    if group.end < last and doc[group.end].lower_ == "that" and not told:
        if doc[group.end].tag_ != "IN":
            return None
        return span(text, group.end, before_next(text, group.end, last), "that")
    return None


def _clause_end(text: QuotedText, verb: int, start: int, end: int) -> int:
    """Return where a clause ends: at the sentence's end, or before the next deed or statement."""
    doc, syntax = text.doc, text.syntax
    _, last = text.sentence(verb)
    cut = before_next(text, start, last)
    if cut < last:
        return cut
    for at in range(end, last):
        token = doc[at]
        if at in text.cues and token.head.i not in range(start, end):  # ", both ministries said"
            commas = [i for i in range(end, at) if doc[i].text == ","]
            return commas[-1] if commas else end
        if token.head.i <= verb and syntax.label(at) in ("conjunct", "adverbial", "aside"):
            return max(doc[at].left_edge.i, end)
    return max(end, last)


def _circumstance(text: QuotedText, clause: int, verb: int) -> bool:
    words = {text.doc[c].lower_ for c in text.syntax.children(clause, "marker") if c > verb}
    return bool(words & _SETTING)


def _infinitive(text: QuotedText, verb: int) -> bool:
    if text.syntax.children(verb, "subject", "passive_subject"):
        return False
    marks = text.syntax.children(verb, "marker", "auxiliary", "other")
    return any(text.doc[c].lower_ == "to" for c in marks)


def _quote_after(text: QuotedText, cue: SpeechCue, group: Group) -> Content | None:
    """Read the quotation behind the group, if only marks stand between."""
    last = text.end(group.end - 1)
    quote = text.quote_from(last)
    if quote is None or text.words[last : quote.start].strip(" \t\n,:;-–—"):
        return None
    between = text.words[last : quote.start]
    place = text.paragraph_at(group.start)
    if quote.start > text.end(text.paragraphs[place][1] - 1) and ":" not in between:
        return None
    bound = text.doc[group.end - 1].pos_ == "ADP" or _object(text, cue, quote)
    if bound and not between.strip():  # called the vote "illegal", voted in "an act of war"
        return None
    return Content(start=quote.start, end=quote_end(text, quote), rule="quote after", direct=True)


def _object(text: QuotedText, cue: SpeechCue, quote: Quote) -> bool:
    """Whether the quotation is only a part of what a verb with an object tells."""
    syntax, verb = text.syntax, cue.head
    nouns = syntax.children(verb, "object") + [n for p, n in syntax.phrases(verb) if p == "as"]
    short = text.words.count(" ", quote.start, quote.end) < SHORT
    return any(n > verb for n in nouns) and (short or not cue.reads("tell"))


def _quote_before(text: QuotedText, group: Group, left: int, *, begins: bool) -> Content | None:
    """Read the quotation in front of the group; `begins`: only where it opens the sentence."""
    doc = text.doc
    quote = text.quote_at(doc[left].idx)
    if quote is None or quote.end > doc[group.start].idx:
        return None
    first, _ = text.sentence(left)
    if begins and doc[first].idx < quote.start:
        return None
    told = ":" in text.words[max(quote.start - 2, 0) : quote.start]
    start = quote.start if told else min(doc[first].idx, quote.start)
    opening = text.quote_at(start)
    start = opening.start if opening else start
    end = _goes_on(text, group) or quote.end
    return Content(start=start, end=end, rule="quote before", direct=True)


def _before(text: QuotedText, cue: SpeechCue, group: Group, left: int) -> Content | None:
    """Read the sentence in front of the group: "Talks were over, the minister said"."""
    first, _ = text.sentence(left)
    after = _right_mark(text, group) in DASHES | {".", ",", "”", "?", "!"}
    if text.syntax.label(cue.head) == "relative" or not after:
        return None
    if not cue.reads("tell") and text.syntax.children(cue.head, "object"):
        return None
    if sets_scene(text, first, left):
        return None
    made = span(text, first, left, "before")
    if made is None or text.quote_at(text.doc[left].idx):
        return None
    inner = text.quote_at(text.doc[first].idx)
    if inner and inner.start < made.start:
        return Content(start=inner.start, end=made.end, rule="before", direct=True)
    return made


def _goes_on(text: QuotedText, group: Group) -> int | None:
    """Return the end of a quotation that goes on behind the group: "Yes," he said. "We will."."""
    _, last = text.sentence(group.end - 1)
    behind = text.end(last - 1)
    quote = text.quote_from(text.end(group.end - 1))
    place = text.paragraph_at(group.start)
    limit = text.end(text.paragraphs[place][1] - 1)
    if quote is None or quote.start >= limit or text.words[behind : quote.start].strip():
        return None
    if quote.start < behind:
        return None
    rest = text.words[quote.end : min(quote.end + 4, limit)].lstrip()
    said = text.words[max(quote.start, quote.end - 4) : quote.end].rstrip("”\"’'»")
    attributed = rest[:1].islower() or said.endswith(",")
    return None if attributed else quote_end(text, quote)
