"""Compaction: the context made smaller, by code first; a model only tells the rest."""
