"""Passwords inside addresses and connection strings.

The addresses follow RFC 3986, 3.2.1 (`user:password@host`) under each product's scheme: PostgreSQL (libpq, 34.1.1.2),
MySQL, MongoDB ("Connection strings"), AMQP (RabbitMQ URI specification), Redis, NATS, ClickHouse, JDBC and others;
marks are percent-encoded. Keyword strings: ADO.NET ("Connection string syntax"), ODBC, libpq (34.1.1.1), Azure's
("Configure connection strings": `AccountKey=`, `SharedAccessKey=`), StackExchange.Redis (`password=`).
"""

import base64
from collections.abc import Callable, Iterator
from random import Random
from urllib.parse import quote

from benchmarks.secret_rows.drawing import drawn, octets, password
from benchmarks.secret_rows.private_keys import Shape
from benchmarks.secret_rows.streams import noise

_USERS = ("app", "admin", "postgres", "deploy", "svc-billing", "root", "reader")

# Each family: a template in which USER and PASSWORD are filled in; the password percent-encoded.
ADDRESSES = {
    "url-postgres": "postgres://USER:PASSWORD@db.internal:5432/shop?sslmode=require",
    "url-postgresql": "postgresql://USER:PASSWORD@10.0.3.7/shop",
    "url-postgresql-driver": "postgresql+asyncpg://USER:PASSWORD@db:5432/shop",
    "url-mysql": "mysql://USER:PASSWORD@mysql.internal:3306/shop",
    "url-mysql-driver": "mysql+pymysql://USER:PASSWORD@127.0.0.1/shop?charset=utf8mb4",
    "url-mariadb": "mariadb://USER:PASSWORD@maria.internal/shop",
    "url-mongodb": "mongodb://USER:PASSWORD@mongo-0.internal:27017,mongo-1.internal:27017/shop?replicaSet=rs0",
    "url-mongodb-srv": "mongodb+srv://USER:PASSWORD@cluster0.ab1cd.mongodb.net/shop?retryWrites=true",
    "url-redis": "redis://:PASSWORD@cache.internal:6379/0",
    "url-rediss": "rediss://USER:PASSWORD@cache.internal:6380/1",
    "url-amqp": "amqp://USER:PASSWORD@rabbit.internal:5672/%2F",
    "url-amqps": "amqps://USER:PASSWORD@rabbit.internal:5671/jobs",
    "url-nats": "nats://USER:PASSWORD@nats.internal:4222",
    "url-clickhouse": "clickhouse://USER:PASSWORD@ch.internal:9000/events",
    "url-mssql": "mssql+pyodbc://USER:PASSWORD@sql.internal/shop?driver=ODBC+Driver+18+for+SQL+Server",
    "url-https": "https://USER:PASSWORD@git.internal/acme/shop.git",
    "url-http-proxy": "http://USER:PASSWORD@proxy.internal:3128",
    "url-ftp": "ftp://USER:PASSWORD@files.internal/incoming/",
    "url-sftp": "sftp://USER:PASSWORD@files.internal:22/backup",
    "url-smtp": "smtp://USER:PASSWORD@mail.internal:587",
    "url-smtps": "smtps://USER:PASSWORD@mail.internal:465/?timeout=10",
    "url-ldap": "ldap://USER:PASSWORD@ldap.internal:389/dc=acme,dc=internal",
    "url-imap": "imaps://USER:PASSWORD@mail.internal:993/INBOX",
    "url-jdbc": "jdbc:postgresql://db.internal:5432/shop?user=USER&password=PASSWORD&ssl=true",
    "url-sentry-legacy": "https://HEXKEY:PASSWORDHEX@sentry.io/1188291",
}

