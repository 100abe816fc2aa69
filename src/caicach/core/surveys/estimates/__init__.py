"""Figures from samples, with the error that the design of the sample leaves in them.

Errors are Taylor linearisations, stage by stage, with finite populations where they are given and the approximation
by draws with replacement where they are not (Särndal, Swensson and Wretman, Model Assisted Survey Sampling, 1992,
sections 4.3, 5.5 and 5.8; Lumley, Complex Surveys, 2010). A domain keeps all strata and clusters of the sample; what
lies outside counts as zero. R's `survey` 4.1 and svy 0.35 are the oracles of the tests. Where they and we part:

- Intervals. R's `confint` takes the normal distribution unless it is told the degrees of freedom, svy takes t. We take
  t: small samples are what provinces have.
- Degrees of freedom of a domain. All three: first-stage clusters less strata, counted where an answer of the domain is.
  R's `degf` counts answers without a value too unless they are taken out of the design; svy and we do not.
- Raking. R's `rake` takes plain means of the categories out of the residuals, though the answers bear weights;
  R's `calibrate(calfun="raking")` takes weighted ones, for the same weights of the answers. We follow the second.
- Lonely clusters. All refuse them until a rule is chosen. With `average` R gives NaN where a cluster of the first stage
  holds one unit of the second; we average over the clusters of that stage.
- Clusters are numbered within their stratum, always, as by svy and by R with `nest=TRUE`.
- Sizes of populations are counts; R also takes fractions, which a size of 1 is not told from.
- Proportions of 0 and 1. R's logit interval shrinks to the point there (`xlogit`: NaN), as if nothing could be
  otherwise; ours is Wilson's, with the number of clusters for n.
- Strata of later stages are not modelled.
"""
