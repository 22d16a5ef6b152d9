"""Judging: a found claim against the record of the turn, one set of rules a kind."""
