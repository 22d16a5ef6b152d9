"""Ruby outlines, counted by hand."""

from tests.code.outlines.outlining import described, imported, outlined

MODULES_AND_CLASSES = """\
require 'json'
require_relative "foo/bar"
module A
  module B
    VERSION = "1.0".freeze
    class C < D::E
      include Comparable
      attr_accessor :name, :age
      attr_reader "z"
      MAX, MIN = 1, 2
      def initialize(a, b = 2, *rest, c:, d: 4, **opts, &block)
        @a = a
      end
      def self.build(x) = new(x)
      def m?; end
      def name=(v); @name = v; end
      private
      def secret; end
      class << self
        def sing(q = nil); end
      end
      alias_method :n2, :m?
      alias n3 m?
      define_method(:dyn) { |x| x }
      Inner = Struct.new(:p, :q) do
        def r; end
      end
      private_class_method def self.pcm(a); end
    end
  end
end
class A::Q::R; def x((a, b)); end; end
FOO = %w[a b].freeze
if true
  def cond; end
end
"""

MACROS_OF_OTHERS = """\
class Post < Base
  has_many :comments
end
"""


def test_modules_and_classes() -> None:
    outline = outlined("a.rb", MODULES_AND_CLASSES)
    assert described(outline) == [
        "3 module A",
        "4 module A.B",
        '5 constant A.B.VERSION = "1.0"',
        "6 class A.B.C(a, b=2, *rest, key c, key d=4, **opts, block=nil)",
        "8 attribute A.B.C.name",
        "8 attribute A.B.C.age",
        "9 attribute A.B.C.z",
        "10 constant A.B.C.MAX = 1",
        "10 constant A.B.C.MIN = 2",
        "11 method A.B.C.initialize(a, b=2, *rest, key c, key d=4, **opts, block=nil)",
        "14 method A.B.C.build(x)",
        "15 method A.B.C.m?()",
        "16 method A.B.C.name=(v)",
        "18 method A.B.C.secret()",
        "20 method A.B.C.sing(q=nil)",
        "22 method A.B.C.n2",
        "23 method A.B.C.n3",
        "24 method A.B.C.dyn",
        "25 class A.B.C.Inner(p, q)",
        "25 attribute A.B.C.Inner.p",
        "25 attribute A.B.C.Inner.q",
        "26 method A.B.C.Inner.r()",
        "28 method A.B.C.pcm(a)",
        "32 method A.Q.R.x((a, b))",
        "32 class A.Q.R()",
        "33 constant FOO = %w[a b]",
        "35 function cond()",
    ]
    assert imported(outline) == [
        ("*", "json", "*"),
        ("*", "foo/bar", "*"),
    ]
    assert (outline.is_partial, outline.trouble) == (False, "")


def test_macros_of_others() -> None:
    outline = outlined("b.rb", MACROS_OF_OTHERS)
    assert described(outline) == [
        "1 class Post",
    ]
    assert (outline.is_partial, outline.trouble) == (True, "")
