"""What asking a language model took."""

from __future__ import annotations

from dataclasses import astuple, dataclass


@dataclass(frozen=True)
class Usage:
    """`cost` in the currency of the prices; 0 where none are set."""

    requests: int = 0
    retries: int = 0
    tokens_in: int = 0
    tokens_out: int = 0
    seconds: float = 0.0
    cost: float = 0.0

    def __add__(self, other: Usage) -> Usage:
        return Usage(*(mine + more for mine, more in zip(astuple(self), astuple(other), strict=True)))

    def __sub__(self, other: Usage) -> Usage:
        return Usage(*(mine - less for mine, less in zip(astuple(self), astuple(other), strict=True)))

    def __str__(self) -> str:
        cost = f"cost {self.cost:.4f}" if self.cost else "cost not known"
        return (
            f"{self.requests:,} requests ({self.retries:,} of them again), {self.tokens_in:,} tokens in, "
            f"{self.tokens_out:,} out, {cost}, {self.seconds:.1f} s"
        )

    def as_json(self) -> dict[str, float]:
        return {**vars(self), "seconds": round(self.seconds, 3), "cost": round(self.cost, 6)}
