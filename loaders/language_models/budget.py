"""What asking costs: tokens and money spent so far, and the limit that they never pass.

Before each call the most that it can take is set aside, and what it took is counted after it.
"""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from actorgraph.errors import UsageError
from actorgraph.loaders.language_models.language_model import LanguageModel

BYTES_A_TOKEN = 2  # English news has about four; a bound has to be on the safe side
AROUND = 16  # tokens that an endpoint may put around a message
MILLION = 1_000_000


@dataclass(frozen=True, slots=True)
class Tokens:
    """How many tokens go to the model (`given`), and come from it (`made`)."""

    given: int = 0
    made: int = 0

    def __add__(self, other: "Tokens") -> "Tokens":
        return Tokens(self.given + other.given, self.made + other.made)

    def __sub__(self, other: "Tokens") -> "Tokens":
        return Tokens(self.given - other.given, self.made - other.made)

    @property
    def all(self) -> int:
        """Both."""
        return self.given + self.made


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """The most tokens, both ways, and the most money; None for no limit."""

    tokens: int | None = None
    cost: float | None = None


class BudgetUsedUp(Exception):
    """A call could pass the limit, and is not made; `needs` is the most that it could take."""

    def __init__(self, needs: str) -> None:
        self.needs = needs
        super().__init__(needs)


def most_of(messages: Sequence[Mapping[str, str]], answer_tokens: int) -> Tokens:
    """Return the most that a call with these messages can take."""
    given = sum(AROUND + len(one["content"].encode()) // BYTES_A_TOKEN for one in messages)
    return Tokens(given, answer_tokens)


@dataclass(slots=True)
class Budget:
    """What one run spends; for one event loop.

    `lost` are calls whose answer never came: the endpoint may have counted them, so the most that
    they can have taken counts here.
    """

    model: LanguageModel
    limits: Limits = Limits()
    spent: Tokens = Tokens()
    calls: int = 0
    cached: int = 0
    lost: int = 0
    _aside: Tokens = Tokens()
    _settled: asyncio.Condition = field(default_factory=asyncio.Condition)

    def __post_init__(self) -> None:
        """Refuse a limit of money where prices are not known."""
        if self.limits.cost is not None and None in (self.model.price_in, self.model.price_out):
            message = (
                "--max-cost needs prices: set price_in and price_out (of a million tokens) under "
                "[language_model] in a file of settings, or limit --max-tokens"
            )
            raise UsageError(message)

    def cost(self, tokens: Tokens) -> float | None:
        """Return what tokens cost, None where prices are not known."""
        if self.model.price_in is None or self.model.price_out is None:
            return None
        paid = tokens.given * self.model.price_in + tokens.made * self.model.price_out
        return paid / MILLION

    async def set_aside(self, most: Tokens) -> None:
        """Set tokens aside for a call, once calls under way leave room; raises BudgetUsedUp."""
        async with self._settled:
            while not self._fits(self.spent + self._aside + most):
                if not self._aside.all:
                    raise BudgetUsedUp(self._needs(most))
                await self._settled.wait()
            self._aside += most

    async def settle(self, most: Tokens, took: Tokens | None, *, lost: bool = False) -> None:
        """Count what a call took; None where it was not made."""
        async with self._settled:
            self._aside -= most
            if took is not None:
                self.spent += took
                self.calls += 1
                self.lost += lost
            self._settled.notify_all()

    def _fits(self, tokens: Tokens) -> bool:
        tokens_fit = self.limits.tokens is None or tokens.all <= self.limits.tokens
        return tokens_fit and (self.limits.cost is None or self.cost(tokens) <= self.limits.cost)  # type: ignore[operator]

    def _needs(self, most: Tokens) -> str:
        if not self._fits_tokens(self.spent + most):
            return f"{self.spent.all:,} tokens are spent, and the next call may take {most.all:,}"
        return f"{self.money(self.spent)} are spent, and the next call may cost {self.money(most)}"

    def _fits_tokens(self, tokens: Tokens) -> bool:
        return self.limits.tokens is None or tokens.all <= self.limits.tokens

    def money(self, tokens: Tokens) -> str:
        """Return what tokens cost, in words; "" where prices are not known."""
        cost = self.cost(tokens)
        return "" if cost is None else f"{cost:.4f} {self.model.currency}"
