"""A statement as it is found in a text: who says what, in which words."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

SHELF = 1024  # characters
Kind = Literal["says", "denies", "claims", "asks", "promises", "thinks"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """One statement; spans are characters, the speaker's its whole noun phrase or pronoun.

    `speaker_head` and `cue_head` are tokens; `direct` says that the content is a quotation;
    `rule` names what found it; `confidence` is how often such words attribute such a content.
    """

    cue: tuple[int, int]
    cue_head: int
    speaker: tuple[int, int] | None
    speaker_head: int | None
    content: tuple[int, int]
    kind: Kind
    direct: bool
    confidence: float
    rule: str


class Shelves:
    """Statements by where their contents lie, so that one place is not held against all of them."""

    def __init__(self, said: Iterable[Said]) -> None:
        self._shelves: dict[int, list[Said]] = defaultdict(list)
        for one in said:
            start, end = one.content
            for shelf in range(start // SHELF, end // SHELF + 1):
                self._shelves[shelf].append(one)

    def near(self, character: int) -> Sequence[Said]:
        """Return the statements whose content may hold the character, in their order."""
        return self._shelves.get(character // SHELF, ())
