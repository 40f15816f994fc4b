"""What an experiment changed, and how sure one may be: pure functions over numbers, without rows and without pages.

Every design gives an `Effect`: an estimate with its 95 % interval, a standardised effect, and what to beware of.
Written for people who check it with another tool: symbols as in the sources, units as in the data.

before_after, comparison: difference of means, after - before (or own - comparison group), in the metric's unit.
    Welch's t: d = m1 - m0, SE² = s1²/n1 + s0²/n0, degrees of freedom by Satterthwaite:
    df = SE⁴ / ((s1²/n1)²/(n1-1) + (s0²/n0)²/(n0-1)). [Welch 1947, Biometrika 34: 28-35; Satterthwaite 1946]
    Standardised: Hedges' g = J·d/s_pooled, J = Γ(v/2) / (√(v/2)·Γ((v-1)/2)), v = n1+n0-2. [Hedges 1981, J. Educ. Stat. 6: 107-128]
paired: the mean of the differences of each pair, SE = s_d/√n, df = n - 1; Cohen's d_z = mean/s_d. [Student 1908]
    A pair with a gap on either side is left out, and said.
did: (after - before) - (comparison after - comparison before); SE² = Σ s²/n over the four cells, unpooled, with the
    Welch-Satterthwaite df over the four. The cells are taken as independent. Standardised by the pooled s of the cells.
proportions: p1 - p0, shares between 0 and 1. Newcombe's hybrid of two Wilson intervals, without continuity correction.
    [Newcombe 1998, Stat. Med. 17: 873-890, method 10; Wilson 1927] Standardised: Cohen's h = 2·asin√p1 - 2·asin√p0.
counts: the ratio of two rates (events by exposure). Given the total, the events after are binomial; the interval is
    Clopper and Pearson's for that share, turned into a ratio: exact, so never too narrow.
    [Przyborowski & Wilenski 1940, Biometrika 31: 313-323] Standardised: the natural logarithm of the ratio.
its: interrupted time series, y = b0 + b1·t + b2·after + b3·(t - t*)·after, t* the first time after the change: b2 is
    the change of level at t* against the earlier trend, b3 the change of slope. Least squares; errors by Newey and West
    with Bartlett weights, n/(n-k) correction and lag = ⌊4·(n/100)^(2/9)⌋; t with n - k degrees of freedom. A gap keeps
    its place in time: its score is zero, so lags are counted in time and not in rows. [Wagner et al. 2002, J. Clin.
    Pharm. Ther. 27: 299-309; Newey & West 1987, Econometrica 55: 703-708; 1994, Rev. Econ. Stud. 61: 631-653]

The decision rule (`judging`): with a smallest worthwhile change, the whole interval beyond it in the wanted direction
is *supported*, wholly short of it *not supported*, everything else *inconclusive*. For counts the change is relative:
0.2 downwards is a ratio of 0.8.

How many observations are needed (`sizing`): power 80 %, two-sided alpha 5 %; its formulas stand there.

SciPy is asked for quantiles only, by `scipy.special`, and statsmodels for the least squares of `its`; both inside the
functions that need them, because importing them takes seconds and up to 140 MB: no page of the web processes does.
"""
