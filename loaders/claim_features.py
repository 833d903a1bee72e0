"""What speaks for and against a relation between two mentions of a sentence, as named features.

Training and reading share this code. No feature holds a name: names are masked by their kind.
"""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from actorgraph.loaders.arguments import Reading
from actorgraph.loaders.cues import Cue, Form, Lexicon
from actorgraph.loaders.events import EventFinder, Tie
from actorgraph.loaders.predicate_roles import PredicateRoles
from actorgraph.loaders.resolution import Resolved
from actorgraph.ontology.vocabulary import RELATIONS

FAR = 45  # words between two mentions beyond which no relation is looked for
NEAR = 6  # the same for two mentions of one actor, which only other names can tie
AROUND = 30  # words around a pair in which cues count
# What no sentence of prose has: in a run of titles every word is a mention and a cue, too.
MOST_MENTIONS, MOST_CUES = 30, 48  # behind a mention; around a pair, the outer ones left out
LONGEST_PATH = 6
WORDS_COUNTED, WORDS_AS_ONE = 15, 4
TIE_FORMS = (Form.OFFICE, Form.TIE, Form.SUFFIX, Form.PREFIX)
SHARED_ARCS = frozenset({"conjunct", "compound"})  # left out of the shortened path
SYMMETRIC = frozenset(relation.name for relation in RELATIONS.values() if relation.symmetric)


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """An ordered pair of mentions; `forward` where the subject stands first.

    `features` weigh differently for each relation; those of `shared` are listed under the relation
    that they speak of, and weigh the same for all.
    """

    subject: int
    object: int
    forward: bool
    features: tuple[str, ...]
    shared: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class SeenCue:
    """A cue of the lexicon in the text, whether or not the rules found its actors."""

    cue: Cue
    head: int
    tokens: tuple[int, ...]


def bucket(number: int) -> int:
    """Return a step of a scale that grows coarser: 0 to 5 as they are, then fours, then tens."""
    if number < 6:
        return number
    return 6 + (number - 6) // 4 if number < 22 else 10 + (number - 22) // 10


def tenths(share: float) -> int:
    """Return a share in whole tenths."""
    return int(share * 10)


