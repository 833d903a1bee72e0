"""A reader of claims that heeds what a language model states: it alone, or the rules as well."""

import hashlib
from dataclasses import dataclass, replace

from actorgraph.errors import DoubtfulInput
from actorgraph.loaders.arguments import Reading
from actorgraph.loaders.extraction import SURE_ALONE, ClaimMaker, ClaimReader, is_sure, kept
from actorgraph.loaders.language_models.agreement import RulesClaims, agreed
from actorgraph.loaders.language_models.answered_article import AnsweredArticle
from actorgraph.loaders.language_models.dropped import Dropped
from actorgraph.loaders.language_models.language_model import LanguageModel
from actorgraph.loaders.language_models.model_claims import ModelClaims
from actorgraph.loaders.language_models.prompts import fingerprint
from actorgraph.loaders.language_models.voices import Voices
from actorgraph.loaders.reader_settings import ReaderSettings
from actorgraph.loaders.said import Said, Shelves
from actorgraph.ontology.articles import Article
from actorgraph.ontology.claims import Claim, Extractor

LEAST = 0.1  # of readings of the rules that count where the model states the same


class ModelReader(ClaimReader):
    """Reads claims from articles that a model has been asked about.

    `extractor` names the voices that read: "llm MODEL", or "rules + llm MODEL". Each claim's says
    which of them states it.
    """

    def __init__(self, settings: ReaderSettings, *, voices: Voices, model: LanguageModel) -> None:
        lexicon, catalogue = settings.check()
        super().__init__(
            settings.pipeline, catalogue=catalogue, lexicon=lexicon, least=settings.least
        )
        self._trust, self._with_rules = model.trust, voices is Voices.BOTH
        self.rules = self.extractor
        parts = (self.rules.model, model.model, fingerprint(), str(model.trust),
                 str(model.passage), str(model.answer_tokens))  # fmt: skip
        self.llm = _named(self.rules, f"llm {model.model}", parts)
        self.both = _named(self.rules, f"rules + llm {model.model}", parts)
        self.extractor = self.both if self._with_rules else self.llm

    def claims(self, article: Article) -> list[Claim]:
        """Return the claims of an article that was asked about, in text order.

        What of the model's becomes no claim is told as doubts, in the words of `Dropped`.
        """
        if not isinstance(article, AnsweredArticle):
            message = f"{article.id}: the model was not asked about this article"
            raise TypeError(message)
        reading, said = self.read(article)
        maker = ClaimMaker(article, reading, Shelves(said), self.lexicon, self.llm)
        stated, dropped = ModelClaims(maker, self._trust).of(article.stated)
        rules = self._rules_claims(article, reading, said) if self._with_rules else RulesClaims()
        least = SURE_ALONE if self.least is None else self.least
        claims = agreed(rules, stated, both=self.both, least=least)
        if self.least is not None:  # asked for: then not even a doubt is shown that is less sure
            claims = [claim for claim in claims if claim.confidence >= self.least]
        unsure = len(stated) - sum(claim.extractor != self.rules for claim in claims)
        for reason in dropped + [Dropped.UNSURE] * unsure:
            self.on_doubt(DoubtfulInput(article.id, reason.value))
        return claims

    def _rules_claims(self, article: Article, reading: Reading, said: list[Said]) -> RulesClaims:
        """Return the claims that the rules read without the model, and what they are unsure of."""
        maker = replace(self.maker(article, reading, said), extractor=self.rules)
        least = self.sure(reading)
        sure: list[Claim] = []
        unsure: list[Claim] = []
        for tie in self.judged(maker, self.rule_ties(reading), LEAST):
            for claim in maker.claims(tie):
                (sure if is_sure(tie, claim, least) else unsure).append(claim)
        return RulesClaims(sure=kept(sure), unsure=kept(unsure))


def _named(rules: Extractor, name: str, parts: tuple[str, ...]) -> Extractor:
    """Return the extractor of this name; its hash differs by name, as its confidences do."""
    said = "\x1f".join((name, *parts))
    return replace(rules, name=name, model=hashlib.sha256(said.encode()).hexdigest()[:12])


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelReaders:
    """How articles are read with a model; can be sent to other processes, which need no key."""

    settings: ReaderSettings
    voices: Voices
    model: LanguageModel

    def __call__(self) -> ModelReader:
        """Build a reader."""
        return ModelReader(self.settings, voices=self.voices, model=self.model)
