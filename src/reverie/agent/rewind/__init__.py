"""Rewind: back to where a turn began, with the conversation, the files, or both.

`points` gives the places to go back to, `preview` what going back would do, `rewind` does just that, `settle` records
one that a crash cut off. Nothing here asks or prints: an interface shows these values and calls the next function.
Only what write and edit changed is covered, by this session and its tasks; what commands changed is not.
"""
