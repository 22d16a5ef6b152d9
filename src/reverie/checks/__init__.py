"""Checks: predicates about a project's files that a program decides, how prose is bound to them, and their verdicts."""
