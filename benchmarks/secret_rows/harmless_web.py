"""Harmless: what pages, addresses and bundles are full of."""

# ruff: noqa: E501 - a line that a program prints is one line here

from random import Random

from benchmarks.secret_rows.drawing import octets, url_base64
from benchmarks.secret_rows.harmless import Kind, Made, filled


def _minified(random: Random) -> str:
    pool = (
        "function «lower:1»(«lower:1»,«lower:1»){return «lower:1»?«lower:1».«word»(«lower:1»):void 0}",
        'var «lower:1»=«n»,«lower:1»="«word»",«lower:1»={«word»:!0,key:«lower:1»,token:null};',
        "e.exports=n(«n»);",
        "const «lower:1»=e=>t=>(«lower:1»(),t.«word»=e.«word»,t);",
        '!function(e,t){"object"==typeof exports?module.exports=t():e.«Word»=t()}(this,(function(){',
        'Object.defineProperty(t,"__esModule",{value:!0}),t.«word»Key=void 0;',
        '«lower:1».password=«lower:1».password||"";',
    )
    return filled(random, "".join(random.choice(pool) for _ in range(random.randint(8, 20))))


def _data_uri(random: Random) -> str:
    kind = random.choice(
        [
            "image/png;base64,iVBORw0KGgo",
            "font/woff2;base64,d09GMgABAAA",
            "image/gif;base64,R0lGODlh",
            "image/svg+xml;base64,PHN2Zy",
        ]
    )
    body = filled(random, f"«b64:{random.randint(80, 700)}»=")
    return random.choice(
        [
            f".icon {{ background: url(data:{kind}{body}); }}",
            f'<img alt="" src="data:{kind}{body}">',
            f"![plot](data:{kind}{body})",
        ]
    )


def _notebook(random: Random) -> str:
    image = filled(random, "«b64:400»")
    head = filled(
        random,
        '  {\n   "cell_type": "code",\n   "execution_count": «n»,\n   "id": "«hex:8»",\n   "outputs": [{"data": {"image/png": "iVBORw0KGgo',
    )
    return f'{head}{image}"}}}}]\n  }},'


def _source_map(random: Random) -> str:
    letters = "ABCDEGIKMQSUYacegikmoqsuwy,;"
    mappings = "".join(random.choices(letters, k=random.randint(200, 500)))
    return f'{{"version":3,"file":"main.js","sources":["../src/index.ts"],"names":[],"mappings":"{mappings}"}}'


def _base64_wrapped(random: Random) -> str:
    lines = [filled(random, "«b64:76»") for _ in range(random.randint(4, 9))]
    return "\n".join(
        ['Content-Type: application/pdf; name="invoice.pdf"', "Content-Transfer-Encoding: base64", "", *lines]
    )


def _cursors(random: Random) -> str:
    """Positions in a list, as base64 of JSON or of octets: opaque, but no secret."""
    position = url_base64({"after": random.randint(1, 9_999_999), "order": "created_at"})
    return random.choice(
        [
            f'{{"pageInfo": {{"endCursor": "{position}", "hasNextPage": true}}}}',
            f"GET /v1/items?limit=50&cursor={position} 200",
            f'"endCursor": "{url_base64(octets(random, 12))}",',
        ]
    )


