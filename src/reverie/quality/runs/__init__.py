"""Runs: what the commands of a record were for, how far they reached, and how they really ended."""
