"""Text files: bytes to text and back without losing one, whatever the encoding, byte order mark or line endings."""

import codecs
import re

import msgspec

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SAMPLE_BYTES = 8192
_MOST_CONTROLS = 0.05
_CONTROLS = bytes(set(range(32)) - set(b"\t\n\r\v\f\b\x1b")) + b"\x7f"
_KINDS = (
    (b"\x7fELF", "ELF executable"),
    (b"%PDF", "PDF document"),
    (b"PK\x03\x04", "zip archive"),
    (b"\x1f\x8b", "gzip archive"),
    (b"BZh", "bzip2 archive"),
    (b"\xfd7zXZ", "xz archive"),
    (b"\x28\xb5\x2f\xfd", "zstd archive"),
    (b"SQLite format 3", "SQLite database"),
    (b"\x00asm", "WebAssembly module"),
    (b"\xca\xfe\xba\xbe", "Java class or Mach-O file"),
    (b"\xcf\xfa\xed\xfe", "Mach-O executable"),
)


class NotText(Exception):
    """The bytes are no text; the error's text names their kind."""


class TextFile(msgspec.Struct, frozen=True):
    """A decoded file: `text` keeps its line endings, `mark` is the byte order mark it began with."""

    text: str
    encoding: str = "utf-8"
    mark: bytes = b""

    def encode(self, text: str) -> bytes:
        """Another text in this file's encoding, with its mark. Raises UnicodeEncodeError."""
        return self.mark + text.encode(self.encoding)

    @property
    def peculiarity(self) -> str:
        """What a reader should know: the encoding when it is not plain UTF-8, and Windows line endings."""
        encoding = "utf-8 with byte order mark" if self.mark and self.encoding == "utf-8" else self.encoding
        notes = [encoding] if encoding != "utf-8" else []
        if "\r\n" in self.text:
            notes.append("CRLF line endings")
        return ", ".join(notes)


def decode(content: bytes) -> TextFile:
    """Decode a whole file: by its mark, else UTF-8, else latin-1. Raises `NotText`."""
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            try:
                return TextFile(content[len(mark) :].decode(encoding), encoding, mark)
            except UnicodeDecodeError:
                raise NotText("binary data") from None
    if (kind := binary_kind(content[:_SAMPLE_BYTES])) is not None:
        raise NotText(kind)
    try:
        return TextFile(content.decode("utf-8"))
    except UnicodeDecodeError:
        return TextFile(content.decode("latin-1"), "latin-1")


def binary_kind(sample: bytes) -> str | None:
    """What the start of a file shows it to be when it is no text; a UTF-16 mark must be looked for before."""
    controls = len(sample) - len(sample.translate(None, _CONTROLS))
    if b"\0" not in sample and controls <= len(sample) * _MOST_CONTROLS:
        return "PDF document" if sample.startswith(b"%PDF") else None
    return next((kind for magic, kind in _KINDS if sample.startswith(magic)), "binary data")


def picture_type(sample: bytes) -> str | None:
    """The media type of a picture that models can see, by its first bytes."""
    if sample.startswith(b"\x89PNG\r\n\x1a\n"):
        return "image/png"
    if sample.startswith(b"\xff\xd8\xff"):
        return "image/jpeg"
    if sample.startswith((b"GIF87a", b"GIF89a")):
        return "image/gif"
    return "image/webp" if sample[:4] == b"RIFF" and sample[8:12] == b"WEBP" else None


def with_line_endings_of(text: str, model: str) -> str:
    r"""`text` with `\r\n` for its line endings when that is all that `model` uses, else as it is."""
    if "\r\n" not in model or re.search(r"(?<!\r)\n", model):
        return text
    return re.sub(r"\r?\n", "\r\n", text)
