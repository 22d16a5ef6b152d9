"""Go outlines, counted by hand."""

from tests.code.outlines.outlining import described, imported, outlined

DECLARATIONS = """\
package main

import (
	"fmt"
	m "math"
	. "strings"
	_ "embed"
	"gopkg.in/yaml/v3"
)

const Pi, Name = 3.14, "x" // the number
const (
	A = iota
	B
	_
	D, E2 = 1 << iota, "x"
)

var x, y int = 1, 2
var (
	ErrFoo = errors.New("foo")
	cache  map[string]int
)

type Point struct {
	X, Y float64 `json:"x"`
	*Embedded
	pkg.Other
}
type Shape interface {
	Area() float64
	Scale(f float64, names ...string) (int, error)
	fmt.Stringer
}
type ID = string
type Fn func(a int) error
type G[T any] struct{ v T }

func (p *Point) Move(dx, dy float64, opts ...Option) (err error) { return nil }
func (g G[T]) Get() T                                            { return g.v }
func main()                                                     { inner := 1; _ = inner }
func Unnamed(int, string)                                        {}
func Gen[T any](a T) (T, error)                                  { return a, nil }
"""


def test_declarations() -> None:
    outline = outlined("a.go", DECLARATIONS)
    assert described(outline) == [
        "11 constant Pi = 3.14",
        '11 constant Name = "x"',
        "13 constant A = 0",
        "14 constant B = 1",
        "16 constant D = 1 << 3",
        '16 constant E2 = "x"',
        "19 variable x = 1",
        "19 variable y = 2",
        '21 variable ErrFoo = errors.New("foo")',
        "22 variable cache",
        "25 class Point",
        "26 attribute Point.X",
        "26 attribute Point.Y",
        "27 attribute Point.Embedded",
        "28 attribute Point.Other",
        "30 type Shape",
        "31 method Shape.Area()",
        "32 method Shape.Scale(f, *names)",
        "35 type ID = string",
        "36 type Fn = func(a int) error",
        "37 attribute G.v",
        "37 class G",
        "39 method Point.Move(dx, dy, *opts)",
        "40 method G.Get()",
        "41 function main()",
        "42 function Unnamed(_, _)",
        "43 function Gen(a)",
    ]
    assert imported(outline) == [
        ("fmt", "fmt", ""),
        ("m", "math", ""),
        ("*", "strings", ""),
        ("yaml", "gopkg.in/yaml/v3", ""),
    ]
    assert (outline.is_partial, outline.trouble) == (False, "")
