"""Cutting a note into passages: what stands together, with the place of each of its characters in the file."""
