# ruff: noqa: E501 - a situation is a row
"""Symbols, signatures and constants in the languages that are read besides Python."""

from pathlib import Path

import pytest

from .situations import Situation, judge

_SYMBOLS_TREE = {
    "lib/index.js": "export { Client } from './client.js';\nexport * from './errors';\nimport * as util from './util';\n",
    "lib/client.js": "export class Base { close() {} }\nexport class Client extends Base {\n  get(url, timeout = 30) { return 1; }\n}\n",
    "lib/errors.js": "export class HttpError extends Error {}\nexport const CODE = 7;\n",
    "lib/util.js": "export function retry(times = 3) { return times; }\n",
    "src/a.ts": "export interface Options { timeout: number }\nexport async function load(path: string, retries = 2) {}\n",
    "pkg/http/client.go": "package http\n\ntype Client struct { Timeout int }\n\nfunc (c *Client) Do(req string) error { return nil }\n\nconst MaxIdle = 100\n",
    "crate/src/lib.rs": "pub mod net;\npub struct Pool { pub size: usize }\nimpl Pool { pub fn take(&self, n: usize) -> u8 { 0 } }\npub const LIMIT: usize = 64;\n",
    "Main.java": "public class Main { static final int LIMIT = 5; void run(String name) {} }\n",
    "a.c": "int add(int a, int b) { return a + b; }\n",
    "b.cpp": "namespace net { class Pool { public: void take(int n = 3); }; }\n",
    "lib/safe.js": "export class Safe { #key = 1; constructor(o) { Object.assign(this, o); } }\n",
    "Row.java": "@Data\npublic class Row { private String name; }\n",
    "d.cpp": "struct Less { bool operator()(int a, int b) const { return a < b; } };\n",
    "c.rb": "class Pool\n  LIMIT = 5\n  def take(n, wait: 3)\n  end\nend\n",
}

SYMBOLS = [
    Situation("JavaScript", _SYMBOLS_TREE, "symbol `Client.get` in `lib/client.js`", "verified", "client.js:3"),
    Situation("JavaScript, inherited", _SYMBOLS_TREE, "symbol `Client.close` in `lib/client.js`", "verified", "client.js:1"),
    Situation("JavaScript, re-exported", _SYMBOLS_TREE, "symbol `Client.get` in `lib/index.js`", "verified", "client.js:3"),
    Situation("JavaScript, by a star", _SYMBOLS_TREE, "symbol `HttpError` in `lib/index.js`", "verified", "errors.js:1"),
    Situation("JavaScript, moved", _SYMBOLS_TREE, "symbol `retry` in `lib/client.js`", "moved", "lib/util.js"),
    Situation("JavaScript, renamed", _SYMBOLS_TREE, "symbol `retryTimes` in `lib/util.js`", "refuted", "`retry`"),
    Situation("TypeScript", _SYMBOLS_TREE, "symbol `load` in `src/a.ts`", "verified", "a.ts:2"),
    Situation("TypeScript, an interface", _SYMBOLS_TREE, "symbol `Options` in `src/a.ts`", "verified"),
    Situation("TypeScript, gone", _SYMBOLS_TREE, "symbol `unload` in `src/a.ts`", "refuted", "`load`"),
    Situation("TypeScript, a member", _SYMBOLS_TREE, "symbol `Options.timeout` in `src/a.ts`", "verified"),
    Situation("TypeScript, no member", _SYMBOLS_TREE, "symbol `Options.retries` in `src/a.ts`", "refuted", "`Options.timeout`"),
    Situation("JavaScript, private", _SYMBOLS_TREE, "symbol `Safe.#key` in `lib/safe.js`", "verified"),
    Situation("JavaScript, set by code", _SYMBOLS_TREE, "symbol `Safe.open` in `lib/safe.js`", "unverified", "sets members"),
    Situation("Java, annotated", _SYMBOLS_TREE, "symbol `Row.getName` in `Row.java`", "unverified", "Data"),
    Situation("C++, an operator", _SYMBOLS_TREE, "symbol `Less.operator()` in `d.cpp`", "verified"),
    Situation("Go", _SYMBOLS_TREE, "symbol `Client.Do` in `pkg/http/client.go`", "verified", "client.go:5"),
    Situation("Go, in a package", _SYMBOLS_TREE, "symbol `Client.Do` in `pkg/http/`", "verified"),
    Situation("Go, by its package", _SYMBOLS_TREE, "symbol `http.Client`", "verified"),
    Situation("Go, gone", _SYMBOLS_TREE, "symbol `Server` in `pkg/http/client.go`", "refuted"),
    Situation("Rust", _SYMBOLS_TREE, "symbol `Pool::take` in `crate/src/lib.rs`", "verified", "lib.rs:3"),
    Situation("Rust, gone", _SYMBOLS_TREE, "symbol `Reactor` in `crate/src/lib.rs`", "refuted"),
    Situation("Java", _SYMBOLS_TREE, "symbol `Main.run` in `Main.java`", "verified"),
    Situation("Java, gone", _SYMBOLS_TREE, "symbol `Main.walk` in `Main.java`", "refuted", "`Main.run`"),
    Situation("C", _SYMBOLS_TREE, "symbol `add` in `a.c`", "verified"),
    Situation("C, gone", _SYMBOLS_TREE, "symbol `subtract` in `a.c`", "refuted"),
    Situation("C++", _SYMBOLS_TREE, "symbol `net::Pool::take` in `b.cpp`", "verified"),
    Situation("Ruby", _SYMBOLS_TREE, "symbol `Pool#take` in `c.rb`", "verified"),
    Situation("Ruby, gone", _SYMBOLS_TREE, "symbol `Reactor` in `c.rb`", "refuted"),
]  # fmt: skip

