"""What is asked, promised, denied or laid to somebody's charge, where it is no clause."""

from collections.abc import Iterable

from actorgraph.loaders.content_spans import DASHES, Content, before_next, span
from actorgraph.loaders.quoted_text import QuotedText
from actorgraph.loaders.speech_cues import SpeechCue

CHARGING = frozenset({"accuse", "blame", "charge"})
CHARGES = frozenset({"of", "for", "with"})  # accused of, blamed for, charged with
ASKED = frozenset({"on", "upon", "for"})  # called on Iran to, asked for the UN to
TOPICS = frozenset({"about", "against", "of", "on", "for", "to", "with", "over"})


def charge(text: QuotedText, cue: SpeechCue) -> Content | None:
    """Return what somebody is accused of: "bombing the town" in "accused Iran of bombing …"."""
    syntax, doc, verb = text.syntax, text.doc, cue.head
    if doc[verb].lemma_.lower() not in CHARGING:
        return None
    for clause in syntax.children(verb, "adverbial", "open", "complement"):
        markers = [c for c in syntax.children(clause, "marker", "case") if doc[c].lower_ in CHARGES]
        if clause > verb and markers:
            return span(text, markers[0] + 1, doc[clause].right_edge.i + 1, "charge")
    for preposition, noun in syntax.phrases(verb):
        if preposition in CHARGES and noun > verb:
            start = _behind_preposition(text, noun)
            return span(text, start, doc[noun].right_edge.i + 1, "charge")
    return None


def demand(text: QuotedText, cue: SpeechCue) -> Content | None:
    """Return who is asked with the infinitive: "Iran to leave" in "called on Iran to leave"."""
    return _infinitive(text, cue, whose=True)


def plan(text: QuotedText, cue: SpeechCue) -> Content | None:
    """Return the infinitive alone: "to retaliate" in "vowed to retaliate"."""
    return _infinitive(text, cue, whose=False)


def _infinitive(text: QuotedText, cue: SpeechCue, *, whose: bool) -> Content | None:
    syntax, doc, verb = text.syntax, text.doc, cue.head
    for clause in syntax.children(verb, "open", "complement"):
        marks = syntax.children(clause, "marker", "auxiliary", "other")
        tos = [c for c in marks if doc[c].lower_ == "to"]
        if clause < verb or not tos or syntax.children(clause, "subject", "passive_subject"):
            continue
        asked = [c for c in syntax.children(verb, "object", "indirect") if verb < c < clause]
        asked += [n for p, n in syntax.phrases(verb) if verb < n < clause and p in ASKED]
        if bool(asked) is not whose:
            return None
        start = min(tos[0], _behind_preposition(text, min(asked))) if asked else tos[0]
        end = before_next(text, start, doc[clause].right_edge.i + 1)
        return span(text, start, end, "infinitive")
    return None


def topic(text: QuotedText, cue: SpeechCue) -> Content | None:
    """Return what is talked of: "denied the attack", "called the vote a farce", "spoke of war"."""
    syntax, verb = text.syntax, cue.head
    nouns = [noun for noun in syntax.children(verb, "object") if noun > verb]
    if nouns:
        return _phrase(text, cue, nouns, "object")
    nouns = [noun for words, noun in syntax.phrases(verb) if noun > verb and words in TOPICS]
    return _phrase(text, cue, nouns, "about")


def _phrase(text: QuotedText, cue: SpeechCue, nouns: Iterable[int], rule: str) -> Content | None:
    for noun in nouns:
        start = max(_behind_preposition(text, noun), max(cue.tokens) + 1)
        return span(text, start, before_next(text, start, _end(text, cue.head, noun)), rule)
    return None


def _behind_preposition(text: QuotedText, noun: int) -> int:
    """Return where a noun phrase begins, the preposition that marks it left out."""
    start = text.doc[noun].left_edge.i
    return start + 1 if text.doc[start].tag_ in ("IN", "TO") and start < noun else start


def _end(text: QuotedText, verb: int, noun: int) -> int:
    """Return where the words that go with the noun end, at the next comma after them."""
    doc = text.doc
    end = doc[noun].right_edge.i + 1
    for child in doc[verb].children:
        if child.i >= end and text.syntax.label(child.i) not in ("conjunct", "aside"):
            if child.is_punct or child.tag_ == "CC":
                continue
            if doc[child.left_edge.i - 1].text in DASHES | {","}:
                break
            end = child.right_edge.i + 1
    return end
