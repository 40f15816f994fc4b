"""What words are called in another language, learned from the labels of the same concepts.

The labels are a small parallel text: "vattenkvalitet" and "water quality" stand for one concept, "vattendrag" and
"watercourse" for another, so "vatten" is most likely "water". The shares are those of IBM's Model 1, by a few rounds of
expectation and maximisation over the parts of all names; a word that nothing explains is left aside.
"""

from collections.abc import Iterable, Iterator, Mapping

from mint.vocabulary.lexicon import Lexicon, Shares

ROUNDS, LONGEST, MOST, LEAST, NOTHING = 6, 6, 6, 0.05, 0.01
Pair = tuple[tuple[str, ...], tuple[str, ...]]
Table = dict[str, dict[str, float]]


def learn(lexicon: Lexicon, source: str, target: str) -> Mapping[str, Shares]:
    """{word: {word: share}}, at most six for a word."""
    pairs = list(_pairs(lexicon, source, target))
    table = _even(pairs)
    for _round in range(ROUNDS):
        table = _improved(table, pairs)
    return {word: kept for word, shares in table.items() if (kept := _likely(shares))}


def units_of(lexicon: Lexicon, lemmas: Iterable[str], language: str) -> tuple[str, ...]:
    """The words, compounds by their parts."""
    return tuple(unit for lemma in lemmas for unit in lexicon.parts_of(lemma, language) or (lemma,))


def _pairs(lexicon: Lexicon, source: str, target: str) -> Iterator[Pair]:
    for (concept, language), lemmas in lexicon.preferred.items():
        other = lexicon.preferred.get((concept, target)) if language == source else None
        if other:
            pair = units_of(lexicon, lemmas, source), units_of(lexicon, other, target)
            if max(map(len, pair)) <= LONGEST:
                yield pair


def _even(pairs: Iterable[Pair]) -> Table:
    table: Table = {}
    for words, others in pairs:
        for word in words:
            table.setdefault(word, {}).update(dict.fromkeys(others, 1.0))
    return {word: dict.fromkeys(shares, 1 / len(shares)) for word, shares in table.items()}


def _improved(table: Table, pairs: Iterable[Pair]) -> Table:
    """One round: each word of a name is shared out among the words that may have caused it."""
    counts: Table = {}
    for words, others in pairs:
        tables = [(table[word], counts.setdefault(word, {})) for word in words]
        for other in others:
            total = NOTHING + sum(shares.get(other, 0.0) for shares, _count in tables)
            for shares, count in tables:
                if other in shares:
                    count[other] = count.get(other, 0.0) + shares[other] / total
    return {
        word: {other: value / total for other, value in count.items()}
        for word, count in counts.items()
        if (total := sum(count.values()))
    }


def _likely(shares: Shares) -> dict[str, float]:
    best = sorted(shares.items(), key=lambda pair: (-pair[1], pair[0]))[:MOST]
    return {word: round(share, 3) for word, share in best if share > LEAST}
