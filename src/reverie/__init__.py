"""Reverie: a terminal coding agent that remembers, doubts what it remembers, and tidies its mind."""
