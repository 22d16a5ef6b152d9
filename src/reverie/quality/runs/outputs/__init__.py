"""Outputs: what tools print about how they ended, and how many of what they counted."""
