"""How the comments and strings of file types are written, for the lexer."""

import re
from functools import cache

import msgspec

_DOUBLE = r'"(?:[^"\\\n]|\\[\s\S])*+"?'
_SINGLE = r"'(?:[^'\\\n]|\\[\s\S])*+'?"
_CHARACTER = r"'(?:\\[^\n][^'\n]{0,8}|[^'\\\n])'"
_BACKTICK = r"`(?:[^`\\]|\\[\s\S])*+`?"
_TRIPLE = r'"""[\s\S]*?(?:"""|\Z)'
_TRIPLE_SINGLE = r"'''[\s\S]*?(?:'''|\Z)"
_DOUBLED = r"'(?:[^']|'')*+'?"
_MANY_LINES = r'"(?:[^"\\]|\\[\s\S])*+"?'
_JS_REGEX = r"(?:(?<=[=(,:\[!&|?{};\n])|(?<=return))[ \t]*+/(?![/*])(?:[^/\\\n\[]|\\.|\[(?:[^\]\\\n]|\\.)*+\])++/"
_RUBY_REGEX = r"(?:(?<=[=(,\[!&|?{};\n])|(?<=split|match)|(?<=when))[ \t]*+/(?!\s)(?:[^/\\\n]|\\.)*+/"
_RUBY_WORDS = r"%[wWiIqQr]?(?:\[[^\]\n]*\]|\([^)\n]*\)|\{[^}\n]*\})"


class Syntax(msgspec.Struct, frozen=True):
    """`lines` are what begins a comment up to the line's end, `strings` what holds no comment; both as expressions.

    `blocks` are the two ends of a comment over lines, `nested` whether they may stand in one another. `heredocs`:
    `shell` or `ruby`, where they are had. `end` is a line after which nothing is code any more but data.
    """

    lines: tuple[str, ...] = ()
    blocks: tuple[tuple[str, str], ...] = ()
    strings: tuple[str, ...] = ()
    nested: bool = False
    heredocs: str = ""
    end: str = ""


_C_BLOCK = (("/*", "*/"),)
_C_LINE = r"//(?:[^\n\\]|\\\r?\n|\\)*+"
_C = Syntax((_C_LINE,), _C_BLOCK, (_DOUBLE, _CHARACTER))
_HTML_BLOCKS = (("<!--", "-->"), ("{#", "#}"), ("{{!--", "--}}"), ("<%--", "--%>"), ("<%#", "%>"), ("{{/*", "*/}}"))
_WORD_HASH = r"(?:(?<=[\s;&|()])|^)#"
_LINE_HASH = r"^[ \t]*#"

