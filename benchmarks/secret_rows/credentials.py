"""Secrets in files and headers with a shape of their own: each family has its own few rows.

HTTP `Authorization` is RFC 9110, 11.6 (Basic: RFC 7617, Bearer: RFC 6750); the files are those of GNU inetutils
(.netrc), PostgreSQL (.pgpass, 34.16), npm (.npmrc), pip (pip.conf), Docker (config.json), Git (git-credential-store),
AWS (credentials), Kubernetes (kubeconfig, Secret), Maven (settings.xml), Gradle, Composer (auth.json), WordPress,
WireGuard (wg.8), PuTTY (Appendix C), JSON Web Key (RFC 7517), Google ("service account keys").
"""

import base64
import json
from collections.abc import Callable
from random import Random

from benchmarks.secret_rows.drawing import drawn, jwt, octets, password, url_base64
from benchmarks.secret_rows.private_keys import Shape, armoured


def _base64(text: str) -> str:
    return base64.b64encode(text.encode()).decode()


def basic_header(random: Random) -> list[Shape]:
    """`Authorization: Basic` and base64 of `user:password`."""

    def pair() -> str:
        return _base64(f"svc-{drawn(random, '{lower:4}')}:{password(random)}")

    a, b, c, d, e = (pair() for _ in range(5))
    return [
        ("curl header", f"curl -H 'Authorization: Basic {a}' https://git.internal/api/v4/user", [a]),
        ("log line", f"DEBUG urllib3 send: b'GET /rest HTTP/1.1' headers: {{'Authorization': 'Basic {b}'}}", [b]),
        ("source", f'request.headers["Authorization"] = "Basic {c}"', [c]),
        (
            "HTTP",
            f"POST /v1/jobs HTTP/1.1\r\nHost: ci.internal\r\nAuthorization: Basic {d}\r\nContent-Length: 2\r\n\r\n{{}}",
            [d],
        ),
        ("YAML", f"headers:\n  authorization: Basic {e}\n  accept: application/json", [e]),
    ]


def bearer_header(random: Random) -> list[Shape]:
    """`Authorization: Bearer` and an opaque token."""
    a, b, c, d, e = (drawn(random, form) for form in ("{url:43}", "{hex:64}", "{b36:48}", "{alnum:40}", "{uuid}"))
    return [
        ("curl header", f'curl -H "Authorization: Bearer {a}" https://api.internal/me', [a]),
        ("HTTP", f"GET /me HTTP/1.1\nHost: api.internal\nauthorization: bearer {b}\nAccept: */*", [b]),
        ("JSON", json.dumps({"method": "GET", "headers": {"Authorization": f"Bearer {c}", "Accept": "*/*"}}), [c]),
        ("source", f"fetch(url, {{ headers: {{ Authorization: 'Bearer {d}' }} }})", [d]),
        ("log line", f'10.0.0.7 - - [12/Mar/2026:09:14:02 +0000] "GET /me" 200 hdr="Authorization: Bearer {e}"', [e]),
    ]


def jwt_rs256(random: Random) -> list[Shape]:
    """A JSON Web Token signed with RSA: its signature has 342 characters."""
    a, b, c, d = (jwt(random, "RS256") for _ in range(4))
    return [
        ("log line", f"2026-04-02T08:00:11Z DEBUG id_token={a}", [a]),
        ("JSON", json.dumps({"access_token": b, "token_type": "Bearer", "expires_in": 3599}), [b]),
        ("URL", f"https://app.internal/callback#id_token={c}&state=xyz", [c]),
        ("Markdown", f"Decode it at the terminal:\n\n    {d}\n", [d]),
    ]


def jwt_cookie(random: Random) -> list[Shape]:
    """A session in a cookie (RFC 6265)."""
    a, b, c, d = jwt(random), drawn(random, "{hex:64}"), drawn(random, "{b36:32}"), jwt(random)
    return [
        ("HTTP", f"Set-Cookie: auth_token={a}; Path=/; HttpOnly; Secure", [a]),
        ("curl header", f"curl -b 'theme=dark; session_token={b}' https://app.internal/", [b]),
        ("HTTP, sessionid", f"HTTP/1.1 200 OK\nSet-Cookie: sessionid={c}; expires=Mon, 04 May 2026; HttpOnly", [c]),
        ("JSON", json.dumps({"name": "__Secure-next-auth.session-token", "value": d, "path": "/"}), [d]),
    ]


