"""Figures of the ledger counted from duties: asked for on a page or on the command line, written by a worker."""
