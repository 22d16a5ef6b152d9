"""Harmless: keys and certificates that are public, in their armour."""

# ruff: noqa: E501 - a line that a program prints is one line here

import base64
from random import Random

from benchmarks.secret_rows.drawing import octets, url_base64
from benchmarks.secret_rows.harmless import Kind, Made, filled


def _armoured(label: str, start: str, low: int, high: int, width: int = 64) -> Made:
    """PEM (RFC 7468) of something public."""

    def made(random: Random) -> str:
        lines = [start + filled(random, f"«b64:{width - len(start)}»")]
        lines += [filled(random, f"«b64:{width}»") for _ in range(random.randint(low, high))]
        return "\n".join([f"-----BEGIN {label}-----", *lines, filled(random, "«b64:26»=="), f"-----END {label}-----"])

    return made


def _ssh(kind: str, header: bytes, size: int) -> Made:
    """A public key of OpenSSH: kind, base64 of kind and key, comment (sshd(8), AUTHORIZED_KEYS)."""

    def made(random: Random) -> str:
        lines = []
        for _ in range(random.randint(1, 4)):
            key = base64.b64encode(header + octets(random, size)).decode()
            host = random.choice(
                [
                    "",
                    "",
                    "|1|«b64:27»=|«b64:27»= ",
                    "«word».example.com,«ip» ",
                    'restrict,command="«word»" ',
                    "[«ip»]:2222 ",
                ]
            )
            tail = "" if host.startswith("|") or "example" in host else " «user»@«word»"
            lines.append(filled(random, f"{host}{kind} {key}{tail}"))
        return "\n".join(lines)

    return made


def _header(kind: str, more: bytes = b"") -> bytes:
    return len(kind).to_bytes(4, "big") + kind.encode() + more


def _jwks(random: Random) -> str:
    """Public keys of an issuer (RFC 7517)."""
    keys = [
        f'{{"kty": "RSA", "use": "sig", "alg": "RS256", "kid": "{url_base64(octets(random, 20))}", "n": "{url_base64(octets(random, 256))}", "e": "AQAB"}}'
        for _ in range(random.randint(1, 3))
    ]
    return '{"keys": [\n' + ",\n".join(keys) + "\n]}"


def _modulus(random: Random) -> str:
    """As `openssl x509 -text` prints a public key."""
    rows = ["                    " + octets(random, 15).hex(":") + ":" for _ in range(random.randint(6, 12))]
    return "\n".join(
        [
            "            Public Key Algorithm: rsaEncryption",
            "                Public-Key: (2048 bit)",
            "                Modulus:",
            *rows,
            "                Exponent: 65537 (0x10001)",
        ]
    )


_ED25519 = _header("ssh-ed25519", (32).to_bytes(4, "big"))
_RSA = _header("ssh-rsa", b"\x00\x00\x00\x03\x01\x00\x01\x00\x00\x01\x01\x00")
_ECDSA = _header("ecdsa-sha2-nistp256", _header("nistp256") + b"\x00\x00\x00\x41\x04")

KINDS: dict[str, Made] = {
    "certificate": _armoured("CERTIFICATE", "MIIDdzCCAl+gAwIBAgI", 8, 20),
    "certificate request": _armoured("CERTIFICATE REQUEST", "MIICijCCAXICAQAwRTELMAkGA1UEBhMC", 6, 12),
    "public key": _armoured("PUBLIC KEY", "MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEA", 4, 6),
    "public key, RSA": _armoured("RSA PUBLIC KEY", "MIIBCgKCAQEA", 4, 6),
    "public key, PGP": _armoured("PGP PUBLIC KEY BLOCK", "mQINBG", 6, 14),
    "signature, PGP": _armoured("PGP SIGNATURE", "iQIzBAEBCgAdFiEE", 4, 8),
    "signature, SSH": _armoured("SSH SIGNATURE", "U1NIU0lHAAAAAQAAADMAAAALc3NoLWVkMjU1MTkAAAAg", 2, 3, 70),
    "parameters": _armoured("DH PARAMETERS", "MIIBCAKCAQEA", 3, 5),
    "message, PGP": _armoured("PGP MESSAGE", "hQIMA", 4, 8),
    "ssh-ed25519": _ssh("ssh-ed25519", _ED25519, 32),
    "ssh-rsa": _ssh("ssh-rsa", _RSA, 256),
    "ssh-ecdsa": _ssh("ecdsa-sha2-nistp256", _ECDSA, 64),
    "jwks": _jwks,
    "modulus": _modulus,
    "fingerprints": Kind(
        (
            "256 SHA256:«b64:43» «user»@«word» (ED25519)",
            "ED25519 key fingerprint is SHA256:«b64:43».",
            "3072 MD5:«hex:2»:«hex:2»:«hex:2»:«hex:2»:«hex:2»:«hex:2»:«hex:2»:«hex:2»:«hex:2»:«hex:2»:«hex:2»:«hex:2»:«hex:2»:«hex:2»:«hex:2»:«hex:2» «user»@«word» (RSA)",
            "pub   ed25519 2026-01-02 [SC] [expires: 2028-01-02]\n      «HEX:40»",
            "gpg: using EDDSA key «HEX:40»",
            "Key fingerprint = «HEX:4» «HEX:4» «HEX:4» «HEX:4» «HEX:4»  «HEX:4» «HEX:4» «HEX:4» «HEX:4» «HEX:4»",
            "Serial Number: «hex:2»:«hex:2»:«hex:2»:«hex:2»:«hex:2»:«hex:2»:«hex:2»:«hex:2»",
            "X509v3 Subject Key Identifier: «HEX:2»:«HEX:2»:«HEX:2»:«HEX:2»:«HEX:2»:«HEX:2»",
        )
    ),
    "DNS": Kind(
        (
            'selector1._domainkey.acme.test. 300 IN TXT "v=DKIM1; k=rsa; p=MIGfMA0GCSqGSIb3DQEBAQUAA4GNADCBiQKBgQ«b64:170»IDAQAB"',
            "acme.test. 3600 IN DS «digit:5» 13 2 «HEX:64»",
            "_443._tcp.acme.test. IN TLSA 3 1 1 «hex:64»",
            "acme.test. IN SSHFP 4 2 «hex:64»",
            'acme.test. 300 IN TXT "google-site-verification=«url:43»"',
            "acme.test. 300 IN A «ip»",
        )
    ),
    "other public keys": Kind(
        (
            "PublicKey = «b64:43»=",
            "age1«b36:58»",
            "untrusted comment: minisign public key «HEX:16»\nRW«b64:54»",
            "# public key: age1«b36:58»",
            "PUBLIC_KEY=«b64:43»=",
            'public_key: "«hex:64»"',
            "trusted-public-keys = cache.nixos.org-1:«b64:43»=",
            "NEXT_PUBLIC_KEY_ID=«hex:16»",
            "«b32:56».onion",
        ),
        3,
        7,
    ),
}
