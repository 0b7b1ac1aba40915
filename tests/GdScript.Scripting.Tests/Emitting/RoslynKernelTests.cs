using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using GdScript.Calculus;
using GdScript.Graphs;
using GdScript.Kernels;
using GdScript.Scripting.Emitting;
using GdScript.Tests.Kernels;
using GdScript.Text;
using Xunit;

namespace GdScript.Scripting.Tests.Emitting;

/// <summary>A formula written as C# and compiled by Roslyn agrees with the interpreter to the last bit.</summary>
public class RoslynKernelTests
{
    /// <summary>GDS_NIGHTLY=1 asks for the long run and the large sizes.</summary>
    private static readonly bool Nightly = Environment.GetEnvironmentVariable("GDS_NIGHTLY") == "1";

    private static readonly int Formulas = Nightly ? 3000 : 130;

    [Fact]
    public void Emitted_code_gives_the_bits_of_the_interpreter()
    {
        var seen = new HashSet<Op>();
        for (var seed = 1; seed <= Formulas; seed++)
        {
            var f = RandomFormulas.Of((ulong)seed);
            var live = f.Reached();
            var known = seen.Count;
            seen.UnionWith(f.Nodes.Where((_, i) => live[i]).Select(node => node.Op));
            // By day only every third one, and those that bring an operation not met before.
            if (Nightly || seen.Count > known || seed % 3 == 0)
                Agree(f, 20, $"formula {seed}");
        }
        Assert.Equal(Enum.GetValues<Op>().Except([Op.Column]).Where(op => op.Family() != Family.Rows), seen.Order());
    }

