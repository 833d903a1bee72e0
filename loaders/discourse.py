"""What an article has named so far, and where it is set: the memory that resolving reads from."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import takewhile

from spacy.tokens import Doc

from actorgraph.loaders.actor_words import Found
from actorgraph.loaders.known_actors import KnownActors
from actorgraph.loaders.syntax import Syntax
from actorgraph.ontology.actors import Actor, slug
from actorgraph.ontology.articles import Article
from actorgraph.ontology.gazetteer import Place
from actorgraph.ontology.gazetteer import named as places_named

REACH = 3  # sentences that a pronoun looks back
STATE_LIKE = ("State", "Region", "Government")
COLLECTIVE = (
    "ArmedGroup",
    "Opposition",
    "Party",
    "Alliance",
    "IGO",
    "NGO",
    "Military",
    "Ministry",
    "Legislature",
    "Court",
    "Media",
    "Company",
    "Police",
    "Intelligence",
    "Group",
    "Religious",
)
AT_A_PLACE = frozenset(
    "in at near outside around inside across into through via throughout".split()
)
# States that news names in every conflict; a weaker sign of where an article is set.
ENVOYS = frozenset({"ambassador", "envoy", "emissary", "ambassadors", "envoys"})
GREAT_POWERS = frozenset({"US", "GB", "RU", "FR", "CN"})
# What tells of who stands behind somebody, and not whose they are: "Turkish-backed rebels".
ARMED_BY = frozenset({"backed", "supported", "allied", "aligned", "trained", "armed", "funded"})
BEHIND_HYPHEN = ARMED_BY | frozenset(
    "sponsored financed equipped linked affiliated friendly leaning installed paid supplied".split()
)
FOR_OR_AGAINST = frozenset({"pro", "anti"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolved:
    """A mention and the actor it means.

    `score` (0 to 1) says how sure the choice is, `rule` how it was made; `place` is set where the
    words name a place of the gazetteer, and `name` is the mention that a title belongs to: of
    "Turkish president" where "Erdogan" follows.
    """

    found: Found
    actor: Actor
    rule: str
    score: float
    place: Place | None = None
    name: int | None = None


@dataclass(slots=True)
class _Memory:
    """What the article has named so far."""

    persons: dict[str, Actor] = field(default_factory=dict)  # by surname, lower case
    abbreviations: dict[str, Actor] = field(default_factory=dict)  # as the article gives them
    recent: list[tuple[int, int, float, Resolved]] = field(default_factory=list)
    countries: set[str | None] = field(default_factory=set)  # of all that was named


class Discourse:
    """One article being resolved: its mentions, what each was found to mean, and what is recent."""

    def __init__(
        self,
        actors: KnownActors,
        found: Sequence[Found],
        doc: Doc,
        syntax: Syntax,
        article: Article,
    ) -> None:
        self.actors, self.catalogue = actors, actors.catalogue
        self.found, self.doc, self.syntax = found, doc, syntax
        self.date = article.published[:10] if article.published else None
        self.memory = _Memory()
        self.told: Counter[str] = Counter()  # how often each actor was named so far
        self.results: list[Resolved | None] = [None] * len(found)
        self.pending: set[int] = set()  # the mentions that are being resolved
        self.sentence = sentence_numbers(doc)
        self.over: dict[int, list[int]] = defaultdict(list)  # token -> the mentions it stands in
        for index, mention in enumerate(found):
            for token in range(mention.start, mention.end):
                self.over[token].append(index)
        self.called: dict[str, str] = {}  # "he" or "she" of persons whose first name does not tell
        self.persons: dict[str, Actor] = {}  # those of the catalogue that the article names
        self.quoted = list(_quoted(doc))
        self.places: Counter[str] = Counter()  # how often something is told to be in each country
        self.votes: Counter[str] = Counter()  # how much the article is about each country
        self.setting = self._setting(article.title)

    def _setting(self, title: str) -> str | None:
        """The country that most of the article is about: "the government" means its government."""
        votes = self.votes
        for mention in self.found:
            if mention.alias:
                actor = self._known(mention)
                if actor and actor.kind == "Person":
                    self.persons[actor.id] = actor
                if actor and actor.country:
                    self.places[actor.country] += self._at_a_place(mention)
                    foreign = actor.country in GREAT_POWERS or actor.kind == "Person"
                    votes[actor.country] += 1 if foreign else 4
                    votes[actor.country] += 2 * (mention.alias in title)
            elif mention.form == "name":
                for place in places_named(self._text(mention))[:1]:
                    if place.country:
                        self.places[place.country] += 1
                        votes[place.country] += 2
        return votes.most_common(1)[0][0] if votes else None

    def _at_a_place(self, mention: Found) -> bool:
        arc = self.syntax.above.get(mention.head)
        return arc is not None and arc.label == "phrase" and arc.preposition in AT_A_PLACE

    def _where(self) -> str | None:
        """The country in which most is told to happen, else that of the article."""
        return self.places.most_common(1)[0][0] if self.places else self.setting

    def _countries_near(self, mention: Found) -> list[str]:
        """The countries that a body may be of: its spokesman's, then the last ones named."""
        found = [
            actor.country
            for index in self._nearby(mention)
            if (actor := self._known(self.found[index])) and actor.kind == "Person"
        ]
        now = self.sentence[mention.head]
        found += [
            result.actor.country
            for _, _, _, result in self._lately(now, REACH)
            if result.actor.kind in STATE_LIKE
        ]
        return [country for country in dict.fromkeys([*found, self.setting]) if country]

    def _nearby(self, mention: Found) -> list[int]:
        """The names of the mention's sentence that stand outside it, the nearest first."""
        near = [
            index
            for index in range(max(0, mention.index - 6), min(len(self.found), mention.index + 7))
            if self.found[index].form in ("known", "name")
            and self.sentence[self.found[index].head] == self.sentence[mention.head]
            and not mention.start <= self.found[index].head < mention.end
        ]
        return sorted(near, key=lambda index: abs(self.found[index].start - mention.end))

    def _abbreviates(self, short: Found, whole: Found) -> bool:
        """Whether a name in brackets is the abbreviation of the one before: "(PYD)"."""
        if short.end - short.start > 1 or short.start != whole.end + 1:
            return False
        if self.doc[whole.end].text != "(" or short.form != "name":
            return False
        words = [word for word in re.split(r"[\s-]+", self._text(whole)) if word[0].isalpha()]
        capitals = "".join(word[0] for word in words if word[0].isupper())
        every = "".join(word[0].upper() for word in words)
        return self._text(short).replace(".", "").upper() in (capitals, every)

    def _country_near(self, mention: Found) -> str | None:
        """The country named last before the mention in its sentence, else that of the article."""
        for _, _, _, result in self._lately(self.sentence[mention.head], 0):
            apart = self._receives(result.found) or self._stands_behind(result.found)
            if result.actor.country and result.actor.kind in STATE_LIKE and not apart:
                return result.actor.country
        return self.setting

    def _receives(self, state: Found) -> bool:
        """Whether a state is only where somebody is sent: "Iran's ambassador to Britain"."""
        at = state.start - 1
        at -= at > 0 and self.doc[at].lower_ == "the"
        return at > 0 and self.doc[at].lower_ == "to" and self.doc[at - 1].lower_ in ENVOYS

    def _stands_behind(self, state: Found) -> bool:
        """Whether a name only tells who is behind others: "Iranian-backed", "pro-Russian"."""
        lower = [token.lower_ for token in self.doc[max(state.start - 2, 0) : state.start]]
        if len(lower) > 1 and lower[1] == "-" and lower[0] in FOR_OR_AGAINST:
            return True
        behind = [token.lower_ for token in self.doc[state.end : state.end + 2]]
        return len(behind) > 1 and behind[0] == "-" and behind[1] in BEHIND_HYPHEN

    def _countries(self) -> set[str | None]:
        return self.memory.countries | {self.setting}

    def _before(self, mention: Found) -> str:
        """The word before a mention, in lower case; "" where it is the first."""
        return self.doc[mention.start - 1].lower_ if mention.start else ""

    def _text(self, mention: Found) -> str:
        return str(self.doc[mention.start : mention.end].text)

    def _known(self, mention: Found) -> Actor | None:
        alias = mention.alias or ""
        actors = self.catalogue.named(alias, self.date) or self.catalogue.named(alias)
        if actors:
            return actors[0]
        return (
            self.catalogue.adjective(alias)
            or self.catalogue.demonym(alias)
            or self.catalogue.capital(alias)
        )

    def _at_token(self, token: int) -> Resolved | None:
        """What a noun below the mention means: a name, a title of one, or one in apposition."""
        for noun in (token, *self.syntax.children(token, "apposition", "compound")):
            for index in self.over.get(noun, ()):
                mention = self.found[index]
                result = self.results[index] or self.resolve(mention)
                named = mention.form in ("known", "name")
                if result and (named or (mention.form == "phrase" and result.name is not None)):
                    return result
        return None

    def _lately(self, now: int, reach: int) -> Iterator[tuple[int, int, float, Resolved]]:
        """What was named from so many sentences before the one of this number on, the last first.

        Each with its token, its sentence and its salience.
        """
        return takewhile(lambda named: now - named[1] <= reach, reversed(self.memory.recent))

    def _latest(
        self, kinds: Iterable[str], reach: int = REACH, *, leading: bool = False
    ) -> Actor | None:
        """The best antecedent: recent and salient (subjects before other roles)."""
        wanted = frozenset(kinds)
        now = self.sentence[self._now()]
        best: tuple[float, Actor] | None = None
        for _, sentence, salience, result in self._lately(now, reach):
            if result.actor.kind not in wanted:
                continue
            if leading and not any(b.relation == "leads" for b in result.actor.bonds):
                continue
            value = salience / (1 + now - sentence)
            if best is None or value > best[0]:
                best = (value, result.actor)
        return best[1] if best else None

    def _now(self) -> int:
        return self.memory.recent[-1][0] if self.memory.recent else 0

    def _remember(self, result: Resolved) -> None:
        head = result.found.head
        label = self.syntax.label(head)
        subject = label in ("subject", "passive_subject")
        inside = result.found.inside is not None or label in ("possessor", "adjective", "compound")
        salience = 3.0 if subject else 0.8 if inside else 1.5
        self.told[result.actor.id] += 1
        self.memory.countries.add(result.actor.country)
        self.memory.recent.append((head, self.sentence[head], salience, result))

    def resolve(self, mention: Found) -> Resolved | None:
        """Return what a mention means; the steps that know how are in the classes below this."""
        raise NotImplementedError


