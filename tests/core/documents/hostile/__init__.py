"""Hostile and broken documents, each made by code when the tests run: nothing malicious is stored."""
