"""Random respellings of treebank sentences: quotation marks, dashes, capitals, line breaks."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from treebanks import Gap, plain_gaps

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from random import Random

    from treebanks import Sentence, Word

# Treebank text is mostly typed with straight quotation marks, news text with curly ones.
CURLY_SHARE = 0.4
STRAIGHT_SHARE = 0.3
# Headlines come in title case or capitals, and comments in small letters.
TITLE_SHARE, UPPER_SHARE, LOWER_SHARE = 0.03, 0.01, 0.02
NEWLINE_SHARE, SPACE_SHARE = 0.15, 0.35
DASHES = ("—", "–", "--")
OPENING = {'"': "“", "'": "‘"}
CLOSING = {'"': "”", "'": "’"}
STRAIGHT = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'"})


def respell(sentences: Sequence[Sentence], random: Random) -> tuple[Sentence, ...]:
    """Return the sentences in one random style of quotation marks and, rarely, of capitals."""
    style = random.random()
    change: Callable[[Word], str] = _as_written
    if style < CURLY_SHARE:
        change = _curly
    elif style < CURLY_SHARE + STRAIGHT_SHARE:
        change = _straight
    dash = random.choice(DASHES) if style < CURLY_SHARE else ""
    case = _case(random)
    return tuple(
        replace(
            sentence,
            words=tuple(
                replace(word, form=case(dash if dash and word.form in DASHES else change(word)))
                for word in sentence.words
            ),
        )
        for sentence in sentences
    )


def random_gaps(sentences: Sequence[Sentence], random: Random) -> tuple[Gap, ...]:
    """Return the gaps as written, but with some paragraph breaks turned to a line end or space."""
    return tuple(
        _random_gap(gap, random.random()) if gap.line_break else gap
        for gap in plain_gaps(sentences)
    )


def _random_gap(gap: Gap, chance: float) -> Gap:
    if chance < NEWLINE_SHARE:
        return replace(gap, line_break="\n")
    if chance < NEWLINE_SHARE + SPACE_SHARE:
        return Gap(space=True)
    return gap


def _as_written(word: Word) -> str:
    return word.form


def _straight(word: Word) -> str:
    return word.form.translate(STRAIGHT)


def _curly(word: Word) -> str:
    if word.xpos == "``":
        return OPENING.get(word.form, word.form)
    if word.xpos == "''":
        return CLOSING.get(word.form, word.form)
    # Everything else is an apostrophe: "'s", "n't", "soldiers'".
    return word.form.replace("'", "’")


def _case(random: Random) -> Callable[[str], str]:
    chance = random.random()
    if chance < TITLE_SHARE:
        return lambda form: form if "'" in form or "’" in form else form[:1].upper() + form[1:]
    if chance < TITLE_SHARE + UPPER_SHARE:
        return str.upper
    if chance < TITLE_SHARE + UPPER_SHARE + LOWER_SHARE:
        return str.lower
    return str