def meant(mention: Found, actor: Actor | None, rule: str, score: float = 0.5) -> Resolved | None:
    """Return the mention as meaning this actor, if there is one."""
    return None if actor is None else Resolved(found=mention, actor=actor, rule=rule, score=score)


def at_place(mention: Found, place: Place) -> Resolved:
    """Return the mention as naming a place."""
    actor = Actor(id=slug(place.name), name=place.name, kind="Place", country=place.country)
    return Resolved(found=mention, actor=actor, rule="place", score=0.8, place=place)


def sentence_numbers(doc: Doc) -> list[int]:
    """Return the number of each token's sentence."""
    numbers = []
    number = -1
    for token in doc:
        number += bool(token.is_sent_start)
        numbers.append(max(number, 0))
    return numbers


def _quoted(doc: Doc) -> Iterator[bool]:
    """Yield whether each token stands in a quotation; a paragraph ends them."""
    inside = False
    for token in doc:
        if token.text in ("“", "``"):
            inside = True
        elif token.text in ("”", "''"):
            inside = False
        elif token.text == '"':
            inside = not inside
        elif token.is_space and token.i and not token.nbor(-1).whitespace_:
            inside = False  # a new paragraph opens its quotation anew
        yield inside


def clean(text: str) -> str:
    """Return the words with single spaces between them."""
    return re.sub(r"\s+", " ", text).strip()