def netrc(random: Random) -> list[Shape]:
    """.netrc: `machine HOST login USER password SECRET`."""
    a, b, c, d = (password(random) for _ in range(4))
    return [
        ("netrc", f"machine git.internal login ci password {a}", [a]),
        ("netrc, lines", f"machine git.internal\n  login ci\n  password {b}\n", [b]),
        ("shell export", f"echo 'machine api.heroku.com login ci@acme.test password {c}' >> ~/.netrc", [c]),
        ("diff line", f"+machine pypi.internal\n+\tlogin ci\n+\tpassword {d}", [d]),
    ]


def pgpass(random: Random) -> list[Shape]:
    """.pgpass: `host:port:database:user:password`."""
    a, b, c, d = (password(random).replace("\\", "x") for _ in range(4))
    return [
        ("pgpass", f"db.internal:5432:shop:app:{a}", [a]),
        ("pgpass, stars", f"*:5432:*:postgres:{b}", [b]),
        ("shell export", f"echo 'db.internal:5432:shop:app:{c}' > ~/.pgpass", [c]),
        ("stream", f"$ cat ~/.pgpass\nlocalhost:5432:dev:dev:{d}\n$ ls -l\ntotal 0", [d]),
    ]


def npmrc(random: Random) -> list[Shape]:
    """.npmrc: `//registry/:_authToken=`, `_password=` (base64), `_auth=`."""
    a, c = drawn(random, "{uuid}"), drawn(random, "{b64:43}=")
    b, d = _base64(password(random)), _base64(f"ci:{password(random)}")
    return [
        ("npmrc", f"registry=https://npm.internal/\n//npm.internal/:_authToken={a}\nalways-auth=true", [a]),
        ("npmrc, password", f"//npm.internal/:username=ci\n//npm.internal/:_password={b}", [b]),
        ("shell export", f"npm config set //npm.internal/:_authToken {c}", [c]),
        ("npmrc, auth", f"//npm.internal/:_auth={d}\nemail=ci@acme.test", [d]),
    ]


def pip_index(random: Random) -> list[Shape]:
    """An index with its password in its address."""
    a, b, c, d = (drawn(random, "{alnum:32}") for _ in range(4))
    return [
        ("pip.conf", f"[global]\nindex-url = https://ci:{a}@pypi.internal/simple/", [a]),
        ("CLI flag", f"pip install --extra-index-url https://__token__:{b}@pypi.internal/simple acme-core", [b]),
        ("requirements", f"--index-url https://ci:{c}@pypi.internal/simple/\nacme-core==1.4.2", [c]),
        ("log line", f"Looking in indexes: https://pypi.org/simple, https://ci:{d}@pypi.internal/simple", [d]),
    ]


def docker_config(random: Random) -> list[Shape]:
    """Docker's config.json: `auth` is base64 of `user:password`."""
    a, b, c = (_base64(f"ci:{password(random)}") for _ in range(3))
    d = password(random)
    inner = _base64(json.dumps({"auths": {"registry.internal": {"auth": c}}}))
    return [
        ("JSON", json.dumps({"auths": {"https://index.docker.io/v1/": {"auth": a}}}, indent=2), [a]),
        ("JSON, compact", json.dumps({"auths": {"registry.internal": {"auth": b, "email": "ci@acme.test"}}}), [b]),
        ("Kubernetes Secret", f"type: kubernetes.io/dockerconfigjson\ndata:\n  .dockerconfigjson: {inner}", [inner]),
        ("JSON, password", json.dumps({"auths": {"registry.internal": {"username": "ci", "password": d}}}), [d]),
    ]


