"""Who scores which proposal: each gets enough evaluators, and nobody more work than another where ties allow. Pure.

First each proposal takes the least loaded evaluators it may have; then work moves along chains of evaluators from the
most loaded to whoever has at least two fewer, until no such chain is left. That is the fairest there is: an uneven
allocation always has such a chain (Harvey, Ladner, Lovász, Tamir: Semi-matchings, 2003). Chance only breaks ties, and
comes from a seed that is kept and shown: the same seed gives the same allocation.
"""

from collections import deque
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from random import Random

Pair = tuple[int, int]  # proposal, evaluator


@dataclass(frozen=True)
class Allocation:
    """`added` are new pairs; `short` says how many evaluators a proposal still lacks, by its id."""

    added: frozenset[Pair]
    short: Mapping[int, int] = field(default_factory=dict)


def allocate(
    proposals: Collection[int],
    evaluators: Collection[int],
    *,
    each: int,
    seed: int,
    barred: Collection[Pair] = (),
    kept: Collection[Pair] = (),
) -> Allocation:
    """Give each proposal `each` different evaluators in all. Pairs in `barred` are never made; `kept` stay and count."""
    chance = Random(seed)  # noqa: S311 - to be repeated, not to be secret
    order = sorted(proposals)
    people = sorted(evaluators)
    chance.shuffle(order)
    chance.shuffle(people)
    work = _Work(people, set(barred), set(kept))
    short = {}
    for proposal in order:
        lacking = work.fill(proposal, each)
        if lacking:
            short[proposal] = lacking
    while work.even_out():
        pass
    return Allocation(frozenset(work.added), short)


class _Work:
    """Who has what, while it is being shared out."""

    def __init__(self, people: list[int], barred: set[Pair], kept: set[Pair]) -> None:
        self.people, self.barred, self.kept = people, barred, kept
        self.added: set[Pair] = set()
        self.loads = dict.fromkeys(people, 0)
        for _proposal, person in kept:
            if person in self.loads:
                self.loads[person] += 1

    def may(self, proposal: int, person: int) -> bool:
        pair = (proposal, person)
        return pair not in self.barred and pair not in self.kept and pair not in self.added

    def fill(self, proposal: int, each: int) -> int:
        """Take the least loaded; returns how many could not be found."""
        lacking = each - sum(1 for pair in self.kept if pair[0] == proposal)
        free = sorted((p for p in self.people if self.may(proposal, p)), key=lambda person: self.loads[person])
        for person in free[: max(0, lacking)]:
            self.added.add((proposal, person))
            self.loads[person] += 1
        return max(0, lacking - len(free))

    def even_out(self) -> bool:
        """Move work along one chain from a loaded evaluator to one with two fewer; False when there is none."""
        for start in sorted(self.people, key=lambda person: -self.loads[person]):
            chain = self._chain(start)
            if chain:
                for proposal, giver, taker in chain:
                    self.added.remove((proposal, giver))
                    self.added.add((proposal, taker))
                self.loads[start] -= 1
                self.loads[chain[-1][2]] += 1
                return True
        return False

    def _chain(self, start: int) -> list[tuple[int, int, int]]:
        """The shortest: steps of (proposal, who gives it up, who takes it); breadth first, each evaluator once."""
        came: dict[int, tuple[int, int]] = {}
        waiting = deque([start])
        while waiting:
            giver = waiting.popleft()
            for proposal in sorted(pair[0] for pair in self.added if pair[1] == giver):
                for taker in self.people:
                    if taker == start or taker in came or not self.may(proposal, taker):
                        continue
                    came[taker] = (proposal, giver)
                    if self.loads[taker] <= self.loads[start] - 2:
                        return self._steps(came, start, taker)
                    waiting.append(taker)
        return []

    @staticmethod
    def _steps(came: dict[int, tuple[int, int]], start: int, end: int) -> list[tuple[int, int, int]]:
        steps, taker = [], end
        while taker != start:
            proposal, giver = came[taker]
            steps.append((proposal, giver, taker))
            taker = giver
        return steps[::-1]
