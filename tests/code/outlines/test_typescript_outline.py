"""TypeScript outlines, counted by hand."""

from tests.code.outlines.outlining import described, imported, outlined, symbol_of

TYPES_AND_DECLARATIONS = """\
import type { T1 } from './t';
import legacy = require('legacy');
export type { T2 } from './t2';
export interface Options<T> extends Base, Other<T> {
  timeout?: number;
  readonly name: string;
  run(a: number, b?: string): void;
  run(a: string): void;
  (call: string): void;
  [key: string]: any;
}
export type Mode = 'a' | 'b';
type Shape = { side: number; area(): number };
export declare enum Level { Low, Mid = 2, High, Name = "x" }
namespace Outer.Inner { export const z = 1; function q(a: number) {} }
declare module "foo" { export function f(a?: number): void; }
declare global { interface Window { foo: string } }
abstract class K<T> extends L<T> implements I {
  private readonly a: number = 1;
  constructor(public x: number, private y = 2, z?: string) { super() }
  abstract draw(a: string): void;
  bar(a: string): void;
  bar(a: number, b?: string) { return b }
  static s?: string;
  get g(): number { return 1 }
}
export function over(a: string): void;
export function over(a: number, b?: number): void;
export function over(this: Foo, a: any, ...rest: any[]) {}
export declare function declared<T>(opt: { a: number }): T;
export declare function declared<T>(opt: { a: number }, more: number): T;
@Injectable() export class Service { @Input() y: string; @On('x') m() {} }
export const { p, q } = make();
export const typed: Record<string, number> = { a: 1 };
const cast = 3 as const;
"""


def test_types_and_declarations() -> None:
    outline = outlined("a.ts", TYPES_AND_DECLARATIONS)
    assert described(outline) == [
        "4 type Options",
        "5 attribute Options.timeout",
        "6 attribute Options.name",
        "7 method Options.run(a, b=undefined)",
        "12 type Mode = 'a' | 'b'",
        "13 type Shape = { side: number; area(): number }",
        "13 attribute Shape.side",
        "13 method Shape.area()",
        "14 class Level",
        "14 attribute Level.Low = 0",
        "14 attribute Level.Mid = 2",
        "14 attribute Level.High = 3",
        '14 attribute Level.Name = "x"',
        "15 module Outer.Inner",
        "15 constant Outer.Inner.z = 1",
        "15 function Outer.Inner.q(a)",
        "16 function f(a=undefined)",
        "17 type Window",
        "17 attribute Window.foo",
        "18 class K(x, y=2, z=undefined)",
        "19 attribute K.a = 1",
        "20 method K.constructor(x, y=2, z=undefined)",
        "20 attribute K.x",
        "20 attribute K.y = 2",
        "21 method K.draw(a)",
        "23 method K.bar(a, b=undefined)",
        "24 attribute K.s",
        "25 attribute K.g",
        "29 function over(a, *rest)",
        "30 function declared(opt, more=...)",
        "32 attribute Service.y",
        "32 method Service.m()",
        "32 class Service()",
        "33 variable p",
        "33 variable q",
        "34 constant typed = { a: 1 }",
        "34 attribute typed.a = 1",
        "35 constant cast = 3",
    ]
    assert imported(outline) == [
        ("T1", "./t", "T1"),
        ("legacy", "legacy", ""),
        ("T2", "./t2", "T2"),
    ]
    assert (outline.is_partial, outline.trouble) == (False, "")


def test_markup_is_read_in_tsx() -> None:
    outline = outlined("a.tsx", "export const View = ({ x }: Props) => <div>{x}</div>;")
    assert described(outline) == ["1 function View(key x)"]
    assert not outline.is_partial


def test_annotations_and_bases_are_kept() -> None:
    outline = outlined("a.d.ts", "export declare class A<T> extends B<T> { f(a: Map<string, T>): Promise<void>; }")
    assert symbol_of(outline, "A").bases == ("B",)
    method = symbol_of(outline, "A.f")
    assert method.parameters is not None
    assert (method.parameters[0].annotation, method.returns) == ("Map<string, T>", "Promise<void>")