class ArticleEvidence:
    """The candidates of one article, with all that the features of a pair need to look up."""

    def __init__(self, reading: Reading, lexicon: Lexicon, ties: Iterable[Tie]) -> None:
        self.reading, self.doc, self.syntax = reading, reading.doc, reading.syntax
        self.lemmas = reading.lemmas
        self.tags = [token.tag_ for token in self.doc]
        self.words = list(_masked(reading, self.lemmas))
        self.quoted = list(_quoted(reading))
        self.roles = PredicateRoles(reading)
        self.sentence = [0] * len(self.doc)
        self.mentions: dict[int, list[int]] = defaultdict(list)
        for number, sentence in enumerate(self.doc.sents):
            self.sentence[sentence.start : sentence.end] = [number] * len(sentence)
        for place, mention in enumerate(reading.mentions):
            if mention is not None:
                self.mentions[self.sentence[mention.found.head]].append(place)
        self.cues: dict[int, list[SeenCue]] = defaultdict(list)
        for seen in seen_cues(reading, lexicon):
            self.cues[self.sentence[seen.head]].append(seen)
        self._index_ties(ties)
        self._chains: dict[int, list[tuple[int, str]]] = {}
        self._moods: dict[tuple[int, str], tuple[str, ...]] = {}

    def _index_ties(self, ties: Iterable[Tie]) -> None:
        self.by_pair: dict[tuple[int, int], list[Tie]] = defaultdict(list)
        self.by_cue: dict[tuple[int, str], list[Tie]] = defaultdict(list)
        self.by_actors: dict[tuple[str, str], dict[str, set[int]]] = defaultdict(
            lambda: defaultdict(set)
        )
        for tie in ties:
            self.by_pair[tie.subject, tie.object].append(tie)
            self.by_cue[tie.head, tie.relation].append(tie)
            actors = (self.actor(tie.subject), self.actor(tie.object))
            sentences = self.by_actors[actors][tie.relation]
            if len(sentences) < 2:  # enough to tell whether there is one elsewhere
                sentences.add(self.sentence[tie.head])

    def actor(self, mention: int) -> str:
        """Return the id of the actor that a mention means."""
        return self.reading.mention(mention).actor.id

    def candidates(self, chosen: Container[tuple[int, int]] | None = None) -> Iterator[Candidate]:
        """Yield the ordered pairs of mentions of each sentence, in text order; or those chosen."""
        for number in sorted(self.mentions):
            pairs = [pair for pair in self.pairs(number) if chosen is None or pair in chosen]
            if pairs:
                sentence = _SentenceEvidence(self, number, self.mentions[number])
                yield from (sentence.candidate(*pair) for pair in pairs)

    def pairs(self, number: int) -> Iterator[tuple[int, int]]:
        """Yield (subject, object) of what may be tied in a sentence, in text order."""
        mentions = self.mentions[number]
        for place, first in enumerate(mentions):
            one = self.reading.mention(first)
            for second in mentions[place + 1 : place + 1 + MOST_MENTIONS]:
                other = self.reading.mention(second)
                gap = other.found.start - one.found.end
                if gap > FAR:
                    break
                if one.actor.id == other.actor.id and gap > NEAR:
                    continue
                if one.place is None:
                    yield first, second
                if other.place is None:
                    yield second, first

    def chain(self, token: int) -> list[tuple[int, str]]:
        """Return the words above a token, itself first, each with the label of the arc above it."""
        chain = self._chains.get(token)
        if chain is None:
            chain = self._chains[token] = list(self._climb(token))
        return chain

    def _climb(self, token: int) -> Iterator[tuple[int, str]]:
        at: int | None = token
        for _ in range(12):
            if at is None:
                return
            arc = self.syntax.above.get(at)
            if arc is None:
                yield at, "root"
                return
            phrase = arc.label == "phrase"
            yield at, f"{arc.preposition.rsplit(' ', 1)[-1]}+" if phrase else arc.label
            at = arc.head

    def mood(self, word: int, name: str) -> tuple[str, ...]:
        """Return the auxiliaries and markers of a verb, and what governs it."""
        mood = self._moods.get((word, name))
        if mood is None:
            mood = self._moods[word, name] = tuple(self._mood(word, name))
        return mood

    def _mood(self, word: int, name: str) -> Iterator[str]:
        syntax = self.syntax
        for child in syntax.children(word, "auxiliary", "negation"):
            yield f"{name}:{self.lemmas[child]}"
        label, above = syntax.label(word), syntax.head(word)
        yield f"{name} as:{label}"
        clause = ("open", "complement", "adverbial", "participle", "relative", "conjunct", "aside")
        if above is not None and label in clause:
            yield f"{name} under:{label}:{self.words[above]}"
        for child in syntax.children(word, "marker"):
            yield f"{name} marker:{self.lemmas[child]}"


def seen_cues(reading: Reading, lexicon: Lexicon) -> Iterator[SeenCue]:
    """Yield the cues of the lexicon that stand in an article."""
    for cue, tokens, head in EventFinder(lexicon).cues(reading):
        yield SeenCue(cue, head, tokens)
    known = [lexicon.cues[form] for form in TIE_FORMS]
    for at, (lower, lemma) in enumerate(zip(reading.lower, reading.lemmas, strict=True)):
        for index in known:
            listed = index.get(lower) or index.get(lemma, ())
            single = next((cue for cue in listed if len(cue.words) == 1), None)
            if single is not None:
                yield SeenCue(single, at, (at,))


