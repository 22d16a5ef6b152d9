"""The places in which a token is met: one function a form, each with several variants.

A form takes a seeded source and what is to be shown, and gives the text of a row. A token that looks like other random
text (`named_only`) is always shown with its name or in a place for secrets (`Authorization:`): without them nobody
could tell it from a hash. `URL` writes the token percent-encoded; all other forms write it as it is.
"""

import json
import shlex
from collections.abc import Callable
from random import Random
from urllib.parse import quote

import msgspec
from benchmarks.secret_rows.drawing import drawn

Form = Callable[[Random, "Shown"], str]


class Shown(msgspec.Struct, frozen=True):
    """A token to be shown: its variable (`NPM_TOKEN`), the token, a host, and whether its name must stand beside it."""

    variable: str
    token: str
    host: str
    named_only: bool

    @property
    def snake(self) -> str:
        return self.variable.lower()

    @property
    def kebab(self) -> str:
        return self.snake.replace("_", "-")

    @property
    def camel(self) -> str:
        first, *rest = self.snake.split("_")
        return first + "".join(map(str.capitalize, rest))

    @property
    def is_password(self) -> bool:
        return "PASSWORD" in self.variable

    def of(self, random: Random, named: list[str], free: list[str]) -> str:
        """One of the variants; those that show no name only where the token needs none."""
        return random.choice(named if self.named_only else named + free)


def env_file(random: Random, shown: Shown) -> str:
    quote_mark = random.choice(["", "", '"', "'"])
    lines = [
        random.choice(["# local settings", "# do not commit", "NODE_ENV=production", "DEBUG=false"]),
        f"PORT={random.choice([3000, 8000, 8080])}",
        f"{shown.variable}={quote_mark}{shown.token}{quote_mark}",
        f"RELEASE={drawn(random, '{hex:40}')}",
        f"LOG_LEVEL={random.choice(['info', 'debug', 'warning'])}",
    ]
    return "\n".join(lines)


def log_line(random: Random, shown: Shown) -> str:
    at = f"2026-{random.randint(1, 12):02}-{random.randint(1, 28):02}T09:14:{random.randint(10, 59)}.118Z"
    config = json.dumps({"level": "debug", "msg": "config", shown.snake: shown.token, "pid": random.randint(100, 9999)})
    named = [
        f"{at} DEBUG config: {shown.variable}={shown.token} region=eu-west-1 retries=3",
        f'{at} [info] settings loaded {shown.snake}="{shown.token}" source=env',
        f"{at} {config}",
        f"{at} INFO http.client header: authorization: Bearer {shown.token}",
    ]
    free = [
        f"{at} WARN  {shown.host} rejected {shown.token} (401), retrying in 2s",
        f"[{at}] worker-3: using credential {shown.token} for {shown.host}",
    ]
    return shown.of(random, named, free)


def json_text(random: Random, shown: Shown) -> str:
    key = random.choice([shown.snake, shown.camel, shown.variable])
    whole = {
        "name": "billing",
        "id": drawn(random, "{uuid}"),
        "auth": {key: shown.token, "host": shown.host},
        "retries": 3,
    }
    return random.choice(
        [
            json.dumps(whole, indent=2),
            json.dumps(whole, separators=(",", ":")),
            json.dumps({"type": "tool_result", "content": json.dumps(whole["auth"])}),
        ]
    )


def yaml(random: Random, shown: Shown) -> str:
    mark = random.choice(["", '"', "'"])
    value = f"{mark}{shown.token}{mark}"
    named = [
        f"service:\n  host: {shown.host}\n  {shown.snake}: {value}\n  timeout: 30s",
        f"global:\n  env:\n    - name: {shown.variable}\n      value: {value}\n    - name: TZ\n      value: UTC",
        f"{shown.camel}: {value}\nreplicas: 2",
    ]
    free = [f"credentials:\n  - id: deploy\n    token: {value}\n    scope: read"]
    return shown.of(random, named, free)


