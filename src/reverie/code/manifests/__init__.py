"""Manifests: what a project's manifests and lock files declare, one file an ecosystem.

`read_manifests` is the one way in. It must not raise for any text: what could not be read as a whole is said.
"""

from .reading import Manifests, read_manifests

__all__ = ["Manifests", "read_manifests"]
