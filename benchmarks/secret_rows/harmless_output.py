"""Harmless: what programs print while they build, test, list and fail."""

# ruff: noqa: E501 - a line that a program prints is one line here

from benchmarks.secret_rows.harmless import Kind, Made

KINDS: dict[str, Made] = {
    "pytest": Kind(
        (
            "tests/test_«word».py::test_«word»_«word» PASSED",
            "tests/auth/test_tokens.py::test_token_expires[«n»] PASSED",
            "tests/auth/test_password.py::test_password_is_hashed FAILED",
            "E       AssertionError: assert '«hex:12»' == '«hex:12»'",
            "E       assert token.kind == 'access'",
            "    def test_rejects_a_wrong_password(client):",
            "tests/test_«word».py .........F....                                  [ «n»%]",
            "=========== «n» passed, 1 failed in «ms»s ===========",
            "FAILED tests/test_«word».py::test_«word» - KeyError: 'api_key'",
        )
    ),
    "other tests": Kind(
        (
            " ✓ «word» › keeps the token in memory («n» ms)",
            "--- PASS: TestParseToken/«word» (0.00s)",
            "ok  \tgithub.com/acme/«word»/auth\t«ms»s",
            "test tokens::tests::«word» ... ok",
            "  ✗ password.spec.ts:«n»:«n» › resets the password",
            "PASS src/«word»/secret.test.ts",
            "    expect(received).toBe(expected) // Object.is equality",
            "Tests:       1 failed, «n» passed, «n» total",
        )
    ),
    "tracebacks, Python": Kind(
        (
            '  File "/usr/lib/python3.11/site-packages/«word»/«word».py", line «n», in «word»\n    return self.«word»(token, password=password)',
            '  File "/app/src/«word».py", line «n», in <module>\n    main()',
            "KeyError: 'SECRET_KEY'",
            "ValueError: invalid literal for int() with base 10: '«word»'",
            "jwt.exceptions.ExpiredSignatureError: Signature has expired",
            "RuntimeError: The api_key client option must be set either by passing api_key or by setting the environment variable",
            "TypeError: login() missing 1 required positional argument: 'password'",
        ),
        3,
        7,
        "Traceback (most recent call last):",
    ),
    "tracebacks, others": Kind(
        (
            "\tat com.acme.«word».TokenFilter.doFilter(TokenFilter.java:«n»)",
            "\tat java.base/java.lang.Thread.run(Thread.java:840)",
            "    at async Object.«word» (/app/node_modules/«package»/dist/«word».js:«n»:«n»)",
            "goroutine «n» [running]:",
            "\t/go/src/github.com/acme/«word»/token.go:«n» +0x«hex:3»",
            "main.(*Server).checkToken(0xc000«hex:6», {0x«hex:6», 0x«hex:2»})",
            "   «n»: «word»::token::parse\n             at ./src/token.rs:«n»:«n»",
            "    at Acme.Auth.TokenHandler.Validate(String token) in /src/TokenHandler.cs:line «n»",
            "from /usr/lib/ruby/gems/3.2.0/gems/«word»-«version»/lib/«word».rb:«n»:in `password='",
        )
    ),
    "builds": Kind(
        (
            "   Compiling «crate» v«version»",
            "gcc -O2 -fPIC -c src/«word».c -o build/«word».o",
            "[«n»/412] Building CXX object src/CMakeFiles/«word».dir/«word».cpp.o",
            "warning: unused variable: `token`",
            "error[E0425]: cannot find value `secret_key` in this scope",
            "src/«module».ts(«n»,«n»): error TS2339: Property 'password' does not exist on type 'User'.",
            "    Finished `release` profile [optimized] target(s) in «ms»s",
            "> Task :«word»:compileKotlin UP-TO-DATE",
            "BUILD SUCCESSFUL in «n»s",
        )
    ),
    "lists of files": Kind(
        (
            "-rw-r--r--  1 «user» staff   «big» Mar 11 09:14 «word».py",
            "-rw-------  1 «user» «user»    «n» Mar 11 09:14 id_ed25519",
            "drwxr-xr-x  4 root  root    4096 Mar  2 11:00 secrets",
            "./src/«module»/password_reset.html",
            "./tests/fixtures/token_«word».json",
            "«big»\t./node_modules/«package»",
            "src/auth/tokens.py:«n»:    token = self.store.get(key)",
            "src/«word»/api_key.go",
        )
    ),
    "processes": Kind(
        (
            "«user»   «big»  0.«n»  1.2 «big» «big» ?  Ssl  09:14   0:0«n» /usr/bin/python3 -m «word»",
            "root      «n»  0.0  0.1  «big»  «n» ?  S  Mar02   0:00 [kworker/u8:«n»-events]",
            "  PID USER      PR  NI    VIRT    RES  %CPU COMMAND",
            "/dev/sda1   «big» «big» «big»  «n»% /",
            'tcp LISTEN 0 128 127.0.0.1:«n» users:(("«word»",pid=«n»,fd=7))',
            "tmpfs on /run/secrets type tmpfs (rw,nosuid,nodev)",
        )
    ),
    "service logs": Kind(
        (
            "Mar 11 «time» host systemd[1]: Started «word».service - «Word» Service.",
            "Mar 11 «time» host sshd[«n»]: Accepted publickey for «user» from «ip» port «n» ssh2: ED25519 SHA256:«b64:43»",
            "Mar 11 «time» host sudo: «user» : TTY=pts/0 ; PWD=/srv ; USER=root ; COMMAND=/usr/bin/make",
            "Mar 11 «time» host sshd[«n»]: Failed password for invalid user «user» from «ip» port «n» ssh2",
            'level=info ts=«date»T«time»Z caller=token.go:«n» msg="token renewed" ttl=«n»s',
            "«date»T«time»Z INFO «word»: request id=«uuid» status=200 ms=«n»",
            '{"level":"warn","msg":"password attempt failed","user":"«user»","ip":"«ip»","trace_id":"«hex:32»"}',
            '[«date» «time»] production.ERROR: Token mismatch {"exception":"TokenMismatchException"}',
            'time="«date»T«time»Z" level=error msg="key not found" key=«word»/«word»',
        )
    ),
    "git output": Kind(
        (
            "\tmodified:   src/auth/password.py",
            "\tnew file:   docs/tokens.md",
            " create mode 100644 tests/test_secrets.py",
            " src/«module».py | «n» ++++----",
            "Switched to branch 'fix-token-refresh'",
            "Your branch is ahead of 'origin/main' by «n» commits.",
            "[main «hex:7»] Ask for the password once",
        )
    ),
    "diffs": Kind(
        (
            "-    token = get_token()",
            '+    token = await get_token(scope="«word»")',
            "+    password: str = Field(repr=False)",
            "-API_KEY = os.environ['API_KEY']",
            "+API_KEY = settings.api_key",
            " def «word»(self, key: str) -> None:",
            "@@ -«n»,«n» +«n»,«n» @@ class TokenStore:",
            "+        return self._tokens[key]",
            "-  password: process.env.PASSWORD,",
        )
    ),
    "psql": Kind(
        (
            " «n» | «user» | «date» «time»+00 | t",
            " «uuid» | «word» | «n».«digit:2»",
            " password_hash | character varying(255) |           | not null |",
            " token_id      | uuid                   |           | not null | gen_random_uuid()",
            "(«n» rows)",
            "Time: «n».«digit:3» ms",
        ),
        4,
        9,
        " id | name | created | active\n----+------+---------+-------",
    ),
    "strace": Kind(
        (
            'openat(AT_FDCWD, "/etc/«word»/password.conf", O_RDONLY|O_CLOEXEC) = «n»',
            'read(«n», "\\177ELF\\2\\1\\1\\0\\0\\0\\0\\0\\0\\0\\0\\0\\3\\0>\\0\\1\\0\\0\\0"..., 832) = 832',
            "mmap(NULL, «big», PROT_READ, MAP_PRIVATE, «n», 0) = 0x7f«hex:10»",
            'add_key("user", "«word»", "«word»", «n», KEY_SPEC_SESSION_KEYRING) = «n»',
            "futex(0x7f«hex:10», FUTEX_WAKE_PRIVATE, 1) = 0",
        )
    ),
    "plans": Kind(
        (
            '  + resource "aws_s3_bucket" "«word»" {',
            "      + arn                 = (known after apply)",
            '      ~ etag                = "«hex:32»" -> "«hex:32»"',
            "      + password            = (sensitive value)",
            "aws_instance.«word»: Refreshing state... [id=i-0«hex:16»]",
            "Plan: «n» to add, «n» to change, 0 to destroy.",
            '      + key_name            = "«word»-deploy"',
        )
    ),
    "measures": Kind(
        (
            "| «word» | «ms» ms | «n» | ≤ «n» ms: holds |",
            "BenchmarkToken«Word»-8   «big»   «n».«digit:1» ns/op   «n» B/op",
            "src/«module».py      «n»      «n»    «n»%",
            "p50=«ms»ms p95=«n»ms p99=«n»ms",
            "epoch «n»: loss=0.«digit:6» acc=0.«digit:4» tokens/s=«big»",
            "«big» «big» «n».«digit:6» -0.«digit:8» 1.«digit:4»e-05",
        )
    ),
    "CSV": Kind(
        (
            "«n»,«uuid»,«user»,«user»@example.org,«date»,«n».«digit:2»",
            "«hex:24»,«word»,«word»,«n»,true",
            '"«Word»","«Word»","«digit:13»","«n»"',
        ),
        5,
        12,
    ),
    "snapshots": Kind(
        (
            "exports[`«word» renders the password form 1`] = `",
            '    className="sc-«letters:6» «letters:6»"',
            '  "key": "«word»",',
            '    id="mui-«n»"',
            '  "createdAt": "«date»T«time».000Z",',
        )
    ),
    "licences and prose": Kind(
        (
            "Permission is hereby granted, free of charge, to any person obtaining a copy",
            "SPDX-License-Identifier: Apache-2.0",
            "SPDX-FileCopyrightText: 2026 «user» <«user»@example.org>",
            "See CHANGELOG: «version» reads tokens from the keyring (#«n», thanks @«user»).",
            "- [x] rotate keys  - [ ] write the password policy",
            "TODO(«user»): the token is fetched twice, see #«n»",
        )
    ),
}