def toml(random: Random, shown: Shown) -> str:
    mark = random.choice(['"', "'"])
    named = [
        f'[server]\nhost = "{shown.host}"\n{shown.snake} = {mark}{shown.token}{mark}\nport = 443',
        f"[env]\n{shown.variable} = {mark}{shown.token}{mark}",
    ]
    free = [f'[registries.internal]\nindex = "https://{shown.host}/git/index"\ntoken = {mark}{shown.token}{mark}']
    return shown.of(random, named, free)


def shell_export(random: Random, shown: Shown) -> str:
    quoted = shlex.quote(shown.token)
    return random.choice(
        [
            f"export {shown.variable}={quoted}",
            f'export {shown.variable}="{shown.token}" && make deploy',
            f"$ {shown.variable}={quoted} ./scripts/release --dry-run",
            f'$env:{shown.variable} = "{shown.token}"',
            f"set {shown.variable}={shown.token}",
            f"declare -x {shown.variable}={quoted}",
        ]
    )


def cli_flag(random: Random, shown: Shown) -> str:
    quoted = shlex.quote(shown.token)
    named = [
        f"$ acme deploy --{shown.kebab} {quoted} --region eu-west-1",
        f"acme-cli login --{shown.kebab}={quoted} --quiet",
        f"docker run --rm -e {shown.variable}={quoted} acme/worker:4.2",
        f"helm upgrade api ./chart --set {shown.camel}={quoted} --wait",
    ]
    free = [
        f"$ npx acme publish --token {quoted}",
        f"docker login -u ci -p {quoted} {shown.host}",
        f"./deploy.sh {quoted} production",
    ]
    return shown.of(random, named, free)


def curl_header(random: Random, shown: Shown) -> str:
    if shown.is_password:
        return f"curl -sS -u 'admin:{shown.token}' https://{shown.host}/v1/status"
    header = random.choice(
        [
            f"Authorization: Bearer {shown.token}",
            f"authorization: Bearer {shown.token}",
            f"Authorization: token {shown.token}",
            f"X-Api-Key: {shown.token}",
            f"X-Auth-Token: {shown.token}",
        ]
    )
    mark = random.choice(["'", '"'])
    return random.choice(
        [
            f"curl -sS -H {mark}{header}{mark} https://{shown.host}/v1/items?limit=5",
            f"$ curl https://{shown.host}/v1/me \\\n    --header {mark}{header}{mark} \\\n    --header 'Accept: */*'",
            f"> GET /v1/items HTTP/2\n> Host: {shown.host}\n> User-Agent: curl/8.5.0\n> {header}\n>",
        ]
    )


def url(random: Random, shown: Shown) -> str:
    token = quote(shown.token, safe="")
    if shown.is_password:
        return f"https://deploy:{token}@{shown.host}/artifacts/latest.tar.gz"
    named = [
        f"https://{shown.host}/v1/search?q=shoes&api_key={token}&page=2",
        f"GET https://{shown.host}/v2/items?access_token={token}",
        f"https://{shown.host}/callback?state={drawn(random, '{hex:16}')}&{shown.snake}={token}",
        f"wss://{shown.host}/socket?v=9&token={token}",
    ]
    free = [
        f"git clone https://oauth2:{token}@{shown.host}/acme/shop.git",
        f"origin\thttps://x-access-token:{token}@{shown.host}/acme/shop.git (fetch)",
        f"https://{shown.host}/hooks/{token}",
    ]
    return shown.of(random, named, free)


def source(random: Random, shown: Shown) -> str:
    named = [
        f'import os\n\n{shown.variable} = "{shown.token}"\nBASE_URL = "https://{shown.host}"',
        f"const {shown.camel} = '{shown.token}';\nconst client = new Client({{ {shown.camel} }});",
        f'const {shown.camel} = "{shown.token}" // TODO: move to the vault',
        f'    private static final String {shown.variable} = "{shown.token}";',
        f"define('{shown.variable}', '{shown.token}');",
        f"  config.{shown.snake} = '{shown.token}'",
        f'pub const {shown.variable}: &str = "{shown.token}";',
        f'os.environ["{shown.variable}"] = "{shown.token}"',
        f'os.Setenv("{shown.variable}", "{shown.token}")',
        f'headers = {{"Authorization": "Bearer {shown.token}"}}',
    ]
    free = [
        f'client = Client("{shown.host}", "{shown.token}")',
        f"    assert login('{shown.token}').status == 200",
    ]
    return shown.of(random, named, free)


