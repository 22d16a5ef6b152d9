from pathlib import Path

import pytest

from reverie.conversation.access import Access, CommandAccess, NoAccess, ReadAccess, WebAccess, WriteAccess
from reverie.safety.rules import Rule, RuleError, command_prefix, exact_command, matches, parse_rules

ROOT = Path("/home/u/p")


def _covers(spelled: str, tool: str, access: Access) -> bool:
    (rule,) = parse_rules(spelled)
    return matches(rule, tool, access, ROOT)


def _runs(spelled: str, command: str) -> bool:
    return _covers(spelled, "shell", CommandAccess(command, ROOT))


@pytest.mark.parametrize(
    ("text", "rules"),
    [
        ("", ()),
        (" , ", ()),
        ("shell", (Rule("shell"),)),
        ("shell(pytest *), write web_fetch", (Rule("shell", "prefix", "pytest"), Rule("write"), Rule("web_fetch"))),
        ("Bash(git log:*),Read Glob", (Rule("shell", "prefix", "git log"), Rule("read"), Rule("search"))),
        ("Grep,LS,MultiEdit,WebFetch", (Rule("search"), Rule("list"), Rule("edit"), Rule("web_fetch"))),
        ("shell(ls -la)", (Rule("shell", "exact", "ls -la"),)),
        ("shell(echo ')' (x) \"(\")", (Rule("shell", "exact", "echo ')' (x) \"(\""),)),
        ("shell(a, b; c)", (Rule("shell", "exact", "a, b; c"),)),
        ("shell(grep '*' x)", (Rule("shell", "exact", "grep '*' x"),)),
        ("edit(src/**/*.py)", (Rule("edit", "glob", "src/**/*.py"),)),
        ("WebFetch(domain:example.org)", (Rule("web_fetch", "glob", "https://example.org/*"),)),
    ],
)
def test_rules_are_read_as_people_write_them(text: str, rules: tuple[Rule, ...]) -> None:
    assert parse_rules(text) == rules


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("shel", "unknown tool 'shel'; did you mean 'shell'?"),
        ("Bsh(x)", "unknown tool 'Bsh'; did you mean 'shell'?"),
        ("xyzzy", "unknown tool 'xyzzy'; tools are read, write"),
        ("shell(*)", "write 'shell' for any command"),
        ("shell(:*)", "write 'shell' for any command"),
        ("shell()", "write 'shell' for any use"),
        ("write( )", "write 'write' for any use"),
        ("shell(pytest*)", "`*` may only stand at the end, after a space"),
        ("shell(git * main)", "`*` may only stand at the end, after a space"),
        ("shell(a; b *)", "before ` *` stand the first words of one simple command"),
        ("shell(FOO=1 x *)", "before ` *` stand the first words of one simple command"),
        ("shell(if *)", "before ` *` stand the first words of one simple command"),
        ("shell(pytest", "a parenthesis or quote is not closed"),
        ("shell(echo 'x)", "a parenthesis or quote is not closed"),
        ("shell(x))", "cannot read ')'"),
        ("(x)", "cannot read '(x)'"),
        ("web_fetch(https://a*b.org/)", "write it like web_fetch(https://docs.python.org/*)"),
        ("web_fetch(https://*)", "write it like web_fetch(https://docs.python.org/*)"),
        ("web_fetch(docs.python.org)", "write it like web_fetch(https://docs.python.org/*)"),
        ("web_fetch(https://a.org*)", "write it like web_fetch(https://docs.python.org/*)"),
    ],
)
def test_what_cannot_be_read_is_quoted_with_the_next_step(text: str, message: str) -> None:
    with pytest.raises(RuleError) as raised:
        parse_rules(text)
    assert message in str(raised.value)
    assert "\n" not in str(raised.value)


def test_a_prefix_covers_by_whole_words() -> None:
    for command in ("git log", "git log -p", "git log 'a b'", "\"git\" l'og' x", " git  log "):
        assert _runs("shell(git log *)", command)
    for command in (
        "git logx",
        "git",
        "git  status",
        "gitlog",
        "git -C x log",
        "sudo git log",
        "x git log",
        "git 'log -p'",
    ):
        assert not _runs("shell(git log *)", command)
    assert _runs("shell(git *)", "git anything")
    assert _runs("shell(git commit -m 'a b' *)", 'git commit -m "a b" x')


NEVER = [
    "{}; rm -rf x",
    "{} && x",
    "{} || x",
    "{} | sh",
    "{} & x",
    "{} &",
    "{} > f",
    "{} >f",
    "{} 2>f",
    "{} >> ~/.bashrc",
    "{} < f",
    "{} <<< x",
    "{} <(x)",
    "{}\nrm -rf x",
    "{}\r\nrm -rf x",
    "{} \\\nx",
    "{} $(x)",
    "{} `x`",
    "{} $x",
    '{} "$(x)"',
    '{} "`x`"',
    "{} $'\\n'",
    "{} ${{x@P}}",
    "{} $((a[$(x)]))",
    "{} {{a,b}}",
    "{} ~/x",
    "{} ~root",
    "{} *",
    "{} [a]",
    "{} #",
    "{} # x\nrm",
    "{} !x",
    "{} \\x",
    "FOO=1 {}",
    "PATH=. {}",
    "GIT_PAGER=x {}",
    "! {}",
    "time {}",
    "eval {}",
    "exec {}",
    "command {}",
    "builtin {}",
    "env {}",
    "sudo {}",
    "nohup {}",
    "xargs {}",
    "coproc {}",
    "if {}; then x; fi",
    "{{ {}; }}",
    "({})",
    "$({})",
    "`{}`",
    "function f {{ {}; }}",
    "x; {}",
    "x\n{}",
    "{}\u00a0x",
    "{}\u2028x",
    "{}\u3000x",
    "{}\tx",
    "{}\0x",
    "{} \x1b[1A\x1b[2K",
    "{} '",
    '{} "',
    "{}x",
    "{}.sh",
    "./{}",
    "/tmp/{}",
    "\\{}",
    "'{} x'",
    "-- {}",
    "-x {}",
]


