"""Which actor a mention means: catalogue, roles on the date, and coreference inside the article."""

from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Doc

from actorgraph.loaders.actor_words import Found
from actorgraph.loaders.discourse import Resolved
from actorgraph.loaders.known_actors import KnownActors
from actorgraph.loaders.pronouns import Pronouns
from actorgraph.loaders.syntax import Syntax
from actorgraph.ontology.articles import Article
from actorgraph.ontology.catalogue import Catalogue
from actorgraph.ontology.claims import Mention

__all__ = ["Resolved", "Resolver", "as_mention"]

UNTOLD = "description alone"  # the rule of what no other rule finds; nothing points back at it
PEOPLE = frozenset({"group", "person", "body"})
THINGS = frozenset({"movement", "body", "front", "wing", "union", "fund"})  # where no article is
NOT_ALONE = frozenset({"campaign"})  # nouns that mean an actor only where it is told whose


class Resolver:
    """Resolves the mentions of articles against one catalogue."""

    def __init__(self, catalogue: Catalogue) -> None:
        self.actors = KnownActors(catalogue)

    def resolve(
        self, found: Sequence[Found], doc: Doc, syntax: Syntax, article: Article
    ) -> list[Resolved | None]:
        """Return, for each mention, what it means, or None where nothing sure can be said."""
        return _Resolution(self.actors, found, doc, syntax, article).run()


class _Resolution(Pronouns):
    """Resolves all mentions of an article, in text order."""

    def run(self) -> list[Resolved | None]:
        for index, mention in enumerate(self.found):
            result = self.resolve(mention)
            self.results[index] = result
            if result and not result.place and result.rule != UNTOLD:
                self._remember(result)
        return self.results

    def resolve(self, mention: Found) -> Resolved | None:
        """Return what a mention means, unless a judgement says that it does not.

        Of two phrases that hang on each other, neither can tell what the other means.
        """
        if mention.index in self.pending:
            return None
        self.pending.add(mention.index)
        result = self._resolve(mention)
        self.pending.remove(mention.index)
        if result and self.catalogue.is_not(self._text(mention), result.actor.id):
            return None
        return result

    def _resolve(self, mention: Found) -> Resolved | None:
        match mention.form:
            case "known":
                return self._resolve_known(mention)
            case "name":
                return self._resolve_name(mention)
            case "phrase":
                return self._resolve_phrase(mention) or self._untold(mention)
            case "pronoun":
                return self._resolve_pronoun(mention)

    def _untold(self, mention: Found) -> Resolved | None:
        """Some people or a body of whom nothing is told: "supporters", "the jury"."""
        noun = mention.noun
        if noun is None or noun.stands_for not in PEOPLE or noun.noun in NOT_ALONE:
            return None
        plural = self.doc[mention.head].tag_ == "NNS"
        thing = self._text(mention).casefold() in THINGS and not self._definite(mention)
        if not plural and (noun.stands_for == "person" or thing):
            return None  # "restrictions on movement"
        kind = noun.kind if noun.stands_for == "body" else "Group"
        near = self._country_near(mention)
        ours = any(child.tag_ == "PRP$" for child in self.doc[mention.head].lefts)
        country = near if near == self.setting and not ours else None  # else it is a guess
        described = self._described(mention, None, country, kind, 0.3)
        return replace(described, rule=UNTOLD)


def as_mention(resolved: Resolved, doc: Doc, text: str) -> Mention:
    """Return the mention as a claim keeps it, with its character offsets."""
    span = doc[resolved.found.start : resolved.found.end]
    return Mention(
        actor=resolved.actor.id,
        name=resolved.actor.name,
        kind="Place" if resolved.place else resolved.actor.kind,
        text=text[span.start_char : span.end_char],
        start=span.start_char,
        end=span.end_char,
        resolution=f"{resolved.rule} ({resolved.score:.2f})",
    )
