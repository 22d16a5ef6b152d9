"""Slash commands: one file a subject, found by name in `registry`, imported when they are used."""