def diff_line(random: Random, shown: Shown) -> str:
    name = random.choice([".env", "config/settings.py", "deploy/values.yaml"])
    line = {
        ".env": f"{shown.variable}={shown.token}",
        "config/settings.py": f'{shown.variable} = "{shown.token}"',
        "deploy/values.yaml": f"  {shown.snake}: {shown.token}",
    }[name]
    sign = random.choice("+-")
    index = drawn(random, "index {hex:7}..{hex:7} 100644")
    head = f"diff --git a/{name} b/{name}\n{index}\n--- a/{name}\n+++ b/{name}"
    return f"{head}\n@@ -3,6 +3,7 @@\n # settings\n{sign}{line}\n DEBUG=false"


def docker_compose(random: Random, shown: Shown) -> str:
    head = "services:\n  api:\n    image: acme/api:1.9\n    environment:\n"
    return head + random.choice(
        [
            f"      - {shown.variable}={shown.token}\n      - TZ=UTC",
            f"      {shown.variable}: {shown.token}\n      TZ: UTC",
            f'      {shown.variable}: "{shown.token}"\n    ports: ["8080:80"]',
            f'      - "{shown.variable}={shown.token}"',
        ]
    )


def workflow(random: Random, shown: Shown) -> str:
    head = "jobs:\n  deploy:\n    runs-on: ubuntu-latest\n    steps:\n      - uses: actions/checkout@v4\n"
    return head + random.choice(
        [
            f"      - run: make deploy\n        env:\n          {shown.variable}: {shown.token}",
            f"      - run: echo '{shown.variable}={shown.token}' >> $GITHUB_ENV",
            f"      - uses: acme/deploy@v3\n        with:\n          {shown.kebab}: {shown.token}",
        ]
    )


def traceback(random: Random, shown: Shown) -> str:
    head = 'Traceback (most recent call last):\n  File "/srv/app/worker.py", line 88, in run\n    client.fetch(job)\n'
    token = quote(shown.token, safe="")
    named = [
        f"RuntimeError: bad settings: {{'{shown.snake}': '{shown.token}', 'region': 'eu-west-1'}}",
        f"httpx.HTTPStatusError: Client error '401 Unauthorized' for url 'https://{shown.host}/v1/items?api_key={token}'",
        f"acme.AuthError: request failed: headers={{'Authorization': 'Bearer {shown.token}', 'Accept': '*/*'}}",
        f"ValueError: {shown.variable}={shown.token!r} is not usable here",
    ]
    free = [f"acme.errors.InvalidCredential: {shown.token} has expired"]
    return head + shown.of(random, named, free)


def markdown(random: Random, shown: Shown) -> str:
    named = [
        f"## Setup\n\n```sh\nexport {shown.variable}={shlex.quote(shown.token)}\nmake dev\n```",
        f"For staging use `{shown.variable}={shown.token}` until the vault is back.",
        f'```json\n{{"{shown.camel}": "{shown.token}"}}\n```',
    ]
    free = [
        f"The bot's token is `{shown.token}`; ask Kim for a new one.",
        f"| service | token |\n|---|---|\n| {shown.host} | {shown.token} |",
    ]
    return shown.of(random, named, free)


FORMS: dict[str, Form] = {
    "env file": env_file,
    "log line": log_line,
    "JSON": json_text,
    "YAML": yaml,
    "TOML": toml,
    "shell export": shell_export,
    "CLI flag": cli_flag,
    "curl header": curl_header,
    "URL": url,
    "source": source,
    "diff line": diff_line,
    "docker-compose": docker_compose,
    "GitHub workflow": workflow,
    "traceback": traceback,
    "Markdown": markdown,
}
