"""Words that attribute: verbs of speech and thought, and phrases such as "according to"."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from actorgraph.loaders.cues import PREPOSITIONS, Lexicon, SpeechWord
from actorgraph.loaders.quoted_text import QuotedText

PARTICLES = frozenset({"off", "out", "down", "up", "in", "over"})
SURELY = 0.7
SKIP = 1  # words that may stand inside a cue of several words: "point this out"


@dataclass(frozen=True, slots=True, kw_only=True)
class SpeechCue:
    """A cue at its place: `head` and `tokens` are positions, `words` its readings by the lexicon.

    Several readings of one word ("warn": say, tell, promise) are told apart by what follows.
    """

    head: int
    tokens: tuple[int, ...]
    words: tuple[SpeechWord, ...]

    @property
    def surely(self) -> bool:
        """Whether the word seldom means anything but speech or thought."""
        return any(word.form == "verb" and word.confidence >= SURELY for word in self.words)

    def reading(self, *kinds: str) -> SpeechWord:
        """Return the surest reading of one of the kinds, or of any where none is of these."""
        fitting = [word for word in self.words if word.kind in kinds] or self.words
        return max(fitting, key=lambda word: word.confidence)

    def reads(self, kind: str) -> bool:
        """Whether the lexicon lists the words as of this kind."""
        return any(word.kind == kind for word in self.words)


def speech_cues(text: QuotedText, lexicon: Lexicon) -> Iterator[SpeechCue]:
    """Yield the verbs and phrases of the lexicon that stand in the document."""
    lemmas = [token.lemma_.lower() for token in text.doc]
    texts = [token.lower_ for token in text.doc]
    for token in text.doc:
        known = lexicon.speech.get(lemmas[token.i], ())
        if texts[token.i] != lemmas[token.i]:
            known += lexicon.speech.get(texts[token.i], ())
        best: tuple[int, ...] = ()
        words: list[SpeechWord] = []
        for word in known:
            if (
                word.form == "noun"
                or word.words[-1] == "that"
                or (word.form == "verb" and token.pos_ not in ("VERB", "AUX"))
            ):
                continue
            apart = word.form == "verb" and word.words[-1] not in PREPOSITIONS - PARTICLES
            skip = SKIP if apart else 0
            places = _places(word, lemmas, texts, token.i, skip=skip)
            if places and len(places) >= len(best):  # the longest come first
                best = places
                words.append(word)
        if words:
            yield SpeechCue(head=token.i, tokens=best, words=tuple(words))


def _places(
    word: SpeechWord, lemmas: Sequence[str], texts: Sequence[str], at: int, *, skip: int
) -> tuple[int, ...]:
    """Return where the words of an entry stand around its head, or nothing."""
    found = [at]
    for step, rest in ((-1, reversed(word.words[: word.head])), (1, word.words[word.head + 1 :])):
        place = at
        for each in rest:
            near = range(place + step, place + step * (skip + 2), step)
            fits = [i for i in near if 0 <= i < len(texts) and each in (lemmas[i], texts[i])]
            if not fits:
                return ()
            place = fits[0]
            found.append(place)
    return tuple(sorted(found))
