"""What a document means: from the neutral form of any reader to a Reading with its problems and its ledger."""

from caicach.core.documents.recognition.recognising import recognise, recognise_head

__all__ = ["recognise", "recognise_head"]
