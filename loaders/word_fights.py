"""Words of fighting between politicians: who attacks a rival in a speech charges, and hits none."""

from dataclasses import replace

from actorgraph.loaders.cues import Cue

# Kinds of actor that fight with words.
SPEAKING = frozenset({"Person", "Party", "Media", "Legislature", "Court"})
# What the words mean then, by the lemma that heads the cue.
MEANT = {
    **dict.fromkeys(
        "attack assail assault blast hammer hit target go fire swipe savage pummel skewer slash "
        "lash onslaught broadside".split(),
        "accuses",
    ),
    **dict.fromkeys("fight battle clash duel joust spar".split(), "opposes"),
}


def between(cue: Cue, lemma: str, kinds: tuple[str, str]) -> Cue:
    """Return the cue as it is meant between two actors of these kinds, at least one a person."""
    if cue.relation != "attacks" or cue.mode or lemma not in MEANT:
        return cue
    if "Person" not in kinds or not set(kinds) <= SPEAKING:
        return cue
    return replace(cue, relation=MEANT[lemma])
