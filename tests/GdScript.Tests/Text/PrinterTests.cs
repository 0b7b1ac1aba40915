using System.Text.RegularExpressions;
using System.Xml.Linq;
using GdScript.Graphs;
using GdScript.Text;
using Xunit;

namespace GdScript.Tests.Text;

public class PrinterTests
{
    public static TheoryData<Op> Ops => [.. Enum.GetValues<Op>()];

    [Theory]
    [MemberData(nameof(Ops))]
    public void What_prints_reads_back_as_the_same_formula_and_prints_again_the_same(Op op)
    {
        for (var seed = 0; seed < 60; seed++)
        {
            var f = AnyFormula.Of(op, seed * 100 + (int)op, 12 + seed);
            var text = f.Infix;
            var read = FormulaText.Parse(text, AnyFormula.ShapesOf(f), f.Columns);
            Assert.True(read.Is(out var back, out var problem), $"{text}\n{problem}");
            Assert.True(Canon.Same(f, back), $"{text}\n{back.Infix}");
            Assert.Equal(text, back.Infix);
        }
    }

    [Theory]
    [MemberData(nameof(Ops))]
    public void Latex_and_MathML_are_well_formed_for_every_operation(Op op)
    {
        for (var seed = 0; seed < 20; seed++)
        {
            var f = AnyFormula.Of(op, seed * 100 + (int)op);
            var latex = f.Latex;
            Assert.Equal(Regex.Count(latex, @"\\left(?![a-z])"), Regex.Count(latex, @"\\right(?![a-z])"));
            Assert.Equal(latex.Replace(@"\{", "").Count(c => c == '{'), latex.Replace(@"\}", "").Count(c => c == '}'));
            Assert.Equal("math", XElement.Parse(f.MathML).Name.LocalName);
        }
    }

    [Fact]
    public void Two_formulas_never_share_their_latex()
    {
        var known = new Dictionary<string, Formula>();
        foreach (var op in Enum.GetValues<Op>())
            for (var seed = 0; seed < 100; seed++)
            {
                var f = AnyFormula.Of(op, seed * 100 + (int)op, 16);
                if (known.TryGetValue(f.Latex, out var other))
                    Assert.True(Canon.Same(f, other), $"{f.Infix}\n{other.Infix}\n{f.Latex}");
                known[f.Latex] = f;
            }
    }

    [Theory]
    [InlineData("x^2/20+y^2", "x^2/20 + y^2")]
    [InlineData("-400*x*(y-x^2)-2*(1-x)", "-400*x*(y - x^2) - 2*(1 - x)")]
    [InlineData("2 * x", "2*x")]
    [InlineData("x / 10", "x/10")]
    [InlineData("a+(b+c)", "a + (b + c)")]
    [InlineData("a+b+c", "a + b + c")]
    [InlineData("a-(b-c)", "a - (b - c)")]
    [InlineData("a*(b*c)", "a*(b*c)")]
    [InlineData("a/(b*c)", "a/(b*c)")]
    [InlineData("(a/b)/c", "a/b/c")]
    [InlineData("a/(b/c)", "a/(b/c)")]
    [InlineData("(a^b)^c", "(a^b)^c")]
    [InlineData("a^(b^c)", "a^b^c")]
    [InlineData("-(x^2)", "-x^2")]
    [InlineData("(-x)^2", "(-x)^2")]
    [InlineData("-(a*b)", "-(a*b)")]
    [InlineData("x*(-2)", "x*(-2)")]
    [InlineData("2^-x", "2^(-x)")]
    [InlineData("a - -b", "a - (-b)")]
    [InlineData("x>1&&y<=2||!z", "x > 1 && y <= 2 || !z")]
    [InlineData("(a<b)==c", "(a < b) == c")]
    [InlineData("where(x<0,0,x)", "where(x < 0, 0, x)")]
    [InlineData("max(a,b,c)", "max(max(a, b), c)")]
    [InlineData("polygamma(0,x)+polygamma(1,x)+polygamma(2,x)", "digamma(x) + trigamma(x) + polygamma(2, x)")]
    [InlineData("ln(x)+pow(x,3)", "log(x) + x^3")]
    [InlineData("0.25*x + .5 + 5. + 1e-7", "0.25*x + 0.5 + 5 + 1e-7")]
    [InlineData("sum([x,y])", "sum([x, y])")]
    [InlineData("[[1,2],[3,4]][0,1]", "[[1, 2], [3, 4]][0,1]")]
    [InlineData("param v[2]; v.*v./v.^2 + 2*v", "v.*v./v.^2 + 2*v")]
    [InlineData("param W[2,3], x[3]; 2*(W*x)", "2*(W*x)")]
    [InlineData("param e; e^2", "param e; e^2")]
    [InlineData("param sum; sum + 1", "param sum; sum + 1")]
    [InlineData("h = x + 1; h*h", "(x + 1)*(x + 1)")]
    public void Formulas_are_spaced_as_a_person_writes(string text, string printed)
    {
        Assert.Equal(printed, FormulaText.Parse(text).Value.Infix);
    }

