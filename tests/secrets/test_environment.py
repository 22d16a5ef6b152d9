"""Which values of the environment are secrets."""

from reverie.secrets.environment import secrets_of
from reverie.secrets.redactor import SecretRedactor

from .texts import HEX, drawn

KEY = drawn(30)


def test_values_of_secrets_names_are_known_and_others_are_not() -> None:
    environ = {
        "SERVICE_API_KEY": KEY,
        "DB_PASSWORD": "hunter" + "22",
        "DATABASE_URL": "postgres://ann:" + "Zk39-fja2x" + "@localhost/db",
        "GIT_COMMIT": drawn(40, HEX),
        "SSH_AUTH_SOCK": "/tmp/ssh-Y0KPAv4RqseQ/agent.74660621",
        "SECRET_KEY_FILE": "/run/secrets/key-1",
        "USE_TOKEN": "true",
        "TOKEN": "changeme",
        "PASSWORD": "word",
        "PATH": "/usr/bin:/bin",
        "LICENSE_KEY": "two words 1a2b3c4d5e6f",
    }
    assert set(secrets_of(environ)) == {KEY, "hunter" + "22", "Zk39-fja2x"}


def test_a_longer_value_is_masked_before_one_that_it_holds() -> None:
    inner, outer = KEY, f"{KEY}-and-more-7Q"
    redact = SecretRedactor(secrets_of({"A_KEY": inner, "B_KEY": outer})).redact
    assert redact(f"({outer}) ({inner})") == "([secret: environment]) ([secret: environment])"
    assert redact(f"x{inner}y") == "x[secret: environment]y"
