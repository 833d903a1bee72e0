"""What noun phrases mean: "Russian warplanes", "the rebels", "the foreign minister"."""

from collections.abc import Sequence

from actorgraph.loaders.actor_words import OFFICE_OF, ActorNoun, Found
from actorgraph.loaders.discourse import STATE_LIKE, Resolved, clean, meant
from actorgraph.loaders.known_actors import surname_of
from actorgraph.loaders.organs import Organs
from actorgraph.loaders.owners import plural, with_article
from actorgraph.ontology.actors import Actor

PLAIN_PEOPLE = frozenset(
    "civilian resident people inhabitant villager citizen population man woman child family victim "
    "local public".split()
)
GROUPS = frozenset({"group", "organization", "organisation", "movement", "body"})
ARMED = frozenset(
    "terror terrorist militant rebel insurgent armed extremist jihadist jihadi guerrilla "
    "paramilitary".split()
)
ELECTIONS = frozenset("presidential election electoral re-election reelection".split())
# Bodies that are more often one that was named than the one of a country.
COUNCILS = frozenset({"council", "commission", "committee", "panel", "tribunal", "agency"})
LONGEST_OF = 5  # words between a title and its name
OWN_NAME = 3  # words of a name that begins with a nation
NAMED_REACH = 5  # sentences over which "the council" goes on to mean one that was named


