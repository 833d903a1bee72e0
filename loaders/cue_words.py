"""The words of a cue in a text: which tokens they are, and by which lemmas nouns are known."""

from collections.abc import Iterable

from spacy.tokens import Token

from actorgraph.loaders.arguments import Reading
from actorgraph.loaders.cues import Cue

REACH = 5  # tokens after the head among which the other words of a cue are looked for
PLACE = "town"  # what "took Raqqa" has in common with "took the town"


def words_at(reading: Reading, words: tuple[str, ...], head: int, token: int) -> tuple[int, ...]:
    """Return the tokens of a cue whose head stands at this token, or nothing where they do not."""
    doc = reading.doc
    found = [token]
    for place, word in enumerate(words):
        if place == head:
            continue
        at = _before(reading, word, token) if place < head else _after(reading, word, found[-1])
        if at is None:
            return ()
        found.append(at)
    return tuple(sorted(found)) if all(doc[i].sent == doc[token].sent for i in found[1:]) else ()


def _is(reading: Reading, at: int, word: str) -> bool:
    return word == reading.lower[at] or word == _listed(reading.lemmas[at])


def _before(reading: Reading, word: str, token: int) -> int | None:
    for at in range(token - 1, max(token - REACH, -1), -1):
        if _is(reading, at, word) and (at == token - 1 or reading.heads[at] == token):
            return at
    return None


def _after(reading: Reading, word: str, last: int) -> int | None:
    heads = reading.heads
    for at in range(last + 1, min(last + 1 + REACH, len(heads))):
        if _is(reading, at, word):
            above = heads[at]
            if at == last + 1 or last in (above, heads[above]):
                return at
        if reading.doc[at].is_sent_start:
            return None
    return None


def lemma_of(token: Token) -> str:
    """Return the lemma under which the lexicon lists the word: "re-imposed" is listed as impose."""
    return _listed(token.lemma_.lower())


def _listed(lemma: str) -> str:
    # dictionaries list "troops" as a word of its own
    return "troop" if lemma == "troops" else lemma.removeprefix("re-")


def head_of(cue: Cue, tokens: tuple[int, ...]) -> int:
    """Return the token of a cue that syntax hangs its actors on."""
    return tokens[min(cue.head, len(tokens) - 1)]


def lemmas_at(reading: Reading, noun: int) -> Iterable[str]:
    """Yield the names under which the lexicon may list a noun, with the word before it too."""
    token = reading.doc[noun]
    yield lemma_of(token)
    yield token.lower_
    if noun:
        yield f"{reading.doc[noun - 1].lower_} {lemma_of(token)}"
    place = reading.headed(noun)
    if place is not None and reading.mention(place).place:
        yield PLACE
