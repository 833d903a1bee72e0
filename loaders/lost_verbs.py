"""Verbs that were taken for nouns, as happens in headlines: "Israel strikes Iran"."""

from actorgraph.loaders.arguments import Reading

FINITE = frozenset({"VBD", "VBP", "VBZ", "MD"})
BETWEEN = frozenset({"DT", "JJ", "CD", "PRP$"})  # what may stand between the verb and its object
FARTHEST = 3


def is_lost_verb(reading: Reading, token: int) -> bool:
    """Whether a noun right between two actors is all that its sentence has for a verb."""
    if reading.doc[token].tag_ not in ("NN", "NNS") or not reading.doc[token].text.islower():
        return False
    if before(reading, token) is None or after(reading, token) is None:
        return False
    start, end = reading.sentence_of(token)
    return all(reading.doc[at].tag_ not in FINITE for at in range(start, end))


def before(reading: Reading, token: int) -> int | None:
    """Return the mention that ends right before the word, if the word is no part of it."""
    place = reading.at(token - 1) if token else None
    if place is None or reading.named(token) is not None:
        return None
    mention = reading.mention(place)
    return place if mention.found.end == token and mention.place is None else None


def after(reading: Reading, token: int) -> int | None:
    """Return the mention that begins right behind the word, or behind its article."""
    for at in range(token + 1, min(token + 1 + FARTHEST, len(reading.doc))):
        place = reading.at(at)
        if place is not None:
            return place if reading.mention(place).found.start == at else None
        if reading.doc[at].tag_ not in BETWEEN:
            return None
    return None
