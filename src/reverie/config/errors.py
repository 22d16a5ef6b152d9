"""What is wrong with something a person set up, or asks for. Each text is one line, with the next step.

UnusableFile (storage)
└── ConfigError    a setting, a key file or an environment variable
AdoptRefused       a path that is not linked to the memory of another
"""

from reverie.storage.errors import UnusableFile


class ConfigError(UnusableFile):
    """One line: which file or variable, what is wrong with it, and the next step."""


class AdoptRefused(Exception):
    """One line: why a project does not take over, or give back, the memory of another."""
