"""Texts for tests: tokens are put together when a test runs, so that none stands in the repository."""

import random
import string

from hypothesis import strategies as st

B62 = string.ascii_letters + string.digits
HEX = "0123456789abcdef"


def drawn(length: int, alphabet: str = B62, seed: int = 0) -> str:
    """Random characters, the same for a seed; with letters and digits, as a key of this length has."""
    chance = random.Random(f"{seed} {length} {alphabet}")
    while True:
        text = "".join(chance.choices(alphabet, k=length))
        if any(map(str.isdigit, text)) and any(map(str.isalpha, text)) and len(set(text)) > 6:
            return text


def private_key(kind: str = "RSA PRIVATE KEY", lines: int = 5, newline: str = "\n") -> str:
    """A PEM block with a shorter last line."""
    body = [drawn(64, B62 + "+/", seed) for seed in range(lines)] + [drawn(30, B62, 99) + "=="]
    return newline.join([f"-----BEGIN {kind}-----", *body, f"-----END {kind}-----"])


_FRAGMENTS = [
    *(
        "password",
        "DB_PASSWORD",
        "api_key",
        "token",
        "Authorization",
        "Bearer ",
        "Basic ",
        "secret",
        "--token",
        "KEY",
        "key",
    ),
    *(
        "=",
        ":",
        ": ",
        " = ",
        '"',
        "'",
        "\\",
        "\\n",
        '\\"',
        "`",
        ",",
        ";",
        "|",
        "&",
        "$(",
        ")",
        "{",
        "}",
        "<",
        ">",
        "(",
        "[",
        "]",
    ),
    *(
        " ",
        "  ",
        "\n",
        "\r\n",
        "\t",
        ".",
        "...",
        "-",
        "_",
        "/",
        "#",
        "@",
        "!",
        "://",
        "https://",
        "user",
        "ann:",
        "value",
    ),
    *(
        "ghp" + "_",
        "sk" + "-",
        "xox" + "b-",
        "glp" + "at-",
        "AK" + "IA",
        "ey" + "J",
        "SG" + ".",
        "hv" + "s.",
        "-u ",
        "curl ",
    ),
    *("-----BEGIN RSA PRIVATE KEY-----", "-----END RSA PRIVATE KEY-----", "Private-Lines: 3", "Private-MAC:"),
    *(
        "get_password()",
        "your-api-key",
        "[secret: password]",
        "hunter2",
        "Tr0ub4dor&3",
        "x",
        "rm -rf /",
        "0",
        "é",
        "İ",
        "\u2028",
    ),
]
_RUNS = st.builds(drawn, st.integers(8, 70), st.sampled_from([B62, HEX, B62 + "-_", B62 + "+/"]), st.integers(0, 3))

texts = st.lists(st.one_of(st.sampled_from(_FRAGMENTS), _RUNS), max_size=30).map("".join)
"""Texts full of what secrets are made of and stand beside."""
