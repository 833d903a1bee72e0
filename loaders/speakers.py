"""Who speaks: the noun phrase, or the literal pronoun, that a verb of speech has as its subject."""

from spacy.tokens import Token

from actorgraph.loaders.quoted_text import QuotedText

LONGEST = 45  # tokens; a longer noun phrase is cut behind its name
_STEPS = 6
QUOTING = frozenset({"quote", "cite", "report"})
_LENT = ("conjunct", "open", "adverbial", "aside")


def speaker_of(text: QuotedText, verb: int, *, surely: bool) -> int | None:
    """Return the head of the noun phrase that says what the verb tells of, or None.

    For a verb that `surely` attributes, the words around it decide where syntax shows no subject:
    parsers stumble over "…," said Mr Barr, and over long titles.
    """
    head = _by_syntax(text, verb)
    if surely and (inner := _interposed(text, verb, head)) is not None:
        return inner
    if head is None or text.doc[head].pos_ in ("SPACE", "PUNCT"):
        head = _beside(text, verb) if surely else None
    return head


def has_subject(text: QuotedText, verb: int) -> bool:
    """Whether a finite verb has a subject of its own, by syntax or by the words beside it."""
    if text.doc[verb].tag_ not in ("VBD", "VBZ", "VBP", "VBN", "VB"):
        return False
    return bool(text.syntax.children(verb, "subject")) or _beside(text, verb) is not None


def _by_syntax(text: QuotedText, verb: int) -> int | None:
    syntax, word = text.syntax, text.doc[verb]
    if (quoted := _quoted_by(text, verb)) is not None:
        return quoted
    first, _ = text.sentence(verb)  # "Asked about it, the minister said …"
    bare = verb == first and word.tag_ in ("VBN", "VBD")
    bare = bare or (word.tag_ == "VBN" and syntax.label(verb) == "adverbial")
    if syntax.is_passive(verb) or (bare and not syntax.children(verb, "auxiliary", "subject")):
        agents = syntax.agents(verb)
        return agents[0] if agents else None
    own = syntax.children(verb, "subject")
    if own and text.doc[own[0]].lower_ == "that" and syntax.label(verb) == "relative":
        return syntax.head(verb)
    if own:
        return own[0]
    return _lent(text, verb)


def _quoted_by(text: QuotedText, verb: int) -> int | None:
    """Return the envoy of "the agency quoted the envoy as saying", for either verb, or None."""
    syntax, doc = text.syntax, text.doc
    over = syntax.head(verb) if doc[verb].lower_ == "saying" else None
    at = next((v for v in (verb, over) if v is not None and _quotes(text, v)), None)
    if at is None:
        return None
    # parsers that read "said the envoy" take him for a subject
    things = [noun for noun in syntax.children(at, "object", "subject") if noun > at]
    if not things:
        return None
    last = min(text.sentence(at)[1], things[0] + LONGEST)
    behind = " ".join(token.lower_ for token in doc[things[0] : last])
    return things[0] if "as saying" in behind else None


def _quotes(text: QuotedText, verb: int) -> bool:
    return text.doc[verb].lemma_.lower() in QUOTING


def _interposed(text: QuotedText, verb: int, head: int | None) -> int | None:
    """Return the envoy of "The talks, the envoy said, failed", taken for an apposition."""
    beside = None if head is None or head > verb else _beside(text, verb)
    if beside is None or head is None or head >= beside or verb + 1 >= len(text.doc):
        return None
    start = _run_before(text, verb)
    apart = start > 0 and text.doc[start - 1].text == ","
    listed = set(text.syntax.conjuncts(head)) & set(range(start, verb))
    closed = text.doc[verb + 1].is_punct
    return beside if apart and closed and head < start and not listed else None


def _run_before(text: QuotedText, verb: int) -> int:
    first, _ = text.sentence(verb)
    start = verb
    while start > first and nominal(text.doc[start - 1]) and not text.quoted(start - 1):
        start -= 1
    return start