def git_credentials(random: Random) -> list[Shape]:
    """git-credential-store: an address with user and password on a line."""
    a, b, c, d = (drawn(random, "{alnum:40}") for _ in range(4))
    return [
        ("git-credentials", f"https://ci:{a}@git.internal", [a]),
        ("git remote", f"origin\thttps://ci:{b}@git.internal/acme/shop.git (push)", [b]),
        (
            "stream",
            f"Cloning into 'shop'...\nfatal: unable to access 'https://ci:{c}@git.internal/acme/shop.git/': 403",
            [c],
        ),
        ("credential helper", f"protocol=https\nhost=git.internal\nusername=ci\npassword={d}", [d]),
    ]


def user_password_flags(random: Random) -> list[Shape]:
    """Passwords as arguments: `-u user:password`, `sshpass -p`, `mysql -p`, `redis-cli -a`."""
    a, b, c, d, e = (password(random).replace("!", "x") for _ in range(5))
    return [
        ("CLI flag, curl", f"curl -u admin:{a} https://es.internal:9200/_cat/indices", [a]),
        ("CLI flag, sshpass", f"sshpass -p '{b}' ssh deploy@10.0.3.7 uptime", [b]),
        ("CLI flag, mysql", f"mysql -h db.internal -uapp -p{c} shop < dump.sql", [c]),
        ("CLI flag, redis", f"redis-cli -h cache.internal -a {d} ping", [d]),
        ("CLI flag, password", f"mongodump --host mongo.internal --username app --password {e} --out /backup", [e]),
    ]


def aws_credentials(random: Random) -> list[Shape]:
    """The file with both halves of a key: neither may survive."""

    def pair() -> list[str]:
        return [drawn(random, "AKIA{B32:16}"), drawn(random, "{b64:19}/{b64:20}")]

    a, b, c, d = pair(), pair(), pair(), pair()
    answer = {"Credentials": {"AccessKeyId": c[0], "SecretAccessKey": c[1], "Expiration": "2026-05-01T12:00:00Z"}}
    return [
        (
            "credentials file",
            f"[default]\naws_access_key_id = {a[0]}\naws_secret_access_key = {a[1]}\nregion = eu-west-1",
            a,
        ),
        ("shell export", f"export AWS_ACCESS_KEY_ID={b[0]}\nexport AWS_SECRET_ACCESS_KEY={b[1]}", b),
        ("JSON", json.dumps(answer, indent=4), c),
        (
            "Terraform",
            f'provider "aws" {{\n  region     = "eu-west-1"\n  access_key = "{d[0]}"\n  secret_key = "{d[1]}"\n}}',
            d,
        ),
    ]


def kubernetes(random: Random) -> list[Shape]:
    """kubeconfig (`client-key-data`, `token`) and Secret (`data`: base64, `stringData`: plain)."""
    key = armoured("RSA PRIVATE KEY", ["MIIEpAIBAAKCAQEA" + drawn(random, "{b64:600}")])
    a, b = _base64("\n".join(key)), jwt(random, "RS256")
    c, d = _base64(password(random)), password(random)
    return [
        ("kubeconfig, key", f"users:\n- name: admin\n  user:\n    client-key-data: {a}", [a]),
        ("kubeconfig, token", f"users:\n- name: ci\n  user:\n    token: {b}", [b]),
        ("Secret, data", f"apiVersion: v1\nkind: Secret\nmetadata:\n  name: db\ndata:\n  password: {c}", [c]),
        ("Secret, stringData", f"kind: Secret\nmetadata:\n  name: db\nstringData:\n  DB_PASSWORD: {d}", [d]),
    ]


def java_builds(random: Random) -> list[Shape]:
    """Maven's settings.xml, Gradle's and Spring's properties, Java options."""
    a, b, c, d = (password(random) for _ in range(4))
    return [
        (
            "XML",
            f"<server>\n  <id>releases</id>\n  <username>ci</username>\n  <password>{a}</password>\n</server>",
            [a],
        ),
        ("properties", f"signing.keyId=24875D73\nsigning.password={b}\norg.gradle.parallel=true", [b]),
        ("properties, spring", f"spring.datasource.username=app\nspring.datasource.password={c}", [c]),
        ("CLI flag", f"java -Djavax.net.ssl.keyStorePassword={d} -jar app.jar", [d]),
    ]


