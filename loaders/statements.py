"""Statements: who says what, in which words of the text, directly or indirectly."""

from collections.abc import Iterable
from dataclasses import replace

from spacy.tokens import Doc

from actorgraph.loaders.asked import charge, demand, plan, topic
from actorgraph.loaders.content_spans import Content, Group, group_of, sets_scene, span
from actorgraph.loaders.contents import AS_TOLD, as_told, said_by_verb
from actorgraph.loaders.cues import Lexicon, SpeechWord
from actorgraph.loaders.following_quotes import RULE as FOLLOWING
from actorgraph.loaders.following_quotes import following
from actorgraph.loaders.quoted_text import QuotedText
from actorgraph.loaders.said import Kind, Said
from actorgraph.loaders.speakers import NOUNS, has_subject, noun_phrase, speaker_of
from actorgraph.loaders.speech_cues import SpeechCue, speech_cues
from actorgraph.loaders.statement_weights import confidence
from actorgraph.loaders.syntax import Syntax
from actorgraph.loaders.turns import Turn, is_introduced, passage_after, passage_here, turns

__all__ = ["Kind", "Said", "candidates", "find_statements", "outermost", "reports", "speaker_at"]

KINDS: dict[str, Kind] = {
    "say": "says",
    "tell": "says",
    "according": "says",
    "claim": "claims",
    "deny": "denies",
    "ask": "asks",
    "promise": "promises",
    "think": "thinks",
}
SURE_OF_NOUN = {"denies": 0.65, "claims": 0.9, "promises": 0.6, "asks": 0.6}
QUESTIONS = frozenset({"if", "whether", "what", "why", "how", "who", "when", "where"})
INTENT = ("ask", "tell", "promise", "think")  # kinds of words whose content can be an infinitive
HEARD = frozenset({"i", "we", "you"})  # who speaks inside a quotation is its own speaker


def find_statements(doc: Doc, syntax: Syntax, lexicon: Lexicon) -> list[Said]:
    """Return the statements of a parsed article in the order of their cues, nested ones too."""
    text = QuotedText(doc, syntax)
    found = candidates(text, lexicon)
    weighed = [
        one if one.rule in RARE else replace(one, confidence=confidence(text, one)) for one in found
    ]
    return [one for one in weighed if one.confidence >= LEAST]


RARE = frozenset(
    {"charge", "passage", FOLLOWING, AS_TOLD}
)  # too rare in what the model learns from
LEAST = 0.25  # statements below this confidence are not kept; where F1 is best


def candidates(text: QuotedText, lexicon: Lexicon) -> list[Said]:
    """Return all that may be statements, with the lexicon's confidence in their cues."""
    cues = list(speech_cues(text, lexicon))
    text.cues = frozenset(cue.head for cue in cues if cue.surely)
    found = [said for cue in cues if (said := _said(text, cue)) is not None]
    found += [_turn(text, turn) for turn in turns(text)]
    found += list(following(text, found))
    return sorted(found, key=lambda said: (said.cue, said.content))


def outermost(said: Iterable[Said]) -> list[Said]:
    """Leave out statements inside the content of another, and the fainter of two alike."""
    kept: list[Said] = []
    for one in sorted(said, key=lambda s: (s.content[0], -s.content[1], -s.confidence)):
        inside = (
            kept and kept[-1].content[0] <= one.content[0] and one.content[1] <= kept[-1].content[1]
        )
        if not inside:
            kept.append(one)
    return sorted(kept, key=lambda one: one.cue)


# What is reported as happening; objects of praise and plans are not.
REPORTED: frozenset[Kind] = frozenset({"says", "claims", "denies", "asks"})
MENTIONED = frozenset({"object", "about", "headline"})


def speaker_at(said: Iterable[Said], start: int, end: int) -> Said | None:
    """Return the innermost statement that reports what the characters tell, or None.

    Only statements with a speaker count, and of them those that report something.
    """
    holding = [
        one
        for one in said
        if one.speaker
        and one.content[0] <= start
        and end <= one.content[1]
        and not (one.cue[0] < end and start < one.cue[1])
        and reports(one)
    ]
    outer = [b for b in holding if any(_is_around(b, a) for a in holding)]
    holding = [one for one in holding if one not in outer] or holding
    return min(holding, key=lambda one: (one.content[1] - one.content[0], one.cue), default=None)


def _is_around(outer: Said, inner: Said) -> bool:
    """Whether a statement tells that another was made: "X said so, according to an agency".

    Where each stands in the other, "according to" is that of the article.
    """
    inside, around = _tells_cue(outer, inner), _tells_cue(inner, outer)
    return inside and not (around and inner.rule == "according to")


def _tells_cue(said: Said, other: Said) -> bool:
    return said.content[0] <= other.cue[0] and other.cue[1] <= said.content[1]


def reports(said: Said) -> bool:
    """Whether what is said is told as something that happens, rather than only spoken of.

    What is asked for counts ("called for sanctions"), and what is feared or believed in a clause.
    """
    if said.kind == "thinks":
        return said.rule == "clause"
    asked = said.kind == "asks" and said.rule == "about"
    told = said.rule not in MENTIONED or said.kind == "denies" or asked
    return said.kind in REPORTED and told


def _said(text: QuotedText, cue: SpeechCue) -> Said | None:
    return _according(text, cue) if cue.words[0].form == "phrase" else _by_verb(text, cue)


