"""Random text in a vendor's published format: a small template language over a seeded source.

A format is written as its vendor writes it, with `{alphabet:length}` where characters are drawn: `ghp_{crc:30}`,
`SG.{url:22}.{url:43}`, `pat-na1-{uuid}`. Lengths may be ranges (`{hex:40-64}`). All randomness comes from the
`random.Random` that is passed in, so that a seed gives the same text on every machine.
"""

import base64
import json
import re
import string
import zlib
from collections.abc import Mapping
from random import Random
from uuid import UUID

BASE62 = string.digits + string.ascii_uppercase + string.ascii_lowercase
ALPHABETS: dict[str, str] = {
    "alnum": BASE62,
    "letters": string.ascii_letters,
    "lower": string.ascii_lowercase,
    "upper": string.ascii_uppercase,
    "digit": string.digits,
    "hex": "0123456789abcdef",
    "HEX": "0123456789ABCDEF",
    "b36": string.digits + string.ascii_lowercase,
    "B36": string.digits + string.ascii_uppercase,
    "b32": "abcdefghijklmnopqrstuvwxyz234567",
    "B32": "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567",
    "b58": "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz",
    "b64": BASE62 + "+/",
    "url": BASE62 + "-_",
    "BECH32": "QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L",
    "tilde": BASE62 + "-_.~",
}
_PLACE = re.compile(r"\{(\w+)(?::(\d+)(?:-(\d+))?)?\}")
_PASSWORD_MARKS = "!%*+-.^_~"


def drawn(random: Random, form: str) -> str:
    """A text of that format.

    Errors: KeyError for an alphabet that does not exist.
    """
    return _PLACE.sub(lambda place: _place(random, place), form)


def _place(random: Random, place: re.Match[str]) -> str:
    name, low, high = place[1], int(place[2] or 0), int(place[3] or place[2] or 0)
    length = random.randint(low, high)
    if name == "uuid":
        return uuid(random)
    if name == "crc":
        return checksummed(random, length)
    if name == "jwt":
        return jwt(random)
    return ended(random, ALPHABETS[name], length)


def ended(random: Random, alphabet: str, length: int) -> str:
    """`length` characters of the alphabet; neither the first nor the last is a mark, as most vendors see to.

    A mark at the end of a token would make it undecidable where the token ends in running text.
    """
    inner = [character for character in alphabet if character.isalnum()]
    drawn_characters = random.choices(alphabet, k=length)
    for place in (0, -1):
        if length and not drawn_characters[place].isalnum():
            drawn_characters[place] = random.choice(inner)
    return "".join(drawn_characters)


def uuid(random: Random) -> str:
    """A UUID of version 4 (RFC 9562, section 5.4)."""
    return str(UUID(int=random.getrandbits(128), version=4))


def checksummed(random: Random, length: int) -> str:
    """`length` base62 characters, then their CRC32 in base62 with six digits (GitHub's and npm's tail).

    Source: github.blog/engineering/platform-security/behind-githubs-new-authentication-token-formats
    """
    body = ended(random, BASE62, length)
    rest, digits = zlib.crc32(body.encode()), ""
    while rest:
        rest, digit = divmod(rest, 62)
        digits = BASE62[digit] + digits
    return body + digits.rjust(6, "0")


def octets(random: Random, count: int) -> bytes:
    """`count` random octets (`Random.randbytes`, spelled so that it is the same in every version)."""
    return random.getrandbits(8 * count).to_bytes(count, "big")


def url_base64(content: bytes | Mapping[str, object]) -> str:
    """Base64 for URLs without padding, of octets or of a mapping as compact JSON (RFC 7515, appendix C)."""
    octet_string = content if isinstance(content, bytes) else json.dumps(content, separators=(",", ":")).encode()
    return base64.urlsafe_b64encode(octet_string).decode().rstrip("=")


def jwt(random: Random, algorithm: str = "HS256") -> str:
    """A signed JSON Web Token: `header.claims.signature` (RFC 7519). The signature has its algorithm's length."""
    issued = random.randint(1_700_000_000, 1_790_000_000)
    claims = {
        "sub": ended(random, ALPHABETS["digit"], 10),
        "iss": random.choice(["https://auth.example.com/", "https://idp.internal", "acme"]),
        "iat": issued,
        "exp": issued + random.choice([900, 3_600, 86_400]),
    }
    signature = octets(random, 32 if algorithm == "HS256" else 256)
    return ".".join([url_base64({"alg": algorithm, "typ": "JWT"}), url_base64(claims), url_base64(signature)])


def password(random: Random, low: int = 12, high: int = 24) -> str:
    """A password as a generator makes it: letters of both cases, at least two digits, most often marks.

    No quotes, spaces, `#`, `$`, `&`, `@`, `:` or `/`, so that it stands unquoted in every form.
    """
    length = random.randint(low, high)
    marks = _PASSWORD_MARKS if random.random() < 0.7 else ""
    while True:
        text = ended(random, BASE62 + marks, length)
        if sum(map(str.isdigit, text)) >= 2 and any(map(str.islower, text)) and any(map(str.isupper, text)):
            return text
