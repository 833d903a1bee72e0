"""English tokenizer whose tokens agree with the treebanks where spaCy's own would not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from spacy.lang.char_classes import ALPHA, HYPHENS
from spacy.tokenizer import Tokenizer  # type: ignore[import-not-found]
from spacy.util import compile_infix_regex, compile_prefix_regex, compile_suffix_regex

if TYPE_CHECKING:
    from collections.abc import Sequence
    from re import Pattern

    from spacy.language import Language

# The treebanks write "pro-government" and "ex-president" as one word but split "rebel-held".
PREFIXES = (
    *("anti", "co", "counter", "cross", "e", "ex", "inter", "intra", "mid", "mini", "multi"),
    *("neo", "non", "post", "pre", "pro", "re", "semi", "sub"),
)
PUNCTUATION_RUNS = (r"[!?]{2,}", r"\*{2,}", r"_{2,}", r"={2,}", r"<{2,}", r">{2,}")
SPLIT_ALWAYS = ("and/or",)
ABBREVIATIONS = ("Ft.", "Sgt.", "Capt.", "Maj.", "Cmdr.", "Brig.", "Lt.", "Col.", "Cpl.")


def adapt(nlp: Language) -> None:
    """Change the tokenizer of a blank English pipeline in place; it is saved as plain patterns."""
    tokenizer = nlp.tokenizer
    if not isinstance(tokenizer, Tokenizer):
        message = f"expected spaCy's rule tokenizer, found {type(tokenizer).__name__}"
        raise TypeError(message)
    defaults = nlp.Defaults
    tokenizer.infix_finditer = compile_infix_regex(_infixes(defaults.infixes or ())).finditer
    prefixes = compile_prefix_regex([*PUNCTUATION_RUNS, *(defaults.prefixes or ())])
    suffixes = compile_suffix_regex([*PUNCTUATION_RUNS, *(defaults.suffixes or ())])
    tokenizer.prefix_search = prefixes.search
    tokenizer.suffix_search = suffixes.search
    rules = {form: parts for form, parts in tokenizer.rules.items() if form not in SPLIT_ALWAYS}
    tokenizer.rules = rules
    for form in ABBREVIATIONS:
        tokenizer.add_special_case(form, [{"ORTH": form}])


def _infixes(defaults: Sequence[str | Pattern[str]]) -> list[str | Pattern[str]]:
    hyphen = rf"(?<=[{ALPHA}0-9])(?:{HYPHENS})(?=[{ALPHA}])"
    if hyphen not in defaults:
        message = "this version of spaCy splits at hyphens by another pattern: adapt _infixes"
        raise ValueError(message)
    # One look-behind each, for a look-behind must have a fixed width.
    kept = "".join(
        rf"(?<!\b{spelling})"
        for prefix in PREFIXES
        for spelling in (prefix, prefix.capitalize(), prefix.upper())
        if len(prefix) > 1 or spelling == prefix
    )
    number = rf"(?<=[{ALPHA}])-(?=[0-9])"  # "S-400" and "AK-47" are three words
    initials = rf"(?<=[{ALPHA}]\.)-(?=[{ALPHA}])"  # "U.S.-led" too
    others = [pattern for pattern in defaults if pattern != hyphen]
    return [*others, kept + hyphen, kept + number, initials]
