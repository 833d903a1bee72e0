"""Reading articles with a language model: what it reads, what it costs, and what became of it."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from actorgraph.errors import DoubtfulInput, InputError
from actorgraph.loaders.language_models.answer_cache import AnswerCache
from actorgraph.loaders.language_models.asking import Asker
from actorgraph.loaders.language_models.budget import Budget, Limits
from actorgraph.loaders.language_models.dropped import Dropped
from actorgraph.loaders.language_models.language_model import LanguageModel
from actorgraph.loaders.language_models.model_reader import ModelReaders
from actorgraph.loaders.language_models.voices import Voices
from actorgraph.loaders.reader_settings import ReaderSettings
from actorgraph.loaders.workers import MakesReader, claims_of
from actorgraph.ontology.articles import Article
from actorgraph.ontology.claims import Claim

Report = Callable[[InputError], None]
REASONS = {reason.value: reason for reason in Dropped}


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """What a run did. `unread` are articles that the model was not asked about, or not wholly.

    `stated` are claims of its answers, `dropped` those that became none, by reason; `claims` are
    those that were printed or kept, by the name of their extractor.
    """

    articles: int
    unread: int
    stated: int
    dropped: Counter[Dropped]
    claims: Counter[str]


@dataclass(slots=True)
class ModelVoice:
    """One run of a language model over articles: `claims_of` reads them, `counts` sums it up."""

    voices: Voices
    model: LanguageModel
    limits: Limits = field(default_factory=Limits)
    concurrency: int = 4
    cache: AnswerCache | None = None
    budget: Budget = field(init=False)
    _asker: Asker | None = field(init=False, default=None)
    _dropped: Counter[Dropped] = field(init=False, default_factory=Counter)
    _claims: Counter[str] = field(init=False, default_factory=Counter)

    def __post_init__(self) -> None:
        """Refuse limits that cannot be kept before anything is read."""
        self.budget = Budget(self.model, self.limits)

    def readers(self, settings: ReaderSettings) -> ModelReaders:
        """Return what builds readers for this voice; they hold no key."""
        model = replace(self.model, key=None)
        return ModelReaders(settings=settings, voices=self.voices, model=model)

    def claims_of(
        self, articles: Iterable[Article], make: MakesReader, *, report: Report, workers: int = 1
    ) -> Iterator[tuple[Article, Sequence[Claim]]]:
        """Yield each article with its claims, as workers.claims_of does, in the articles' order."""
        self._asker = Asker(
            self.budget, report=report, concurrency=self.concurrency, cache=self.cache,
            dropped=self._dropped,
        )  # fmt: skip
        answered, counted = self._asker.answered(articles), self._counted(report)
        for article, claims in claims_of(answered, make, report=counted, workers=workers):
            self._claims.update(claim.extractor.name for claim in claims)
            yield article, claims

    def _counted(self, report: Report) -> Report:
        """Count what readers drop rather than tell each of it."""

        def counted(error: InputError) -> None:
            reason = REASONS.get(error.reason) if isinstance(error, DoubtfulInput) else None
            if reason is None:
                report(error)
            else:
                self._dropped[reason] += 1

        return counted

    def counts(self) -> Counts:
        """Return what was done so far."""
        asker = self._asker
        return Counts(
            articles=asker.articles if asker else 0,
            unread=asker.unread if asker else 0,
            stated=asker.stated if asker else 0,
            dropped=self._dropped,
            claims=self._claims,
        )
