"""The cache of a memory: what its files say, in tables. Safe to delete at any time, never a source of truth."""
