"""Periodic reports: rounds that open by themselves, each agency's part filled from the ledger and signed."""
