"""Words of fighting between politicians: who attacks a rival in a speech charges, and hits none."""

from dataclasses import replace

from actorgraph.loaders.arguments import Reading
from actorgraph.loaders.cue_words import lemma_of
from actorgraph.loaders.cues import Cue

# Kinds of actor that fight with words.
SPEAKING = frozenset({"Person", "Party", "Media", "Legislature", "Court"})
# What the words mean then, by the lemma that heads the cue.
OF_WORDS_TOO = frozenset({"fusillade", "barrage", "salvo", "volley", "tirade"})
MEANT = {
    **dict.fromkeys(
        "attack assail assault blast hammer hit target go fire swipe savage pummel skewer slash "
        "lash onslaught broadside fusillade barrage salvo volley tirade".split(),
        "accuses",
    ),
    **dict.fromkeys("fight battle clash duel joust spar".split(), "opposes"),
}


def between(reading: Reading, cue: Cue, head: int, sides: tuple[int, int]) -> Cue:
    """Return the cue, headed by this token, as it is meant between two mentions.

    Two that speak, at least one a person, fight with words, and so does a person who attacks
    anybody over or for something.
    """
    lemma = lemma_of(reading.doc[head])
    if cue.relation != "attacks" or lemma not in MEANT or (cue.mode and lemma not in OF_WORDS_TOO):
        return cue
    kinds = [reading.mention(side).actor.kind for side in sides]
    both = "Person" in kinds and set(kinds) <= SPEAKING
    if both or (kinds[0] == "Person" and _is_answered(reading, head)):
        return replace(cue, relation=MEANT[lemma], mode=None)
    return cue


def _is_answered(reading: Reading, verb: int) -> bool:
    """Whether a blow answers something: "attacked China over trade", "hit it for being weak"."""
    syntax = reading.syntax
    if not reading.doc[verb].tag_.startswith("VB"):
        return False
    clauses = syntax.children(verb, "adverbial")
    marks = {reading.lower[m] for c in clauses for m in syntax.children(c, "marker")}
    over = any(words == "over" and not _is_place(reading, n) for words, n in syntax.phrases(verb))
    return over or "for" in marks


def _is_place(reading: Reading, noun: int) -> bool:
    place = reading.headed(noun)
    return place is not None and reading.mention(place).place is not None
