"""Invented plan documents in every known layout, each with its known reading.

Nothing here shares code with the reader: the readings are known because the documents are made from them.
"""
