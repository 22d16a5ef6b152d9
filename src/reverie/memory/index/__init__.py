"""The index: pointers to topics in MEMORY.md and, below it, in areas; made from the topics, never the other way round.

A pointer is a line; what is always in a model's context are the pointers of MEMORY.md. What does not fit there moves
down into areas, whose pointers stay. A start imports `block` alone, so nothing is imported here.
"""
