"""Words and names with which harmless text is filled: of things, of packages, of people that do not exist."""

_WORDS_TEXT = """
account address archive avatar backup badge banner basket batch billing border branch bucket budget cache calendar
campaign capture cart channel checkout cluster column comment company contact counter coupon currency cursor customer
dashboard delivery device digest discount document domain draft editor email entity event export feature feed field
filter folder footer forecast gallery gateway graph header history image import index ingest inventory invoice issue
journal label layout ledger library limit listing locale location logger lookup margin marker member merge message
metric migration mirror module monitor network notice number object offer option order outline output owner package
page panel parser partner payment period photo pipeline planner player plugin pointer policy portal preview price
printer product profile project promo queue quote range rating reader receipt record refund region release render
reply report request review reward router sample schedule scope screen script search segment sensor series server
session settings shadow shipment sidebar signal sketch snapshot source station stock storage stream subscription
summary survey switch symbol table target template tenant theme ticket timeline toolbar topic tracker transfer tree
trigger tutorial upload user value vendor version video viewer voucher warehouse webhook widget window worker zone
"""
_PACKAGES_TEXT = """
@babel/core @types/node axios chalk commander cross-spawn debug esbuild eslint express fast-glob glob-parent js-tokens
keyv lodash minimatch nanoid postcss react rollup semver svelte tslib typescript undici vite vue ws yargs zod
"""
_WHEELS_TEXT = """
aiohttp attrs certifi cffi charset-normalizer click cryptography django fastapi flask idna jinja2 keyring lxml mypy
numpy packaging pandas pillow pluggy psycopg pydantic pygments pyjwt pytest python-jose requests rich secretstorage
sqlalchemy starlette tiktoken tokenizers tqdm typer urllib3 uvicorn
"""
_CRATES_TEXT = """
anyhow bytes cfg-if clap futures hashbrown hyper itoa libc log memchr once_cell proc-macro2 quote rand regex rustls
secrecy serde serde_json smallvec syn thiserror tokio token-source tracing unicode-ident url webpki zerocopy
"""
_USERS_TEXT = """
ada bo chen dara eli fumi gita hana ines jo kim lars mei noor olu pia ravi sol tam uma vik wren yara zed
"""

WORDS = _WORDS_TEXT.split()
PACKAGES = _PACKAGES_TEXT.split()
WHEELS = _WHEELS_TEXT.split()
CRATES = _CRATES_TEXT.split()
USERS = _USERS_TEXT.split()
