"""What the files of a project say, found by reading them: paths, symbols, settings, dependencies. Nothing is run.

Everything here is about one folder and never leaves it; what cannot be read is said to be unread, never guessed.
"""
