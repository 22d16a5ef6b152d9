"""Readers of other agents' transcripts. Their formats are theirs: what is not known survives, nothing is guessed."""