# Each family: a template in which PASSWORD, KEY88, KEY44 or SIGNATURE is filled in.
STRINGS = {
    "dsn-sql-server": "Server=tcp:sql.internal,1433;Database=shop;User ID=USER;Password=PASSWORD;Encrypt=True;",
    "dsn-odbc": "Driver={ODBC Driver 18 for SQL Server};Server=sql.internal;Uid=USER;Pwd=PASSWORD;",
    "dsn-libpq": "host=db.internal port=5432 dbname=shop user=USER password=PASSWORD sslmode=require",
    "dsn-redis-azure": "acme.redis.cache.windows.net:6380,password=KEY44,ssl=True,abortConnect=False",
    "dsn-azure-storage": "DefaultEndpointsProtocol=https;AccountName=acme;AccountKey=KEY88;"
    "EndpointSuffix=core.windows.net",
    "dsn-azure-service-bus": "Endpoint=sb://acme.servicebus.windows.net/;SharedAccessKeyName=Root;SharedAccessKey=KEY44",
    "dsn-azure-iot": "HostName=acme.azure-devices.net;DeviceId=pump-7;SharedAccessKey=KEY44",
    "dsn-azure-cosmos": "AccountEndpoint=https://acme.documents.azure.com:443/;AccountKey=KEY88;",
    "dsn-azure-sas": "https://acme.blob.core.windows.net/in/a.csv?sv=2024-11-04&se=2027-01-01T00%3A00Z&sr=b&sp=r&sig=SIGNATURE",
    "dsn-php": "mysqli_connect('db.internal', 'USER', 'PASSWORD', 'shop')",
}


def _shown(random: Random, template: str) -> tuple[str, str]:
    """The template filled in, and its secret."""
    secret = _secret(random, template)
    text = template.replace("USER", random.choice(_USERS)).replace("HEXKEY", drawn(random, "{hex:32}"))
    for name in ("PASSWORDHEX", "PASSWORD", "KEY88", "KEY44", "SIGNATURE"):
        text = text.replace(name, secret)
    return text, secret


def _secret(random: Random, template: str) -> str:
    if "PASSWORDHEX" in template:
        return drawn(random, "{hex:32}")
    if "KEY88" in template:
        return base64.b64encode(octets(random, 64)).decode()
    if "KEY44" in template:
        return base64.b64encode(octets(random, 32)).decode()
    if "SIGNATURE" in template:
        return quote(base64.b64encode(octets(random, 32)), safe="")
    return quote(password(random, 10, 24), safe="") if "://" in template else password(random, 10, 24)


def _in_stream(random: Random, text: str) -> str:
    return "\n".join([*noise(random, 6), f"connecting to {text}", *noise(random, 5)])


_FORMS: dict[str, Callable[[Random, str], str]] = {
    "env file": lambda random, text: f"DEBUG=false\nDATABASE_URL={text}\nWORKERS=4",
    "log line": lambda random, text: f"2026-03-11 09:14:02,118 ERROR pool: could not connect to {text}: timeout",
    "JSON": lambda random, text: f'{{"datasource": {{"url": "{text}", "pool": 10}}}}',
    "YAML": lambda random, text: f'store:\n  connection: "{text}"\n  pool: 10',
    "TOML": lambda random, text: f'[store]\nurl = "{text}"\npool = 10',
    "shell export": lambda random, text: f"export CONNECTION='{text}'",
    "CLI flag": lambda random, text: f'$ acme migrate --database "{text}" --yes',
    "source": lambda random, text: f'store = connect("{text}")',
    "diff line": lambda random, text: f'@@ -8,3 +8,3 @@\n-url = "sqlite:///dev.db"\n+url = "{text}"\n pool = 10',
    "docker-compose": lambda random, text: f'services:\n  api:\n    environment:\n      STORE: "{text}"',
    "traceback": lambda random, text: f'  File "/srv/app/store.py", line 12, in open\nConnectionError: refused: {text}',
    "Markdown": lambda random, text: f"Staging: `{text}` (ask Kim).",
    "stream": _in_stream,
}


def shapes(random: Random, template: str, count: int) -> Iterator[Shape]:
    """`count` rows of an address or connection string in different forms: (form, text, [secret])."""
    for name in random.sample(sorted(_FORMS), count):
        text, secret = _shown(random, template)
        yield name, _FORMS[name](random, text), [secret]
