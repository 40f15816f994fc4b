"""Worked examples as they were printed, to the digits of the print."""

import math

import pytest

from experiments.effects.computing import Sample, effect_of
from experiments.effects.estimates import Design
from experiments.effects.means import hedges_correction
from experiments.effects.rates import Rate
from experiments.effects.shares import Share, proportions
from experiments.effects.sizing import Wanted, needed
from tests.experiments.effects.test_reference import CASES

# hours of sleep gained by ten people with two drugs: Cushny and Peebles' data in Student (1908), Biometrika 6: 1-25
SLEEP = (CASES["sleep_paired"]["before"], CASES["sleep_paired"]["after"])


def test_student_1908_the_paired_sleep_data():
    """The mean difference 1.58, t = 4.0621 with 9 degrees of freedom; interval as in R's help page of `sleep`."""
    found = effect_of(Sample(Design.PAIRED, *SLEEP))

    assert round(found.estimate, 2) == 1.58
    assert (round(found.low, 4), round(found.high, 4)) == (0.7001, 2.4599)
    assert found.size is not None
    assert round(found.size * math.sqrt(10), 4) == 4.0621


def test_welch_on_the_sleep_data():
    """17.776 degrees of freedom and the interval from -0.2055 to 3.3655: the example of R's t.test."""
    found = effect_of(Sample(Design.BEFORE_AFTER, *SLEEP))

    assert (round(found.low, 4), round(found.high, 4), round(found.more["df"], 3)) == (-0.2055, 3.3655, 17.776)


@pytest.mark.parametrize(
    ("after", "before", "interval"),
    [
        ((56, 70), (48, 80), (0.0524, 0.3339)),
        ((9, 10), (3, 10), (0.1705, 0.8090)),
        ((6, 7), (2, 7), (0.0582, 0.8062)),
        ((5, 56), (0, 29), (-0.0381, 0.1926)),
        ((0, 10), (0, 20), (-0.1611, 0.2775)),
        ((0, 10), (0, 10), (-0.2775, 0.2775)),
        ((10, 10), (0, 20), (0.6791, 1.0)),
        ((10, 10), (0, 10), (0.6075, 1.0)),
    ],
)
def test_newcombe_1998_table_ii_method_10(after, before, interval):
    """Statistics in Medicine 17: 873-890, examples (a) to (h)."""
    found = proportions(Share(*after), Share(*before))

    assert (round(found.low, 4), round(found.high, 4)) == interval


def test_boice_and_monson_1977_breast_cancer_after_fluoroscopy():
    """41 cases in 28,010 person-years, 15 in 19,017: the ratio is 1.86 (Rothman & Greenland, Modern Epidemiology)."""
    found = effect_of(Sample(Design.COUNTS, Rate(15, 19_017), Rate(41, 28_010)))

    assert round(found.estimate, 2) == 1.86


def test_andersen_1977_lung_cancer_in_fredericia():
    """11 of 800 against 21 of 3,011: the example of R's poisson.test, after Andersen, Scand. J. Stat. 4: 153-158."""
    found = effect_of(Sample(Design.COUNTS, Rate(21, 3_011), Rate(11, 800)))

    assert (round(found.estimate, 4), round(found.low, 4), round(found.high, 4)) == (1.9715, 0.8584, 4.2773)


def test_cobb_1978_the_nile_before_and_after_1898():
    """Biometrika 65: 243-251: the mean annual flow was 1,097.75 until 1898 and 849.97 after it."""
    nile = CASES["nile_welch"]
    found = effect_of(Sample(Design.BEFORE_AFTER, nile["before"], nile["after"]))

    assert round(found.estimate, 2) == round(849.97 - 1097.75, 2)
    assert found.high < 0


def test_card_and_krueger_1994_the_difference_of_changes():
    """Am. Econ. Rev. 84, table 3: employment 20.44 to 21.03 in New Jersey, 23.33 to 21.17 in Pennsylvania; 2.76 there."""
    cells = [[mean - 1, mean + 1] for mean in (20.44, 21.03, 23.33, 21.17)]
    found = effect_of(Sample(Design.DID, *cells))

    assert found.estimate == pytest.approx(2.76, abs=0.011)  # they subtracted before they rounded


def test_hedges_1981_the_correction_for_small_samples():
    """J(2) = 0.5642 in his table, and his approximation 1 - 3/(4v - 1), which is good to 0.001 from ten on."""
    assert round(hedges_correction(2), 4) == 0.5642
    assert all(abs(hedges_correction(v) - (1 - 3 / (4 * v - 1))) < 0.001 for v in range(10, 200))


@pytest.mark.parametrize(("spread", "n"), [(5.0, 394), (2.0, 64), (1.25, 26)])
def test_cohen_1988_small_medium_and_large_differences(spread, n):
    """Statistical Power Analysis, table 2.4.1: 393, 64 and 26 in each group; the exact answer to the first is 394."""
    assert needed(Wanted(Design.BEFORE_AFTER, 1.0, "up", spread=spread)) == n


def test_fleiss_2003_a_share_from_a_tenth_to_a_fifth():
    """199 in each group, without the continuity correction."""
    assert needed(Wanted(Design.PROPORTIONS, 0.1, "up", baseline=0.1)) == 199
