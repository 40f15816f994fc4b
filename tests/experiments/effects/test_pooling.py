"""Pooled effects against a published meta-analysis, R's metafor (pooling.R made the reference) and statsmodels."""

import json
import math
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from experiments.effects.pooling import Known, chi2_tail, pool, quantile

HERE = Path(__file__).parent
REFERENCE = json.loads((HERE / "pooling_reference.json").read_text())


def known(name):
    case = REFERENCE[name]
    return [Known(y, s) for y, s in zip(case["estimates"], case["errors"], strict=True)]


def close(value):
    return pytest.approx(value, rel=1e-6, abs=1e-9)


@pytest.mark.parametrize("method", ["reml", "dl"])
@pytest.mark.parametrize("name", REFERENCE)
def test_every_case_is_what_metafor_says(name, method):
    found, expected = pool(known(name), method), REFERENCE[name][method]
    for part in ("estimate", "error", "low", "high", "tau2", "i2", "q", "p"):
        assert getattr(found, part) == close(expected[part]), part
    assert list(found.weights) == close(expected["weights"])
    if found.k < 3:
        assert found.prediction is None
    else:
        assert list(found.prediction) == close([expected["predicted_low"], expected["predicted_high"]])


def test_the_trials_of_the_bcg_vaccine_are_what_was_published():
    """Viechtbauer 2010, J. Stat. Softw. 36(3), section 3.2: the random-effects model of the log relative risks by REML."""
    found = pool(known("bcg"))
    assert (found.k, found.method) == (13, "reml")
    assert (round(found.estimate, 4), round(found.tau2, 4), round(100 * found.i2, 2)) == (-0.7145, 0.3132, 92.22)
    assert round(found.q, 4) == 152.2330
    assert round(math.exp(found.estimate), 2) == 0.49


@pytest.mark.parametrize("name", [name for name in REFERENCE if REFERENCE[name]["dl"]["tau2"] > 0])
def test_statsmodels_says_the_same_of_dersimonian_and_laird(name):
    """Where the moment is positive: statsmodels leaves a negative variance as it is."""
    import numpy as np
    from statsmodels.stats.meta_analysis import combine_effects

    effects = known(name)
    estimates, variances = (np.array(part) for part in zip(*((e.estimate, e.error**2) for e in effects), strict=True))
    theirs = combine_effects(estimates, variances, method_re="chi2")
    ours = pool(effects, "dl")
    assert (ours.estimate, ours.tau2, ours.q) == close((theirs.mean_effect_re, theirs.tau2, theirs.q))
    ordinary = 1 / math.sqrt(sum(1 / (e.error**2 + ours.tau2) for e in effects))
    assert ordinary == close(theirs.sd_eff_w_re)


@pytest.mark.parametrize("df", [*range(1, 41), 99, 200])
def test_quantiles_and_tails_are_scipys(df):
    from scipy.special import chdtrc, stdtrit

    assert quantile(df) == pytest.approx(float(stdtrit(df, 0.975)), rel=1e-12)
    for value in (0.0, 0.3, df, 2.5 * df, 60.0):
        assert chi2_tail(value, df) == pytest.approx(float(chdtrc(df, value)), rel=1e-10, abs=1e-15)


@pytest.mark.parametrize("effects", [[], [Known(1, 1)], [Known(1, 1), Known(2, 0)], [Known(1, 1), Known(math.nan, 1)]])
def test_too_few_or_without_an_error_nothing_is_pooled(effects):
    with pytest.raises(ValueError, match="pooled"):
        pool(effects)


NUMBERS = st.floats(-1e4, 1e4)
EFFECTS = st.lists(st.builds(Known, NUMBERS, st.floats(0.01, 1e3)), min_size=2, max_size=12)


@given(EFFECTS)
def test_the_pooled_lies_between_the_smallest_and_the_largest(effects):
    found = pool(effects)
    slack = 1e-9 * max(1.0, *(abs(e.estimate) for e in effects))
    assert min(e.estimate for e in effects) - slack <= found.estimate <= max(e.estimate for e in effects) + slack
    assert found.low <= found.estimate <= found.high
    assert found.tau2 >= 0
    assert 0 <= found.i2 <= 1
    assert math.fsum(found.weights) == pytest.approx(1)
    if found.prediction:
        assert found.prediction[0] <= found.estimate <= found.prediction[1]


@given(EFFECTS, NUMBERS, st.floats(0.01, 100))
def test_another_unit_or_zero_changes_nothing_but_the_figures(effects, shift, times):
    ours = pool(effects, "dl")
    other = pool([Known(times * e.estimate + shift, times * e.error) for e in effects], "dl")
    scale = max(1.0, abs(shift), *(abs(times * e.estimate) for e in effects))
    assert other.estimate == pytest.approx(times * ours.estimate + shift, rel=1e-6, abs=1e-6 * scale)
    assert math.sqrt(other.tau2) == pytest.approx(times * ours.tau, rel=1e-4, abs=1e-4 * scale)
