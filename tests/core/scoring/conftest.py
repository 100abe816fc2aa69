from hypothesis import settings

# For `make mutants`: the same examples each time, and few, since every change of the code runs them again.
settings.register_profile("mutants", derandomize=True, deadline=None, database=None, max_examples=30)
