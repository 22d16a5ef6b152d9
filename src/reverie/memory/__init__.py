"""Memory: facts in topic files, an index of pointers to them, and one way in that cannot lie about what is on disk.

Knows nothing of the agent, a model or a network: a library for the command line and for whatever stands above it.
Synchronous; one thread at a time. Errors: see `errors`.
"""
