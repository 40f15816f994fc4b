# Makes reference.json from cases.json: the values that our own arithmetic is compared with, to 1e-6.
#   apt-get install r-base-core r-cran-jsonlite r-cran-sandwich
#   Rscript reference.R        (in this folder; nothing else reads or runs it)
# Everything comes from R's own functions (t.test, poisson.test, lm) and sandwich::NeweyWest, but for three things that
# base R does not have and that are written out below: the hybrid of two Wilson intervals (each by prop.test without
# correction), the difference of changes, and Newey-West with gaps (scores of zero in the places of the gaps).
library(jsonlite)
library(sandwich)
cases <- fromJSON("cases.json", simplifyVector = FALSE)
numbers <- function(x) sapply(x, function(v) if (is.null(v)) NA_real_ else as.numeric(v))

hedges <- function(d, groups) {
  v <- sum(lengths(groups) - 1)
  pooled <- sqrt(sum(sapply(groups, function(g) var(g) * (length(g) - 1))) / v)
  exp(lgamma(v / 2) - lgamma((v - 1) / 2)) / sqrt(v / 2) * d / pooled
}
welch <- function(after, before) {
  after <- after[!is.na(after)]; before <- before[!is.na(before)]
  t <- t.test(after, before)
  d <- mean(after) - mean(before)
  list(estimate = d, low = t$conf.int[1], high = t$conf.int[2], size = hedges(d, list(before, after)), df = t$parameter[[1]])
}
paired <- function(after, before) {
  t <- t.test(after, before, paired = TRUE)
  d <- (after - before)[!is.na(after - before)]
  list(estimate = mean(d), low = t$conf.int[1], high = t$conf.int[2], size = mean(d) / sd(d), df = t$parameter[[1]])
}
did <- function(cells) {
  cells <- lapply(cells, function(x) x[!is.na(x)])
  m <- sapply(cells, mean); v <- sapply(cells, function(x) var(x) / length(x))
  d <- (m[[2]] - m[[1]]) - (m[[4]] - m[[3]])
  df <- sum(v)^2 / sum(v^2 / (lengths(cells) - 1))
  half <- qt(0.975, df) * sqrt(sum(v))
  list(estimate = d, low = d - half, high = d + half, size = hedges(d, cells), df = df)
}
newcombe <- function(x1, n1, x0, n0) {
  w1 <- suppressWarnings(prop.test(x1, n1, correct = FALSE))$conf.int
  w0 <- suppressWarnings(prop.test(x0, n0, correct = FALSE))$conf.int
  p1 <- x1 / n1; p0 <- x0 / n0; d <- p1 - p0
  list(estimate = d, low = d - sqrt((p1 - w1[1])^2 + (w0[2] - p0)^2), high = d + sqrt((w1[2] - p1)^2 + (p0 - w0[1])^2),
       size = 2 * asin(sqrt(p1)) - 2 * asin(sqrt(p0)))
}
rates <- function(x1, t1, x0, t0) {
  found <- poisson.test(c(x1, x0), c(t1, t0))
  list(estimate = found$estimate[[1]], low = found$conf.int[1], high = found$conf.int[2], size = log(found$estimate[[1]]))
}
its <- function(before, after) {
  y <- c(before, after); t <- seq_along(y) - 1; at <- length(before)
  d <- data.frame(y = y, t = t - at, after = as.numeric(t >= at), since = (t - at) * (t >= at))
  fit <- lm(y ~ t + after + since, d, na.action = na.omit)
  n <- sum(!is.na(y)); k <- 4; lag <- floor(4 * (n / 100)^(2 / 9))
  if (anyNA(y)) {
    X <- as.matrix(cbind(1, d[, -1])); there <- !is.na(y)
    g <- matrix(0, length(y), k); g[there, ] <- X[there, ] * residuals(fit)
    S <- crossprod(g)
    for (l in seq_len(lag)) {
      G <- crossprod(g[(1 + l):nrow(g), ], g[1:(nrow(g) - l), ])
      S <- S + (1 - l / (lag + 1)) * (G + t(G))
    }
    B <- solve(crossprod(X[there, ]))
    V <- n / (n - k) * B %*% S %*% B
  } else V <- NeweyWest(fit, lag = lag, prewhite = FALSE, adjust = TRUE)
  b <- unname(coef(fit)); se <- unname(sqrt(diag(V))); q <- qt(0.975, n - k)
  list(estimate = b[3], low = b[3] - q * se[3], high = b[3] + q * se[3], size = b[3] / sigma(fit), df = n - k, lag = lag,
       slope = b[4], slope_low = b[4] - q * se[4], slope_high = b[4] + q * se[4])
}
one <- function(case) {
  b <- case$before; a <- case$after
  switch(case$design,
    before_after = welch(numbers(a), numbers(b)),
    comparison = welch(numbers(a), numbers(case$comparison_after)),
    paired = paired(numbers(a), numbers(b)),
    did = did(list(numbers(b), numbers(a), numbers(case$comparison_before), numbers(case$comparison_after))),
    proportions = newcombe(a$successes, a$total, b$successes, b$total),
    counts = rates(a$count, a$exposure, b$count, b$exposure),
    its = its(numbers(b), numbers(a)))
}
write(toJSON(lapply(cases, one), auto_unbox = TRUE, digits = NA, pretty = TRUE), "reference.json")
