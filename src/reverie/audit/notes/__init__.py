"""Which files are notes, and of which project each speaks."""
