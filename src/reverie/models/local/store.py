"""Where the files of local models lie: `<cache>/models/<name>.gguf`, and while they are fetched `.gguf.part`."""

from pathlib import Path

from reverie.storage.atomic import private_folder

from .catalog import LocalModel


class ModelStore:
    """The folder of model files. A file at its final name was verified before it got that name."""

    def __init__(self, cache: Path) -> None:
        self._folder = cache / "models"

    def path(self, model: LocalModel) -> Path:
        return self._folder / f"{model.name}.gguf"

    def part_path(self, model: LocalModel) -> Path:
        return self._folder / f"{model.name}.gguf.part"

    def holds(self, model: LocalModel) -> bool:
        """Whether the whole file is there (by size: its hash was checked when it was fetched)."""
        try:
            return self.path(model).stat().st_size == model.size
        except OSError:
            return False

    def ready_folder(self) -> Path:
        return private_folder(self._folder)

    def remove(self, model: LocalModel) -> int:
        """Remove the file and what an unfinished download left; the bytes that became free."""
        freed = 0
        for path in (self.path(model), self.part_path(model), self.part_path(model).with_suffix(".state")):
            try:
                size = path.stat().st_size
                path.unlink()
            except FileNotFoundError:
                continue
            freed += size
        return freed
