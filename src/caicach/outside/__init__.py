"""Results from outside: points of surveys and other indices, typed or brought in as a table, always with a source."""
