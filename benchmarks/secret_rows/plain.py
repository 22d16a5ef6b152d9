"""Secrets that no vendor shapes: passwords and keys that a person or a program drew, known by their names alone.

Frameworks publish the names: Django's `SECRET_KEY`, Rails' `secret_key_base` (128 hexadecimal digits), Laravel's
`APP_KEY` (`base64:` and 32 octets), NextAuth's `NEXTAUTH_SECRET`, PostgreSQL's `PGPASSWORD`.
"""

import base64
from random import Random

from benchmarks.secret_rows.drawing import drawn, octets, password
from benchmarks.secret_rows.family import Family

_DJANGO = "abcdefghijklmnopqrstuvwxyz0123456789!%^*-_=+"
_NAMED = "a name that ends in a word for a secret, and a random value"


def _django(random: Random) -> str:
    return "django-insecure-" * random.randint(0, 1) + "".join(random.choices(_DJANGO, k=50))


def _laravel(random: Random) -> str:
    return "base64:" + base64.b64encode(octets(random, 32)).decode()


def _fernet(random: Random) -> str:
    return base64.urlsafe_b64encode(octets(random, 32)).decode()


def _openssl_base64(random: Random) -> str:
    return base64.b64encode(octets(random, 48)).decode()


def _short(random: Random) -> str:
    return password(random, 9, 11)


FAMILIES = (
    Family("plain-db-password", "DB_PASSWORD", password, _NAMED, named_only=True),
    Family("plain-postgres-password", "POSTGRES_PASSWORD", password, "hub.docker.com/_/postgres", named_only=True),
    Family("plain-mysql-root", "MYSQL_ROOT_PASSWORD", password, "hub.docker.com/_/mysql", named_only=True),
    Family("plain-pgpassword", "PGPASSWORD", password, "postgresql.org/docs: libpq environment", named_only=True),
    Family("plain-redis-password", "REDIS_PASSWORD", password, _NAMED, named_only=True),
    Family("plain-smtp-password", "SMTP_PASSWORD", password, _NAMED, named_only=True),
    Family("plain-admin-password", "ADMIN_PASSWORD", password, _NAMED, named_only=True),
    Family("plain-short-password", "LDAP_BIND_PASSWORD", _short, f"{_NAMED}; 9 to 11 characters", named_only=True),
    Family("plain-keystore-password", "KEYSTORE_PASSWORD", password, "docs.oracle.com: keytool", named_only=True),
    Family("plain-secret-key", "SECRET_KEY", "{url:43}", "flask: secrets.token_urlsafe(32)", named_only=True),
    Family("plain-secret-key-hex", "APP_SECRET_KEY", "{hex:64}", "flask: secrets.token_hex(32)", named_only=True),
    Family("plain-django", "DJANGO_SECRET_KEY", _django, "docs.djangoproject.com: SECRET_KEY, 50", named_only=True),
    Family("plain-rails", "SECRET_KEY_BASE", "{hex:128}", "guides.rubyonrails.org: rails secret", named_only=True),
    Family("plain-laravel", "APP_KEY", _laravel, "laravel.com/docs: encryption", named_only=True),
    Family("plain-nextauth", "NEXTAUTH_SECRET", "{b64:43}=", "next-auth.js.org: openssl rand", named_only=True),
    Family("plain-jwt-secret", "JWT_SECRET", "{alnum:48}", _NAMED, named_only=True),
    Family("plain-session-secret", "SESSION_SECRET", "{hex:32}", "express-session: secret", named_only=True),
    Family("plain-encryption-key", "ENCRYPTION_KEY", _fernet, "cryptography.io: Fernet keys", named_only=True),
    Family("plain-openssl", "COOKIE_SECRET", _openssl_base64, "openssl rand -base64 48", named_only=True),
    Family("plain-client-secret", "OAUTH_CLIENT_SECRET", "{alnum:40}", _NAMED, named_only=True),
    Family("plain-api-key", "API_KEY", "{alnum:32}", _NAMED, named_only=True),
    Family("plain-api-key-hex", "INTERNAL_API_KEY", "{hex:40}", _NAMED, named_only=True),
    Family("plain-access-token", "ACCESS_TOKEN", "{url:48}", _NAMED, named_only=True),
    Family("plain-auth-token", "AUTH_TOKEN", "{b36:40}", _NAMED, named_only=True),
    Family("plain-webhook-secret", "WEBHOOK_SECRET", "{hex:40}", "docs.github.com: webhook secrets", named_only=True),
    Family("plain-signing-key", "SIGNING_KEY", "{b64:43}=", _NAMED, named_only=True),
    Family("plain-jwt", "ID_TOKEN", "{jwt}", "RFC 7519: header.claims.signature"),
    Family(
        "plain-licence-key",
        "LICENSE_KEY",
        lambda random: drawn(random, "{HEX:8}-{HEX:8}-{HEX:8}-{HEX:8}"),
        _NAMED,
        named_only=True,
    ),
)