def nested_settings(random: Random) -> list[Shape]:
    """A key called just `password`, `secret` or `token` under its service."""
    a, b, c, d, e = (
        password(random),
        password(random),
        drawn(random, "{alnum:40}"),
        drawn(random, "{hex:48}"),
        password(random),
    )
    return [
        ("YAML", f"production:\n  adapter: postgresql\n  username: shop\n  password: {a}\n  pool: 5", [a]),
        ("JSON", json.dumps({"smtp": {"host": "mail.internal", "user": "bot", "pass": b, "port": 587}}, indent=2), [b]),
        ("TOML", f'[auth]\nissuer = "acme"\nsecret = "{c}"', [c]),
        ("JSON, token", json.dumps({"registry": {"url": "https://npm.internal", "token": d}}), [d]),
        ("INI", f"[client]\nuser=backup\npassword={e}\nhost=db.internal", [e]),
    ]


def infrastructure(random: Random) -> list[Shape]:
    """Terraform, Ansible, Nix, Vagrant: `password = "…"` in their languages."""
    a, b, c, d = password(random), password(random), password(random), drawn(random, "{alnum:32}")
    return [
        ("Terraform", f'resource "aws_db_instance" "shop" {{\n  username = "app"\n  password = "{a}"\n}}', [a]),
        ("Ansible", f"db1 ansible_host=10.0.3.7 ansible_user=deploy ansible_become_password={b}", [b]),
        (
            "Terraform state",
            json.dumps({"type": "random_password", "instances": [{"attributes": {"result": None, "password": c}}]}),
            [c],
        ),
        ("tfvars", f'region    = "eu-west-1"\napi_token = "{d}"', [d]),
    ]


def php_settings(random: Random) -> list[Shape]:
    """WordPress' and Composer's: constants, salts, auth.json."""
    a, c, d = password(random), drawn(random, "{hex:40}"), password(random)
    salt = "".join(random.choices("abcdefghijkmnopqrstuvwxyzABCDEFGHJKLMN0123456789!#%^&*()-_=+[]<>~", k=64))
    return [
        ("source", f"define( 'DB_USER', 'wp' );\ndefine( 'DB_PASSWORD', '{a}' );", [a]),
        ("source, salt", f"define( 'AUTH_KEY',         '{salt}' );", [salt]),
        ("JSON", json.dumps({"http-basic": {"repo.internal": {"username": "ci", "password": d}}}), [d]),
        ("JSON, token", json.dumps({"github-oauth": {"github.com": c}}), [c]),
    ]


def wireguard(random: Random) -> list[Shape]:
    """wg.conf: `PrivateKey` and `PresharedKey`, 32 octets in base64."""
    a, b, c, d = (base64.b64encode(octets(random, 32)).decode() for _ in range(4))
    public = base64.b64encode(octets(random, 32)).decode()
    return [
        ("wg.conf", f"[Interface]\nPrivateKey = {a}\nAddress = 10.8.0.2/24\n\n[Peer]\nPublicKey = {public}", [a]),
        ("wg.conf, preshared", f"[Peer]\nPublicKey = {public}\nPresharedKey = {b}\nAllowedIPs = 0.0.0.0/0", [b]),
        ("YAML", f"wireguard:\n  private_key: {c}\n  public_key: {public}", [c]),
        ("Nix", f'networking.wireguard.interfaces.wg0.privateKey = "{d}";', [d]),
    ]


def putty(random: Random) -> list[Shape]:
    """PuTTY's .ppk: the lines after `Private-Lines`."""
    rows: list[Shape] = []
    for form in ("ppk", "ppk, stream", "ppk, diff", "ppk, heredoc"):
        public = [drawn(random, "{b64:64}") for _ in range(3)]
        private = [drawn(random, "{b64:64}") for _ in range(4)]
        lines = ["PuTTY-User-Key-File-3: ssh-rsa", "Encryption: none", "Comment: deploy", "Public-Lines: 3", *public]
        lines += ["Private-Lines: 4", *private, f"Private-MAC: {drawn(random, '{hex:64}')}"]
        before = {"ppk, stream": "$ cat deploy.ppk\n", "ppk, heredoc": "cat > deploy.ppk <<EOF\n"}.get(form, "")
        sign = "+" if form == "ppk, diff" else ""
        rows.append((form, before + "\n".join(sign + line for line in lines), private))
    return rows


