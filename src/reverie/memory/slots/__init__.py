"""Slots: what a statement is about, and what it says of it. On one slot the newest statement wins, by code.

A slot is a subject and a relation in the prose of a statement ("the staging database", "is on"), or a file and a name
in it from its checks. Most relations hold several values at once ("we support …"), and those never conflict; where
code cannot tell, both statements stay.
"""
