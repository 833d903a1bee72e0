"""What the learned model's features say, in words; a feature without wording is shown as it is."""

import re

_SIDES = {"s.": "the subject: ", "o.": "the object: "}
_WORDS = [
    (r"rule", "a rule reads it"),
    (r"rule:(\d)", r"a rule with a prior of 0.\1 reads it"),
    (r"rule:(verb|noun|phrase|office|tie|suffix|prefix|alias)", r"a rule for a \1 reads it"),
    (r"on path", "its cue joins the two"),
    (r"off path", "its cue stands aside"),
    (r"no tie", "no rule ties its cue to anybody"),
    (r"elsewhere", "the text says so elsewhere"),
    (r"both roles:(\d)", r"both are arguments of its cue (0.\1)"),
    (r"back", "a rule reads it the other way round"),
    (r"rules:0:0", "no rule ties the two"),
    (r"frames:0", "no word has both as arguments"),
    (r"frames:([1-3])", r"words with both as arguments: \1"),
    (r"frame 0:0", "both are arguments of the nearest word"),
    (r"frame 0:[12]", "the nearest word shares an argument with another"),
    (r"frame:(\w+):([^>]+)>(.+)", r"\2 and \3 of \1"),
    (r"between:[<>](\d+)", r"mentions between them: \1"),
    (r"mentions:(\d+)", r"mentions in the sentence: \1"),
    (r"cues:(\d+)", r"cues between them: \1"),
    (r"sure:(\d+)", r"resolved at 0.\1"),
    (r"sure:(\d):(path|\w+)", r"cue with a prior of 0.\1 (\2)"),
    (r"form:(\w+)", r"a \1"),
    (r"kind:(\w+)", r"a \1"),
    (r"kinds:(\w+)>(\w+)", r"from a \1 to a \2"),
    (r"-1:(.+)", r"behind '\1'"),
    (r"\+1:(.+)", r"before '\1'"),
    (r"arc:([^:]+)", r"is \1"),
    (r"word[<>](.+)", r"'\1' between them"),
    (r"word:(.+)", r"'\1' between them"),
]
_PATTERNS = [(re.compile(pattern), words) for pattern, words in _WORDS]


def worded(feature: str, relation: str) -> str:
    """Return what a feature says; `relation` is the one that it is weighed for."""
    side = next((words for short, words in _SIDES.items() if feature.startswith(short)), "")
    name = feature[2:] if side else feature.removeprefix(f"{relation}: ")
    for pattern, words in _PATTERNS:
        found = pattern.fullmatch(name)
        if found:
            return side + found.expand(words)
    return side + name
