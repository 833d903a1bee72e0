"""Which mentions every verb and noun has around it, and as what: subject, object, "against"."""

from collections.abc import Iterable

from actorgraph.loaders.arguments import Argument, Reading

# Arcs along which a word shares the actors of the one above: "vowed to attack", "launched a raid".
PASSED_DOWN = {
    "object": "object",
    "passive_subject": "object",
    "subject": "subject",
    "indirect": "indirect",
    "phrase": "phrase",
    "open": "open",
    "complement": "complement",
    "adverbial": "adverbial",
    "participle": "participle",
    "relative": "relative",
    "conjunct": "conjunct",
}
AUXILIARY = ("copula", "auxiliary", "passive")
EMPTY_VERBS = frozenset({"be", "have", "do"})

Roles = dict[int, str]  # mention → role


class PredicateRoles:
    """The roles of one article's mentions, worked out once for each word."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self._own: dict[int, Roles] = {}

    def own(self, word: int) -> Roles:
        """Return who stands around a word itself; steps inside a phrase are part of the role."""
        roles = self._own.get(word)
        if roles is None:
            verb = self.reading.doc[word].tag_.startswith("VB")
            roles = self._own[word] = self._of_verb(word) if verb else self._of_noun(word)
        return roles

    def passed_down(self, word: int) -> Roles:
        """Return who stands around the word above, where the two words share their actors."""
        syntax = self.reading.syntax
        above, label = syntax.head(word), syntax.label(word)
        if above is None or label not in PASSED_DOWN:
            return {}
        prefix = f"^{PASSED_DOWN[label]}"
        roles = {mention: f"{prefix}.{role}" for mention, role in self.own(above).items()}
        described = self.reading.headed(above)
        if described is not None and label in ("participle", "relative"):
            roles.setdefault(described, prefix)
        return roles

    def is_predicate(self, word: int) -> bool:
        """Whether the word can state something: a verb (no auxiliary), a noun, an adjective."""
        token = self.reading.doc[word]
        if token.tag_.startswith("VB"):
            empty = token.lemma_.lower() in EMPTY_VERBS
            return not (empty and self.reading.syntax.label(word) in AUXILIARY)
        return token.tag_ in ("NN", "NNS", "JJ")

    def _of_verb(self, verb: int) -> Roles:
        reading, syntax = self.reading, self.reading.syntax
        roles: Roles = {}
        patients = syntax.patients(verb)
        _put(roles, reading.doers(verb), "subj")
        _put(roles, reading.all_actors(patients), "obj")
        _put(roles, reading.all_actors(syntax.children(verb, "indirect")), "iobj")
        self._phrases(roles, verb, "")
        for noun in patients:
            self._phrases(roles, noun, "obj.")
            whose = reading.owners(noun) if reading.at(noun) is None else reading.possessors(noun)
            _put(roles, whose, "owner")
        for clause in syntax.children(verb, "complement", "open"):
            _put(roles, reading.all_actors(syntax.children(clause, "subject")), "clause")
        return roles

    def _of_noun(self, noun: int) -> Roles:
        reading, syntax = self.reading, self.reading.syntax
        roles: Roles = {}
        _put(roles, reading.possessors(noun), "poss")
        _put(roles, reading.modifiers(noun), "mod")
        self._phrases(roles, noun, "")
        _put(roles, reading.all_actors(syntax.children(noun, "apposition")), "appos")
        if syntax.children(noun, "copula"):
            _put(roles, reading.all_actors(syntax.children(noun, "subject")), "bearer")
        return roles

    def _phrases(self, roles: Roles, head: int, prefix: str) -> None:
        for preposition, noun in self.reading.syntax.phrases(head):
            role = prefix + preposition.rsplit(" ", 1)[-1]
            _put(roles, self.reading.all_actors([noun]), role)


def _put(roles: Roles, arguments: Iterable[Argument], role: str) -> None:
    for argument in arguments:
        steps = f".{argument.steps}" if argument.steps else ""
        roles.setdefault(argument.mention, role + steps)
