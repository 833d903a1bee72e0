"""Who does what to whom: the lexicon's cues, and the mentions that syntax ties to them."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from spacy.tokens import Token

from actorgraph.loaders.arguments import Argument, CueAt, Reading
from actorgraph.loaders.attempts import CARRIER, Attempt, Tried
from actorgraph.loaders.cue_words import head_of, lemma_of, lemmas_at, words_at
from actorgraph.loaders.cues import PREPOSITIONS, Cue, Form, Lexicon, LightVerb
from actorgraph.loaders.governed_status import told_as_fact
from actorgraph.loaders.lost_verbs import after, before, is_lost_verb
from actorgraph.loaders.pairing import EACH_OTHER, Sides, first_filled, look_around, paired
from actorgraph.loaders.word_fights import between
from actorgraph.ontology.vocabulary import relation_named

PARTS = frozenset(
    "resumption series wave round campaign string spate start end continuation threat number lot "
    "possibility prospect set day week month new renewal escalation".split()
)
TAKE_IN = frozenset({"include", "involve", "comprise", "feature", "gather"})
CLAUSES = 6  # words that may stand between one that judges and the verb of speech
ASSERTING = frozenset({"insist", "suggest"})  # "insisted that he had left" asks for nothing
SAYING = frozenset({"say", "tell", "claim"})
STEP_COST = 0.85  # what each step inside a noun phrase takes from the confidence


@dataclass(frozen=True, slots=True, kw_only=True)
class Tie:
    """A relation between two mentions, read from one cue; `tokens` are the words of the cue.

    `subject` and `object` are places in the list of mentions; `rule` names the slots that held
    them; `confidence` is the lexicon's prior, lowered where the actors stand far inside a phrase.
    """

    cue: Cue
    head: int
    tokens: tuple[int, ...]
    subject: int
    object: int
    rule: str
    confidence: float
    ends: bool = False

    @property
    def relation(self) -> str:
        """The name of the relation."""
        return self.cue.relation


# "Russia denied the bombing of Aleppo": who denies, vows or plans an act is the one who would act.
OWN_ACTS = frozenset({"deny", "admit", "vow", "rule", "plan", "prepare", "consider", "regret"})
DENIES_OWN = LightVerb(
    words=("deny",), head=0, subject="agent", relations=frozenset(), confidence=0.8, origin="events"
)


def _whole(reading: Reading, noun: int) -> int:
    """The noun that the cue is the content of: "resumption of bombing", "a wave of strikes"."""
    syntax = reading.syntax
    for _ in range(2):
        arc = syntax.above.get(noun)
        if arc is None or arc.label != "phrase" or arc.preposition != "of":
            return noun
        if lemma_of(reading.doc[arc.head]) not in PARTS:
            return noun
        noun = arc.head
    return noun


def _forms(reading: Reading, token: Token) -> tuple[Form, ...]:
    """Return the forms of cues that a word can head."""
    if token.tag_ == "MD":
        return (Form.VERB,)
    if token.tag_.startswith("VB") and token.pos_ != "NOUN":
        return (Form.VERB, Form.PHRASE)
    if token.pos_ in ("NOUN", "PROPN") and not token.tag_.startswith("NNP"):
        return (Form.VERB,) if is_lost_verb(reading, token.i) else (Form.NOUN, Form.PHRASE)
    return (Form.PHRASE,) if token.pos_ in ("ADJ", "ADP", "ADV", "SCONJ") else ()


class EventFinder:
    """Finds events and ties that cues state between mentions of one parsed article.

    `tried` is told where the actors of each cue were looked for, and which lines were passed over.
    """

    def __init__(self, lexicon: Lexicon, tried: Tried | None = None) -> None:
        self.lexicon = lexicon
        self._tried = tried

    def find(self, reading: Reading) -> Iterator[Tie]:
        """Yield what the cues of the article state, in text order."""
        for cue, tokens, head in self.cues(reading):
            yield from self._finder(cue, reading.doc[head])(reading, cue, tokens, head)

    def _finder(self, cue: Cue, head: Token) -> Callable[..., Iterator[Tie]]:
        if cue.form is Form.NOUN:
            return self._noun
        if cue.form is Form.PHRASE:
            return self._phrase
        return self._lost if head.tag_ in ("NN", "NNS") else self._verb

    def cues(self, reading: Reading) -> list[CueAt]:
        """Return the cues of the article with their words and head, filled by anybody or not."""
        known = reading.cues.get(self.lexicon.fingerprint)
        if known is None:
            known = reading.cues[self.lexicon.fingerprint] = list(self._all_cues(reading))
        return known

    def _all_cues(self, reading: Reading) -> Iterator[CueAt]:
        for token in reading.doc:
            if not (token.is_space or token.is_punct):
                for form in _forms(reading, token):
                    for cue, tokens in self._cues(reading, token, form):
                        yield cue, tokens, token.i

    def _cues(
        self, reading: Reading, token: Token, form: Form
    ) -> Iterator[tuple[Cue, tuple[int, ...]]]:
        """Yield the most specific cue of each relation that fits the words."""
        listed = self._listed(token, form)
        if not listed:
            return
        particles = (
            reading.syntax.children(token.i, "particle") if form is Form.VERB else ()
        )  # "called off" is not "called"
        seen: set[str] = set()
        longest = 0
        for cue in listed:
            if len(cue.words) + bool(cue.nouns) < longest or cue.relation in seen:
                self._pass_over(cue, token.i, (), "a closer line was taken")
                continue
            tokens = words_at(reading, cue.words, cue.head, token.i)
            if not tokens:
                continue
            if other := [particle for particle in particles if particle not in tokens]:
                note = f"with {reading.doc[other[0]].text!r} it is another verb"
                self._pass_over(cue, token.i, tokens, note)
                continue
            beside = cue.form is Form.VERB and cue.words[-1] == "with"
            if cue.relation == "attacks" and beside and is_against_others(reading, token.i):
                self._pass_over(cue, token.i, tokens, "it is fought beside them, against others")
                continue
            if len(tokens) > 1 and _is_parted(reading, cue, tokens):
                self._pass_over(cue, token.i, tokens, "an object stands between its words")
                continue
            if not cue.nouns or self._has_noun(reading, cue, tokens):
                longest = max(longest, len(cue.words) + bool(cue.nouns))
                seen.add(cue.relation)
                yield cue, tokens
            else:
                self._pass_over(cue, token.i, tokens, "none of its nouns goes with it")

    def _pass_over(self, cue: Cue, head: int, tokens: tuple[int, ...], note: str) -> None:
        if self._tried:
            self._tried(Attempt(cue=cue, head=head, tokens=tokens, note=note))

    def _listed(self, token: Token, form: Form) -> tuple[Cue, ...]:
        """Return the cues headed by a word: by its lemma, a plural also as it stands ("odds")."""
        known, lemma = self.lexicon.cues[form], lemma_of(token)
        found = known.get(lemma, ())
        plural = token.tag_ == "NNS" and token.lower_ != lemma
        return found + known.get(token.lower_, ()) if plural else found

    def _has_noun(self, reading: Reading, cue: Cue, tokens: tuple[int, ...]) -> bool:
        nouns = self._objects(reading, cue, tokens)
        # "suspended the issuance of visas", "sent tons of food"
        nouns += [n for noun in nouns for of, n in reading.syntax.phrases(noun) if of == "of"]
        return any(lemma in cue.nouns for noun in nouns for lemma in lemmas_at(reading, noun))

    def _objects(self, reading: Reading, cue: Cue, tokens: tuple[int, ...]) -> list[int]:
        """The nouns that go with the cue: its objects, or what follows its preposition."""
        syntax, head = reading.syntax, tokens[0] if len(tokens) == 1 else head_of(cue, tokens)
        if cue.form is Form.NOUN:
            of = [noun for preposition, noun in syntax.phrases(head) if preposition == "of"]
            return of + syntax.children(head, "compound", "adjective", "possessor")
        last = tokens[-1]
        if reading.doc[last].lower_ in PREPOSITIONS:
            if cue.form is Form.PHRASE and len(cue.words) == 1:
                return [reading.doc[last].head.i]
            return [
                noun
                for preposition, noun in syntax.phrases(head)
                if preposition.rsplit(" ", 1)[-1] == reading.doc[last].lower_
            ]
        kept = syntax.children(head, "object") if syntax.is_passive(head) else []
        return syntax.patients(head) + kept  # "was offered asylum"

    # -- verbs -------------------------------------------------------------------------------

    def _verb(
        self, reading: Reading, cue: Cue, tokens: tuple[int, ...], head: int
    ) -> Iterator[Tie]:
        below = self._objects(reading, cue, tokens) if cue.nouns else []
        verb = head
        if reading.doc[head].tag_ == "MD":  # "must" has the actors of what must be done
            verb = reading.syntax.head(head) or head
        yield from self._pairs(
            reading,
            cue,
            tokens,
            head,
            lambda slot: self._of_verb(reading, slot, verb, below),
        )

    def _lost(
        self, reading: Reading, cue: Cue, tokens: tuple[int, ...], head: int
    ) -> Iterator[Tie]:
        """Pair those around a verb that was taken for a noun: "Israel strikes Iran"."""
        if cue.nouns or cue.agent[0] != "subject" or "object" not in cue.target or len(tokens) > 1:
            return
        sides = {"subject": before(reading, head), "object": after(reading, head)}

        def fill(slot: str) -> list[Argument]:
            place = sides.get(slot)
            return [] if place is None else [Argument(place, 1)]

        yield from self._pairs(reading, cue, tokens, head, fill)

    def _of_verb(self, reading: Reading, slot: str, verb: int, below: list[int]) -> list[Argument]:
        syntax = reading.syntax
        match slot:
            case "subject":
                return reading.doers(verb)
            case "object":
                found = reading.all_actors(syntax.patients(verb))
                return found or reading.all_actors(syntax.children(verb, "indirect"))
            case "indirect":
                return reading.all_actors(_given(reading, verb))
            case "owner":
                return [a for noun in syntax.patients(verb) for a in reading.owners(noun)]
            case "clause":
                clauses = syntax.children(verb, "complement", "open")
                if lemma_of(reading.doc[verb]) in ASSERTING:
                    clauses = [c for c in clauses if not told_as_fact(reading, c)]
                subjects = [s for c in clauses for s in syntax.children(c, "subject")]
                return reading.all_actors(subjects)
            case "speaker":
                return self._speaker(reading, verb)
            case "subjects":
                return []
            case _:
                return self._behind_verb(reading, slot, verb, below)

    def _behind_verb(
        self, reading: Reading, preposition: str, verb: int, below: list[int]
    ) -> list[Argument]:
        """Who stands behind a preposition of a verb or of its objects."""
        syntax = reading.syntax
        things = [*below, *syntax.patients(verb)]
        found = reading.in_phrase([verb, *things], preposition)
        found = found or reading.right_behind(verb, preposition)
        if not found and preposition == "to":  # "gave Iran an ultimatum", "gave it to Iran"
            return reading.all_actors(syntax.children(verb, "indirect") or _kept(reading, verb))
        if found or preposition != "with":
            return found
        return [taking for thing in things for taking in self._included(reading, thing)]

    # -- nouns -------------------------------------------------------------------------------

    def _noun(
        self, reading: Reading, cue: Cue, tokens: tuple[int, ...], head: int
    ) -> Iterator[Tie]:
        light, verb = self._light(reading, cue, head)
        yield from self._pairs(
            reading,
            cue,
            tokens,
            head,
            lambda slot: self._of_noun(reading, slot, head, verb),
            light=light,
            verb=verb,
        )

    def _light(self, reading: Reading, cue: Cue, noun: int) -> tuple[LightVerb | None, int | None]:
        """The verb that carries the noun: "launched an attack", "strikes carried out by"."""
        syntax = reading.syntax
        top = _whole(reading, noun)
        governor, label = syntax.head(top), syntax.label(top)
        verbs = [] if governor is None else [governor]
        verbs += syntax.children(noun, "participle", "relative")
        for verb in verbs:
            if not reading.doc[verb].tag_.startswith("VB"):
                continue
            carried = label in ("object", "passive_subject", "phrase") or verb != governor
            for light in self.lexicon.light.get(lemma_of(reading.doc[verb]), ()):
                fits = not light.relations or cue.relation in light.relations
                words = words_at(reading, light.words, light.head, verb)
                preposition = len(light.words) > 1 or label != "phrase"
                if fits and words and carried and preposition:
                    return light, verb
            if label == "object" and verb == governor and lemma_of(reading.doc[verb]) in OWN_ACTS:
                return DENIES_OWN, verb
        return None, None

    def _of_noun(self, reading: Reading, slot: str, noun: int, verb: int | None) -> list[Argument]:
        match slot:
            case "possessive":
                return reading.possessors(noun)
            case "modifier":
                return reading.modifiers(noun)
            case "subjects":
                return []
            case "speaker":
                return self._speaker(reading, noun)
            case _:
                heads = [noun] if verb is None else [noun, verb]
                found = reading.in_phrase(heads, slot) or reading.right_behind(noun, slot)
                return found or (self._included(reading, noun) if slot == "with" else [])

    def _included(self, reading: Reading, noun: int) -> list[Argument]:
        """Who takes part: "a meeting in Geneva which included Russia", "talks involving both"."""
        syntax = reading.syntax
        heads = [noun, *(inner for _, inner in syntax.phrases(noun))]
        heads += [below for head in heads for below in syntax.children(head, "apposition")]
        return [
            argument
            for head in heads
            for verb in syntax.children(head, "relative", "participle")
            if lemma_of(reading.doc[verb]) in TAKE_IN
            for argument in reading.all_actors(syntax.children(verb, "object"))
        ]

    def _speaker(self, reading: Reading, word: int) -> list[Argument]:
        """Who says the clause of a word: the subject of the verb of speech around or beside it."""
        syntax, at = reading.syntax, word
        for _ in range(CLAUSES):
            beside = [verb for verb in syntax.children(at, "aside") if self._says(reading, verb)]
            if beside:
                return reading.doers(beside[0])
            above = syntax.head(at)
            if above is None:
                return []
            if syntax.label(at) in ("complement", "aside") and self._says(reading, above):
                return reading.doers(above)
            at = above
        return []

    def _says(self, reading: Reading, verb: int) -> bool:
        words = self.lexicon.speech.get(lemma_of(reading.doc[verb]), ())
        return any(word.form == "verb" and word.kind in SAYING for word in words)

    # -- predicates: "at war with", "critical of" ----------------------------------------------

    def _phrase(
        self, reading: Reading, cue: Cue, tokens: tuple[int, ...], head: int
    ) -> Iterator[Tie]:
        yield from self._pairs(
            reading, cue, tokens, head, lambda slot: self._of_phrase(reading, slot, tokens, head)
        )

    def _of_phrase(
        self, reading: Reading, slot: str, tokens: tuple[int, ...], head: int
    ) -> list[Argument]:
        syntax = reading.syntax
        if slot == "speaker":
            return self._speaker(reading, head)
        if slot != "bearer":
            heads = [head, *tokens, reading.doc[head].head.i]
            return reading.in_phrase(heads, slot)
        at: int | None = head
        for _ in range(3):
            if at is None:
                return []
            found = reading.all_actors(syntax.subjects(at) or syntax.patients(at))
            if found:
                return found
            label = syntax.label(at)
            above = syntax.head(at)
            if label in ("adjective", "participle") and above is not None:
                return reading.all_actors([above])
            at = above if label in ("phrase", "case", "open", "adverbial", "other") else None
        return []

    def _carry(self, reading: Reading, cue: Cue, sides: Sides, light: LightVerb, verb: int) -> None:
        """Fill a side of a noun's event from the subject of the verb that carries the noun."""
        carried = self._of_verb(reading, "subject", verb, [])
        passive = reading.syntax.is_passive(verb)
        if light.subject == "target":
            if not sides.targets:
                sides.targets, sides.target_rule = carried, f"subject of {light.text}"
        elif not sides.agents or (carried and _is_pronoun(reading, sides.agents)):
            rule = f"{'agent' if passive else 'subject'} of {light.text}"
            sides.agents, sides.agent_rule = carried, rule
        elif light.subject == "both" and not sides.targets:
            sides.targets, sides.target_rule = carried, f"subject of {light.text}"
        elif light.subject == "agent" and sides.agent_rule == "of":
            sides.give_way(cue, carried, f"subject of {light.text}")
        if light.subject == "agent" and not sides.targets:
            sides.targets = reading.all_actors(_kept(reading, verb))
            sides.target_rule = f"given by {light.text}"

    # -- pairs -------------------------------------------------------------------------------

    def _pairs(
        self,
        reading: Reading,
        cue: Cue,
        tokens: tuple[int, ...],
        head: int,
        fill: Callable[[str], list[Argument]],
        *,
        light: LightVerb | None = None,
        verb: int | None = None,
    ) -> Iterator[Tie]:
        symmetric = relation_named(cue.relation).symmetric
        sides = Sides(*first_filled(cue.agent, fill))
        sides.fill_targets(cue.target, fill, one_more=symmetric and sides.agent_rule == "with")
        ends = light is not None and light.subject == "ends"
        among = symmetric and len(sides.agents) > 1 and not sides.targets
        if light is not None and verb is not None and not (among and sides.agent_rule != "with"):
            self._carry(reading, cue, sides, light, verb)
        if cue.form is Form.NOUN and verb is None:
            look_around(reading, cue, sides, head, fill)
        pairs, rule = paired(reading, cue, sides, head)
        doers = {reading.mention(first.mention).actor.id for first, _ in pairs}
        same: list[tuple[int, int]] = []
        mutual = symmetric or rule == EACH_OTHER
        for first, second in pairs:
            # "Russia and Syria resumed their attacks": who does it is not whom it is done to
            own = not mutual and reading.mention(second.mention).actor.id in doers
            if first.mention != second.mention and not own:
                cost = STEP_COST ** (first.steps + second.steps)
                yield Tie(
                    cue=between(reading, cue, head, (first.mention, second.mention)),
                    head=head,
                    tokens=tokens,
                    subject=first.mention,
                    object=second.mention,
                    rule=rule,
                    confidence=cue.confidence * cost,
                    ends=ends,
                )
            elif first.mention != second.mention:
                same.append((first.mention, second.mention))
        if self._tried:

            def look(slot: str) -> list[Argument]:
                carrier = slot == CARRIER and verb is not None
                return self._of_verb(reading, "subject", verb or 0, []) if carrier else fill(slot)

            self._tried(
                Attempt(
                    cue=cue,
                    head=head,
                    tokens=tokens,
                    agents=tuple(argument.mention for argument in sides.agents),
                    targets=tuple(argument.mention for argument in sides.targets),
                    same=tuple(same),
                    light=light,
                    look=look,
                )
            )


