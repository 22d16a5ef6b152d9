"""Repairs of notes that are mechanical and unique: as a diff, and written when a person asked for it."""
