"""Rust outlines, counted by hand."""

from tests.code.outlines.outlining import described, imported, outlined

ITEMS = """\
use std::{io, collections::HashMap as Map};
pub use self::bar::{self, Baz};
extern crate serde as s;
/// The most.
pub const MAX: usize = 10;
static mut COUNT: u32 = 0;
#[derive(Debug, Clone)]
pub struct P<T> { pub x: i32, y: T }
struct Tuple(i32, pub String);
pub enum E { A, B(i32), C { x: i32 }, D = 5 }
impl<T> P<T> {
    pub const K: i32 = 3;
    pub fn new(x: i32, mut y: T) -> Self { let inner = 1; }
    fn m(&self, a: &str) {}
}
impl<T: Foo> fmt::Display for P<T> { fn fmt(&self, f: &mut F) -> R {} }
pub trait Tr: Sup { type Out; const N: i32 = 1; fn required(&self); fn given(&self, n: usize) -> i32 { 1 } }
macro_rules! shout { () => {} }
pub mod inner { pub fn f() {} mod deep { const Z: i32 = 1; } }
mod other;
type Alias<T> = Vec<T>;
pub async unsafe fn af<'a>(self: Box<Self>, (a, b): (i32, i32), _: u8) {}
extern "C" { fn c_fn(a: i32, ...) -> i32; }
"""

ITEMS_IN_MACROS = """\
lazy_static! {
    static ref CACHE: Map = Map::new();
}
cfg_rt! {
    pub fn spawn(task: T) {}
}
"""


def test_items() -> None:
    outline = outlined("a.rs", ITEMS)
    assert described(outline) == [
        "5 constant MAX = 10",
        "6 variable COUNT = 0",
        "8 attribute P.x",
        "8 attribute P.y",
        "8 class P",
        "9 class Tuple",
        "10 attribute E.A",
        "10 attribute E.B",
        "10 attribute E.C",
        "10 attribute E.C.x",
        "10 attribute E.D = 5",
        "10 class E",
        "12 constant P.K = 3",
        "13 method P.new(x, y)",
        "14 method P.m(a)",
        "16 method P.fmt(f)",
        "17 type Tr",
        "17 type Tr.Out",
        "17 constant Tr.N = 1",
        "17 method Tr.required()",
        "17 method Tr.given(n)",
        "18 function shout",
        "19 module inner",
        "19 function inner.f()",
        "19 module inner.deep",
        "19 constant inner.deep.Z = 1",
        "20 module other",
        "21 type Alias = Vec<T>",
        "22 function af((a, b), _)",
        "23 function c_fn(a, *...)",
    ]
    assert imported(outline) == [
        ("io", "std", "io"),
        ("Map", "std::collections", "HashMap"),
        ("bar", "self", "bar"),
        ("Baz", "self::bar", "Baz"),
        ("s", "serde", ""),
    ]
    assert (outline.is_partial, outline.trouble) == (False, "")


def test_items_in_macros() -> None:
    outline = outlined("b.rs", ITEMS_IN_MACROS)
    assert described(outline) == [
        "2 variable CACHE = Map::new()",
        "5 function spawn(task)",
    ]
    assert (outline.is_partial, outline.trouble) == (True, "")


def test_only_public_names_are_offered_to_others() -> None:
    assert not outlined("a.rs", "use super::*;").is_partial
    assert outlined("a.rs", "pub use inner::*;").is_partial