def _is_parted(reading: Reading, cue: Cue, tokens: tuple[int, ...]) -> bool:
    """Whether an object stands between: "met Iran along with Turkey" is no "meet with".

    Verbs that have an object beside their preposition are listed with that slot.
    """
    if cue.form is not Form.VERB or cue.nouns or cue.words[-1] not in PREPOSITIONS:
        return False
    if set(cue.target + cue.agent) & {"object", "owner", "indirect", "clause"}:
        return False
    between = range(tokens[0] + 1, tokens[-1])
    return any(at in between for at in reading.syntax.children(tokens[0], "object"))


def is_against_others(reading: Reading, verb: int) -> bool:
    """Whether it is told against whom: "fought with the rebels" is then beside them."""
    return any(words.split()[-1] == "against" for words, _ in reading.syntax.phrases(verb))


def _given(reading: Reading, verb: int) -> list[int]:
    """Return to whom something is given: "gave Ukraine weapons", "Ukraine was given weapons"."""
    syntax, doc = reading.syntax, reading.doc
    given = syntax.children(verb, "indirect") or _kept(reading, verb)
    return given or [  # parsers join the two: "Ukraine weapons"
        word
        for thing in syntax.patients(verb)
        for word in syntax.children(thing, "compound")
        if word == verb + 1 and doc[word].tag_ == "NNP"
    ]


def _kept(reading: Reading, verb: int) -> list[int]:
    """Return the subject of a passive that has kept its object: who "was offered asylum"."""
    syntax = reading.syntax
    passive = syntax.is_passive(verb) and syntax.children(verb, "object")
    return syntax.patients(verb) if passive else []


def _is_pronoun(reading: Reading, arguments: list[Argument]) -> bool:
    """Whether they are only "its" or "their", which then mean the subject of the carrying verb."""
    return all(reading.mention(a.mention).found.form == "pronoun" for a in arguments)