KINDS: dict[str, Made] = {
    "URLs": Kind(
        (
            "https://example.com/«word»/«word»-«word»-«word»-«big»?utm_source=newsletter&utm_medium=email&utm_campaign=«word»_2026",
            "https://shop.example.com/p/«word»-«word»/dp/B0«B36:8»/ref=sr_1_«n»?keywords=«word»&qid=17«digit:8»&sr=8-«n»",
            "https://www.youtube.com/watch?v=«url:11»&t=«n»s",
            "https://docs.google.com/document/d/1«url:43»/edit#heading=h.«b36:12»",
            "https://example.com/search?q=«word»+«word»&page=«n»&sort=price_asc&lang=en",
            "https://maps.example.com/@52.52«digit:5»,13.40«digit:5»,15z/data=!3m1!4b1!4m6!3m5!1s0x47a8«hex:12»:0x«hex:16»",
            "https://news.example.org/2026/03/11/«word»-«word»-and-the-«word»-of-«word»s-«hex:12».html",
            "https://static.example.com/assets/«word».«hex:20».js",
            "https://cdn.example.com/npm/«word»@«version»/dist/«word».min.js",
            "https://lh3.example.com/a-/ALV-«url:54»=s96-c",
            "https://example.com/?gclid=Cj0KCQ«url:80»_wcB",
            "https://example.com/?fbclid=IwAR«url:55»",
            "https://github.com/acme/«word»/commit/«hex:40»#diff-«hex:64»R«n»",
            "https://github.com/acme/«word»/blob/«hex:40»/src/«module».py#L«n»-L«n»",
            "https://example.com/«uuid»/«word».pdf",
            "https://stackoverflow.com/questions/«big»/how-to-«word»-a-«word»-without-«word»",
            "postgres://localhost:5432/«word»_test",
            "redis://cache.internal:6379/«n»",
            "https://user@example.com/«word»",
            "ssh://git@github.com/acme/«word».git",
            "git@github.com:acme/«word».git",
            "https://mail.example.com/mail/u/0/#inbox/FMfcgz«letters:30»",
        )
    ),
    "CDN tags": Kind(
        (
            '<script src="https://cdn.example.com/«word»@«version»/«word».min.js" integrity="sha384-«b64:64»" crossorigin="anonymous"></script>',
            '<link rel="stylesheet" href="/assets/«word»-«alnum:8».css" integrity="sha256-«b64:43»=">',
            "Content-Security-Policy: script-src 'self' 'sha256-«b64:43»=' 'strict-dynamic'",
            '<link rel="modulepreload" href="/_app/immutable/chunks/«word».«url:8».js">',
        ),
        3,
        7,
    ),
    "bundles": Kind(
        (
            "dist/assets/«word»-«url:8».js     «n».31 kB │ gzip: «ms» kB",
            "  asset «word».«hex:20».js «n» KiB [emitted] [immutable] [minimized]",
            "chunk (runtime: main) «word».«hex:8».css",
            "├ ○ /«word»   «ms» kB   «n» kB",
            "webpack compiled in «n» ms (hash «hex:20»)",
        )
    ),
    "DOM": Kind(
        (
            '<div class="css-«b36:6» e«b36:7»«n»" data-reactid=".«b36:11».0.«n»">',
            '<button class="«word»_button__«url:5» «word»_primary__«url:5»" id=":r«b36:1»:">',
            '<tr data-row-key="«url:21»"><td>«word»</td></tr>',
            '<svg><path d="M«n».«digit:2» «n»L«n» «n».«digit:3»C«n» «n» «n» «n» «n» «n»Z"/></svg>',
            '<div data-v-«hex:8» id="el-id-«digit:4»-«n»">',
            '<li key="«url:21»" data-testid="«word»-«url:10»">',
            '<section data-framer-name="«Word»" class="framer-«b36:6»-container">',
        )
    ),
    "nanoids": Kind(
        (
            "«url:21»",
            "id: '«url:21»',",
            "/share/«url:21»",
            "room «url:10» opened by «user»",
            "short link https://acme.test/«alnum:7»",
        )
    ),
    "CSS": Kind(
        (
            ".«word» { color: #«hex:6»; background: #«hex:3»; }",
            "  --«word»-500: #«hex:6»;",
            "  border: 1px solid #«hex:8»;",
            "  box-shadow: 0 «n»px «n»px rgba(«n», «n», «n», 0.«n»);",
            ".token.keyword { color: #«HEX:6»; }",
            ".password-field::placeholder { color: #«hex:6» }",
            "  background-image: linear-gradient(90deg, #«hex:6» 0%, #«hex:6» 100%);",
        )
    ),
    "design tokens": Kind(
        (
            '  "color-«word»-token": { "value": "#«hex:6»", "type": "color" },',
            '  "spacing.«word»": { "$value": "«n»px" },',
            "  $token-«word»-size: «n»px;",
            '  "tokens": { "radius": «n» },',
        )
    ),
    "minified": _minified,
    "data URIs": _data_uri,
    "notebooks": _notebook,
    "source maps": _source_map,
    "mail parts": _base64_wrapped,
    "cursors": _cursors,
    "page tokens": Kind(
        (
            '  "nextPageToken": "CA«upper:1»QAA",',
            '  "nextSyncToken": "CP«upper:2»Qg«digit:3»",',
            "GET /v1/«word»s?pageToken=CDIQAA&maxResults=50",
            '  "next_page_token": "",',
        ),
        3,
        6,
    ),
    "access logs": Kind(
        (
            '«ip» - - [11/Mar/2026:«time» +0000] "GET /«word»/«word»-«hex:8».js HTTP/1.1" 200 «big» "https://example.com/«word»" "Mozilla/5.0 (X11; Linux x86_64)"',
            '«ip» - «user» [11/Mar/2026:«time» +0000] "POST /login HTTP/2.0" 302 0 "-" "curl/8.5.0"',
            '«ip» - - [11/Mar/2026:«time» +0000] "GET /api/«word»s/«uuid» HTTP/1.1" 404 «n»',
            '«ip» - - [11/Mar/2026:«time» +0000] "GET /password/forgot?lang=en HTTP/1.1" 200 «n»',
            '«ip» - - [11/Mar/2026:«time» +0000] "GET /.well-known/jwks.json HTTP/1.1" 200 «n»',
        )
    ),
    "JSON answers": Kind(
        (
            '{"id": «big», "node_id": "MDQ6VXNlc«alnum:10»==", "login": "«user»", "type": "User"}',
            '{"sha": "«hex:40»", "url": "https://api.github.com/repos/acme/«word»/git/commits/«hex:40»"}',
            '{"object": "list", "has_more": false, "url": "/v1/«word»s"}',
            '{"kind": "«word»#list", "etag": "\\"«url:27»\\"", "items": []}',
            '{"status": "ok", "requestId": "«uuid»", "token_type": "Bearer", "expires_in": 3599}',
            '{"error": "invalid_token", "error_description": "The access token expired"}',
            '{"publicKey": "«b64:43»=", "keyId": "«hex:16»"}',
            '{"commit": {"id": "«hex:40»", "verification": {"verified": false, "reason": "unsigned"}}}',
        )
    ),
    "queries": Kind(
        (
            'query { «word»(id: "«uuid»") { id name } }',
            "fragment «Word»Fields on «Word» { id «word» token_count }",
            '"extensions": {"persistedQuery": {"version": 1, "sha256Hash": "«hex:64»"}}',
            "GET /_search?q=«word»:«word»&size=«n»",
            '{"match": {"«word»": "«word»"}}',
        )
    ),
    "tracking ids": Kind(
        (
            "gtag('config', 'G-«B36:10»');",
            "ga('create', 'UA-«digit:8»-1', 'auto');",
            "GTM-«B36:7»",
            "app-id=«digit:9»",
            "com.acme.«word».«word»",
            'data-domain="«word».example.com"',
            "build «digit:4».«digit:2».«digit:2».«hex:9»",
        )
    ),
}
