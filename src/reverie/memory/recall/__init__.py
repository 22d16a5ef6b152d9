"""Recall: what a query finds in facts, and in what the person said in past sessions; nothing when nothing is relevant.

`terms` cuts texts into terms, `lexical` and `vectors` are the two arms, `fusing` makes one order of both, `ranking` is
what others call.
"""
