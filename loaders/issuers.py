"""Whose a statement, a letter or a report is that speaks, and which nouns can speak at all."""

from actorgraph.loaders.arguments import Argument, Reading
from actorgraph.loaders.cue_words import lemma_of

# What somebody puts out, and speaks for whoever did: "the statement said".
ISSUED = frozenset(
    "statement communique communiqué letter tweet message memo note declaration release post "
    "posting email notice leaflet".split()
)
DOCUMENTS = ISSUED | frozenset(
    "report complaint lawsuit suit indictment document filing resolution proclamation agreement "
    "article study poll survey cable paper dispatch account verdict ruling investigation inquiry "
    "editorial review transcript memorandum treaty".split()
)
SOME = frozenset("many some others most several few one all both neither he she they who".split())
MEDIA = frozenset("radio television tv media newspaper daily channel network press".split())
PERSONS = ("er", "or", "ist", "ian", "man", "woman")  # how words for persons end
THINGS = frozenset(
    "number order power factor error border chapter matter fever water "
    "color colour floor corner center disaster weather answer offer".split()
)
FAR = 3  # sentences over which "the statement" goes on to mean one that was told of
FARTHEST = 200  # words that are looked back, however long the sentences are
IN = frozenset({"in", "on", "through", "via"})


def can_speak(reading: Reading, head: int) -> bool:
    """Whether a noun that is no actor can be who says something: no "data", no "launches"."""
    lemma = lemma_of(reading.doc[head])
    person = lemma.endswith(PERSONS) and lemma not in THINGS
    counted = any(reading.lower[child.i] in SOME for child in reading.doc[head].lefts)
    return person or counted or lemma in DOCUMENTS | MEDIA or reading.lower[head] in SOME


def issuers(reading: Reading, head: int) -> list[Argument]:
    """Return who put out the document that a noun names, in this sentence or in one before it."""
    doc, lemma = reading.doc, lemma_of(reading.doc[head])
    if lemma not in DOCUMENTS:
        return []
    if (own := reading.owners(head)) or lemma not in ISSUED:
        return own
    first = doc[head].sent
    for _ in range(FAR):
        if first.start == 0:
            break
        first = doc[first.start - 1].sent
    for at in range(head - 1, max(first.start, head - FARTHEST) - 1, -1):
        if reading.lemmas[at] == lemma and (found := _put_out(reading, at)):
            return found
    return []


def _put_out(reading: Reading, document: int) -> list[Argument]:
    """Return whose a document is told to be: "X issued a statement", "X said in a statement"."""
    syntax = reading.syntax
    if own := reading.owners(document):
        return own
    verb, arc = syntax.head(document), syntax.above.get(document)
    if verb is None or arc is None or not reading.doc[verb].tag_.startswith("VB"):
        return []
    held = arc.label == "object" or (arc.label == "phrase" and arc.preposition in IN)
    return reading.doers(verb) if held else []
