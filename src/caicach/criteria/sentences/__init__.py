"""What people read of a rule and of its outcome; both are made from the rule, never written beside it."""

from caicach.criteria.sentences.outcome_sentences import outcome_sentence
from caicach.criteria.sentences.rule_sentences import rule_sentence

__all__ = ["outcome_sentence", "rule_sentence"]