def json_web_key(random: Random) -> list[Shape]:
    """A private JSON Web Key: `d` (and `p`, `q`) of RSA or EC, `k` of a symmetric key."""
    a, b, c, d = (url_base64(octets(random, size)) for size in (32, 256, 64, 32))
    x, y, n = (url_base64(octets(random, size)) for size in (32, 32, 256))
    return [
        ("JSON, EC", json.dumps({"kty": "EC", "crv": "P-256", "x": x, "y": y, "d": a}), [a]),
        ("JSON, RSA", json.dumps({"kty": "RSA", "n": n, "e": "AQAB", "d": b}, indent=2), [b]),
        ("JSON, symmetric", json.dumps({"kty": "oct", "alg": "HS512", "k": c}), [c]),
        ("JSON, set", json.dumps({"keys": [{"kty": "OKP", "crv": "Ed25519", "x": x, "d": d}]}), [d]),
    ]


def service_account(random: Random) -> list[Shape]:
    """Google's service account file: the PEM in `private_key`, with escaped line ends."""
    rows: list[Shape] = []
    for form in ("JSON", "JSON, compact", "env file", "log line"):
        lines = [
            f"MIIEvQIBADANBgkqhkiG9w0BAQEFAASC{drawn(random, '{b64:32}')}",
            *(drawn(random, "{b64:64}") for _ in range(12)),
        ]
        pem = "\n".join([*armoured("PRIVATE KEY", lines), ""])
        account = {
            "type": "service_account",
            "project_id": "acme",
            "private_key_id": drawn(random, "{hex:40}"),
            "private_key": pem,
        }
        account["client_email"] = "ci@acme.iam.gserviceaccount.com"
        text = json.dumps(account, indent=2 if form == "JSON" else None)
        before = {"env file": "GOOGLE_CREDENTIALS=", "log line": "2026-05-05 DEBUG credentials: "}.get(form, "")
        rows.append((form, before + text, [lines[0], lines[6], lines[-1]]))
    return rows


def encoded_key(random: Random) -> list[Shape]:
    """A whole private key in base64 on one line, as build servers' variables hold it (begins LS0tLS1CRUdJTi)."""

    def encoded() -> str:
        body = "MIIEpAIBAAKCAQEA" + drawn(random, "{b64:500}")
        return _base64("\n".join([*armoured("RSA PRIVATE KEY", [body]), ""]))

    a, b, c, d = (encoded() for _ in range(4))
    return [
        ("env file", f"CI=true\nSSH_PRIVATE_KEY_B64={a}", [a]),
        ("shell export", f"echo {b} | base64 -d > id_rsa", [b]),
        ("YAML", f"env:\n  DEPLOY_KEY: {c}", [c]),
        ("stream", f"$ base64 -w0 id_rsa\n{d}\n$ ", [d]),
    ]


CREDENTIALS: dict[str, Callable[[Random], list[Shape]]] = {
    "header-basic": basic_header,
    "header-bearer": bearer_header,
    "jwt-rs256": jwt_rs256,
    "cookie-session": jwt_cookie,
    "file-netrc": netrc,
    "file-pgpass": pgpass,
    "file-npmrc": npmrc,
    "file-pip-index": pip_index,
    "file-docker-config": docker_config,
    "file-git-credentials": git_credentials,
    "flags-user-password": user_password_flags,
    "file-aws-credentials": aws_credentials,
    "file-kubernetes": kubernetes,
    "file-java-builds": java_builds,
    "file-nested-settings": nested_settings,
    "file-infrastructure": infrastructure,
    "file-php-settings": php_settings,
    "key-wireguard": wireguard,
    "key-putty": putty,
    "key-jwk": json_web_key,
    "key-service-account": service_account,
    "key-base64": encoded_key,
}
