"""What is asked, promised, denied or laid to somebody's charge, where it is no clause of its own."""

from actorgraph.loaders.contents import Content, span
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
            return span(text, start, doc[clause].right_edge.i + 1, "infinitive")
    return None


def objects(text: QuotedText, cue: SpeechCue) -> Content | None:
    """Return the noun that is talked of: "denied the attack", "called the vote a farce"."""
    syntax, doc, verb = text.syntax, text.doc, cue.head
    for noun in syntax.children(verb, "object"):
        if noun > verb:
            ends = [noun, *(c for c in syntax.children(verb, "open", "complement") if c > noun)]
            ends += [n for p, n in syntax.phrases(verb) if n > noun and p == "as"]
            end = max(doc[c].right_edge.i + 1 for c in ends)
            return span(text, max(doc[noun].left_edge.i, verb + 1), end, "object")
    for preposition, noun in syntax.phrases(verb):
        if noun > verb and preposition in ("about", "against", "for") and (preposition != "for" or "for" in cue.reading().words):
            start = next((c.i + 1 for c in doc[noun].children if c.dep_ == "case"), doc[noun].left_edge.i)
            return span(text, max(start, verb + 1), doc[noun].right_edge.i + 1, "about")
    return None
