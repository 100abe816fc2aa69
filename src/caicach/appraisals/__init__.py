"""Appraisals: leaf by leaf or agency by agency; where values differ, what an agency says against it, the answer."""
