"""What every `Codebase` derives from the texts of its files, whoever reads these."""

import functools
from abc import ABC, abstractmethod
from collections.abc import Sequence

from .findings import Findings
from .values import Definition, Dependency, Offer, Outline, Settings, Unread


class DerivedCodebase(ABC):
    """The half of the port that does not depend on where the files lie: a subclass lists and reads them."""

    @functools.cached_property
    @abstractmethod
    def _findings(self) -> Findings:
        """Made once, of all files."""

    def named(self, name: str) -> Sequence[str]:
        return self._findings.names.named(name)

    def outline(self, path: str) -> Outline | Unread:
        return self._findings.outline(path)

    def definitions(self, name: str) -> Sequence[Definition]:
        return self._findings.symbols.definitions(name)

    def offers(self, name: str) -> Sequence[Offer]:
        return self._findings.symbols.offers(name)

    def with_word(self, word: str) -> Sequence[str]:
        return self._findings.with_word(word)

    def settings(self, path: str) -> Settings | Unread:
        return self._findings.settings(path)

    def dependencies(self) -> Sequence[Dependency]:
        return self._findings.manifests.dependencies

    def unread_manifests(self) -> Sequence[Unread]:
        return self._findings.manifests.unread