def _masked(reading: Reading, lemmas: Sequence[str]) -> Iterator[str]:
    """Yield the lemma of each word, or its kind where it is part of a name."""
    for token, lemma in zip(reading.doc, lemmas, strict=True):
        place = reading.named(token.i)
        mention = None if place is None else reading.mentions[place]
        if mention is not None and mention.found.form in ("known", "name"):
            yield f"<{mention.actor.kind}>"
        elif token.is_space:
            yield "<Break>"
        elif token.tag_.startswith("NNP") or (token.text[:1].isupper() and not token.is_sent_start):
            yield "<Name>"
        else:
            yield "<Number>" if token.like_num else lemma


def _quoted(reading: Reading) -> Iterator[bool]:
    """Yield whether each word stands inside quotation marks; a new paragraph closes them."""
    inside = False
    for token in reading.doc:
        if token.text in ("“", "``"):
            inside = True
        elif token.text in ("”", "''") or (token.is_space and "\n\n" in token.text):
            inside = False
        elif token.text == '"':
            inside = not inside
        yield inside


class _CueHere:
    """A cue with what every pair around it asks for."""

    __slots__ = ("form", "head", "places", "relation", "roles", "sure", "text")

    def __init__(self, seen: SeenCue, roles: Mapping[int, str]) -> None:
        cue = seen.cue
        self.head, self.places, self.roles = seen.head, (seen.head, *seen.tokens), roles
        self.relation, self.form, self.text = cue.relation, cue.form.value, cue.text
        self.sure = tenths(cue.confidence)


class _SentenceEvidence:
    """The candidates of one sentence."""

    def __init__(self, article: ArticleEvidence, number: int, mentions: list[int]) -> None:
        self.article, self.number = article, number
        self.reading, self.words = article.reading, article.words
        self.mentions = mentions
        self.starts = [self.reading.mention(mention).found.start for mention in mentions]
        cues = sorted(article.cues[number], key=lambda seen: seen.head)
        self.cues = [_CueHere(seen, article.roles.own(seen.head)) for seen in cues]
        self.cue_heads = [seen.head for seen in self.cues]
        start, end = self.reading.sentence_of(self.reading.mention(mentions[0]).found.head)
        self.passed: dict[int, dict[int, str]] = {}
        self.predicates: dict[int, list[int]] = defaultdict(list)
        for word in range(start, end):
            if article.roles.is_predicate(word):
                for mention in article.roles.own(word):
                    self.predicates[mention].append(word)
        self.common = (f"length:{bucket(end - start)}", f"mentions:{min(len(mentions), 12)}")
        self.subjects: dict[int, list[str]] = {}
        self.objects: dict[int, list[str]] = {}
        for mention in mentions:
            names = list(self._single(mention))
            self.subjects[mention] = [f"s.{name}" for name in names]
            self.objects[mention] = [f"o.{name}" for name in names]

    def candidate(self, subject: int, obj: int) -> Candidate:
        """Return a pair with its features."""
        forward = subject < obj  # mentions are numbered in text order
        pair = _Pair(self, subject, obj, forward=forward)
        features = [*self.common, *self.subjects[subject], *self.objects[obj]]
        for part in (pair.who(), pair.wording(), pair.path(), pair.frames()):
            features += part
        shared: dict[str, list[str]] = defaultdict(list)
        features += pair.cues(shared)
        features += pair.rules(shared)
        return Candidate(
            subject=subject,
            object=obj,
            forward=forward,
            features=tuple(dict.fromkeys(features)),
            shared={name: tuple(dict.fromkeys(shared[name])) for name in sorted(shared)},
        )

    def _single(self, place: int) -> Iterator[str]:
        """What a mention is, what stands around it, and what it hangs on."""
        mention, words = self.reading.mention(place), self.words
        found = mention.found
        yield f"form:{found.form}"
        yield f"kind:{mention.actor.kind}"
        yield f"sure:{tenths(mention.score)}"
        if mention.place:
            yield "place"
        if found.noun:
            yield f"noun:{found.noun.noun}"
            yield f"stands for:{found.noun.stands_for}"
        if found.form == "pronoun":
            yield f"pronoun:{self.article.lemmas[found.head]}"
        if found.titled:
            yield "titled"
        if found.inside is not None:
            yield "inside"
        before = words[found.start - 1] if found.start else "^"
        after = words[found.end] if found.end < len(words) else "$"
        yield f"-1:{before}"
        yield f"+1:{after}"
        if found.start > 1:
            yield f"-2:{words[found.start - 2]} {before}"
        if found.end + 1 < len(words):
            yield f"+2:{after} {words[found.end + 1]}"
        chain = self.article.chain(found.head)
        yield f"arc:{chain[0][1]}"
        if len(chain) > 1:
            yield f"arc:{chain[0][1]}:{words[chain[1][0]]}"
            yield f"arcs:{chain[0][1]}/{chain[1][1]}"
        if self.article.quoted[found.head]:
            yield "quoted"

    def passed_down(self, word: int) -> dict[int, str]:
        """Return the roles that a word shares with the one above it."""
        roles = self.passed.get(word)
        if roles is None:
            roles = self.passed[word] = self.article.roles.passed_down(word)
        return roles

    def starting(self, start: int, end: int) -> list[int]:
        """Return the mentions that begin at these words."""
        return self.mentions[bisect_left(self.starts, start) : bisect_left(self.starts, end)]

    def cues_near(self, start: int, end: int) -> Sequence[_CueHere]:
        """Return the cues of the sentence in and around these words."""
        first = bisect_left(self.cue_heads, start - AROUND)
        last = bisect_right(self.cue_heads, end + AROUND)
        if last - first > MOST_CUES:
            first += (last - first - MOST_CUES) // 2
            last = first + MOST_CUES
        return self.cues[first:last]


