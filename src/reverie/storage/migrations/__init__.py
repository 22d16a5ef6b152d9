"""Migrations of our formats: one module a file, a step a version; steps are only ever added at the end."""
