"""Judging: a claim that was found in an answer, held against the record of what was done."""
