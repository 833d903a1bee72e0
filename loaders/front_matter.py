"""Front matter: the lines between two "---" on top of a text that say where it comes from."""

import re

FIELDS = ("id", "url", "title", "publisher", "published")
_FENCE = re.compile(r"---[ \t]*\n")
_END = re.compile(r"(?:---|\.\.\.)[ \t]*$")
_ENTRY = re.compile(r"([A-Za-z_][\w -]{0,40}):(?:[ \t]+(.*))?$")
_MORE = re.compile(r"(?:[ \t]|-[ \t]|#|$)")  # lists and nested values of other keys, comments
_MOST_LINES = 100


def split_front_matter(text: str) -> tuple[dict[str, str], str]:
    """Return the fields of the front matter and the text below it.

    Text that begins otherwise comes back whole, with no fields: a rule, or a list of "---".
    """
    opening = _FENCE.match(text)
    if opening is None:
        return {}, text
    fields: dict[str, str] = {}
    position = opening.end()
    for _ in range(_MOST_LINES):
        end = text.find("\n", position)
        line = text[position : end if end >= 0 else len(text)]
        if _END.match(line):
            return fields, text[end + 1 :].lstrip("\n") if end >= 0 else ""
        if end < 0 or not _takes(line, fields):
            break
        position = end + 1
    return {}, text


def _takes(line: str, fields: dict[str, str]) -> bool:
    if _MORE.match(line):
        return True
    entry = _ENTRY.match(line)
    if entry and (name := entry[1].strip().lower()) in FIELDS:
        fields[name] = _unquoted((entry[2] or "").strip())
    return entry is not None


def _unquoted(value: str) -> str:
    if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'":
        return value[1:-1]
    return value