def _beside(text: QuotedText, verb: int) -> int | None:
    """Return the head of the nouns directly behind a finite verb ("…," said Barr) or before it."""
    doc = text.doc
    if doc[verb].tag_ not in ("VBD", "VBZ", "VBP") or text.quoted(verb):
        return None
    first, last = text.sentence(verb)
    before = doc[verb - 1] if verb > first else None
    inverted = before is not None and (before.is_punct and before.text not in "()")
    if inverted or (verb == first and verb > 0 and text.quoted(verb - 1)):
        behind = [t.i for t in doc[verb + 1 : min(verb + 8, last)]]
        return next((i for i in behind if doc[i].head.i == verb and doc[i].pos_ in NOUNS), None)
    inside = range(_run_before(text, verb), verb)
    tops = [i for i in inside if doc[i].pos_ in NOUNS and doc[i].head.i not in inside]
    return tops[0] if tops else None


NOUNS = ("NOUN", "PROPN", "PRON")


def nominal(token: Token) -> bool:
    """Whether a token can stand inside a noun phrase."""
    return token.pos_ in ("NOUN", "PROPN", "PRON", "ADJ", "DET", "NUM", "PART") or token.text in (
        "and",
        "both",
        "of",
        "(",
        ")",
        "-",
        "–",
    )


def _lent(text: QuotedText, verb: int) -> int | None:
    """Return the subject of the clause above: "he rose, saying", "was quoted as saying"."""
    syntax = text.syntax
    at = verb
    for _ in range(_STEPS):
        head, label = syntax.head(at), syntax.label(at)
        if head is None:
            return None
        if label in ("participle", "relative"):
            parted = label == "participle" and at > 0 and text.doc[at - 1].text == ","
            over = syntax.head(head) if parted and text.doc[at].tag_ == "VBG" else None
            whose = syntax.subjects(over) if over is not None and over < head else []
            return whose[0] if whose else head  # "denounced the decision, saying"
        if label not in _LENT:
            return None
        own = syntax.children(head, "subject", "passive_subject")
        if own:
            return own[0]
        at = head
    return None


def noun_phrase(text: QuotedText, head: int, verb: int) -> tuple[int, int]:
    """Return the first token of the head's noun phrase and the one behind its last.

    Only what describes the head belongs to it; the verb and what lies beyond it never do.
    """
    doc = text.doc
    start = end = head
    for child in reversed([c for c in doc[head].lefts if _describes(text, c.i)]):
        if child.right_edge.i < start - 1 and any(
            not t.is_punct for t in doc[child.right_edge.i + 1 : start]
        ):
            break
        start = child.left_edge.i
    for child in doc[head].rights:
        if child.is_punct:
            continue
        if not _describes(text, child.i) or any(
            not t.is_punct for t in doc[end + 1 : child.left_edge.i]
        ):
            break
        end = child.right_edge.i
    end += 1
    if verb < head:
        start = max(start, verb + 1)
    elif start <= verb:
        end = min(end, verb)
    return _trimmed(text, head, start, _cut(text, head, end))


_DESCRIBING = frozenset(
    "adjective compound possessor apposition phrase relative participle conjunct negation".split()
)


def _describes(text: QuotedText, token: int) -> bool:
    label = text.syntax.label(token)
    if label == "other":
        return text.doc[token].pos_ not in ("VERB", "AUX", "SCONJ", "PUNCT", "SPACE", "INTJ")
    return label in _DESCRIBING or text.doc[token].tag_ in ("CC", "POS", "-LRB-", "-RRB-")


def _trimmed(text: QuotedText, head: int, start: int, end: int) -> tuple[int, int]:
    doc = text.doc
    while start < head and (doc[start].is_punct or doc[start].is_space or doc[start].tag_ == "CC"):
        start += 1
    while (
        end > head + 1
        and (doc[end - 1].is_punct or doc[end - 1].is_space)
        and doc[end - 1].text not in ")]"
    ):
        end -= 1
    return start, max(end, head + 1)


def _cut(text: QuotedText, head: int, end: int) -> int:
    """Leave out what follows a quotation mark or a colon behind the head."""
    for token in text.doc[head + 1 : min(end, head + LONGEST)]:
        if token.text in ("“", "”", '"', ":", ";", "''") or token.is_space:
            return token.i
    return min(end, head + LONGEST)
