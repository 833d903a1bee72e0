"""An article that a language model was asked about, with what it states of it."""

from dataclasses import dataclass

from actorgraph.loaders.language_models.grounding import Grounded
from actorgraph.ontology.articles import Article


@dataclass(frozen=True, slots=True, kw_only=True)
class AnsweredArticle(Article):
    """An article with what a model states of it, each claim with the places of its words."""

    stated: tuple[Grounded, ...]
