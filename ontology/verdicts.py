"""A verdict: what a coder says of one claim, field by field, having read its sentence."""

import hashlib
import json
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

FIELDS = ("subject", "object", "relation", "denied", "speaker", "date")
HOLDING = ("subject", "object", "relation", "denied")  # what a claim says, whoever says so and when
ABOUT = ("article", "said")  # what the claim was, for when it is gone
_ID = re.compile(r"[0-9a-f]{32}")
LONGEST_NAME = 200  # characters


class Answer(StrEnum):
    """Whether something is as the text says; OPEN where the coder cannot tell, or did not."""

    RIGHT = "right"
    WRONG = "wrong"
    OPEN = "open"


DISPUTED = "disputed"  # as many coders find it right as wrong


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """One coder's answers on one claim, given by its id; `at` is an ISO time in UTC.

    `answers` are those of FIELDS, in their order. `article` and `said` ("Russia attacks Syria")
    tell what the claim was, should it be gone.
    """

    claim: str
    coder: str
    at: str
    answers: tuple[Answer, ...]
    comment: str = ""
    article: str = ""
    said: str = ""

    @property
    def id(self) -> str:
        """A name made from the content, so that the same verdict comes in once."""
        content = json.dumps([self.claim, self.coder, self.at, self.answers, self.comment])
        return hashlib.sha256(content.encode()).hexdigest()[:32]

    def answer(self, name: str) -> Answer:
        """Return the answer on one of FIELDS."""
        return self.answers[FIELDS.index(name)]

    @property
    def outcome(self) -> Answer:
        """Whether the claim holds: subject, object, relation and denial are all right."""
        answers = [self.answer(name) for name in HOLDING]
        if Answer.WRONG in answers:
            return Answer.WRONG
        return Answer.OPEN if Answer.OPEN in answers else Answer.RIGHT


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """What all coders together say of a claim: right, wrong, disputed or open.

    `coders` is how many checked it, `wrong` are the fields that more coders find wrong than right.
    """

    coders: int
    outcome: str
    wrong: tuple[str, ...] = field(default=())


def check_of(verdicts: Iterable[Verdict]) -> Check:
    """Return what the verdicts say together, one of each coder on the same claim."""
    listed = list(verdicts)
    return Check(
        coders=len(listed),
        outcome=majority(verdict.outcome for verdict in listed),
        wrong=tuple(
            name
            for name in FIELDS
            if majority(verdict.answer(name) for verdict in listed) == Answer.WRONG
        ),
    )


def majority(answers: Iterable[Answer]) -> str:
    """Return right or wrong, whichever more say; disputed where they are even, open where none."""
    counted = Counter(answers)
    right, wrong = counted[Answer.RIGHT], counted[Answer.WRONG]
    if right == wrong:
        return DISPUTED if right else Answer.OPEN.value
    return Answer.RIGHT.value if right > wrong else Answer.WRONG.value


def verdict_to_row(verdict: Verdict) -> dict[str, str]:
    """Return the verdict as a row of a file: one column a field, all of them text."""
    return {
        "claim": verdict.claim,
        "coder": verdict.coder,
        "at": verdict.at,
        **{name: verdict.answer(name).value for name in FIELDS},
        "comment": verdict.comment,
        **{name: getattr(verdict, name) for name in ABOUT},
    }


def verdict_from_row(row: Mapping[str, Any]) -> Verdict:
    """Return the verdict of a row; ValueError says what is wrong with it.

    An answer that is missing or empty is open; columns of other names are left alone.
    """
    claim, coder = _text(row, "claim"), " ".join(_text(row, "coder").split())
    if not _ID.fullmatch(claim):
        message = f"the claim {claim!r} is no id of a claim (32 of 0-9 and a-f)"
        raise ValueError(message)
    if not coder or len(coder) > LONGEST_NAME:
        message = f"the coder has no name, or one of more than {LONGEST_NAME} characters"
        raise ValueError(message)
    return Verdict(
        claim=claim,
        coder=coder,
        at=_time(_text(row, "at")),
        answers=tuple(_answer(row, name) for name in FIELDS),
        comment=_text(row, "comment"),
        **{name: _text(row, name) for name in ABOUT},
    )


def _text(row: Mapping[str, Any], name: str) -> str:
    value = row.get(name)
    if value is None:
        return ""
    if not isinstance(value, str):
        message = f"{name} is {value!r}, which is no text"
        raise ValueError(message)  # noqa: TRY004  # one sort of error for whatever is in a file
    return value.strip()


def _answer(row: Mapping[str, Any], name: str) -> Answer:
    value = _text(row, name).lower()
    try:
        return Answer(value) if value else Answer.OPEN
    except ValueError:
        message = f"{name} is {value!r}; it has to be {', '.join(Answer)}, or nothing"
        raise ValueError(message) from None


def _time(value: str) -> str:
    """Return the time in UTC, in one form, so that times can be compared as text."""
    try:
        at = datetime.fromisoformat(value)
    except ValueError:
        message = f"at is {value!r}, which is no ISO date or time (2026-10-24T09:30:00Z)"
        raise ValueError(message) from None
    known = at if at.tzinfo else at.replace(tzinfo=UTC)
    try:
        return known.astimezone(UTC).isoformat(timespec="milliseconds")
    except OverflowError:
        message = f"at is {value!r}, which is beyond the calendar"
        raise ValueError(message) from None
