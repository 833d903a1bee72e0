"""Who depends on whom in a sentence: one view for the label schemes of different parsers.

Rules ask this view for subjects, objects, agents, phrases and clauses, and never look at a
parser's own labels. Two schemes are known: Universal Dependencies (the pipeline that ships) and
ClearNLP (`en_core_web_*`); which one a pipeline speaks is told from its parser's labels.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from spacy.language import Language
from spacy.tokens import Doc, Token

from actorgraph.errors import UnknownScheme

NEGATIONS = frozenset({"not", "n't", "n’t", "never", "no", "hardly", "neither", "nor", "without"})

# Verbs whose object does what the infinitive says, where parsers take it for a purpose of theirs.
SENDING = frozenset(
    "allow arm ask authorise authorize compel convince empower enable encourage equip fund hire "
    "incite induce instruct invite order pay permit persuade press pressure prompt prod push "
    "recruit train urge".split()
)
# Verbs whose object did, or was to do, what follows "of", "for" or "from".
CHARGING = frozenset(
    "absolve accuse acquit arrest ban bar blame block castigate censure charge chastise chide "
    "clear condemn convict criticise criticize decry denounce detain deter discourage dissuade "
    "excoriate fault forgive hinder imprison indict jail keep lambast lambaste laud pardon "
    "penalise penalize praise prevent prohibit prosecute punish rebuke restrain restrict sanction "
    "scold sentence slam stop suspect thank try".split()
)
PLACING = frozenset({"in", "at", "near", "inside", "outside", "across", "around"})
# Verbs that ask somebody behind a preposition to do what the infinitive says.
CALLING = {
    "call": ("on", "upon"),
    "appeal": ("to",),
    "plead": ("with",),
    "count": ("on",),
    "rely": ("on",),
    "lean": ("on",),
    "prevail": ("on", "upon"),
    "wait": ("for",),
}


@dataclass(frozen=True, slots=True)
class Arc:
    """`child` depends on `head` (token positions in the document).

    Labels: subject, passive_subject, object, indirect, agent, phrase (with its preposition),
    complement (a clause with its own subject), open (an infinitive or predicate that borrows its
    subject), adverbial, participle, relative, apposition, possessor, adjective, compound, conjunct,
    negation, copula, auxiliary, passive, marker, particle, aside, case, other.
    """

    head: int
    label: str
    child: int
    preposition: str = ""


_UNIVERSAL = {
    "nsubj": "subject",
    "nsubj:outer": "subject",
    "csubj": "subject",
    "nsubj:pass": "passive_subject",
    "obj": "object",
    "iobj": "indirect",
    "obl:agent": "agent",
    "ccomp": "complement",
    "xcomp": "open",
    "advcl": "adverbial",
    "advcl:relcl": "relative",
    "acl": "participle",
    "acl:relcl": "relative",
    "appos": "apposition",
    "nmod:poss": "possessor",
    "amod": "adjective",
    "compound": "compound",
    "flat": "compound",
    "nmod:desc": "compound",
    "conj": "conjunct",
    "cop": "copula",
    "aux": "auxiliary",
    "aux:pass": "passive",
    "mark": "marker",
    "compound:prt": "particle",
    "parataxis": "aside",
    "case": "case",
}

_CLEAR = {
    "nsubj": "subject",
    "csubj": "subject",
    "nsubjpass": "passive_subject",
    "dobj": "object",
    "obj": "object",
    "dative": "indirect",
    "ccomp": "complement",
    "xcomp": "open",
    "oprd": "open",
    "advcl": "adverbial",
    "pcomp": "adverbial",
    "acl": "participle",
    "relcl": "relative",
    "appos": "apposition",
    "poss": "possessor",
    "amod": "adjective",
    "compound": "compound",
    "nmod": "compound",
    "conj": "conjunct",
    "neg": "negation",
    "aux": "auxiliary",
    "auxpass": "passive",
    "mark": "marker",
    "prt": "particle",
    "parataxis": "aside",
    "case": "case",
}


_FINITE = frozenset({"VBD", "VBP", "VBZ", "MD"})


def _universal_arcs(doc: Doc) -> Iterator[Arc]:
    for token in doc:
        if token.head.i == token.i:
            continue
        head, label = token.head.i, token.dep_
        if label in ("obl", "nmod", "obl:agent") or label.startswith(("obl:", "nmod:un")):
            words = [c for c in token.children if c.dep_ == "case" and c.i < token.i]
            preposition = " ".join(_fixed(word) for word in words).lower()
            by_whom = label == "obl:agent" or (preposition == "by" and _is_passive(token.head))
            if preposition == "between" and _is_how_many(doc, words[-1].i):
                yield Arc(head, "object", token.i)
            elif by_whom:
                yield Arc(head, "agent", token.i, "by")
            elif preposition:
                yield Arc(head, "phrase", token.i, preposition)
            else:
                yield Arc(head, "other", token.i)
        elif label in ("advmod", "det", "cc", "cc:preconj") and token.lower_ in NEGATIONS:
            yield Arc(head, "negation", token.i)
        else:
            yield Arc(head, _UNIVERSAL.get(label, "other"), token.i)


def _is_how_many(doc: Doc, between: int) -> bool:
    """Whether "between" tells a number: "killed between 10 and 15 rebels"."""
    numbers = doc[between + 1 : between + 4]
    if len(numbers) < 3 or numbers[1].text != "and":
        return False
    return numbers[0].like_num and numbers[2].like_num and doc[between].head.tag_ == "NNS"


def _fixed(word: Token) -> str:
    rest = [child.text for child in word.children if child.dep_ == "fixed"]
    return " ".join([word.text, *rest])


def _is_passive(verb: Token) -> bool:
    return (
        verb.tag_ in ("VBN", "VBD")
        and any(child.dep_ in ("aux:pass", "nsubj:pass") for child in verb.children)
    ) or (verb.dep_ == "acl" and verb.tag_ in ("VBN", "VBD"))


def _clear_arcs(doc: Doc) -> Iterator[Arc]:
    swapped = {t.i: _predicate(t) for t in doc if t.lemma_ == "be" and _predicate(t) is not None}
    for token in doc:
        if token.dep_ in {"prep", "agent"}:
            yield from _clear_phrase(token)
        elif token.dep_ in ("pobj", "ROOT") or token.i in swapped.values():
            continue
        elif token.head.i != token.i:
            yield _clear_arc(token, swapped)
    for verb, predicate in swapped.items():
        if predicate is not None:
            yield Arc(predicate, "copula", verb)
            if doc[verb].head.i != verb:
                yield Arc(doc[verb].head.i, _CLEAR.get(doc[verb].dep_, "other"), predicate)


def _clear_arc(token: Token, swapped: dict[int, int | None]) -> Arc:
    head, label = token.head, _CLEAR.get(token.dep_, "other")
    while label == "conjunct" and head.dep_ == "conj" and head.head.i != head.i:
        head = head.head  # ClearNLP chains a list; here all hang on its first member
    if token.dep_ == "det" and token.lower_ in NEGATIONS:
        label = "negation"
    position = swapped.get(head.i)
    return Arc(head.i if position is None else position, label, token.i)


def _clear_phrase(preposition: Token) -> Iterator[Arc]:
    by_whom = preposition.dep_ == "agent"
    words, first = preposition.lower_, preposition
    while first.head.dep_ in ("prep", "agent") and first.head.i == first.i - 1:
        first = first.head
        words = f"{first.lower_} {words}"
    for child in preposition.children:
        if child.dep_ == "pobj":
            yield Arc(first.head.i, "agent" if by_whom else "phrase", child.i, words)


def _predicate(verb: Token) -> int | None:
    return next((c.i for c in verb.children if c.dep_ in ("attr", "acomp")), None)


def scheme_of(nlp: Language) -> Callable[[Doc], Iterator[Arc]]:
    """Return the reader of arcs for the labels of this pipeline's parser."""
    labels = set(nlp.get_pipe("parser").labels) if nlp.has_pipe("parser") else set()  # type: ignore[attr-defined]
    if "obl" in labels:
        return _universal_arcs
    if "pobj" in labels:
        return _clear_arcs
    raise UnknownScheme(str(nlp.meta.get("name")), labels)


