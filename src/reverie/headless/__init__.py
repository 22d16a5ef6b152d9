"""Headless use: a session's events as text, JSON or JSON lines, for scripts and pipes."""
