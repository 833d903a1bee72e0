"""How a text puts something: planned, denied, alleged; and what two words that say so come to."""

from dataclasses import dataclass

from spacy.tokens import Token

from actorgraph.loaders.cue_words import lemma_of
from actorgraph.loaders.cues import Lexicon, StatusWord
from actorgraph.ontology.claims import Status

DOUBTS = frozenset("doubt question fear worry speculate predict doubtful unlikely unclear".split())


@dataclass(frozen=True, slots=True)
class Standing:
    """How the text puts something: its status, whether it denies it, and the word that says so.

    `denier` is the verb of denial, whose subject denies it; None where the text itself does.
    `word` is the nearest of the words that speak of it, `status_word` the one that gave the status
    and `denial` the one that denies, though it may be denied itself ("failed to prevent").
    """

    status: Status = Status.ACTUAL
    denied: bool = False
    word: str = ""
    denier: int | None = None
    status_word: str = ""
    denial: str = ""


def merged(first: Standing, second: Standing) -> Standing:
    """The word nearest to the cue decides the status; a denial anywhere near denies.

    Of a plan that is alleged, the plan is the allegation; a will that is doubted is none.
    """
    alleged = (first.status, second.status) == (Status.PLANNED, Status.ALLEGED)
    doubted = second.status is Status.HYPOTHETICAL and second.status_word in DOUBTS
    alleged = alleged or (doubted and first.status is Status.PLANNED)
    decides = first if first.status is not Status.ACTUAL and not alleged else second
    return Standing(
        decides.status,
        first.denied or second.denied,
        word=first.word or second.word,
        denier=second.denier if first.denier is None else first.denier,
        status_word=decides.status_word,
        denial=first.denial or second.denial,
    )


def told_by(status: Status, word: str) -> Standing:
    """Return what a word says that gives something a status."""
    return Standing(status, word=word, status_word=word)


def hypothetical(word: str) -> Standing:
    """Return that a word leaves it open whether it happens."""
    return told_by(Status.HYPOTHETICAL, word)


def words_of(lexicon: Lexicon, token: Token, forms: tuple[str, ...]) -> list[StatusWord]:
    """Return the entries of a word, by its own form ("planned") before its lemma ("plan")."""
    keys = dict.fromkeys((token.lower_, lemma_of(token)))
    known = [word for key in keys for word in lexicon.statuses.get(key, ())]
    return [word for word in known if word.form in forms]


def standing_of(word: StatusWord) -> Standing:
    """Return what an entry of the lexicon says of what it governs."""
    said = " ".join(word.words)
    if word.status is None:
        return Standing(denied=True, word=said, denial=said)
    return told_by(word.status, said)