@lru_cache(maxsize=1 << 16)
def _cue_names(  # kept, as most cues stand to their pairs as many others do
    form: str, where: str, order: str, far: int, sure: int, roles: tuple[str | None, str, str]
) -> tuple[str, ...]:
    """Return what is said of a cue that stands so to a pair; roles: on the path, of the two."""
    node, first, second = roles
    return (
        f"{form}:{where}:{order}",
        f"{form}:{where}:{far}",
        f"{form}:path:{node}",
        f"sure:{sure}:{'path' if node else where}",
        "on path" if node else "off path",
        f"{form}:roles:{first}>{second}",
        f"{form}:s:{first}",
        f"{form}:o:{second}",
        *((f"both roles:{sure}",) if "-" not in (first, second) else ()),
    )


class _Pair:
    """The features of one ordered pair."""

    def __init__(
        self, sentence: _SentenceEvidence, subject: int, obj: int, *, forward: bool
    ) -> None:
        self.sentence, self.article, self.reading = sentence, sentence.article, sentence.reading
        self.subject, self.object, self.words = subject, obj, sentence.words
        self.one: Resolved = self.reading.mention(subject)
        self.other: Resolved = self.reading.mention(obj)
        self.order = ">" if forward else "<"
        found = (self.one.found, self.other.found)
        self.low, self.high = found if forward else found[::-1]
        self.kinds = (self.one.actor.kind, "Place" if self.other.place else self.other.actor.kind)
        self.nodes: dict[int, str] = {}  # words on the path: u(p from the subject), d(own), t(op)
        self.role_at: dict[int, tuple[str, str]] = {}

    def who(self) -> Iterator[str]:
        """Yield the forms and kinds of the two, how far apart they are, and who stands between."""
        one, other, order = self.one.found, self.other.found, self.order
        yield f"kinds:{self.kinds[0]}>{self.kinds[1]}"
        yield f"forms:{one.form}{order}{other.form}"
        if self.one.actor.id == self.other.actor.id:
            yield "same actor"
        gap = self.high.start - self.low.end
        yield f"gap:{order}{bucket(max(gap, 0))}"
        if gap < 0:
            yield f"nested{order}"
        if other.owner == self.subject:
            yield "owner of object"
        if one.owner == self.object:
            yield "owner of subject"
        between = 0
        for place in self.sentence.starting(self.low.end, self.high.start):
            mention = self.reading.mention(place)
            if mention.found.end <= self.high.start:
                between += 1
                if mention.actor.id == self.one.actor.id:
                    yield "subject again"
                if mention.actor.id == self.other.actor.id:
                    yield "object again"
        yield f"between:{order}{min(between, 6)}"

    def wording(self) -> Iterator[str]:
        """Yield the words between the two."""
        words, order = self.words[self.low.end : self.high.start], self.order
        if len(words) <= WORDS_COUNTED:
            for word in words:
                yield f"word:{word}"
                yield f"word{order}{word}"
            for word, following in pairwise(words):
                yield f"words{order}{word} {following}"
        if len(words) <= WORDS_AS_ONE:
            joined = " ".join(words)
            yield f"all{order}{joined}"
            yield f"all{order}{self.kinds[0]}|{joined}|{self.kinds[1]}"

    def path(self) -> Iterator[str]:
        """Yield the dependency path from the subject up to what governs both, and down."""
        up, down = (self.article.chain(m.found.head) for m in (self.one, self.other))
        place = {word: steps for steps, (word, _) in enumerate(up)}
        meeting = next(((place[w], n, w) for n, (w, _) in enumerate(down) if w in place), None)
        if meeting is None:
            yield "no path"
            return
        first, second, top = meeting
        ups, downs = [arc for _, arc in up[:first]], [arc for _, arc in down[:second]]
        word = self.words[top]
        if first + second <= LONGEST_PATH:
            yield f"path:{'/'.join(ups)}|{'/'.join(downs)}"
            yield f"path:{'/'.join(ups)}|{word}|{'/'.join(downs)}"
        short_up = "/".join(arc for arc in ups if arc not in SHARED_ARCS)
        short_down = "/".join(arc for arc in downs if arc not in SHARED_ARCS)
        yield f"short:{short_up}|{short_down}"
        yield f"short:{short_up}|{word}|{short_down}"
        yield f"up:{short_up}|{word}"
        yield f"down:{word}|{short_down}"
        yield f"top:{word}"
        yield f"tag:{self.article.tags[top][:2]}{first}:{second}"
        yield f"steps:{min(first + second, 9)}"
        yield from (f"up word:{self.words[w]}" for w, _ in up[1:first])
        yield from (f"down word:{self.words[w]}" for w, _ in down[1:second])
        if first and second:
            yield from self.article.mood(top, "mood")
        self.nodes.update((w, "up") for w, _ in up[: first + 1])
        self.nodes.update((w, "down") for w, _ in down[:second])
        self.nodes[top] = "subject" if first == 0 else "object" if second == 0 else "top"

    def frames(self) -> Iterator[str]:
        """Yield the verbs and nouns around which both have a role, the nearest ones first."""
        hits = sorted(self._frames())
        for place, (inherited, _, word, first, second) in enumerate(hits[:3]):
            self.role_at[word] = (first, second)
            lemma, tag = self.words[word], self.article.tags[word][:2]
            yield f"frame:{tag}:{first}>{second}"
            yield f"frame:{lemma}:{first}>{second}"
            yield f"frame:{lemma}"
            yield f"frame s:{lemma}:{first}"
            yield f"frame o:{lemma}:{second}"
            yield f"frame {place}:{inherited}"
            syntax = self.article.syntax
            if tag == "VB":
                for noun in syntax.patients(word)[:2]:
                    yield f"frame object:{lemma} {self.words[noun]}"
                yield from self.article.mood(word, "frame mood")
            elif (above := syntax.head(word)) is not None:
                yield f"frame under:{self.words[above]} {lemma}"
        yield f"frames:{min(len(hits), 3)}"
        tags = [f"{self.article.tags[w][:2]}:{a}>{b}" for _, _, w, a, b in hits[:2]]
        yield f"frames:{'|'.join(tags)}"

    def _frames(self) -> Iterator[tuple[int, int, int, str, str]]:
        own, predicates = self.article.roles.own, self.sentence.predicates
        words = dict.fromkeys((*predicates[self.subject], *predicates[self.object]))
        for word in words:
            roles = own(word)
            first, second = roles.get(self.subject), roles.get(self.object)
            inherited = (first is None) + (second is None)
            if inherited:
                passed = self.sentence.passed_down(word)
                first, second = first or passed.get(self.subject), second or passed.get(self.object)
            if first and second:
                far = abs(word - self.low.end) + abs(word - self.high.start)
                yield inherited, far, word, first, second

    def cues(self, shared: dict[str, list[str]]) -> Iterator[str]:
        """Yield where the lexicon's cues stand to the two; fill the shared features."""
        on_path = 0
        subject, obj, nodes, role_at = self.subject, self.object, self.nodes, self.role_at
        low, high = self.low.head, self.high.head
        for here in self.sentence.cues_near(self.low.start, self.high.end):
            head, relation = here.head, here.relation
            node = None
            for place in here.places:
                if place in nodes:
                    node = nodes[place]
                    break
            first, second = role_at.get(head) or (
                here.roles.get(subject, "-"),
                here.roles.get(obj, "-"),
            )
            far = bucket(min(abs(head - low), abs(head - high)))
            where = self._where(head)
            names = shared[relation]
            names += _cue_names(here.form, where, self.order, far, here.sure, (node, first, second))
            names += self._elsewhere(head, relation, here.form)
            if node:
                on_path += 1
                yield f"cue:{relation}:{node}"
            if node or first != "-" or second != "-":
                yield f"cue:{relation}:{first}>{second}"
                yield f"cue:{here.text}:{relation}"
        yield f"cues:{min(on_path, 4)}"

    def _where(self, head: int) -> str:
        low, high = self.low, self.high
        if low.start <= head < low.end or high.start <= head < high.end:
            return "in"
        return "before" if head < low.start else "after" if head >= high.end else "between"

    def _elsewhere(self, head: int, relation: str, form: str) -> tuple[str, ...]:
        """Whom the rules tie to the cue: S or O for the two in these roles, s or o in the other."""
        ties = self.article.by_cue.get((head, relation))
        if not ties:
            return ("no tie",)
        taken = "|".join(sorted({self._sides(tie) for tie in ties}))
        return (f"ties:{taken}", f"ties:{form}:{taken}")

    def _sides(self, tie: Tie) -> str:
        subject, obj = self.subject, self.object
        first = "S" if tie.subject == subject else "s" if tie.object == subject else ""
        return first + ("O" if tie.object == obj else "o" if tie.subject == obj else "")

    def rules(self, shared: dict[str, list[str]]) -> Iterator[str]:
        """Yield what the rules say of the pair, here and elsewhere in the article."""
        by_pair = self.article.by_pair
        mine = by_pair.get((self.subject, self.object), ())
        back = by_pair.get((self.object, self.subject), ())
        for tie in mine:
            form, sure = tie.cue.form.value, tenths(tie.confidence)
            names = (
                "rule",
                f"rule:{form}",
                f"rule:{tie.rule}",
                f"rule:{sure}",
                f"rule:{form}:{sure}",
            )
            shared[tie.relation] += names
            yield f"rule:{tie.relation}"
            yield f"rule:{tie.rule}"
            yield f"rule:{tie.relation}:{tie.rule}"
            yield f"rule:{tie.cue.text}:{tie.relation}"
        for tie in back:
            name = "rule" if tie.relation in SYMMETRIC else "back"
            shared[tie.relation] += (name, f"{name}:{tie.cue.form.value}", f"{name}:{tie.rule}")
            yield f"{name}:{tie.relation}"
        yield f"rules:{len({tie.relation for tie in mine})}:{min(len(back), 2)}"
        actors = (self.one.actor.id, self.other.actor.id)
        for name, pair in (("elsewhere", actors), ("elsewhere back", actors[::-1])):
            for relation, sentences in sorted(self.article.by_actors.get(pair, {}).items()):
                if sentences != {self.sentence.number}:
                    shared[relation].append(name)
