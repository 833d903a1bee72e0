"""Attempts: where a rule looked for the actors of a cue, whether or not a tie came of it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from actorgraph.loaders.arguments import Argument
from actorgraph.loaders.cues import Cue, LightVerb

CARRIER = "carrier"  # the slot that is the subject of the verb that carries an event noun


@dataclass(frozen=True, slots=True, kw_only=True)
class Attempt:
    """One look of a rule at a cue, told to whoever wants to know why nothing came of it.

    `agents` and `targets` are places in the list of mentions, `same` the pairs of them that were
    left out as one actor; `look` looks into a slot once more; `note` says what else stopped the
    rule, and is empty where the actors decide.
    """

    cue: Cue
    head: int
    tokens: tuple[int, ...]
    agents: tuple[int, ...] = ()
    targets: tuple[int, ...] = ()
    same: tuple[tuple[int, int], ...] = ()
    light: LightVerb | None = None
    look: Callable[[str], Sequence[Argument]] | None = None
    note: str = ""


Tried = Callable[[Attempt], None]
