using GdScript.Symbolics;
using Xunit;

namespace GdScript.Tests.Symbolics;

public class ValuesTests
{
    private static readonly SymbolicExpression x = SymbolicExpression.Variable("x");

    [Fact]
    public void A_value_needs_every_variable()
    {
        var e = Assert.Throws<SymbolicException>(() =>
            (x * "rate").Evaluate(new Dictionary<string, FloatingPoint> { { "x", 1 }, { "rat", 2 } })
        );
        Assert.Equal("there is no value for 'rate'; one is given for 'rat'", e.Message);
        Assert.Equal(6, x.Multiply(3).Evaluate(new Dictionary<string, FloatingPoint> { { "x", 2 }, { "y", 5 } }).RealValue);
    }

    [Fact]
    public void What_has_no_value_says_why_when_it_is_asked()
    {
        var value = x.Ln().Evaluate(new Dictionary<string, FloatingPoint> { { "x", -1 } });
        Assert.True(value is { IsReal: false, IsUndef: true });
        Assert.Contains(
            "log of -1 is not a real number",
            Assert.Throws<SymbolicException>(() => value.RealValue).Message,
            StringComparison.Ordinal
        );
        Assert.True((1 / x).Evaluate(new Dictionary<string, FloatingPoint> { { "x", 0 } }).IsPosInf);
        Assert.True((-1 / x).Evaluate(new Dictionary<string, FloatingPoint> { { "x", 0 } }).IsNegInf);
        Assert.Throws<SymbolicException>(() => ((FloatingPoint)double.NaN).RealValue);
    }

    [Fact]
    public void A_function_has_as_many_arguments_as_it_is_given_names()
    {
        var (y, z) = (SymbolicExpression.Variable("y"), SymbolicExpression.Variable("z"));
        var f = x * y + z;
        Assert.Equal(5, x.Compile("x")(5));
        Assert.Equal(7, (x + y).Compile("y", "x")(3, 4));
        Assert.Equal(10, f.Compile("x", "y", "z")(2, 3, 4));
        Assert.Equal(10, f.Compile("w", "z", "y", "x")(0, 4, 3, 2));
        Assert.Equal(
            10.0,
            Assert.IsType<Func<double, double, double, double, double, double>>(f.Compile("x", "y", "z", "u", "v"))(2, 3, 4, 0, 0)
        );
        Assert.IsType<Func<double[], double>>(f.Compile("x", "y", "z", "t", "u", "v", "w"));
        Assert.Equal(3.0, ((Func<double>)SymbolicExpression.Parse("3").Compile())());
        Assert.Equal([6, 4.0], (x * "y" * 2).CompileGradient("x", "y")([2, 3]));
    }

    [Fact]
    public void A_function_knows_its_arguments_only()
    {
        Assert.Equal("GDS5505", Assert.Throws<SymbolicException>(() => (x * "y").Compile("x")).Problem.Id);
        Assert.Equal("GDS5509", Assert.Throws<SymbolicException>(() => x.Compile("x", "x")).Problem.Id);
        Assert.Equal("GDS5507", Assert.Throws<SymbolicException>(() => x.RealNumberValue).Problem.Id);
        Assert.Equal("GDS5503", Assert.Throws<SymbolicException>(() => x.Differentiate("x + 1")).Problem.Id);
    }

    [Fact]
    public void A_compiled_function_allocates_nothing()
    {
        var f = (x.Sin() * "y").Compile("x", "y");
        _ = f(1, 2) + f(2, 3);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 100; i++)
            _ = f(i, 2);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    /// <summary>MathNet's modules, in its order of arguments.</summary>
    [Fact]
    public void The_modules_take_and_give_expressions()
    {
        Expression f = Infix.ParseOrThrow("125*sin(t/3) - 30*t");
        var t = Expression.Symbol("t");
        var values = new Dictionary<string, FloatingPoint> { { "t", 0 } };
        Assert.Equal(0, Evaluate.Evaluate(values, f).RealValue);
        Assert.Equal(125 / 3.0 - 30, Evaluate.Evaluate(values, GdScript.Symbolics.Calculus.Differentiate(t, f)).RealValue, 1e-14);
        Expression square = (t + 1) * (t + 1);
        Assert.Equal("t^2 + 2*t + 1", Infix.Format(Algebraic.Expand(square)));
        Assert.Equal("t + 1", Infix.Format(Structure.Operand(0, square)));
        Assert.Equal(@"\left(t + 1\right)^{2}", LaTeX.Format(square));
        Assert.Equal(square, Structure.Substitute("x", t, "(x + 1)^2"));
        Assert.Equal(SymbolicExpression.Undefined, Infix.ParseOrUndefined("x-"));
        Assert.Null(Infix.TryParse("x-"));
        SymbolicExpression same = f;
        Assert.Equal(f, same.Expression);
    }
}
