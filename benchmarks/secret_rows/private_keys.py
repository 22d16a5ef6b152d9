"""Private keys in the forms in which they are kept and shown.

PEM is RFC 7468 (and RFC 1421 for the encrypted kind with headers); the kinds are PKCS#1 (RFC 8017, `RSA`), SEC 1 (RFC
5915, `EC`), PKCS#8 (RFC 5958), OpenSSL's `DSA`, OpenSSH's PROTOCOL.key, OpenPGP's armour (RFC 9580, 6.2). The first
octets are those of the real structures, the rest is random. A key is out when any line of it is: the first, a middle
and the last full line of its body must not survive.
"""

import json
from collections.abc import Callable, Iterator
from random import Random

import msgspec
from benchmarks.secret_rows.drawing import drawn
from benchmarks.secret_rows.streams import noise

Shape = tuple[str, str, list[str]]


class Kind(msgspec.Struct, frozen=True):
    """A kind of key: its name, its label between the dashes, how its body begins, and the body's length."""

    name: str
    label: str
    start: str
    length: int
    headers: str = ""
    checksum: bool = False
    width: int = 64


KINDS = (
    Kind("key-rsa", "RSA PRIVATE KEY", "MIIEpAIBAAKCAQEA", 1_592),
    Kind(
        "key-rsa-encrypted", "RSA PRIVATE KEY", "", 1_592, "Proc-Type: 4,ENCRYPTED\nDEK-Info: AES-128-CBC,{HEX:32}\n\n"
    ),
    Kind("key-ec", "EC PRIVATE KEY", "MHcCAQEEI", 164),
    Kind("key-dsa", "DSA PRIVATE KEY", "MIIBugIBAAKBgQD", 604),
    Kind("key-pkcs8", "PRIVATE KEY", "MIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSjAgEAAoIBAQ", 1_624),
    Kind("key-pkcs8-encrypted", "ENCRYPTED PRIVATE KEY", "MIIFHDBOBgkqhkiG9w0BBQ0wQTApBgkqhkiG9w0BBQww", 1_716),
    Kind("key-ed25519", "PRIVATE KEY", "MC4CAQAwBQYDK2VwBCIEI", 64),
    Kind("key-openssh", "OPENSSH PRIVATE KEY", "b3BlbnNzaC1rZXktdjEAAAAABG5vbmUAAAAEbm9uZQAAAAAAAAAB", 464, width=70),
    Kind("key-pgp", "PGP PRIVATE KEY BLOCK", "lQOYBG", 1_200, "\n", checksum=True),
)


def armoured(label: str, lines: list[str]) -> list[str]:
    """The lines between the dashes of that label."""
    return [f"-----BEGIN {label}-----", *lines, f"-----END {label}-----"]


def _body(random: Random, kind: Kind) -> list[str]:
    text = kind.start + drawn(random, f"{{b64:{kind.length - len(kind.start) - 2}}}") + "=="
    return [text[at : at + kind.width] for at in range(0, len(text), kind.width)]


def _parts(random: Random, kind: Kind) -> tuple[list[str], list[str]]:
    """The lines of a key, and those of its body that must not survive."""
    body = _body(random, kind)
    tail = [f"={drawn(random, '{b64:4}')}"] if kind.checksum else []
    headers = drawn(random, kind.headers).splitlines()
    lines = armoured(kind.label, [*headers, *body, *tail])
    full = [line for line in body if len(line) == kind.width] or body
    return lines, list(dict.fromkeys([full[0], full[len(full) // 2], full[-1]]))


def _file(random: Random, lines: list[str]) -> str:
    return "\n".join(lines) + "\n"


def _escaped_json(random: Random, lines: list[str]) -> str:
    return json.dumps(
        {"type": "service", "key_id": drawn(random, "{hex:40}"), "private_key": "\n".join(lines) + "\n"}, indent=2
    )


def _escaped_env(random: Random, lines: list[str]) -> str:
    escaped = "\\n".join(lines)
    return f'NODE_ENV=production\nJWT_PRIVATE_KEY="{escaped}"\nPORT=8080'


def _yaml(random: Random, lines: list[str]) -> str:
    return "tls:\n  enabled: true\n  key: |\n" + "\n".join(f"    {line}" for line in lines) + "\n  port: 8443"


def _source(random: Random, lines: list[str]) -> str:
    text = "\n".join(lines)
    return random.choice([f'KEY = """{text}\n"""', f"const key = `{text}`;", f"var keyPEM = []byte(`{text}`)"])


def _concatenated(random: Random, lines: list[str]) -> str:
    return "String key =\n" + " +\n".join(f'    "{line}\\n"' for line in lines) + ";"


def _diff(random: Random, lines: list[str]) -> str:
    sign = random.choice("+-")
    name = "deploy/id_deploy"
    head = f"diff --git a/{name} b/{name}\n--- a/{name}\n+++ b/{name}\n@@ -1,2 +1,9 @@\n"
    return head + "\n".join(sign + line for line in lines)


def _stream(random: Random, lines: list[str]) -> str:
    return "\n".join([*noise(random, 5), "$ cat id_deploy", *lines, *noise(random, 5)])


def _cut(random: Random, lines: list[str]) -> str:
    """An output that was cut before the key's end."""
    return "\n".join(["$ cat server.key", *lines[:-1], "[output cut here]"])


def _heredoc(random: Random, lines: list[str]) -> str:
    return "cat > /etc/ssl/server.key <<'EOF'\n" + "\n".join(lines) + "\nEOF\nchmod 600 /etc/ssl/server.key"


_FORMS: dict[str, Callable[[Random, list[str]], str]] = {
    "key file": _file,
    "JSON": _escaped_json,
    "env file": _escaped_env,
    "YAML": _yaml,
    "source": _source,
    "source, concatenated": _concatenated,
    "diff line": _diff,
    "stream": _stream,
    "stream, cut": _cut,
    "heredoc": _heredoc,
}


def shapes(random: Random, kind: Kind, count: int) -> Iterator[Shape]:
    """`count` rows of a kind of key in different forms: (form, text, lines that must not survive)."""
    names = random.sample(sorted(_FORMS), min(count, len(_FORMS)))
    for name in names:
        lines, secrets = _parts(random, kind)
        yield name, _FORMS[name](random, lines), secrets
