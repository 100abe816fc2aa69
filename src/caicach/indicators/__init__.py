"""The ledger of figures: what is measured, of whom, for which period, from which source."""
