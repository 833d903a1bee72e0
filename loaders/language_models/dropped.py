"""Why something that a language model stated became no claim."""

from enum import StrEnum


class Dropped(StrEnum):
    """A reason; its words follow "dropped: 3 ×"."""

    SCHEMA = "not of the form that was asked for"
    SENTENCE = "the sentence is not in the text"
    CUE = "the cue is not in the sentence"
    SUBJECT = "the subject is not in the sentence"
    OBJECT = "the object is not in the sentence"
    SAME_WORDS = "subject and object are the same words"
    SPEAKER = "the speaker is not in the text"
    LONG_CUE = "the cue is no word or short phrase of one sentence"
    NO_SUBJECT = "the subject's words name no actor"
    NO_OBJECT = "the object's words name no actor or place"
    ROLES = "a place cannot stand there, or both sides are one actor"
    RULES = "it breaks a rule of claims"
    REPEATED = "the same, or the same words, were stated already"
    UNSURE = "below the least confidence"