SYNTAXES: dict[str, Syntax] = {
    "c": _C,
    "cpp": Syntax((_C_LINE,), _C_BLOCK, (r'R"(?P<d>[^()\\\s"]{0,16})\([\s\S]*?(?:\)(?P=d)"|\Z)', _DOUBLE, _CHARACTER)),
    "java": Syntax(("//",), _C_BLOCK, (_TRIPLE, _DOUBLE, _CHARACTER)),
    "go": Syntax(("//",), _C_BLOCK, (r"`[^`]*+`?", _DOUBLE, _CHARACTER)),
    "rust": Syntax(
        ("//",), _C_BLOCK, (r'\bb?r(?P<h>#*)"[\s\S]*?(?:"(?P=h)|\Z)', _MANY_LINES, _CHARACTER), nested=True
    ),
    "javascript": Syntax(("//",), _C_BLOCK, (_JS_REGEX, _BACKTICK, _DOUBLE, _SINGLE)),
    "csharp": Syntax(("//",), _C_BLOCK, (r'\$?@\$?"(?:[^"]|"")*+"?', _TRIPLE, _DOUBLE, _CHARACTER)),
    "kotlin": Syntax(("//",), _C_BLOCK, (_TRIPLE, _DOUBLE, _CHARACTER), nested=True),
    "dart": Syntax(("//",), _C_BLOCK, (_TRIPLE, _TRIPLE_SINGLE, _DOUBLE, _SINGLE)),
    "php": Syntax(("//", r"#(?!\[)"), _C_BLOCK, (r'"(?:[^"\\]|\\[\s\S])*+"?', r"'(?:[^'\\]|\\[\s\S])*+'?")),
    "css": Syntax((), _C_BLOCK, (_DOUBLE, _SINGLE)),
    "scss": Syntax(("//",), _C_BLOCK, (r"url\([^)\"'\n]*\)", _DOUBLE, _SINGLE)),
    "ruby": Syntax(
        (r"^=begin\b[\s\S]*?(?:^=end\b|\Z)", "#"),
        (),
        (_RUBY_REGEX, _RUBY_WORDS, _MANY_LINES, r"'(?:[^'\\]|\\[\s\S])*+'?", _BACKTICK),
        heredocs="ruby",
        end=r"^__END__\r?$",
    ),
    "shell": Syntax(
        (_WORD_HASH,),
        (),
        (r"\\[\s\S]", r"\$'(?:[^'\\]|\\[\s\S])*+'?", r"'[^']*+'?", _MANY_LINES),
        heredocs="shell",
    ),
    "perl": Syntax(
        (r"^=(?:pod|head\d|over|item|begin|cut)\b[\s\S]*?(?:^=cut\b|\Z)", r"(?:(?<=[\s;{}()])|^)#"),
        (),
        (r"\\[\s\S]", _MANY_LINES, r"'(?:[^'\\]|\\[\s\S])*+'?"),
        heredocs="shell",
    ),
    "yaml": Syntax(
        (r"(?:(?<=[ \t])|^)#",),
        (),
        (r'(?:^|[:\-,\[{?])[ \t]*"(?:[^"\\]|\\[\s\S])*+"', r"(?:^|[:\-,\[{?])[ \t]*'(?:[^']|'')*+'"),
    ),
    "toml": Syntax(("#",), (), (_TRIPLE, _TRIPLE_SINGLE, _DOUBLE, r"'[^'\n]*+'?")),
    "ini": Syntax((r"^[ \t]*[#;]",)),
    "hash": Syntax(("#",), (), (_DOUBLE, _SINGLE)),
    "line hash": Syntax((_LINE_HASH,)),
    "make": Syntax((r"(?<!\\)(?:(?<=\s)|^)#",), (), (_DOUBLE, _SINGLE)),
    "cmake": Syntax(("#",), (("#[[", "]]"),), (_MANY_LINES,)),
    "powershell": Syntax((_WORD_HASH,), (("<#", "#>"),), (_MANY_LINES, _DOUBLED)),
    "terraform": Syntax(("#", "//"), _C_BLOCK, (_DOUBLE,), heredocs="shell"),
    "nix": Syntax(("#",), _C_BLOCK, (r"''[\s\S]*?(?:''(?![$'\\])|\Z)", _MANY_LINES)),
    "graphql": Syntax(("#",), (), (_TRIPLE, _DOUBLE)),
    "elixir": Syntax(("#",), (), (_TRIPLE, _MANY_LINES, _SINGLE)),
    "julia": Syntax(("#",), (("#=", "=#"),), (_TRIPLE, _MANY_LINES, _CHARACTER), nested=True),
    "sql": Syntax(("--",), _C_BLOCK, (_DOUBLED, r'"[^"\n]*+"?')),
    "lua": Syntax(
        ("--",),
        (("--[[", "]]"), ("--[=[", "]=]")),
        (r"\[(?P<q>=*)\[[\s\S]*?(?:\](?P=q)\]|\Z)", _DOUBLE, _SINGLE),
    ),
    "haskell": Syntax((r"--(?![!#$%&*+./<=>?@\\^|~:])",), (("{-", "-}"),), (_DOUBLE, _CHARACTER), nested=True),
    "ml": Syntax((), (("(*", "*)"),), (_MANY_LINES, _CHARACTER), nested=True),
    "fsharp": Syntax(("//",), (("(*", "*)"),), (_TRIPLE, _MANY_LINES, _CHARACTER), nested=True),
    "lisp": Syntax((";",), (("#|", "|#"),), (r"\\.", _MANY_LINES)),
    "percent": Syntax((r"(?<!\\)%",), (), (_DOUBLE,)),
    "vim": Syntax((r'^[ \t]*"',)),
    "batch": Syntax((r"(?i:^[ \t]*(?:rem\b|::))",)),
    "html": Syntax((), _HTML_BLOCKS),
    "jsonc": Syntax(("//",), _C_BLOCK, (_DOUBLE, _SINGLE)),
    "proto": Syntax(("//",), _C_BLOCK, (_DOUBLE, _SINGLE)),
}  # fmt: skip