    [Fact]
    public void Large_formulas_agree_across_methods()
    {
        var f = RandomFormulas.Of(70_001, nodes: Nightly ? 12_000 : 5_000);
        Assert.Contains("Part2", RoslynKernel.For(f).Text, StringComparison.Ordinal);
        Agree(f, 3, "large formula");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_chain_twenty_thousand_deep_compiles(bool leansRight)
    {
        const int Deep = 20_000;
        var g = new Sketch();
        var (x, y) = (g.Param("x"), g.Param("y"));
        var top = x;
        for (var i = 0; i < Deep; i++)
            top = leansRight ? g.Make(Op.Sub, y, g.Make(Op.Mul, x, top)) : g.Make(Op.Sub, g.Make(Op.Mul, top, x), y);
        Agree(g.Finish(top), 2, "chain");
    }

    [Fact]
    public void An_array_of_thousands_of_computed_elements_compiles()
    {
        var wide = Nightly ? 6000 : 2100;
        var g = new Sketch();
        var x = g.Param("x", Shape.Vector(wide));
        var elements = Enumerable.Range(0, wide).Select(i => g.Make(Op.Mul, g.At(x, i), g.Const(i))).ToArray();
        var array = g.Array(elements, Shape.Vector(wide));
        var again = g.Array([.. elements.Reverse()], Shape.Vector(wide));
        Agree(g.Finish(g.Make(Op.Dot, array, again), array, elements[7], elements[7], x, again), 2, "wide");
    }

    [Fact]
    public void Methods_stay_small_enough_for_the_optimiser()
    {
        var seeds = Enumerable.Range(1, Nightly ? 3 : 1);
        var sizes = seeds.SelectMany(seed => Sizes(RandomFormulas.Of((ulong)seed + 80_000, nodes: Nightly ? 9_000 : 5_000))).ToArray();
        Assert.InRange(sizes.Length, Nightly ? 6 : 2, 200);
        Assert.InRange(sizes.Max(), 5_000, 59_999);
    }

    [Fact]
    public void Point_and_results_may_be_one_memory()
    {
        var kernel = RoslynKernel.For(Read("param x, y\n[y, x]"));
        double[] both = [1, 2];
        kernel.Run(both, both);
        Assert.Equal([2, 1], both);
    }

    [Fact]
    public void Value_and_gradient_are_those_of_the_kernel()
    {
        var gradient = Gradient.Of(Read("x^2/20 + y^2"));
        var (expected, actual) = (new double[2], new double[2]);
        var value = Kernel.For(gradient).ValueAndGradient([3, 4], expected);
        Assert.Equal(value, RoslynKernel.ForGradient(gradient).ValueAndGradient([3, 4], actual));
        Assert.Equal(expected, actual);
        Assert.Equal(3.0 * 3.0 / 20 + 16, value);
    }

    public static TheoryData<string> OverRows =>
        [
            "rowmean((w*x + b - y)^2)",
            "rowsum(abs(w*x - y))/rowsum(1)",
            "log(rowsum(exp(w*x + b)))",
            "rowmean((w*x - rowmean(w*x))^2)",
            "rowmax(w*x + b*y) - rowmin(w*x + b*y)",
            "rowmean(where(y > 0, softplus(-w*x), softplus(w*x))) + b^2",
            "p = softmax([w*x, b*y, x + y]); -rowmean(log(p[2] + 1e-7))",
            "h = tanh([[w, b], [b, 0.5]]*[x, y]); rowmean((dot(h, [1, 0.5]) - y)^2)",
            "rowmean(norm([w, x, b*y]) + hypot(w, x))",
            "v = rowsum([w*x, b*y]); dot(v, v)/rowsum(1)^2 + rowmean(v[0]*x)",
            "rowmean(sum(outer([w, x], [b, y])) + dot([x, w], [y, b]))",
            "v = rowmean([x, y + b, 2]*exp(w*x)); u = rowsum([x, y*w].^2); dot(v, v) + u[0]*u[1] + sum(rowsum([x, w].*[y, b*x]))",
            "rowsum(3*w) + rowmean(b) + rowmax(w*b) + sum(rowsum([w, b]))",
            "rowsum(x^0*w) + rowsum([w, x][0]*b) + rowmean(fill(w, 3)[1]*y)",
            "rowmean(sum(transpose(outer([w, x], [b, y, 1]))*[b, w]))",
            "rowmean(sum([w, b]*outer([x, y], [x, w])) + mean([x, y, w])*argmax([w, x, y]))",
        ];

    [Theory]
    [MemberData(nameof(OverRows))]
    public void A_loss_over_rows_and_its_gradient_have_the_bits_of_the_kernel(string text)
    {
        var loss = FormulaText.Parse("param w, b; " + text, null, [new Column("x"), new Column("y")]).Value;
        foreach (var count in Nightly ? (int[])[1, 17, 4097] : [4097])
        {
            var f = Gradient.Of(loss.With(Rows(count)));
            Agree(f, 4, $"{count} rows");
        }
        Agree(Gradient.Of(loss.With(Rows(0))), 1, "no rows");
    }

    [Theory]
    [InlineData("h = tanh(W*x + u); p = softmax(h); -rowmean(log(p[1] + 1e-7)*y)")]
    [InlineData("rowsum(sum(outer(u, x)*y) + x[1]*u[0]) + rowmean(dot(x, W[1]))")]
    [InlineData("z = lowertimes(exp(u), W[0], x - u); rowsum(logsumexp(z) - dot(z, z)/2) + rowmean(dot(x*lower(u, W[1]), x))")]
    public void Rows_may_hold_arrays(string text)
    {
        var loss = FormulaText.Parse("column x[3], y; param u[3], W[3,3]; " + text).Value;
        foreach (var count in (int[])[1, 17, 4500])
            Agree(Gradient.Of(loss.With(Wide(count))), 4, $"{count} rows");
    }

    private static Table Wide(int count) =>
        Table.Of(
            ("x", Shape.Vector(3), [.. Enumerable.Range(0, 3 * count).Select(i => Math.Round(Math.Cos(2.3 * i + 0.7) * 1.5, 6))]),
            ("y", Shape.Scalar, [.. Enumerable.Range(0, count).Select(i => Math.Round(Math.Cos(1.1 * i + 0.1) * 1.5, 6))])
        );

    private static Table Rows(int count) =>
        Table.Of(
            ("y", [.. Enumerable.Range(0, count).Select(i => Math.Round(Math.Cos(2.3 * i + 0.7) * 1.5, 6))]),
            ("x", [.. Enumerable.Range(0, count).Select(i => Math.Round(Math.Cos(1.1 * i + 0.1) * 1.5, 6))])
        );

    private static Formula Read(string text) => FormulaText.Parse(text).Value;

    private static void Agree(Formula f, int points, string name)
    {
        var (slow, roslyn) = (Kernel.For(f, Tier.Interpreter), RoslynKernel.For(f));
        var rough = new Rough((ulong)f.Nodes.Length);
        var (expected, actual) = (new double[f.ResultSize], new double[f.ResultSize]);
        for (var k = 0; k < points; k++)
        {
            var point = RandomFormulas.Point(f, rough);
            slow.Run(point, expected);
            roslyn.Run(point, actual);
            Same.Bits(expected, actual, $"{name} at point {k}");
        }
    }

    private static int[] Sizes(Formula f)
    {
        using var image = new PEReader(RoslynKernel.Compiled(CSharpText.Of(f)));
        var metadata = image.GetMetadataReader();
        return
        [
            .. metadata
                .MethodDefinitions.Select(m => metadata.GetMethodDefinition(m).RelativeVirtualAddress)
                .Where(address => address > 0)
                .Select(address => image.GetMethodBody(address).GetILReader().Length),
        ];
    }
}
