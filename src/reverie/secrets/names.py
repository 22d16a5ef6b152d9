"""Which names are names of secrets: `DB_PASSWORD`, `apiKey`, `client-secret`, and not `public_key` or `max_tokens`."""

from functools import lru_cache

from .late import Late
from .word_list import word_list

_WORD = Late(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|[0-9]+")

_PASSWORDS = word_list(
    """
    pass pwd pw passwd password passphrase passcode dbpass userpass smtppass mypass rootpass adminpass mailpass
    ftppass pgpass mysqlpass dbpwd userpwd sapwd requirepass masterauth authpass privpass keypass storepass sshpass
    """
)
_PASSWORD_ENDS = ("password", "passwd", "passphrase", "passwords")
_SECRET_ENDS = ("secret", "secrets")
_TOKEN_ENDS = ("token", "tokens", "bearer", "jwt")
_KEY_ENDS = ("key", "keys")
_AUTH = word_list("auth authorization oauth basicauth cred creds credential credentials xauth")
_SIGNATURES = word_list("sig signature")
_SESSIONS = word_list("session sessionid sessid sess phpsessid jsessionid sid aspsessionid")

_OTHER_KEYS = word_list("monkey turkey hockey whiskey jockey donkey smokey mickey lackey")
_NOT_BEFORE_KEY = word_list(
    """
    public pub publickey primary foreign cache sort partition hash range index object idempotency dedup dedupe group
    map row column col translation message msg feature route routing host known unique composite natural candidate
    lookup search query dict json yaml field parent child join react i18n metadata meta tag attribute attr property
    prop config context ctx registry reg sub super arrow hot short shortcut press pressed modifier option alt ctrl
    shift enter escape esc tab function fn any other same each every first last next prev previous missing unknown
    invalid wrong duplicate sentinel order ordering sorted label node state bucket s3 blob file folder path image
    asset entity record event topic kafka queue lock storage_cache commit build artifact checksum fingerprint digest
    gpg trusted verify verifying verification signer pinned spki cert certificate ca ecdsa ed25519 rsa dsa ssh
    authorized allowed
    """
)
_NOT_BEFORE = word_list(
    """
    max min num number count total n total_ page next continuation cursor pagination sync prev previous resume start
    end special pad eos bos unk mask vocab input output prompt completion cached reasoning no without missing
    invalid expired wrong forgot reset change update show hide toggle validate verify check has is require requires
    needs lacks csrf xsrf
    """
)
_NOT_AFTER = word_list(
    """
    id ids type types url uri name names path paths file files filename filepath dir directory endpoint count counts
    length len size limit limits expiry expires expiration expire ttl lifetime age hash hashes digest fingerprint
    version prefix suffix format regex pattern header headers field fields arn ref refs reference alias algorithm
    alg usage bucket provider class label hint index idx policy rotation manager management store storage source
    location env var variable placeholder description desc title text help message error errors valid invalid
    validation validator strength rules required enabled disabled exists present status state created updated at by
    date time timestamp last first parser lexer stream kind set map list array dict iterator generator factory
    service controller handler helper util utils client page form input screen view dialog modal button link icon
    budget budgets window per sha sha1 sha256 md5 pub public vault engine mount role scope scopes audience issuer
    issued method mode grant ring board code codes press down up words word sock socket pid
    """
)
"""Words after the one that names the secret: `token_type` and `secret_name` hold no secret."""


@lru_cache(maxsize=4096)
def kind_of_name(name: str) -> str:
    """`password`, `secret`, `token`, `key`, `auth`, `signature`, `session`, or nothing for a name of no secret."""
    words = [word.lower() for word in _WORD.pattern.findall(name)]
    for at in range(len(words) - 1, -1, -1):
        kind = _kind_of_word(words[at])
        if kind:
            before, after = words[:at], words[at + 1 :]
            return kind if _is_about_the_value(kind, words[at], before, after) else ""
    return ""


def _kind_of_word(word: str) -> str:
    if word in _PASSWORDS or word.endswith(_PASSWORD_ENDS):
        return "password"
    if word.endswith(_SECRET_ENDS):
        return "secret"
    if word.endswith(_TOKEN_ENDS):
        return "token"
    if word.endswith(_KEY_ENDS) and word not in _OTHER_KEYS:
        return "key"
    if word in _AUTH or word.startswith("authoriz"):
        return "auth"
    if word in _SIGNATURES:
        return "signature"
    return "session" if word in _SESSIONS else ""


def _is_about_the_value(kind: str, word: str, before: list[str], after: list[str]) -> bool:
    if any(other in _NOT_AFTER for other in after):
        return False
    if kind == "key":
        if any(other in _NOT_BEFORE_KEY for other in before[-1:]) or "public" in before:
            return False
        return not word.startswith(("public", "primary", "foreign", "cache"))
    return not any(other in _NOT_BEFORE for other in before[-1:])


def is_bare(name: str) -> bool:
    """Whether the name is nothing but `key` or `session`: these say too little without a long random value."""
    return bool(name) and name.lower().strip("_-.") in ("key", "keys", "auth", "sig", "signature", "sid", "session")
