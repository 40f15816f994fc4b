# Makes pooling_reference.json from pooling_cases.json: the values that our own arithmetic is compared with, to 1e-6.
#   apt-get install r-base-core r-cran-jsonlite r-cran-metafor
#   Rscript pooling.R        (in this folder; nothing else reads or runs it)
# Everything comes from metafor's rma: its "knha" is Hartung and Knapp's interval, "adhoc" the same with q not below 1.
# The prediction interval of Higgins et al. 2009 (t with k - 2 degrees of freedom) is written out from its parts.
library(jsonlite)
suppressMessages(library(metafor))
cases <- fromJSON("pooling_cases.json", simplifyVector = TRUE)
exact <- list(threshold = 1e-14, maxiter = 100000)
of <- function(case) {
  if (!is.null(case$tables)) {
    m <- case$tables
    e <- escalc(measure = "RR", ai = m[, 1], bi = m[, 2], ci = m[, 3], di = m[, 4])
    y <- as.numeric(e$yi); v <- as.numeric(e$vi)
  } else { y <- case$estimates; v <- case$errors^2 }
  k <- length(y)
  one <- function(method) {
    plain <- rma(yi = y, vi = v, method = method, control = exact)
    used <- if (k >= 3) rma(yi = y, vi = v, method = method, test = "adhoc", control = exact) else plain
    half <- if (k >= 3) qt(0.975, k - 2) * sqrt(plain$tau2 + plain$se^2) else NA
    list(estimate = as.numeric(used$beta), error = used$se, low = used$ci.lb, high = used$ci.ub, tau2 = plain$tau2,
         i2 = plain$I2 / 100, q = plain$QE, p = plain$QEp, weights = as.numeric(weights(plain)) / 100,
         predicted_low = as.numeric(plain$beta) - half, predicted_high = as.numeric(plain$beta) + half)
  }
  list(estimates = y, errors = sqrt(v), reml = one("REML"), dl = one("DL"))
}
write(toJSON(lapply(cases, of), digits = NA, auto_unbox = TRUE, pretty = TRUE), "pooling_reference.json")