_SIGNATURES_TREE = {
    "a.js": "export function retry(fn, times = 3, { delay = 5, jitter } = {}) { return fn; }\nexport const load = (path, options) => path;\n",
    "b.ts": "export class Api {\n  constructor(private base: string, readonly timeout = 1_000) {}\n  get(path: string, opts?: { x: number }): void {}\n  put(path: string, body: string = 'x'): void {}\n}\n",
    "c.go": "package c\n\nfunc Dial(addr string, retries int) error { return nil }\n\nfunc New(opts ...Option) int { return 0 }\n",
    "d.rs": "pub fn dial(addr: &str, retries: u32) {}\n",
    "e.java": "class E { void run(String name) {} void run(String name, int times) {} }\n",
    "f.cpp": "int add(int a, int b = 3);\n",
    "g.rb": "def take(n, wait: 3, **rest)\nend\ndef put(n, mode = :fast)\nend\n",
}

SIGNATURES = [
    Situation("JavaScript", _SIGNATURES_TREE, "signature `retry(fn, times=3)` in `a.js`", "verified"),
    Situation("JavaScript, changed", _SIGNATURES_TREE, "signature `retry(times=5)` in `a.js`", "refuted", "`times=3`"),
    Situation("JavaScript, may be an option", _SIGNATURES_TREE, "signature `load(encoding)` in `a.js`", "unverified", "`options`"),
    Situation("TypeScript, a constructor", _SIGNATURES_TREE, "signature `Api(timeout=1000)` in `b.ts`", "verified"),
    Situation("TypeScript, changed", _SIGNATURES_TREE, "signature `Api(timeout=2000)` in `b.ts`", "refuted", "timeout=1_000"),
    Situation("TypeScript, other quotes", _SIGNATURES_TREE, 'signature `Api.put(body="x")` in `b.ts`', "verified"),
    Situation("TypeScript, gone", _SIGNATURES_TREE, "signature `Api.put(headers)` in `b.ts`", "refuted", "`path`, `body`"),
    Situation("Go", _SIGNATURES_TREE, "signature `Dial(addr, retries)` in `c.go`", "verified"),
    Situation("Go, gone", _SIGNATURES_TREE, "signature `Dial(timeout)` in `c.go`", "refuted", "no parameter `timeout`"),
    Situation("Go, an option", _SIGNATURES_TREE, "signature `New(timeout)` in `c.go`", "unverified"),
    Situation("Rust", _SIGNATURES_TREE, "signature `dial(retries)` in `d.rs`", "verified"),
    Situation("Rust, gone", _SIGNATURES_TREE, "signature `dial(timeout)` in `d.rs`", "refuted"),
    Situation("Java, an overload", _SIGNATURES_TREE, "signature `E.run(name, times)` in `e.java`", "verified"),
    Situation("Java, none", _SIGNATURES_TREE, "signature `E.run(speed)` in `e.java`", "refuted"),
    Situation("C++", _SIGNATURES_TREE, "signature `add(b=3)` in `f.cpp`", "verified"),
    Situation("C++, changed", _SIGNATURES_TREE, "signature `add(b=4)` in `f.cpp`", "refuted", "`b=3`"),
    Situation("Ruby", _SIGNATURES_TREE, "signature `take(wait=3)` in `g.rb`", "verified"),
    Situation("Ruby, changed", _SIGNATURES_TREE, "signature `take(wait=5)` in `g.rb`", "refuted"),
    Situation("Ruby, gone", _SIGNATURES_TREE, "signature `put(size)` in `g.rb`", "refuted"),
]  # fmt: skip

_VALUES_TREE = {
    "a.ts": "export const LIMIT = 1_000;\nexport const MODE = 'fast';\n",
    "b.go": "package b\n\nconst MaxIdle = 100\n\nvar wait = 30 * time.Second\n",
    "c.rs": "pub const LIMIT: usize = 64;\n",
    "d.c": "#define LIMIT 64\n",
    "e.rb": "LIMIT = 5\n",
    "F.java": "class F { static final int LIMIT = 5; }\n",
}

VALUES = [
    Situation("TypeScript", _VALUES_TREE, "value `LIMIT = 1000` in `a.ts`", "verified"),
    Situation("TypeScript, changed", _VALUES_TREE, "value `MODE = slow` in `a.ts`", "refuted", "'fast'"),
    Situation("Go", _VALUES_TREE, "value `MaxIdle = 100` in `b.go`", "verified"),
    Situation("Go, changed", _VALUES_TREE, "value `MaxIdle = 10` in `b.go`", "refuted", "100"),
    Situation("Go, a duration", _VALUES_TREE, "value `wait = 30 seconds` in `b.go`", "verified"),
    Situation("Go, another duration", _VALUES_TREE, "value `wait = 5s` in `b.go`", "refuted"),
    Situation("Rust", _VALUES_TREE, "value `LIMIT = 64` in `c.rs`", "verified"),
    Situation("C", _VALUES_TREE, "value `LIMIT = 64` in `d.c`", "verified"),
    Situation("C, changed", _VALUES_TREE, "value `LIMIT = 65` in `d.c`", "refuted"),
    Situation("Ruby", _VALUES_TREE, "value `LIMIT = 5` in `e.rb`", "verified"),
    Situation("Java", _VALUES_TREE, "value `F.LIMIT = 6` in `F.java`", "refuted"),
]  # fmt: skip


@pytest.mark.parametrize("situation", [*SYMBOLS, *SIGNATURES, *VALUES], ids=lambda each: each.check)
def test_other_languages(situation: Situation, tmp_path: Path) -> None:
    judge(situation, tmp_path)