class Syntax:
    """The arcs of one document, with the repairs that parsers of news need."""

    def __init__(self, doc: Doc, arcs: Callable[[Doc], Iterator[Arc]]) -> None:
        self.doc = doc
        self.below: dict[int, list[Arc]] = defaultdict(list)
        self.above: dict[int, Arc] = {}
        self._lists: dict[int, list[int]] = {}  # the conjuncts of a list by its first
        for arc in arcs(doc):
            self.below[arc.head].append(arc)
            self.above.setdefault(arc.child, arc)

    def children(self, head: int, *labels: str) -> list[int]:
        """Return the dependents of a token with one of the labels, in text order."""
        return sorted(arc.child for arc in self.below.get(head, ()) if arc.label in labels)

    def label(self, token: int) -> str:
        """Return the label of the arc above a token, or "root"."""
        arc = self.above.get(token)
        return arc.label if arc else "root"

    def head(self, token: int) -> int | None:
        """Return what the token depends on, or None at the root."""
        arc = self.above.get(token)
        return arc.head if arc else None

    def conjuncts(self, token: int) -> list[int]:
        """Return the token and those coordinated with it, the first conjunct first."""
        first = token
        seen = {token}
        while self.label(first) == "conjunct" and (head := self.head(first)) not in seen:
            first = head if head is not None else first
            seen.add(first)
        found = self._lists.get(first)
        if found is None:
            found = self._lists[first] = self._list_from(first)
        return found if token in found else [token, *found]

    def _list_from(self, first: int) -> list[int]:
        found = {first: None}
        waiting = [first]
        for member in waiting:
            new = [c for c in self.children(member, "conjunct") if c not in found]
            found.update(dict.fromkeys(new))
            waiting += new
        return waiting

    def phrases(self, head: int) -> list[tuple[str, int]]:
        """Return the prepositional phrases of a token: (preposition, noun)."""
        arcs = self.below.get(head, ())
        return sorted(
            ((arc.preposition, arc.child) for arc in arcs if arc.label == "phrase"),
            key=lambda phrase: phrase[1],
        )

    def is_passive(self, verb: int) -> bool:
        """Whether the verb is a passive: "was shelled", "rebels backed by Turkey"."""
        if self.children(verb, "passive", "passive_subject"):
            return True
        token = self.doc[verb]
        head = self.head(verb)
        if self.label(verb) == "conjunct" and token.tag_ == "VBN" and head is not None:
            return not self.children(verb, "auxiliary", "subject") and self.is_passive(head)
        bare_participle = token.tag_ in ("VBN", "VBD") and self.label(verb) == "participle"
        # "Rebels captured X" is often parsed as a reduced relative; an object tells that it is not.
        return bare_participle and not self.children(verb, "object") and not self._is_headless(verb)

    def _is_headless(self, verb: int) -> bool:
        """Whether a "participle" is the only verb of its sentence: "Egypt called on Israel"."""
        noun = self.head(verb)
        if noun is None or self.label(noun) != "root" or self.children(verb, "agent"):
            return False
        if verb < noun or self.children(noun, "copula", "subject"):
            return False
        return all(self.doc[at].tag_ not in _FINITE for at in range(noun, verb))

    def subjects(self, verb: int) -> list[int]:
        """Return who does it in the active sense of the words, borrowed where syntax says so."""
        return [] if self.is_passive(verb) else self._own_or_borrowed(verb, "subject")

    def patients(self, verb: int) -> list[int]:
        """Return the objects of an active, or the subject of a passive."""
        if self.is_passive(verb):
            return self._own_or_borrowed(verb, "passive_subject")
        things = [
            antecedent if (antecedent := self._antecedent(verb, thing)) is not None else thing
            for thing in self.children(verb, "object")
        ]
        return self._spread(things) or self._relative_object(verb)

    def agents(self, verb: int) -> list[int]:
        """Return the by-phrase of a passive."""
        own = self._spread(self.children(verb, "agent"))
        if own or not self.is_passive(verb):
            return own
        return self._spread(
            [noun for preposition, noun in self.phrases(verb) if preposition == "by"]
        )

    def _spread(self, tokens: list[int]) -> list[int]:
        return [c for token in tokens for c in self.conjuncts(token) if c >= token]

    def _relative_object(self, verb: int) -> list[int]:
        """In "the town that rebels captured" the antecedent is the object."""
        if self.label(verb) != "relative" or not self.children(verb, "subject"):
            return []
        antecedent = self.head(verb)
        subject = self.doc[self.children(verb, "subject")[0]]
        relative = subject.lower_ in ("who", "which", "that")
        return [] if relative or antecedent is None else [antecedent]

    def _own_or_borrowed(self, verb: int, label: str) -> list[int]:
        own = self.children(verb, label)
        if not own and label == "passive_subject":
            own = self.children(verb, "subject") if self.children(verb, "passive") else []
        if own:
            antecedent = self._antecedent(verb, own[0])
            return self._spread([antecedent] if antecedent is not None else own)
        return self._borrowed(verb, set())

    def _antecedent(self, verb: int, subject: int) -> int | None:
        """The pronouns "who", "which" and "that" stand for the noun that their clause describes."""
        if self.doc[subject].lower_ not in ("who", "which", "that", "whom"):
            return None
        nearest = subject - 1
        while nearest >= 0 and self.doc[nearest].is_punct:
            nearest -= 1
        if (
            nearest >= 0
            and self.doc[nearest].pos_ == "PROPN"
            and not self._locates(nearest, subject)
        ):
            return nearest  # a clause right behind a name is about that name
        clause: int | None = verb
        for _ in range(3):
            if clause is None:
                return None
            if self.label(clause) == "relative":
                return self.head(clause)
            clause = self.head(clause) if self.label(clause) in ("conjunct", "open") else None
        return None

    def _locates(self, name: int, relative: int) -> bool:
        """Whether a name says where: of "an attack in Kabul that killed ten" the attack killed."""
        while self.label(name) == "compound" and (head := self.head(name)) is not None:
            name = head
        place = self.label(name) == "phrase" and self.above[name].preposition in PLACING
        return place and self.doc[relative].lower_ == "that"

    def _borrowed(self, verb: int, seen: set[int]) -> list[int]:
        head, label = self.head(verb), self.label(verb)
        if head is None or head in seen:
            return []
        seen.add(verb)
        if label == "participle" or (label == "relative" and self.doc[verb].tag_ in ("VBG", "VBN")):
            return self._spread([head])
        if label == "adverbial" and self.label(head) == "relative" and self._is_charge(verb, head):
            # "accused Russia, which annexed Crimea, of arming rebels": the charge hangs too low
            antecedent = self.head(head)
            return self._spread([antecedent]) if antecedent is not None else []
        called = self._called_on(verb, head, label)
        if called:
            return self._spread(called)
        if self._deed_of_object(verb, head, label):
            return self._spread(self.children(head, "indirect") or self.children(head, "object"))
        # "denied bombing Aleppo" has no subject of its own, however its arc is called
        bare = label == "complement" and self.doc[verb].tag_ == "VBG"
        if bare or label in ("conjunct", "open", "adverbial"):
            return self._subject_of(head, seen)
        return []

    def _called_on(self, verb: int, head: int, label: str) -> list[int]:
        """Who is to do it: "called on Iran to leave", "appealed to both sides to stop"."""
        prepositions = CALLING.get(self.doc[head].lemma_.lower(), ())
        if label not in ("open", "adverbial") or not prepositions or not self._infinitive(verb):
            return []
        return [noun for words, noun in self.phrases(head) if words in prepositions and noun < verb]

    def _infinitive(self, verb: int) -> bool:
        return any(self.doc[child].lower_ == "to" for child in self.children(verb, "marker"))

    def _markers(self, verb: int) -> set[str]:
        return {self.doc[child].lower_ for child in self.children(verb, "marker", "case")}

    def _is_charge(self, verb: int, clause: int) -> bool:
        """Whether "of bombing" under a clause belongs to the charge around the clause."""
        noun = self.head(clause)
        above = None if noun is None else self.head(noun)
        charged = above is not None and self.doc[above].lemma_.lower() in CHARGING
        own = self.doc[clause].lemma_.lower() in CHARGING
        return charged and not own and bool(self._markers(verb) & {"of", "for", "from"})

    def _deed_of_object(self, verb: int, head: int, label: str) -> bool:
        """In "urged Iran to leave" and "accused Iran of bombing" the object is who does it."""
        if not self.children(head, "object", "indirect"):
            return False
        lemma = self.doc[head].lemma_.lower()
        if label == "open":
            return lemma not in ("promise", "vow", "threaten", "use")
        if label != "adverbial":
            return False
        if self._infinitive(verb):
            return lemma in SENDING
        return lemma in CHARGING and bool(self._markers(verb) & {"of", "for", "from"})

    def _subject_of(self, verb: int, seen: set[int]) -> list[int]:
        own = self.children(verb, "subject", "passive_subject")
        if own:
            antecedent = self._antecedent(verb, own[0])
            return self._spread([antecedent] if antecedent is not None else own)
        return self._borrowed(verb, seen)

    def negated(self, token: int) -> int | None:
        """Return the word that negates a verb or noun directly, or None."""
        found = self.children(token, "negation")
        for auxiliary in self.children(token, "auxiliary", "copula"):
            found += self.children(auxiliary, "negation")
        return found[0] if found else None
