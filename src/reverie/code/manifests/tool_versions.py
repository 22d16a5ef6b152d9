"""Files with nothing but the version of a language: .python-version, .nvmrc, .tool-versions, rust-toolchain."""

import re

from .declared import Declared

_LANGUAGES = {".python-version": "python", ".nvmrc": "node", ".node-version": "node", "rust-toolchain": "rust"}
_RENAMED = {"nodejs": "node", "golang": "go"}
_CHANNEL = re.compile(r"\s*channel\s*=\s*[\"']([^\"']+)[\"']")


def read_tool_versions(text: str, declared: Declared) -> None:
    language = _LANGUAGES.get(declared.path.rpartition("/")[2])
    for number, line in enumerate(declared.lines, 1):
        words = line.split("#")[0].split()
        channel = _CHANNEL.match(line)
        if channel:
            declared.add("rust", channel[1], number)
        elif language and words and "=" not in line and "[" not in line:
            declared.add(language, words[0].removeprefix("v"), number)
            return
        elif not language and len(words) > 1 and "=" not in line:
            declared.add(_RENAMED.get(words[0], words[0]), words[1], number)
