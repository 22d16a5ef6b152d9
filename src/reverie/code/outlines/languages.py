"""Which language a file is written in, by its name."""

import re

from reverie.code.values import Language

_SUFFIXES: dict[str, Language] = {
    "py": "python", "pyi": "python", "pyw": "python",
    "js": "javascript", "mjs": "javascript", "cjs": "javascript", "jsx": "javascript",
    "ts": "typescript", "mts": "typescript", "cts": "typescript", "tsx": "typescript",
    "go": "go", "rs": "rust", "java": "java",
    "c": "c", "h": "c",
    "cc": "cpp", "cpp": "cpp", "cxx": "cpp", "c++": "cpp", "hh": "cpp", "hpp": "cpp", "hxx": "cpp", "h++": "cpp",
    "ipp": "cpp", "inl": "cpp", "tpp": "cpp",
    "rb": "ruby", "rake": "ruby", "gemspec": "ruby",
}  # fmt: skip

_RUBY_NAMES = frozenset({"Rakefile", "Gemfile", "Guardfile", "Vagrantfile", "Brewfile"})

# Words that C has not, at the beginning of a line: a header `.h` with one of them is C++.
_ONLY_CPP = re.compile(
    r"^\s*(?:class\s+\w|namespace\b|template\s*<|(?:public|private|protected)\s*:|using\s+\w|constexpr\s)", re.MULTILINE
)
_OBJECTIVE_C = re.compile(r"^\s*@(?:interface|protocol|class|import)\b", re.MULTILINE)


def language_of(path: str, text: str = "") -> Language | None:
    """The language of a file; None for those that are not read. `text` decides between C and C++ for headers."""
    name = path.rpartition("/")[2]
    if name in _RUBY_NAMES:
        return "ruby"
    stem, _, suffix = name.rpartition(".")
    language = _SUFFIXES.get(suffix.lower()) if stem else None
    if language == "c" and _OBJECTIVE_C.search(text):
        return None
    if language == "c" and suffix in ("h", "H") and _ONLY_CPP.search(text):
        return "cpp"
    return language