_SUFFIXES = {
    "python": "py pyi pyw pyx bzl star",
    "javascript": "js mjs cjs jsx ts mts cts tsx",
    "c": "c h m",
    "cpp": "cc cpp cxx c++ hh hpp hxx h++ ipp inl tpp cu cuh mm ino glsl",
    "java": "java",
    "go": "go",
    "rust": "rs",
    "ruby": "rb rake gemspec",
    "csharp": "cs",
    "kotlin": "kt kts swift scala sc groovy gradle",
    "dart": "dart",
    "php": "php phtml",
    "css": "css",
    "scss": "scss sass less styl",
    "shell": "sh bash zsh ksh fish bats",
    "perl": "pl pm t",
    "yaml": "yaml yml",
    "toml": "toml",
    "ini": "ini cfg conf properties editorconfig desktop service timer",
    "line hash": "env gitignore dockerignore gitattributes npmignore dockerfile",
    "make": "mk mak",
    "cmake": "cmake",
    "powershell": "ps1 psm1 psd1",
    "terraform": "tf tfvars hcl",
    "nix": "nix",
    "graphql": "graphql gql",
    "elixir": "ex exs",
    "hash": "r nim tcl cr",
    "julia": "jl",
    "sql": "sql psql ddl",
    "lua": "lua",
    "haskell": "hs elm purs",
    "ml": "ml mli",
    "fsharp": "fs fsi fsx",
    "lisp": "lisp el clj cljs cljc edn scm rkt asm",
    "percent": "tex sty erl hrl",
    "vim": "vim",
    "batch": "bat cmd",
    "html": "html htm xhtml xml xsl xsd vue svelte astro erb ejs hbs handlebars jinja jinja2 j2 twig liquid njk jsp",
    "jsonc": "jsonc json5 json",
    "proto": "proto thrift zig v sv",
}
_BY_SUFFIX = {suffix: syntax for syntax, suffixes in _SUFFIXES.items() for suffix in suffixes.split()}

_BY_NAME = (
    (
        re.compile(r"(?:Dockerfile|Containerfile)(?:\..+)?|CODEOWNERS|\.\w+ignore|\.gitattributes|\.env(?:\..+)?"),
        "line hash",
    ),
    (re.compile(r"(?:GNU)?[Mm]akefile(?:\..+)?"), "make"),
    (re.compile(r"CMakeLists\.txt"), "cmake"),
    (re.compile(r"[jJ]ustfile|Procfile|.*(?:requirements|constraints).*\.txt"), "line hash"),
    (re.compile(r"\.(?:editorconfig|flake8|pylintrc|npmrc|gitconfig|gitmodules)"), "ini"),
    (re.compile(r"\.(?:bashrc|zshrc|profile|bash_profile|zprofile|envrc)|PKGBUILD"), "shell"),
    (re.compile(r"Rakefile|Gemfile|Guardfile|Vagrantfile|Brewfile|Podfile|Fastfile"), "ruby"),
    (re.compile(r"BUILD(?:\.bazel)?|WORKSPACE|SConstruct|Snakefile"), "python"),
    (re.compile(r"Jenkinsfile"), "kotlin"),
    (re.compile(r"\.clang-(?:format|tidy)"), "yaml"),
    (re.compile(r"go\.(?:mod|work)"), "c"),
)
_SHEBANG = re.compile(r"#!.{0,80}?\b(bash|zsh|ksh|dash|sh|fish|python|node|deno|ruby|perl|lua|php)[\d.]*\b")
_BY_SHEBANG = {
    "python": "python",
    "node": "javascript",
    "deno": "javascript",
    "ruby": "ruby",
    "perl": "perl",
    "lua": "lua",
    "php": "php",
}


def syntax_name(path: str, text: str = "") -> str:
    """`python`, or a key of `SYNTAXES`; empty for a type that we do not know. A script without suffix says it."""
    name = path.replace("\\", "/").rpartition("/")[2]
    for pattern, syntax in _BY_NAME:
        if pattern.fullmatch(name):
            return syntax
    stem, _, suffix = name.rpartition(".")
    if suffix.lower() in _BY_SUFFIX and (stem or name.startswith(".")):
        return _BY_SUFFIX[suffix.lower()]
    said = _SHEBANG.match(text[:200])
    return _BY_SHEBANG.get(said[1], "shell") if said else ""


@cache
def scanner(name: str) -> re.Pattern[str]:
    """What the lexer looks for: a match's last group is `string`, `block`, `line`, `heredoc`, `row` or `end`."""
    syntax = SYNTAXES[name]
    parts = []
    if syntax.end:
        parts.append(f"(?P<end>{syntax.end})")
    if syntax.heredocs:
        dashes = "[~-]" if syntax.heredocs == "ruby" else "-"
        parts += [
            rf"(?P<heredoc>(?<!<)<<(?P<dash>{dashes}?)[ \t]?(?P<quote>[\"']?)(?P<word>[A-Za-z_]\w*)(?P=quote))",
            r"(?P<row>\n)",
        ]
    blocks = sorted((re.escape(opens) for opens, _ in syntax.blocks), key=len, reverse=True)
    parts += [f"(?P<block>{'|'.join(blocks)})"] if blocks else []
    parts += [f"(?P<string>{'|'.join(syntax.strings)})"] if syntax.strings else []
    parts += [f"(?P<line>(?:{'|'.join(syntax.lines)})[^\\n]*)"] if syntax.lines else []
    return re.compile("|".join(parts) or r"(?!)", re.MULTILINE)
