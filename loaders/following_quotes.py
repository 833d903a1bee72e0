"""Quotations that nobody is said to say, behind a sentence that tells who speaks.

"Russia had armed them, the minister told reporters. “We saw the planes.”" names the speaker once.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from actorgraph.loaders.content_spans import quote_end
from actorgraph.loaders.quoted_text import QuotedText
from actorgraph.loaders.quotes import Quote
from actorgraph.loaders.said import Said

RULE = "following"
SURE = 0.6  # of the statement whose speaker goes on
TELLING = frozenset({"clause", "that", "before", "around", "according to"})
ENDS = (".", "!", "?", "…")
MARKS = "”\"’'» "


def following(text: QuotedText, found: Sequence[Said]) -> Iterator[Said]:
    """Yield a statement for each whole sentence in quotation marks that follows a reported one."""
    tellers = {
        text.sentence(one.cue_head)[1]: one
        for one in sorted(found, key=lambda one: one.confidence)
        if one.rule in TELLING and one.kind == "says" and one.confidence >= SURE
    }
    for quote in text.quotes if tellers else ():
        teller = tellers.get(_sentence_before(text, quote))
        if teller and teller.speaker and _stands_alone(text, quote, found):
            yield replace(
                teller,
                content=(quote.start, quote_end(text, quote)),
                direct=True,
                rule=RULE,
                confidence=teller.confidence * SURE,
            )


def _sentence_before(text: QuotedText, quote: Quote) -> int:
    """Return where the sentence before ends (a token), if the quotation begins the next one."""
    at = text.token_at(quote.start)
    first = text.paragraphs[text.paragraph_at(at)][0]
    before = at - 1
    while before > first and text.doc[before].is_space:
        before -= 1
    ended = before >= first and text.doc[before].text in ENDS and not text.quoted(before)
    return before + 1 if ended else -1


def _stands_alone(text: QuotedText, quote: Quote, found: Sequence[Said]) -> bool:
    """Whether the quotation is a sentence of its own that no statement has taken."""
    if not text.words[quote.start : quote.end].rstrip(MARKS).endswith(ENDS):
        return False
    taken = any(s.content[0] < quote.end and quote.start < s.content[1] for s in found)
    rest = text.words[quote.end : quote.end + 3].lstrip(" ")
    return not taken and not rest[:1].islower()
