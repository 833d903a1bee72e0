"""Statements: who says what, in which words of the text, directly or indirectly."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from spacy.tokens import Doc

from actorgraph.loaders.asked import asked, objects
from actorgraph.loaders.contents import Content, Group, group_of, said_by_verb, span
from actorgraph.loaders.cues import Lexicon, SpeechWord
from actorgraph.loaders.quoted_text import QuotedText
from actorgraph.loaders.said import Kind, Said
from actorgraph.loaders.speakers import has_subject, noun_phrase, speaker_of
from actorgraph.loaders.speech_cues import SpeechCue, speech_cues
from actorgraph.loaders.syntax import Syntax
from actorgraph.loaders.turns import Turn, passage_after, turns
from actorgraph.loaders.statement_weights import confidence

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


def find_statements(doc: Doc, syntax: Syntax, lexicon: Lexicon) -> list[Said]:
    """Return the statements of a parsed article in the order of their cues, nested ones too."""
    text = QuotedText(doc, syntax)
    found = candidates(text, lexicon)
    weighed = [replace(one, confidence=confidence(text, one)) for one in found]
    return [one for one in weighed if one.confidence >= LEAST]


LEAST = 0.2  # statements below this confidence are not kept; where F1 is best


def candidates(text: QuotedText, lexicon: Lexicon) -> list[Said]:
    """Return all that may be statements, with the lexicon's confidence in their cues."""
    cues = list(speech_cues(text, lexicon))
    text.cues = frozenset(cue.head for cue in cues if cue.surely)
    found = [said for cue in cues for said in _said(text, cue)]
    found += [_turn(text, turn) for turn in turns(text)]
    return sorted(found, key=lambda said: (said.cue, said.content))


def outermost(said: Iterable[Said]) -> list[Said]:
    """Leave out statements inside the content of another, and the fainter of two alike."""
    kept: list[Said] = []
    for one in sorted(said, key=lambda s: (s.content[0], -s.content[1], -s.confidence)):
        inside = kept and kept[-1].content[0] <= one.content[0] and one.content[1] <= kept[-1].content[1]
        if not inside:
            kept.append(one)
    return sorted(kept, key=lambda one: one.cue)


def speaker_at(said: Sequence[Said], start: int, end: int) -> Said | None:
    """Return the innermost statement with a speaker whose content holds the characters."""
    holding = [s for s in said if s.content[0] <= start and end <= s.content[1] and s.speaker]
    return min(holding, key=lambda s: (s.content[1] - s.content[0], -s.confidence), default=None)


def _said(text: QuotedText, cue: SpeechCue) -> Iterator[Said]:
    if cue.words[0].form == "phrase":
        made = _according(text, cue)
    else:
        made = _by_verb(text, cue)
    if made is not None:
        yield made


def _by_verb(text: QuotedText, cue: SpeechCue) -> Said | None:
    head = speaker_of(text, cue.head, surely=cue.surely)
    if head is None:
        return None
    if text.quoted(cue.head) and text.doc[head].lower_ in HEARD:
        return None
    speaker = noun_phrase(text, head, cue.head)
    group = group_of(text, cue, speaker)
    content, word = None, cue.reading("say", "tell", "claim", "deny", "think", "ask", "promise")
    content = asked(text, cue)
    if content:
        word = cue.reading("ask", "promise", "claim") or word
    if content is None:
        content = said_by_verb(text, cue, group, own=has_subject(text, cue.head))
    if content is None and cue.surely:
        content = _passage(text, cue, group)
    if content is None:
        content = objects(text, cue)
    if content is None or word is None:
        return None
    if content.rule == "before" and group.start < speaker[0]:
        speaker = (group.start, speaker[1])
    return _made(text, cue, word, content, (head, speaker))


def _turn(text: QuotedText, turn: Turn) -> Said:
    span = text.doc.char_span(*turn.speaker, alignment_mode="expand")
    cue = text.doc.char_span(*turn.colon, alignment_mode="expand")
    return Said(
        cue=turn.colon,
        cue_head=cue.start,
        speaker=turn.speaker,
        speaker_head=span.root.i,
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
    if word is None or word.confidence < PASSAGE or not alone or _spoken_of(text, cue):
        return None
    passage = passage_after(text, group.end)
    if passage is None:
        return None
    return Content(start=passage[0], end=passage[1], rule="passage", direct=True)


PASSAGE = 0.75  # how surely a verb must attribute to introduce a passage


def _spoken_of(text: QuotedText, cue: SpeechCue) -> bool:
    nouns = text.syntax.children(cue.head, "object", "complement", "open")
    return any(noun > cue.head for noun in nouns) and cue.reading("tell") is None


HEARD = frozenset({"i", "we", "you"})  # who speaks inside a quotation is its own speaker


def _made(
    text: QuotedText,
    cue: SpeechCue,
    word: SpeechWord,
    content: Content,
    speaker: tuple[int, tuple[int, int]],
) -> Said:
    head, (first, last) = speaker
    return Said(
        cue=(text.doc[min(cue.tokens)].idx, text.end(max(cue.tokens))),
        cue_head=cue.head,
        speaker=(text.doc[first].idx, text.end(last - 1)),
        speaker_head=head,
        content=(content.start, content.end),
        kind=KINDS[word.kind],
        direct=content.direct,
        confidence=word.confidence,
        rule=content.rule,
    )


FOLLOWED = frozenset({"to", "by", "of", "citing", "quoting"})


def _according(text: QuotedText, cue: SpeechCue) -> Said | None:
    """Read "according to X": the rest of the sentence is what X says."""
    word = cue.words[0]
    if word.words[-1] not in FOLLOWED:
        return None
    doc, start, end = text.doc, min(cue.tokens), max(cue.tokens) + 1
    first, last = text.sentence(start)
    head = _named_after(text, end, last)
    if head is None:
        return None
    phrase = noun_phrase(text, head, end - 1)
    behind = phrase[1]
    if start - first <= 1 or all(not t.is_alpha for t in doc[first:start]):
        content = span(text, behind, last, "according to")
    else:
        content = span(text, first, start, "according to")
    return _made(text, cue, word, content, (head, phrase)) if content else None


def _named_after(text: QuotedText, start: int, last: int) -> int | None:
    """Return the head of the noun phrase that begins at a token."""
    inside = range(start, last)
    for token in text.doc[start : min(start + 12, last)]:
        above = token.head.i
        if (above < start or above not in inside or above == token.i) and token.pos_ in (
            "NOUN",
            "PROPN",
            "PRON",
            "NUM",
            "ADJ",
        ):
            return token.i
        if token.is_punct and token.text not in "“\"'‘":
            return None
    return None
