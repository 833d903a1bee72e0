"""The voices that an article can be read by; apart from those, so that a command starts at once."""

from enum import StrEnum


class Voices(StrEnum):
    """Who reads claims."""

    RULES = "rules"
    LLM = "llm"
    BOTH = "both"
