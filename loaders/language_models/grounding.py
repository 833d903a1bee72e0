"""Finding in an article the words that a model says are its own, or saying which are not there."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import product

from actorgraph.loaders.language_models.answers import Stated
from actorgraph.loaders.language_models.dropped import Dropped
from actorgraph.ontology.claims import Status

Place = tuple[int, int]

_ALIKE = (  # characters that models exchange
    "'’‘‛`´′",
    '"“”„‟«»″',
    "-‐‑‒–—−",
)
_CLASS = {sign: f"[{re.escape(signs)}]" for signs in _ALIKE for sign in signs}
_CLASS |= {sign: f"(?:{one}|''|``)" for sign, one in _CLASS.items() if sign in _ALIKE[1]}
_SPACE = r"[\s\u200b\u2060\ufeff]+"
_EDGES = " \t\n.,;:!?…\"“”„'’‘«»"
MOST = 50  # places of one word that are looked at


@dataclass(frozen=True, slots=True, kw_only=True)
class Grounded:
    """What a model states, with the places of its words in the article's text."""

    relation: str
    mode: str | None
    denied: bool
    status: Status
    subject: Place
    object: Place
    cue: Place
    speaker: Place | None


def ground(stated: Stated, text: str, within: Place) -> Grounded | Dropped:
    """Return the claim with the places of its words, or why it has none.

    `within` is what the model was shown. Of several places the nearest to each other count.
    """
    sentences = places(stated.sentence, text, within) or places(
        stated.sentence.strip(_EDGES), text, within
    )
    reason = Dropped.SENTENCE
    for sentence in sentences:
        found = _in_sentence(stated, text, sentence)
        if isinstance(found, Dropped):
            reason = found if reason is Dropped.SENTENCE else reason
            continue
        speaker = _speaker(stated, text, sentence, within)
        if speaker is None and stated.speaker:
            return Dropped.SPEAKER  # without its speaker, the article itself would say so
        subject, cue, obj = found
        return Grounded(
            relation=stated.relation, mode=stated.mode, denied=stated.denied,
            status=stated.status, subject=subject, object=obj, cue=cue, speaker=speaker,
        )  # fmt: skip
    return reason


def _in_sentence(
    stated: Stated, text: str, sentence: Place
) -> tuple[Place, Place, Place] | Dropped:
    """Return the places of subject, cue and object that are nearest to each other."""
    cues = places(stated.cue, text, sentence)
    subjects = places(stated.subject, text, sentence)
    objects = places(stated.object, text, sentence)
    for found, reason in (
        (cues, Dropped.CUE), (subjects, Dropped.SUBJECT), (objects, Dropped.OBJECT)
    ):  # fmt: skip
        if not found:
            return reason
    best = min(
        (
            (_apart(cue, subject) + _apart(cue, obj), cue, subject, obj)
            for cue, (subject, obj) in product(cues, _near(cues, subjects, objects))
            if subject != obj
        ),
        default=None,
    )
    return Dropped.SAME_WORDS if best is None else (best[2], best[1], best[3])


def _near(
    cues: Sequence[Place], subjects: Sequence[Place], objects: Sequence[Place]
) -> list[tuple[Place, Place]]:
    """Return pairs of subject and object, of each the two places nearest to each cue.

    Two, as the nearest may be the same for both.
    """
    pairs: dict[tuple[Place, Place], None] = {}
    for cue in cues:
        near = sorted(subjects, key=lambda end: _apart(cue, end))[:2]
        pairs |= dict.fromkeys(product(near, sorted(objects, key=lambda end: _apart(cue, end))[:2]))
    return list(pairs)


def _speaker(stated: Stated, text: str, sentence: Place, within: Place) -> Place | None:
    """Return where the speaker is named: in the sentence, else nearest to it, before it first."""
    if not stated.speaker:
        return None
    if found := places(stated.speaker, text, sentence):
        return found[0]
    around = places(stated.speaker, text, within)
    return min(around, key=lambda at: (at[0] > sentence[0], _apart(at, sentence)), default=None)


def _apart(one: Place, other: Place) -> int:
    return max(0, one[0] - other[1], other[0] - one[1])


def places(words: str, text: str, within: Place) -> list[Place]:
    """Return where words stand as whole words: as they are, else with other quotes and spaces."""
    words = words.strip()
    if not any(map(str.isalnum, words)):
        return []
    for pattern in _patterns(words):
        found = [match.span() for match in pattern.finditer(text, *within)]
        if found:
            return found[:MOST]
    return []


@lru_cache(1024)
def _patterns(words: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    loose = _SPACE.join("".join(_CLASS.get(s, re.escape(s)) for s in w) for w in words.split())
    loose = loose.replace(re.escape("..."), "…").replace("…", r"(?:…|\.{3})")
    return _whole(words, re.escape(words)), _whole(words, loose)


def _whole(words: str, pattern: str) -> re.Pattern[str]:
    before = r"(?<!\w)" if re.match(r"\w", words) else ""
    after = r"(?!\w)" if re.search(r"\w\Z", words) else ""
    return re.compile(f"{before}{pattern}{after}")
