"""What the commands that read articles share for language models: options, and the report."""

from collections.abc import Callable
from dataclasses import dataclass
from importlib.util import find_spec
from typing import TYPE_CHECKING, Annotated

import typer

from actorgraph.errors import DoubtfulInput, MissingExtra, UsageError
from actorgraph.loaders.language_models.voices import Voices
from actorgraph.queries.printing import Reports, say

if TYPE_CHECKING:
    from actorgraph.loaders.language_models.model_voice import ModelVoice
    from actorgraph.loaders.reader_settings import ReaderSettings
    from actorgraph.loaders.workers import MakesReader
    from actorgraph.queries.building import ClaimsOf

LIBRARIES = ("httpx", "jsonschema")  # of the extra llm

ExtractorOption = Annotated[
    Voices,
    typer.Option(help="Who reads: the rules, a language model (llm) at --endpoint, or both."),
]
EndpointOption = Annotated[
    str | None,
    typer.Option(
        help="Address of a language model that speaks OpenAI's protocol; articles are sent there."
    ),
]
ModelOption = Annotated[str | None, typer.Option(help="Name of the language model there.")]
MaxCost = Annotated[
    float | None, typer.Option(min=0, help="The most that the language model may cost.")
]
MaxTokens = Annotated[
    int | None, typer.Option(min=0, help="The most tokens to and from the language model.")
]
Concurrency = Annotated[
    int | None, typer.Option(min=1, help="Questions to the language model at a time; 4 without it.")
]


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelChoice:
    """What a person asks for of a language model; None for what they leave open."""

    extractor: Voices
    endpoint: str | None
    model: str | None
    max_cost: float | None
    max_tokens: int | None
    concurrency: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleReading:
    """How articles are read: what builds readers, what reads with them, and what tells the cost."""

    make: "MakesReader"
    claims_of: "ClaimsOf"
    tell: Callable[[], None] = lambda: None


def article_reading(
    choice: ModelChoice, settings: "ReaderSettings", reports: Reports
) -> ArticleReading:
    """Return how articles are read; raises UsageError for a choice that cannot work."""
    if choice.extractor is Voices.RULES:
        from actorgraph.loaders.workers import claims_of

        _expect_no_model(choice)
        return ArticleReading(make=settings.reader, claims_of=claims_of)
    voice = _voice(choice)
    if voice.model.is_open:
        reason = "articles, and the key where there is one, go there without encryption"
        reports(DoubtfulInput(voice.model.endpoint, reason))
    return ArticleReading(
        make=voice.readers(settings), claims_of=voice.claims_of, tell=lambda: _tell(voice)
    )


def _expect_no_model(choice: ModelChoice) -> None:
    """Refuse options of a model that is not asked: nobody should think that it was."""
    for name in ("endpoint", "model", "max_cost", "max_tokens", "concurrency"):
        if getattr(choice, name) is not None:
            option = name.replace("_", "-")
            message = f"--{option} is for a language model; say --extractor llm or both"
            raise UsageError(message)


def _voice(choice: ModelChoice) -> "ModelVoice":
    for library in LIBRARIES:
        if find_spec(library) is None:
            what = f"--extractor {choice.extractor.value}"
            raise MissingExtra(what, library, "llm")
    from actorgraph.loaders.language_models.budget import Limits
    from actorgraph.loaders.language_models.language_model import language_model
    from actorgraph.loaders.language_models.model_voice import ModelVoice

    return ModelVoice(
        voices=choice.extractor,
        model=language_model(endpoint=choice.endpoint, model=choice.model),
        limits=Limits(tokens=choice.max_tokens, cost=choice.max_cost),
        concurrency=choice.concurrency or 4,
    )


def _tell(voice: "ModelVoice") -> None:
    """Say what was asked, what it cost, and what became of the answers."""
    counts, budget = voice.counts(), voice.budget
    lost = f", {budget.lost} without an answer, counted as long ones" * bool(budget.lost)
    money = budget.money(budget.spent)
    say(
        f"{voice.model.model} at {voice.model.endpoint}: {budget.calls} calls{lost}, "
        f"{budget.cached} answers from the cache; {budget.spent.given:,} tokens in, "
        f"{budget.spent.made:,} out" + f", {money}" * bool(money)
    )
    dropped = sum(counts.dropped.values())
    reasons = ", ".join(f"{times} × {reason}" for reason, times in counts.dropped.most_common())
    say(f"it stated {counts.stated} claims; dropped: {dropped}" + f" ({reasons})" * bool(reasons))
    whose = ", ".join(f"{number} by {name}" for name, number in sorted(counts.claims.items()))
    say(f"claims: {whose or 'none'}")
    if counts.unread:
        say(
            f"{counts.articles} articles were read, {counts.unread} were not; "
            "run it again to read those: answers are kept, and cost nothing again"
        )
