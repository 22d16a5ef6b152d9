"""ConfigError: something a person set up is wrong.

UnusableFile (storage)
└── ConfigError    a setting, a key file or an environment variable
"""

from reverie.storage.errors import UnusableFile


class ConfigError(UnusableFile):
    """One line: which file or variable, what is wrong with it, and the next step."""
