"""What stands inside a reported sentence, and is yet told by the article: "…, which was bombed".

What somebody is asked, charged with or denies ends where a clause or phrase only says more of
somebody in it, or tells what came before.
"""

from actorgraph.loaders.arguments import Reading
from actorgraph.loaders.presupposed import is_background, is_fact_apart
from actorgraph.loaders.said import Kind, Said

# What is asked for, denied or promised is not told; what only describes it is no part of it.
NOT_TOLD: frozenset[Kind] = frozenset({"asks", "denies", "promises"})
FARTHEST = 12  # words that are climbed from a cue to the verb that is reported


def is_beside(reading: Reading, said: Said, cue: int) -> bool:
    """Whether the words of a cue (a token) are the article's own inside what somebody says."""
    syntax, doc, at = reading.syntax, reading.doc, cue
    start, end = said.content
    whole = said.kind == "says" and said.rule != "clause"  # "…, who led it, the agency reported"
    if said.direct or whole or _is_quoted(reading.text[start : doc[cue].idx]):
        return False
    for _ in range(FARTHEST):
        above = syntax.head(at)
        if above is None or not start <= doc[above].idx < end:
            return False
        relative = syntax.label(at) == "relative" and doc[at].tag_ != "VB"
        if relative and (said.kind in NOT_TOLD or _parted(reading, at)):
            return True
        if said.kind != "says" and (is_background(reading, at) or is_fact_apart(reading, at)):
            return True
        at = above
    return False


def _parted(reading: Reading, relative: int) -> bool:
    """Whether a comma parts the clause from its noun, so that it only says more of it."""
    first = reading.doc[relative].left_edge.i
    return "," in reading.lower[max(first - 1, 0) : first + 1]


def _is_quoted(before: str) -> bool:
    """Whether a quotation is open behind these words."""
    return before.count("“") > before.count("”") or before.count('"') % 2 == 1
