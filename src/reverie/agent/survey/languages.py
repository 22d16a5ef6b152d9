"""Which languages a project is written in, by the endings of its files."""

from collections import Counter

from .tree import Tree

_ENDINGS = {
    "Python": "py pyi",
    "JavaScript": "js jsx mjs cjs",
    "TypeScript": "ts tsx mts cts",
    "Rust": "rs",
    "Go": "go",
    "Java": "java",
    "Kotlin": "kt kts",
    "Scala": "scala",
    "C": "c h",
    "C++": "cc cpp cxx hpp hh",
    "C#": "cs",
    "F#": "fs",
    "Swift": "swift",
    "Objective-C": "m mm",
    "Ruby": "rb",
    "PHP": "php",
    "Perl": "pl pm",
    "Elixir": "ex exs",
    "Erlang": "erl",
    "Haskell": "hs",
    "OCaml": "ml mli",
    "Clojure": "clj cljs",
    "Dart": "dart",
    "Lua": "lua",
    "R": "r",
    "Julia": "jl",
    "Zig": "zig",
    "Shell": "sh bash zsh",
    "SQL": "sql",
    "HTML": "html htm",
    "CSS": "css scss less",
    "Vue": "vue",
    "Svelte": "svelte",
    "Terraform": "tf",
    "Markdown": "md mdx",
    "reStructuredText": "rst",
}
_LANGUAGE_OF = {ending: language for language, endings in _ENDINGS.items() for ending in endings.split()}
_MOST = 5


def language_of(name: str) -> str:
    """The language of a file, by its ending; empty when it has none that we know."""
    return _LANGUAGE_OF.get(name.rpartition(".")[2].lower(), "") if "." in name else ""


def languages(tree: Tree) -> str:
    """`Python (331 files), Markdown (62)`, the most first; empty when there is none."""
    counted = Counter(language for name in tree.files if (language := language_of(name)))
    most = sorted(counted.items(), key=lambda item: (-item[1], item[0]))[:_MOST]
    shown = [f"{language} ({count:,})" for language, count in most]
    if most:
        word = "file" if most[0][1] == 1 else "files"
        shown[0] = f"{most[0][0]} ({most[0][1]:,} {word})"
    return ", ".join(shown)
