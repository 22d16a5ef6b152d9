"""Slots: the paths, commands, codes and quotations that a stretch of an answer names."""

import re

import msgspec

from .paths import plain
from .words import vocabulary, words_of

_CODE = re.compile(r"``([^`\n]{1,300})``|`([^`\n]{1,300})`")
_QUOTED = re.compile(r"\"([^\"\n]{2,200})\"|“([^”\n]{2,200})”|(?<!\w)'([^'\n]{2,200})'(?!\w)|«([^»\n]{2,200})»")
_ENDINGS = vocabulary(
    """
    py pyi js jsx mjs cjs ts tsx vue svelte go rs rb java kt kts scala c h cc cpp hpp cs php swift sh bash zsh
    ps1 sql html htm css scss less json jsonc yaml yml toml ini cfg conf env xml md mdx rst txt lock gradle
    proto tf ex exs erl hs ml lua dart pl r jl csv tsv svg png jpg webp webm mp4 ipynb log mod sum tmpl j2
    graphql prisma nix vim el clj zig
    """
)
_ENDING = rf"\.(?:{'|'.join(sorted(_ENDINGS, key=len, reverse=True))})"
_BARE_PATH = re.compile(rf"(?<![\w/.@-])(?:[\w.@~*{{}}-]+/)*[\w.@*-]*[\w*]{_ENDING}(?![\w/])(?::\d+)?")
_CODE_PATH = re.compile(
    rf"^(?:\.{{0,2}}/)?(?:[\w.@~*{{}}+\[\]-]+/)*(?:[\w.@*{{}}+\[\]-]*{_ENDING}|[\w.@*{{}}+\[\]-]+/|\.\w[\w.-]*|[\w.-]+/[\w./*-]+)(?::\d+(?:-\d+)?)?$"
)
_KNOWN = vocabulary(
    """
    Dockerfile Makefile Gemfile Rakefile Procfile Jenkinsfile Vagrantfile LICENSE CHANGELOG README CODEOWNERS
    """
)
_PROGRAM = re.compile(
    r"^(?:[A-Z_]+=\S+ )*(?:npx |pnpm |yarn |bun |python3? -m |poetry run |uv run |bundle exec |sudo |\./|bin/)?"
    r"[a-z][\w.+:-]*(?: .+)?$"
)


class Slots(msgspec.Struct, frozen=True):
    """`codes` is all that stands in backticks, paths among it."""

    codes: tuple[str, ...]
    paths: tuple[str, ...]
    quoted: tuple[str, ...]
    words: frozenset[str]

    @property
    def commands(self) -> tuple[str, ...]:
        """Codes that read like a command line."""
        return tuple(code for code in self.codes if code not in self.paths and _PROGRAM.match(code))

    @property
    def names(self) -> tuple[str, ...]:
        """Codes that are no path."""
        return tuple(code for code in self.codes if plain(code) not in self.paths)


def slots_of(text: str) -> Slots:
    codes = tuple(one or two for one, two in _CODE.findall(text))
    paths = [plain(code) for code in codes if is_path(code)]
    bare = _CODE.sub(" ", text)
    paths += [plain(found[0]) for found in _BARE_PATH.finditer(bare)]
    paths += [word for word in _KNOWN if re.search(rf"(?<![\w./-]){word}(?![\w/-]|\.\w)", bare)]
    quoted = tuple(next(filter(None, groups)) for groups in _QUOTED.findall(bare))
    return Slots(codes, tuple(dict.fromkeys(paths)), quoted, words_of(text))


def is_path(code: str) -> bool:
    """Whether what stands in backticks is a path: it ends like one, or has folders."""
    return " " not in code and (code in _KNOWN or _CODE_PATH.match(code) is not None)
