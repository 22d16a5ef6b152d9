"""Settings: the keys of configuration files with their values and lines.

`settings_of` is the one way in. It must not raise for any text: what could not be read is said in its trouble.
"""

from .reading import settings_of

__all__ = ["settings_of"]
