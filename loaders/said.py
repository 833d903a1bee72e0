"""A statement as it is found in a text: who says what, in which words."""

from dataclasses import dataclass
from typing import Literal

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
