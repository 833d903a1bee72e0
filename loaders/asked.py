"""What is asked, promised, denied or laid to somebody's charge, where it is no clause of its own."""

from actorgraph.loaders.contents import Content, before_next, span
from actorgraph.loaders.quoted_text import QuotedText
from actorgraph.loaders.speech_cues import SpeechCue

CHARGES = frozenset({"of", "for", "with"})


def asked(text: QuotedText, cue: SpeechCue) -> Content | None:
    """Return a charge ("accused Iran of arming"), or an infinitive with whose deed it is."""
    return _charge(text, cue) or _infinitive(text, cue)


def _charge(text: QuotedText, cue: SpeechCue) -> Content | None:
    if cue.reading("claim") is None or cue.reading("say", "claim").words[0] not in (  # type: ignore[union-attr]
        "accuse",
        "blame",
        "charge",
    ):
        return None
    syntax, doc, verb = text.syntax, text.doc, cue.head
    for clause in syntax.children(verb, "adverbial", "open", "complement"):
        markers = [c for c in syntax.children(clause, "marker", "case") if doc[c].lower_ in CHARGES]
        if clause > verb and markers:
            return span(text, markers[0] + 1, doc[clause].right_edge.i + 1, "charge")
    for preposition, noun in syntax.phrases(verb):
        if preposition in CHARGES and noun > verb:
            return span(text, doc[noun].left_edge.i + 1, doc[noun].right_edge.i + 1, "charge")
    return None


def _infinitive(text: QuotedText, cue: SpeechCue) -> Content | None:
    syntax, doc, verb = text.syntax, text.doc, cue.head
    if cue.reading("ask", "promise", "think", "tell") is None:
        return None
    for clause in syntax.children(verb, "open", "complement"):
        marks = syntax.children(clause, "marker", "auxiliary", "other")
        if clause < verb or syntax.children(clause, "subject", "passive_subject"):
            continue
        if any(doc[c].lower_ == "to" for c in marks):
            start = min(c for c in marks if doc[c].lower_ == "to")
            whose = [c for c in syntax.children(verb, "object", "indirect") if verb < c < clause]
            whose += [n for p, n in syntax.phrases(verb) if verb < n < clause and p in ("on", "upon", "for")]
            if whose:
                start = min(start, doc[min(whose)].left_edge.i)
                if doc[start].lower_ in ("on", "upon", "for"):
                    start += 1
            end = before_next(text, start, doc[clause].right_edge.i + 1)
            return span(text, start, end, "infinitive")
    return None


def objects(text: QuotedText, cue: SpeechCue) -> Content | None:
    """Return what is talked of: "denied the attack", "called the vote a farce", "spoke of war"."""
    syntax, doc, verb = text.syntax, text.doc, cue.head
    for noun in syntax.children(verb, "object"):
        if noun > verb:
            start = max(doc[noun].left_edge.i, max(cue.tokens) + 1)
            return span(text, start, before_next(text, start, _end(text, verb, noun)), "object")
    for preposition, noun in syntax.phrases(verb):
        if noun > verb and preposition in TOPICS:
            start = next((c.i + 1 for c in doc[noun].children if c.dep_ == "case"), doc[noun].left_edge.i)
            start = max(start, max(cue.tokens) + 1)
            return span(text, start, before_next(text, start, _end(text, verb, noun)), "about")
    return None


TOPICS = frozenset({"about", "against", "of", "on", "for", "to", "with", "over"})


def _end(text: QuotedText, verb: int, noun: int) -> int:
    """Return where the words that go with the noun end, at the next comma after them."""
    doc = text.doc
    end = doc[noun].right_edge.i + 1
    for child in doc[verb].children:
        if child.i >= end and child.dep_ not in ("conj", "punct", "cc", "parataxis"):
            if doc[child.left_edge.i - 1].text in (",", "-", "–", "—"):
                break
            end = child.right_edge.i + 1
    return end
