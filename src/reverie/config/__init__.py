"""What a person set up: where files lie, settings, keys, the project a folder belongs to, instruction files.

Errors: `ConfigError` (settings), whose text is one line that names the file and the next step.
"""