@pytest.mark.parametrize("granted", ["git status", "pytest"])
@pytest.mark.parametrize("line", NEVER)
def test_a_prefix_never_covers_more_than_one_plain_command(granted: str, line: str) -> None:
    assert not _runs(f"shell({granted} *)", line.format(granted))
    assert not _runs(f"shell({granted})", line.format(granted))


def test_an_exact_line_covers_itself_alone() -> None:
    line = "make test && echo 'ok > x' # done"
    assert _runs(f"shell({line})", f" {line} ")
    assert not _runs(f"shell({line})", line + " x")
    assert not _runs(f"shell({line})", line.replace(" ", "  ", 1))
    assert not _runs(f"shell({line})", line + "\n")


def test_an_exact_line_that_ends_in_a_star_is_no_prefix() -> None:
    rule = exact_command("rm *")
    assert matches(rule, "shell", CommandAccess("rm *", ROOT), ROOT)
    assert not matches(rule, "shell", CommandAccess("rm x", ROOT), ROOT)


def test_a_bare_shell_covers_any_command_and_no_other_tool() -> None:
    assert _runs("shell", "rm -rf / ; x")
    assert not _covers("shell", "write", WriteAccess(ROOT / "x"))
    assert not _covers("write", "shell", CommandAccess("x", ROOT))
    assert not _covers("write", "edit", WriteAccess(ROOT / "x"))


@pytest.mark.parametrize(
    ("pattern", "inside", "covered"),
    [
        ("*.py", "a.py", True),
        ("*.py", "deep/a.py", True),
        ("*.py", "a.pyc", False),
        ("src/**", "src/a/b", True),
        ("src/**", "src", False),
        ("src/**", "srcx/a", False),
        ("src/*", "src/a/b", False),
        ("./src/*", "src/a", True),
        ("**/x/*.md", "x/a.md", True),
        ("**/x/*.md", "a/b/x/a.md", True),
        ("a?c", "abc", True),
        ("a?c", "a/c", False),
        ("a[b]c", "a[b]c", True),
        ("a[b]c", "abc", False),
        ("a.c", "abc", False),
        ("src/**", "src/a\nb", True),
    ],
)
def test_path_patterns_hold_below_the_root(pattern: str, inside: str, covered: bool) -> None:
    assert _covers(f"write({pattern})", "write", WriteAccess(ROOT / inside)) == covered
    assert not _covers(f"write({pattern})", "write", WriteAccess(Path("/elsewhere") / inside))


def test_read_rules_cover_all_reading_tools_also_outside() -> None:
    for tool in ("read", "search", "list"):
        assert _covers("read(/usr/include/**)", tool, ReadAccess(Path("/usr/include/sys/x.h")))
        assert not _covers("read(/usr/include/**)", tool, ReadAccess(Path("/usr/includes")))
    assert not _covers("read", "write", WriteAccess(ROOT / "x"))
    assert not _covers("read(**)", "shell", NoAccess())


@pytest.mark.parametrize(
    ("pattern", "url", "covered"),
    [
        ("https://docs.python.org/*", "https://docs.python.org/3/", True),
        ("https://docs.python.org/*", "https://docs.python.org", True),
        ("https://docs.python.org/*", "https://docs.python.org?q=1", True),
        ("https://docs.python.org/*", "https://DOCS.python.org/3", True),
        ("https://docs.python.org/*", "http://docs.python.org/3/", False),
        ("https://docs.python.org/*", "https://docs.python.org.evil.com/", False),
        ("https://docs.python.org/*", "https://docs.python.org@evil.com/", False),
        ("https://docs.python.org/*", "https://docs.python.org\\@evil.com/", False),
        ("https://docs.python.org/*", "https://docs.python.org:8443/", False),
        ("https://docs.python.org/*", "https://evil.com/https://docs.python.org/", False),
        ("https://docs.python.org/*", "https://docs.python.org/ x", False),
        ("https://docs.python.org/*", "https://docs.python.org/\nx", False),
        ("https://docs.python.org/3/*", "https://docs.python.org/3/x?y#z", True),
        ("https://docs.python.org/3/*", "https://docs.python.org/2/", False),
        ("https://docs.python.org/3/*", "https://docs.python.org/3/../2/", False),
        ("https://docs.python.org/3/*", "https://docs.python.org/3/%2E%2e/2/", False),
        ("https://x.org/a", "https://x.org/a", True),
        ("https://x.org/a", "https://x.org/ab", False),
        ("https://x.org", "https://x.org/", True),
        ("https://x.org", "https://x.org/a", False),
        ("https://*.x.org/*", "https://a.b.x.org/", True),
        ("https://*.x.org/*", "https://x.org/", False),
        ("https://*.x.org/*", "https://evilx.org/", False),
        ("http://localhost:8000/*", "http://localhost:8000/a", True),
    ],
)
def test_address_patterns_hold_for_the_very_host(pattern: str, url: str, covered: bool) -> None:
    assert _covers(f"web_fetch({pattern})", "web_fetch", WebAccess(url)) == covered


def test_a_rule_is_spelled_as_it_is_read() -> None:
    for text in ("shell", "shell(pytest *)", "shell(ls -la)", "edit(src/**)", "web_fetch(https://a.org/*)"):
        (rule,) = parse_rules(text)
        assert str(rule) == text
    with pytest.raises(RuleError):
        command_prefix("a | b")
