# What R's survey package says: a line for each figure, `case <tab> statistic <tab> domain <tab> value <tab> error`.
# The first argument is a folder with drawn.csv (see samples.py); the api data of the package are written there too.
suppressMessages(library(survey))
folder <- commandArgs(TRUE)[1]
data(api)
for (name in c("apistrat", "apiclus1", "apiclus2")) {
  assign(name, transform(get(name), awarded = as.numeric(awards == "Yes"), wide = ifelse(sch.wide == "Yes", "w", "n")))
  write.csv(get(name), file.path(folder, paste0(name, ".csv")), row.names = FALSE, na = "")
}

say <- function(case, statistic, domain, value, error)
  cat(case, statistic, domain, sprintf("%.17g", value), sprintf("%.17g", error), sep = "\t", fill = 200)

all_of <- function(case, design, y, x, flag, domain) {
  value <- function(f) as.formula(paste0("~", f))
  one <- function(statistic, made) say(case, statistic, "", coef(made)[1], SE(made)[1])
  mean <- svymean(value(y), design, na.rm = TRUE, deff = "replace")
  one("mean", mean)
  say(case, "deff", "", deff(mean)[1], degf(eval(bquote(subset(design, !is.na(.(as.name(y))))))))
  one("total", svytotal(value(y), design, na.rm = TRUE))
  one("ratio", svyratio(value(y), value(x), design, na.rm = TRUE))
  sure <- eval(bquote(subset(design, !is.na(.(as.name(flag))))))
  rate <- svyciprop(value(flag), sure, method = "xlogit", na.rm = TRUE)
  one("proportion", svymean(value(flag), design, na.rm = TRUE))
  say(case, "logit", "", attr(rate, "ci")[1], attr(rate, "ci")[2])
  made <- svyby(value(y), value(domain), design, svymean, na.rm = TRUE)
  for (at in seq_len(nrow(made))) say(case, "mean", as.character(made[at, 1]), coef(made)[at], SE(made)[at])
  if (is.null(design$postStrata)) {  # with fitted weights svyby has no covariances
    known <- eval(bquote(subset(design, !is.na(.(as.name(y))))))
    two <- svycontrast(svyby(value(y), value(domain), known, svymean, covmat = TRUE), c(1, -1, rep(0, nrow(made) - 2)))
    say(case, "difference", paste(made[1, 1], made[2, 1], sep = "-"), coef(two)[1], SE(two)[1])
  }
  sums <- svyby(value(y), value(domain), design, svytotal, na.rm = TRUE)
  for (at in seq_len(nrow(sums))) {
    say(case, "total", as.character(sums[at, 1]), coef(sums)[at], SE(sums)[at])
    wanted <- bquote(.(as.name(domain)) == .(as.character(sums[at, 1])) & !is.na(.(as.name(y))))
    inside <- eval(bquote(subset(design, .(wanted))))
    say(case, "degrees", as.character(sums[at, 1]), degf(inside), 0)
  }
}

api <- function(case, design) all_of(case, design, "api00", "enroll", "awarded", "stype")
api("apistrat", svydesign(id = ~1, strata = ~stype, weights = ~pw, data = apistrat, fpc = ~fpc))
api("apistrat/wr", svydesign(id = ~1, strata = ~stype, weights = ~pw, data = apistrat))
one <- svydesign(id = ~dnum, weights = ~pw, data = apiclus1, fpc = ~fpc)
api("apiclus1", one)
api("apiclus1/wr", svydesign(id = ~dnum, weights = ~pw, data = apiclus1))
api("apiclus2", svydesign(id = ~dnum + snum, weights = ~pw, fpc = ~fpc1 + fpc2, data = apiclus2))
types <- data.frame(stype = c("E", "H", "M"), Freq = c(4421, 755, 1018))
api("apiclus1/post", postStratify(one, ~stype, types))
sizes <- c(`(Intercept)` = 6194, stypeH = 755, stypeM = 1018, widew = 5122)
api("apiclus1/rake", calibrate(one, ~stype + wide, sizes, calfun = "raking", epsilon = 1e-13, maxit = 200))

drawn <- read.csv(file.path(folder, "drawn.csv"), stringsAsFactors = FALSE)
mine <- function(case, design) all_of(case, design, "y", "x", "flag", "domain")
mine("drawn", svydesign(id = ~c1 + c2, strata = ~s, weights = ~w, data = drawn, nest = TRUE))
mine("drawn/stages", svydesign(id = ~c1 + c2, strata = ~s, weights = ~w, fpc = ~n1 + n2, data = drawn, nest = TRUE))
mine("drawn/rows", svydesign(id = ~1, strata = ~s, weights = ~w, data = drawn))
groups <- data.frame(grp = c("a", "b", "c"), Freq = c(30000, 20000, 40000))
mine("drawn/post", postStratify(svydesign(id = ~1, strata = ~s, weights = ~w, data = drawn), ~grp, groups))
sexes <- data.frame(sex = c("f", "m"), Freq = c(50000, 40000))
rows <- svydesign(id = ~1, strata = ~s, weights = ~w, data = drawn)
sizes <- c(`(Intercept)` = 90000, grpb = 20000, grpc = 40000, sexm = 40000)
mine("drawn/rake", calibrate(rows, ~grp + sex, sizes, calfun = "raking", epsilon = 1e-13, maxit = 200))
raked <- rake(rows, list(~grp, ~sex), list(groups, sexes), control = list(maxit = 500, epsilon = 1e-9))
say("drawn/rake()", "mean", "", coef(svymean(~y, raked, na.rm = TRUE)), SE(svymean(~y, raked, na.rm = TRUE)))
for (rule in c("certainty", "average", "adjust")) {
  options(survey.lonely.psu = rule)
  lonely <- subset(drawn, s != "s3" | c1 == "c1")
  mine(paste0("lonely/", rule), svydesign(id = ~c1, strata = ~s, weights = ~w, data = lonely, nest = TRUE))
}
for (degrees in c(1, 2, 3, 14, 39.5, 1000)) say("quantile", "t", degrees, qt(0.975, degrees), qt(0.995, degrees))