    [Theory]
    [InlineData("exp(-x)", @"\exp\left(-x\right)")]
    [InlineData("x^2/20 + y^2", @"\frac{x^{2}}{20} + y^{2}")]
    [InlineData("2*3*x", @"2 \cdot 3 \cdot x")]
    [InlineData("2*x*(1/3)", @"2 x \cdot \frac{1}{3}")]
    [InlineData("x0 + alpha*beta2 + rate", @"x_{0} + \alpha \cdot \beta_{2} + \mathrm{rate}")]
    [InlineData("where(x < 0, -x, x)", @"\begin{cases} -x & \text{if } x < 0 \\ x & \text{otherwise} \end{cases}")]
    [InlineData("[[a, b], [c, d]]", @"\begin{pmatrix} a & b \\ c & d \end{pmatrix}")]
    [InlineData("param W[2,3]; transpose(W)", @"W^{\top}")]
    [InlineData("param w[3], x0[3]; w[2]^2 + x0[1]", @"w_{[2]}^{2} + {x_{0}}_{[1]}")]
    [InlineData("param v[2]; v.^2 + v.*v + 1./v", @"v^{\circ 2} + v \odot v + 1 \oslash v")]
    [InlineData("param W[2,2], v[2]; 2*(W*v) + 2*v", @"2 \left(W \, v\right) + 2 v")]
    [InlineData("2*3^x + 2*(1/x) + 1.5e-7*x", @"2 \cdot 3^{x} + 2 \cdot \frac{1}{x} + 1.5 \cdot 10^{-7} x")]
    [InlineData("polygamma(2, x) + digamma(x)", @"\psi^{(2)}\left(x\right) + \psi\left(x\right)")]
    [InlineData("sin(x)^2", @"\left(\sin\left(x\right)\right)^{2}")]
    [InlineData("sqrt(x) + cbrt(x) + abs(x)", @"\sqrt{x} + \sqrt[3]{x} + \left|x\right|")]
    [InlineData("e^(-x) + pi + learn_rate", @"\mathrm{e}^{-x} + \pi + \mathrm{learn\_rate}")]
    public void Latex_can_be_read_one_way_only(string text, string latex)
    {
        Assert.Equal(latex, FormulaText.Parse(text).Value.Latex);
    }

    [Fact]
    public void MathML_has_a_visible_dot_between_numbers_and_escaped_names()
    {
        const string open = "<math xmlns=\"http://www.w3.org/1998/Math/MathML\">";
        Assert.Equal(open + "<mn>2</mn><mo>⋅</mo><mn>3</mn></math>", FormulaText.Parse("2*3").Value.MathML);
        Assert.Equal(open + "<mn>2</mn><mo>&#x2062;</mo><mi>x</mi></math>", FormulaText.Parse("2*x").Value.MathML);
        var g = new Sketch();
        Assert.Equal(open + "<mi>a&lt;b</mi></math>", g.Finish(g.Param("a<b")).MathML);
    }

    [Fact]
    public void A_parameter_named_like_a_constant_does_not_swallow_the_constant()
    {
        var g = new Sketch();
        var f = g.Finish(g.Make(Op.Mul, g.Param("e"), g.Make(Op.Add, g.E(), g.Pi())));
        Assert.Equal("param e; e*(2.718281828459045 + pi)", f.Infix);
    }

    [Fact]
    public void What_is_no_finite_number_reads_back_as_the_division_that_gives_it()
    {
        var g = new Sketch();
        var sum = g.Make(Op.Sub, g.Make(Op.Add, g.Const(double.NaN), g.Const(double.PositiveInfinity)), g.Const(double.NegativeInfinity));
        Assert.Equal("0/0 + 1/0 - (-1/0)", g.Finish(sum).Infix);
    }

    [Fact]
    public void Shared_subterms_get_names_before_the_text_explodes()
    {
        var g = new Sketch();
        var x = g.Make(Op.Sin, g.Param("t1"));
        for (var i = 0; i < 200; i++)
            x = g.Make(Op.Add, g.Make(Op.Mul, x, x), x);
        var f = g.Finish(x);
        Assert.StartsWith("t2 = sin(t1)*sin(t1) + sin(t1); t3 = t2*t2 + t2; ", f.Infix);
        Assert.True(f.Infix.Length < 5000);
        Assert.True(Canon.Same(f, FormulaText.Parse(f.Infix).Value));
        Assert.StartsWith(@"\begin{aligned} ", f.Latex);
        Assert.Equal("math", XElement.Parse(f.MathML).Name.LocalName);
    }

    [Fact]
    public void A_named_line_keeps_its_name_where_names_are_needed()
    {
        var text = "h = tanh(x)*y; s = " + string.Join(" + ", Enumerable.Repeat("h*h", 5000)) + "; s";
        var f = FormulaText.Parse(text).Value;
        Assert.StartsWith("h = tanh(x)*y; ", f.Infix);
        Assert.True(Canon.Same(f, FormulaText.Parse(f.Infix).Value));
    }

    [Fact]
    public void A_message_shows_the_start_of_a_long_formula()
    {
        var g = new Sketch();
        var x = g.Param("x");
        for (var i = 0; i < 100; i++)
            x = g.Make(Op.Add, x, x);
        var f = g.Finish(x);
        Assert.Equal("x + x + (x + x) + (…", Printer.Infix(f, f.Root, 20));
        Assert.Equal("x + x", Printer.Infix(f, g.Make(Op.Add, 0, 0), 5));
        Assert.Equal("x + …", Printer.Infix(f, 2, 5));
    }

    [Fact]
    public void One_partial_of_many_is_printed_by_its_node()
    {
        var f = FormulaText.Parse("x*y + sin(x)").Value;
        Assert.Equal(["x", "y", "x*y", "sin(x)", "x*y + sin(x)"], Enumerable.Range(0, f.Nodes.Length).Select(i => Printer.Infix(f, i)));
    }
}
