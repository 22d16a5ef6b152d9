"""C and C++ outlines, counted by hand."""

from tests.code.outlines.outlining import described, imported, outlined

from reverie.code.outlines import outline_of

DECLARATIONS_IN_C = """\
#include <stdio.h>
#include "foo.h"
#ifdef __cplusplus
extern "C" {
#endif
#define MAX 10 /* most */
#define SQ(x, ...) ((x)*(x))
#define EMPTY
static const int K = 3, *L = NULL;
extern int outside;
char buffer[10];
typedef struct point { int x, y; char *name; int (*call)(int a); unsigned f : 3; } Point;
struct node { int v; struct node *next; };
enum color { RED, GREEN = 5, BLUE };
typedef enum { A1, A2 } Unnamed;
union u { int a; float b; };
typedef int (*fn_t)(int a, void *ctx);
typedef unsigned long ulong_t;
static inline int add(int a, const char *b, int c[], ...) { int inner; return a; }
int *pointer(void) { return 0; }
int declared(int a, char *);
#ifdef X
int either(void) { return 1; }
#else
int either(int q) { return 2; }
#endif
SQLITE_API int marked(int z);
PyAPI_FUNC(int) wrapped(int w);
int (*handler)(int);
void old(a, b) int a; char b; { }
#ifdef __cplusplus
}
#endif
"""

DECLARATIONS_IN_CPP = """\
#include <vector>
namespace a::b { namespace { int hidden = 1; }
class Foo : public Bar, private Baz<T> {
 public:
  explicit Foo(int x = 3, std::string s = "a") : x_(x) {}
  ~Foo();
  Foo(const Foo&) = delete;
  virtual int get(const std::vector<int>& v, bool f = false) const override;
  static constexpr int kMax = 5;
  template <typename T> T conv(T t) { return t; }
  bool operator==(const Foo& o) const;
  enum class Kind : int { One, Two = 2, Three };
  using Ptr = std::shared_ptr<Foo>;
  struct Inner { int a; };
  int x_ = 0, y_;
  int* p_{nullptr};
};
int Foo::get(const std::vector<int>& v, bool f) const { return 1; }
template <class T, int N> T fn(T a, T* b = nullptr) { return a; }
}
using std::string;
extern "C" { void cfun(int a); }
constexpr auto k = 5;
int& ref(int& a) { return a; }
template <typename... Args> void emit(Args&&... args) {}
const std::string Foo::NAME = "x";
class LIB_EXPORT Marked { };
"""


def test_declarations_in_c() -> None:
    outline = outlined("a.c", DECLARATIONS_IN_C)
    assert described(outline) == [
        "6 constant MAX = 10",
        "7 function SQ(x, *...)",
        "8 constant EMPTY",
        "9 constant K = 3",
        "9 constant L = NULL",
        "10 variable outside",
        "11 variable buffer",
        "12 attribute point.x",
        "12 attribute point.y",
        "12 attribute point.name",
        "12 attribute point.call",
        "12 attribute point.f",
        "12 class point",
        "12 attribute Point.x",
        "12 attribute Point.y",
        "12 attribute Point.name",
        "12 attribute Point.call",
        "12 attribute Point.f",
        "12 class Point",
        "13 attribute node.v",
        "13 attribute node.next",
        "13 class node",
        "14 class color",
        "14 constant RED = 0",
        "14 constant GREEN = 5",
        "14 constant BLUE = 6",
        "15 constant A1 = 0",
        "15 constant A2 = 1",
        "15 class Unnamed",
        "16 attribute u.a",
        "16 attribute u.b",
        "16 class u",
        "17 type fn_t = int (*fn_t)(int a, void *ctx)",
        "18 type ulong_t = unsigned long ulong_t",
        "19 function add(a, b, c, *...)",
        "20 function pointer()",
        "21 function declared(a, _)",
        "23 function either()",
        "25 function either(q)",
        "27 function marked(z)",
        "28 function wrapped(w)",
        "29 variable handler",
        "30 function old(a, b)",
    ]
    assert imported(outline) == [
        ("*", "stdio.h", "*"),
        ("*", "foo.h", "*"),
    ]
    assert (outline.is_partial, outline.trouble) == (False, "")


def test_declarations_in_cpp() -> None:
    outline = outlined("a.cpp", DECLARATIONS_IN_CPP)
    assert described(outline) == [
        "2 module a.b",
        "2 variable a.b.hidden = 1",
        '3 class a.b.Foo(x=3, s="a")',
        '5 method a.b.Foo.Foo(x=3, s="a")',
        "6 method a.b.Foo.~Foo()",
        "7 method a.b.Foo.Foo(_)",
        "9 attribute a.b.Foo.kMax = 5",
        "10 method a.b.Foo.conv(t)",
        "11 method a.b.Foo.operator==(o)",
        "12 class a.b.Foo.Kind",
        "12 attribute a.b.Foo.Kind.One = 0",
        "12 attribute a.b.Foo.Kind.Two = 2",
        "12 attribute a.b.Foo.Kind.Three = 3",
        "13 type a.b.Foo.Ptr = std::shared_ptr<Foo>",
        "14 attribute a.b.Foo.Inner.a",
        "14 class a.b.Foo.Inner",
        "15 attribute a.b.Foo.x_ = 0",
        "15 attribute a.b.Foo.y_",
        "16 attribute a.b.Foo.p_ = {nullptr}",
        "18 method a.b.Foo.get(v, f=false)",
        "19 function a.b.fn(a, b=nullptr)",
        "22 function cfun(a)",
        "23 constant k = 5",
        "24 function ref(a)",
        "25 function emit(*args)",
        '26 constant Foo.NAME = "x"',
        "27 class Marked",
    ]
    assert imported(outline) == [
        ("*", "vector", "*"),
        ("string", "std", "string"),
    ]
    assert (outline.is_partial, outline.trouble) == (False, "")


def test_a_header_is_of_the_language_that_it_is_written_in() -> None:
    assert outlined("a.h", "struct a { int b; };").language == "c"
    assert outlined("a.h", "namespace a { struct b { int c; }; }").language == "cpp"
    assert outline_of("a.h", "@interface A : NSObject\n@end") is None


def test_types_are_no_markers() -> None:
    assert described(outlined("a.c", "HANDLE open_it(void);\nFILE *file;\nDWORD WINAPI run(void *p);")) == [
        "1 function open_it()",
        "2 variable file",
        "3 function run(p)",
    ]
