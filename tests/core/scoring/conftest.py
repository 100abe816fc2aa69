from hypothesis import Phase, settings

# For `make mutants`: the same examples each time, few, since every change of the code runs them again, and none is made
# smaller, since nobody reads them.
settings.register_profile(
    "mutants",
    derandomize=True,
    deadline=None,
    database=None,
    max_examples=30,
    phases=(Phase.explicit, Phase.generate),
)