def _by_verb(text: QuotedText, cue: SpeechCue) -> Said | None:
    head = speaker_of(text, cue.head, surely=cue.surely)
    if head is None or (text.quoted(cue.head) and text.doc[head].lower_ in HEARD):
        return None
    speaker = noun_phrase(text, head, cue.head)
    told = _told(text, cue, group_of(text, cue, speaker))
    if told is None:
        return None
    content, word, kind = told
    if content.rule == "before":
        speaker = (min(group_of(text, cue, speaker).start, speaker[0]), speaker[1])
    return _made(text, cue, word.confidence, content, kind, (head, speaker))


def _told(
    text: QuotedText, cue: SpeechCue, group: Group
) -> tuple[Content, SpeechWord, Kind] | None:
    """Return what a verb tells, the lexicon's reading of the verb, and the kind of statement."""
    word = cue.reading()
    if content := as_told(text, cue, group):
        return content, word, "says"
    if content := charge(text, cue):
        return content, cue.reading("claim"), "claims"
    if any(map(cue.reads, INTENT)):
        if content := demand(text, cue):
            return content, cue.reading("ask", "tell"), "asks"
        if content := plan(text, cue):
            word = cue.reading("promise", "think", "ask")
            return content, word, KINDS[word.kind]
    content = (
        _spoken(text, said_by_verb(text, cue, group, own=has_subject(text, cue.head)))
        or _passage(text, cue, group)
        or topic(text, cue)
    )
    return (content, word, _kind(text, word, content)) if content else None


def _kind(text: QuotedText, word: SpeechWord, content: Content) -> Kind:
    """Return the kind of statement, with care where only a noun is spoken of.

    "Rejected the deal" does not deny that there is one, nor does "declared a truce" allege it.
    """
    kind = KINDS[word.kind]
    if content.rule in MENTIONED:
        return kind if word.confidence >= SURE_OF_NOUN.get(kind, 0.0) else "says"
    first = text.words[content.start : content.end].lstrip("“\"'‘").partition(" ")[0].lower()
    return "says" if kind == "asks" and first in QUESTIONS else kind


def _turn(text: QuotedText, turn: Turn) -> Said:
    return Said(
        cue=turn.colon,
        cue_head=text.token_at(turn.colon[0]),
        speaker=turn.speaker,
        speaker_head=text.token_at(turn.speaker[1] - 1),
        content=turn.content,
        kind="says",
        direct=turn.rule == "turn",
        confidence=0.8,
        rule=turn.rule,
    )


def _passage(text: QuotedText, cue: SpeechCue, group: Group) -> Content | None:
    """Return the paragraphs behind "The minister said on Monday:", a sentence with no content."""
    word = cue.reading("say", "tell")
    first, _ = text.sentence(group.start)
    alone = group.start == first and text.syntax.label(cue.head) in ("root", "other")
    alone = alone or is_introduced(text, group.end)
    if word.kind not in ("say", "tell") or word.confidence < PASSAGE or not alone:
        return None
    if _spoken_of(text, cue):
        return None
    passage = passage_after(text, group.end)
    if passage is None:
        return None
    return Content(start=passage[0], end=passage[1], rule="passage", direct=True)


def _spoken(text: QuotedText, content: Content | None) -> Content | None:
    """Return the whole of what stands behind a colon, where its sentence is only the first."""
    if content is None or content.rule != "clause":
        return content
    passage = passage_here(text, content.start)
    if passage is None or passage[1] <= content.end:
        return content
    return Content(start=passage[0], end=passage[1], rule="passage", direct=True)


PASSAGE = 0.75  # how surely a verb must attribute to introduce a passage


def _spoken_of(text: QuotedText, cue: SpeechCue) -> bool:
    nouns = text.syntax.children(cue.head, "object", "complement", "open")
    return any(noun > cue.head for noun in nouns) and not cue.reads("tell")


def _made(
    text: QuotedText,
    cue: SpeechCue,
    sure: float,
    content: Content,
    kind: Kind,
    speaker: tuple[int, tuple[int, int]],
) -> Said:
    head, (first, last) = speaker
    return Said(
        cue=(text.doc[min(cue.tokens)].idx, text.end(max(cue.tokens))),
        cue_head=cue.head,
        speaker=(text.doc[first].idx, text.end(last - 1)),
        speaker_head=head,
        content=(content.start, content.end),
        kind=kind,
        direct=content.direct,
        confidence=sure,
        rule=content.rule,
    )


FOLLOWED = frozenset({"to", "by", "of", "citing", "quoting"})


def _according(text: QuotedText, cue: SpeechCue) -> Said | None:
    """Read "according to X": the rest of the sentence is what X says."""
    word = cue.words[0]
    if word.words[-1] not in FOLLOWED:
        return None
    start, end = min(cue.tokens), max(cue.tokens) + 1
    first, last = text.sentence(start)
    head = _named_after(text, cue, end, last)
    if head is None:
        return None
    phrase = noun_phrase(text, head, end - 1)
    behind = start - first <= 1 or sets_scene(text, first, start - 1)
    content = span(text, phrase[1], last, RULE) if behind else span(text, first, start, RULE)
    if content is None:
        return None
    return _made(text, cue, word.confidence, content, "says", (head, phrase))


RULE = "according to"


def _named_after(text: QuotedText, cue: SpeechCue, start: int, last: int) -> int | None:
    """Return the head of the noun phrase behind the cue."""
    doc = text.doc
    for token in (doc[i] for i in cue.tokens):  # "according" marks the noun, or governs it
        near = [token.head, *token.children]
        found = [word.i for word in near if start <= word.i < last and word.pos_ in NOUNS]
        if found:
            return found[0]
    for token in doc[start : min(start + 12, last)]:
        if token.pos_ in NOUNS and not start <= token.head.i < last:
            return token.i
    return None
