"""JavaScript outlines, counted by hand."""

from tests.code.outlines.outlining import described, imported, outlined, symbol_of

MODULES_CLASSES_AND_PROTOTYPES = """\
'use strict';
const fs = require('fs'), {join, sep: separator} = require('path');
const Base = require('./base').Base;
import d, { e as g } from 'q';
import * as w from 'w';
export { a as b, c } from './x';
export * from 'y';
const TIMEOUT = 60 * 1000; // a minute
let count = 0, LIMIT = 5;
function plain(a, b = 1, {c, d = 2, e: {f}} = {}, [h], ...rest) { var inner = 1; }
async function* gen() {}
const arrow = async (x, y = {a: 1}) => x, single = z => z;
class A extends Base.C {
  field = 1;
  static #secret = 2;
  handler = (event) => {};
  constructor(a, b = 2) { super(); this.url = a; if (b) { this.late = b } }
  get ok() { return true }
  set ok(v) {}
  static async make(q) {}
  ['computed']() {}
}
function Old(name) { this.name = name; }
Old.prototype.speak = function (loud) { return loud };
Old.prototype = { walk(far) {}, legs: 4 };
Old.create = (n) => new Old(n);
const options = { m(x) {}, n: function (y) {}, k: 3, 'q-r': [1,
  2], deep: { hidden: 1 } };
if (x) { var conditional = 1 }
export default class extends A {}
export const view = (props) => <div a={1}>{props.x}</div>;
"""

COMMONJS_EXPORTS = """\
var app = exports = module.exports = {};
app.init = function init(settings) {};
exports.VERSION = '1.2.3';
exports.parse = function (text, { strict = false } = {}) {};
exports.other = local;
exports.lib = require('./lib');
function local(a) {}
module.exports = { local, renamed: local, n: 5, make(x) {}, sub: require('./sub') };
Object.defineProperty(exports, 'lazy', { get: function () {} });
Object.assign(app, { mixed(a) {} });
window.Thing = class Thing { constructor(q) {} };
"""

A_MODULE_IN_A_FUNCTION = """\
(function (root, factory) { module.exports = factory(); })(this, function () {
  var VERSION = '1.0';
  function visible(a) { function hidden() {} }
});
"""


def test_modules_classes_and_prototypes() -> None:
    outline = outlined("a.js", MODULES_CLASSES_AND_PROTOTYPES)
    assert described(outline) == [
        "8 constant TIMEOUT = 60 * 1000",
        "9 variable count = 0",
        "9 constant LIMIT = 5",
        "10 function plain(a, b=1, key c=undefined, key d=2, key e=undefined, [h], *rest)",
        "11 function gen()",
        "12 function arrow(x, y={a: 1})",
        "12 function single(z)",
        "13 class A(a, b=2)",
        "14 attribute A.field = 1",
        "15 attribute A.#secret = 2",
        "16 method A.handler(event)",
        "17 method A.constructor(a, b=2)",
        "17 attribute A.url = a",
        "17 attribute A.late = b",
        "18 attribute A.ok",
        "20 method A.make(q)",
        "23 function Old(name)",
        "23 attribute Old.name = name",
        "24 method Old.speak(loud)",
        "25 method Old.walk(far)",
        "25 attribute Old.legs = 4",
        "26 method Old.create(n)",
        "27 constant options = {m(x) {}, n: function (y) {}, k: 3, 'q-r': [1, 2], deep: {hidden: 1}}",
        "27 method options.m(x)",
        "27 method options.n(y)",
        "27 attribute options.k = 3",
        "27 attribute options.q-r = [1, 2]",
        "28 attribute options.deep = { hidden: 1 }",
        "29 variable conditional = 1",
        "30 class default",
        "31 function view(props)",
    ]
    assert imported(outline) == [
        ("fs", "fs", ""),
        ("join", "path", "join"),
        ("separator", "path", "sep"),
        ("Base", "./base", "Base"),
        ("d", "q", "default"),
        ("g", "q", "e"),
        ("w", "w", ""),
        ("b", "./x", "a"),
        ("c", "./x", "c"),
        ("*", "y", "*"),
    ]
    assert (outline.is_partial, outline.trouble) == (True, "")


def test_commonjs_exports() -> None:
    outline = outlined("b.js", COMMONJS_EXPORTS)
    assert described(outline) == [
        "1 variable app = {}",
        "2 method app.init(settings)",
        "3 constant VERSION = '1.2.3'",
        "4 function parse(text, key strict=false)",
        "7 function local(a)",
        "7 function other(a)",
        "7 function renamed(a)",
        "8 variable n = 5",
        "8 function make(x)",
        "9 variable lazy",
        "10 method app.mixed(a)",
        "11 method Thing.constructor(q)",
        "11 class Thing(q)",
    ]
    assert imported(outline) == [
        ("lib", "./lib", ""),
        ("sub", "./sub", ""),
    ]
    assert (outline.is_partial, outline.trouble) == (False, "")


def test_a_module_in_a_function() -> None:
    outline = outlined("c.js", A_MODULE_IN_A_FUNCTION)
    assert described(outline) == [
        "1 variable default = factory()",
        "2 constant VERSION = '1.0'",
        "3 function visible(a)",
    ]
    assert (outline.is_partial, outline.trouble) == (True, "")


def test_a_function_is_known_again_after_its_renaming() -> None:
    text = "function {0}(items) {{ // adds\n  let sum = 0; for (const i of items) sum += i * 2;\n  return sum }}"
    first = symbol_of(outlined("a.js", text.format("add")), "add")
    second = symbol_of(outlined("b.mjs", text.format("total").replace("// adds", "/* sums */")), "total")
    other = symbol_of(outlined("a.js", text.format("add").replace("2", "3")), "add")
    assert first.body == second.body != other.body
    assert len(first.body) == 16


def test_flow_types_are_read_as_those_of_typescript() -> None:
    outline = outlined("a.js", "/** @flow */\nfunction f(a: number, b?: string = 'x'): void {}\n")
    assert described(outline)[0].startswith("2 function f(a, b=")


def test_names_made_at_run_time_make_it_partial() -> None:
    for text in (
        "exports[name] = 1",
        "module.exports = {...others}",
        "module.exports = require('./x')",
        "export * from 'x'",
    ):
        assert outlined("a.js", text).is_partial, text