class Phrases(Organs):
    """Resolves noun phrases headed by a noun that can stand for an actor."""

    def _resolve_phrase(self, mention: Found) -> Resolved | None:  # noqa: PLR0911 - a dispatch
        noun = mention.noun
        if noun is None:
            return None
        text = clean(self._text(mention))
        if listed := self._listed(mention, text):
            return Resolved(found=mention, actor=listed[0], rule=f"alias {text!r}", score=0.9)
        named = self._name_of(mention, noun)
        if named:
            return named
        if mention.member or noun.stands_for == "sides":
            return self._sides(mention)
        owner = self._owner(mention)
        match noun.stands_for:
            case "state":
                return self._state_or_side(mention, owner)
            case "country":
                return self._country(mention, owner)
            case "armed" | "opposition":
                return self._armed(mention, owner)
            case "people":
                return self._people(mention, owner)
            case "person":
                pope = noun.noun == "pope"
                return self._pope(mention) if pope else self._office(mention, owner)
            case "body":
                return (
                    self._some_court(mention, owner)
                    or self._of_a_nation(mention, text)
                    or self._body(mention, owner, text)
                )
            case "members":
                return self._members(mention, owner)
            case _:
                return self._group(mention, owner)

    def _listed(self, mention: Found, text: str) -> Sequence[Actor]:
        """Those of the catalogue that the whole phrase names, also where a sentence begins."""
        listed = self.catalogue.named(text, self.date)
        if listed or not self.doc[mention.start].is_sent_start:
            return listed
        return self.catalogue.named(text[:1].lower() + text[1:], self.date)

    def _name_of(self, mention: Found, noun: ActorNoun) -> Resolved | None:
        """What the phrase is a title of: "President Erdogan", "the Kurdish militia, the YPG"."""
        if noun.stands_for in ("state", "sides", "country"):
            return None
        head, label = self.syntax.head(mention.head), self.syntax.label(mention.head)
        for index in self._nearby(mention):
            other = self.found[index]
            if self._abbreviates(other, mention):
                continue
            below = self.syntax.head(other.head) == mention.head
            apposed = below and self.syntax.label(other.head) in ("apposition", "compound")
            inside = head is not None and other.start <= head < other.end
            inside = inside and label in ("apposition", "compound")
            if other.start == mention.end or apposed or inside or self._titles(mention, other):
                result = self.results[index] or self.resolve(other)
                if result and not result.place and self._suits(noun, result.actor):
                    return Resolved(
                        found=mention,
                        actor=result.actor,
                        rule="title of the name",
                        score=0.8,
                        name=index,
                    )
        return None

    def _titles(self, mention: Found, name: Found) -> bool:
        """Whether the title goes on up to the name: "Secretary of State John Kerry"."""
        between = self.doc[mention.end : name.start]
        of_what = (
            bool(between) and len(between) <= LONGEST_OF and between[0].lower_ in ("of", "for")
        )
        return (
            name.titled
            and of_what
            and all(t.text[0].isupper() or t.lower_ in ("of", "for", "and", "the") for t in between)
        )

    def _suits(self, noun: ActorNoun, actor: Actor) -> bool:
        """Whether an actor can be what the noun says: a president is a person, a militia is not."""
        if noun.stands_for == "person":
            return actor.kind == "Person"
        if actor.kind in ("State", "Region"):
            return False
        singular_person = noun.stands_for in ("group", "people") and actor.kind == "Person"
        return singular_person or (noun.stands_for != "people" and actor.kind != "Person")

    def _place_name(self, token: int) -> str | None:
        mentions = (self.found[index] for index in self.over.get(token, ()))
        return next((self._text(m) for m in mentions if m.form in ("known", "name")), None)

    def _people(self, mention: Found, owner: Actor | None) -> Resolved:
        place = next(
            (
                text
                for preposition, noun in self.syntax.phrases(mention.head)
                if preposition in ("of", "in", "from") and (text := self._place_name(noun))
            ),
            None,
        )
        noun = mention.noun.noun if mention.noun else "civilian"
        word = "civilians" if noun in PLAIN_PEOPLE else plural(noun)
        if place:
            return self._new(mention, f"{word} ({place})", "Population", "people of a place", 0.6)
        # Civilians are those of where it happens, not of who speaks of them in the sentence.
        there = self._where() if noun in PLAIN_PEOPLE else None
        country = owner.country if owner else there or self._country_near(mention)
        state = self.actors.states.get(country or "")
        name = f"{word} ({state.name})" if state else word
        return self._new(mention, name, "Population", "people of the country", 0.5, country)

    def _members(self, mention: Found, owner: Actor | None) -> Resolved | None:
        """Members, however many, count as what they are members of."""
        if owner is None or owner.kind in ("Person", "Population"):
            return None
        actor = self._of_state(owner) if owner.kind == "State" else owner
        return Resolved(found=mention, actor=actor, rule="members of", score=0.7)

    def _some_court(self, mention: Found, owner: Actor | None) -> Resolved | None:
        """One court of many: "a Dutch court" is not the highest of the country."""
        kind = mention.noun.kind if mention.noun else ""
        bare = self._text(mention) == "court" and not self._points_at_one(mention)
        if kind != "Court" or not (bare or self._of_anybody(mention)):
            return None
        country = owner.country if owner else self._country_near(mention)
        return self._described(mention, owner, country, kind, 0.4)

    def _body(self, mention: Found, owner: Actor | None, text: str) -> Resolved | None:
        noun, kind = (mention.noun.noun, mention.noun.kind) if mention.noun else ("", "Group")
        country = owner.country if owner else None
        if noun == "campaign" and not self._electoral(mention, owner, text):
            return None
        if owner is None and noun in COUNCILS and (named := self._named_with(text.casefold())):
            return meant(mention, named, f"the {noun} named before")
        own = clean(self.doc[self._own_start(mention) : self._of_what(mention)].text).casefold()
        national = kind in ("Ministry", "Legislature", "Court")
        for candidate in (
            [country] if country else self._countries_near(mention) if national else []
        ):
            listed = self.actors.by_country.get((candidate, kind), [])
            match = [a for a in listed if any(_names(own, n) for n in (a.name, *a.aliases))]
            vague = kind == "Ministry" or noun in ("committee", "panel")
            if vague and " " not in own and len(match) > 1:
                continue  # a country has many ministries
            match.sort(key=lambda a: len(a.name))  # the Senate before its committees
            if owner and owner.kind == "Person":  # "Clinton's campaign" is no other's
                match = [a for a in match if surname_of(owner.name) in a.name.casefold()]
            if match:
                return Resolved(
                    found=mention, actor=match[0], rule="body of the country", score=0.7
                )
        if national and owner is None:
            country = next(iter(self._countries_near(mention)), None)
        if noun in GROUPS and ARMED & set(text.casefold().split()):
            kind = "ArmedGroup"
        if owner is None and " " not in text:
            return self._body_of_nobody(mention, noun, kind)
        if owner is None and noun in GROUPS and (earlier := self._the_group(mention, text)):
            return meant(mention, earlier, f"the {noun}")
        if owner is not None and owner.kind not in STATE_LIKE:
            return Resolved(found=mention, actor=owner, rule="owner + body", score=0.6)
        return self._described(mention, owner, country, kind, 0.5)

    def _of_a_nation(self, mention: Found, text: str) -> Resolved | None:
        """A body whose own name begins with its nation: "Ruritanian National Oil Company"."""
        noun = mention.noun
        if noun is None or mention.owner is not None or mention.end - mention.start < OWN_NAME:
            return None
        word = self.doc[mention.start].text
        nation = next(iter(self.catalogue.named(word)), self.catalogue.adjective(word))
        if nation is None or nation.kind != "State":
            return None
        return self._new(mention, text, noun.kind, "name as written", 0.7, nation.country)

    def _body_of_nobody(self, mention: Found, noun: str, kind: str) -> Resolved | None:
        """What "the council" or "the group" alone means: one that was named before."""
        if named := self._named_with(noun):
            return meant(mention, named, f"the {noun} named before")
        if noun not in GROUPS:
            return meant(mention, self._latest((kind,), reach=4), f"the {noun}")
        if self.doc[mention.head].tag_ != "NN":  # "groups" are none of those named before
            return self._described(mention, None, self._country_near(mention), kind, 0.4)
        if not self._points_at_one(mention):  # "a group" is a new one, "movement of goods" nobody
            return None
        return meant(mention, self._the_group(mention, self._text(mention)), f"the {noun}")

    def _electoral(self, mention: Found, owner: Actor | None, text: str) -> bool:
        """Whether a campaign is that of a candidate, and no war and no advertisement."""
        if owner is not None:
            return owner.kind in ("Person", "Party")
        if " " in text:
            return bool(ELECTIONS & set(text.casefold().split()))
        before = self.doc[mention.start - 1] if mention.start else None
        told = before is not None and before.lower_ in ELECTIONS
        described = before is not None and before.tag_ in ("NN", "NNS", "JJ", "HYPH")
        return told or not described

    def _named_with(self, noun: str) -> Actor | None:
        """The body named last whose name has the noun: "the council" for the Security Council."""
        for _, _, _, result in self._lately(self.sentence[self._now()], NAMED_REACH):
            actor = result.actor
            if result.found.form == "known" and noun in actor.name.casefold().split():
                return actor
        return None

    def _of_what(self, mention: Found) -> int:
        """Where the name of a body ends: "Ministry of Foreign Affairs"."""
        end = mention.end
        if end + 1 < len(self.doc) and self.doc[end].text == "of":
            end += 1
            while end < len(self.doc) and self.doc[end].lower_ in OFFICE_OF:
                end += 1
        return end if end > mention.end + 1 else mention.end

    def _group(self, mention: Found, owner: Actor | None) -> Resolved | None:
        noun = mention.noun.noun if mention.noun else ""
        of = noun in (
            "ally",
            "critic",
            "supporter",
            "backer",
            "opponent",
            "partner",
            "rival",
            "foe",
            "enemy",
            "adversary",
            "aide",
            "adviser",
            "sponsor",
            "patron",
            "friend",
        )
        if of:
            if owner is None:
                return None
            return self._new(
                mention,
                f"{plural(noun)} of {with_article(owner.name)}",
                "Group",
                "description",
                0.5,
            )
        if owner is None and " " not in self._text(mention):
            return None
        return self._described(mention, owner, owner.country if owner else None, "Group", 0.4)


def _names(words: str, name: str) -> bool:
    """Whether the words are all in the name: "Defence Ministry" in "Ministry of Defense"."""
    spelled = name.casefold().replace("defense", "defence")
    wanted = set(words.replace("defense", "defence").split()) - {"of", "the", "for"}
    return wanted <= set(spelled.split())
