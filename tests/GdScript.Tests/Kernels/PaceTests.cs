using GdScript.Calculus;
using GdScript.Graphs;
using GdScript.Kernels;
using GdScript.Text;
using Xunit;
using Layout = GdScript.Kernels.Layout;

namespace GdScript.Tests.Kernels;

/// <summary>In whichever order compiled code does its steps, arguments come first and the bits are the interpreter's.</summary>
public class PaceTests
{
    private static readonly int Amount = Environment.GetEnvironmentVariable("GDS_NIGHTLY") == "1" ? 1_000 : 6;

    [Fact]
    public void Two_chains_that_do_not_need_one_another_go_side_by_side()
    {
        var text = $"{Chain('a', "x")}{Chain('b', "y")}a300*b300";
        var layout = Layout.Of(Lowering.Of(FormulaText.Parse(text).Value));
        var (steps, half) = (layout.Items.Select(item => item.Node).ToList(), layout.Items.Length / 2);
        var early = steps.Take(half).Count(node => node >= half);

        Assert.InRange(early, half / 3, half);
        Agree(FormulaText.Parse(text).Value, 1);

        static string Chain(char name, string start) =>
            string.Concat(Enumerable.Range(1, 300).Select(i => $"{name}{i} = {i}.5 - {(i == 1 ? start : $"{name}{i - 1}")}*0.{i}; "));
    }

    [Fact]
    public void What_is_wide_already_stays_as_it_is()
    {
        var text = string.Join(" + ", Enumerable.Range(0, 15).Select(i => $"(x[{i}] - {i})^2*(x[{i + 1}] + {i}.5)/(1 + x[{i + 2}]^2)"));
        var f = Gradient.Of(FormulaText.Parse($"param x[20]; s = {text}; [s, s*x[17], s*x[18], s/x[19]][1]").Value);

        Assert.False(IsPaced(Layout.Of(Lowering.Of(f))));
    }

    [Fact]
    public void Random_programs_have_their_arguments_first_and_the_bits_of_the_interpreter()
    {
        var paced = 0;
        for (var seed = 1; seed <= Amount; seed++)
        {
            var f = FormulaText.Parse(Program(new((ulong)seed))).Value;
            foreach (var formula in (Formula[])[f, Gradient.Of(f)])
            {
                AssertArgumentsFirst(Layout.Of(Lowering.Of(formula)));
                // without registers there are no loops, which come in an order of their own
                var layout = Layout.Of(Lowering.Of(formula), Sums.Width.One);
                AssertArgumentsFirst(layout);
                paced += IsPaced(layout) ? 1 : 0;
                Agree(formula, (ulong)seed);
            }
        }
        Assert.InRange(paced, Amount, 2 * Amount);
    }

    [Fact]
    public void An_element_that_lives_elsewhere_is_in_its_array_before_the_array_is_read()
    {
        var text = $"param x[4]; {Chain('a', 0)}{Chain('b', 2)}a150*b150";
        var f = FormulaText.Parse(text).Value;
        var layout = Layout.Of(Lowering.Of(f));

        Assert.True(IsPaced(layout));
        Assert.InRange(layout.Items.Count(item => item.IsMove), 300, 3000);
        AssertArgumentsFirst(layout);
        Agree(f, 2);

        static string Chain(char name, int start) =>
            string.Concat(
                Enumerable
                    .Range(1, 150)
                    .Select(i => (i, Last: i == 1 ? $"x[{start}]" : $"{name}{i - 1}"))
                    .Select(s => $"{name}{s.i} = 0.{s.i}*{s.Last} - dot([{s.Last}, {s.Last}, x[1]], [x[3], {s.Last}, {s.Last}])*0.1; ")
            );
    }

    /// <summary>A few chains, whose lines use lines of theirs shortly or long before them; arrays of those, sums of them, and functions.</summary>
    private static string Program(Rough rough)
    {
        char[] chains = ['a', 'b', 'c', 'd'];
        var (text, count) = ("param x[12]", 70 + rough.Below(80));
        foreach (var v in chains)
        {
            text += $"; {v}0 = x[{rough.Below(12)}]*x[1]; {v}1 = x[2] + x[{rough.Below(12)}]";
            for (var i = 2; i < count; i++)
                text += $"; {v}{i} = {Line(rough, $"{v}{i - 1}", $"{v}{rough.Below(i)}")}";
        }
        return $"{text}; {string.Join(" + ", chains.Select(v => $"{v}{count - 1}"))}";
    }

    private static string Line(Rough rough, string near, string far) =>
        (rough.Below(60), rough.Below(12), rough.Below(9) + 1) switch
        {
            (0, var p, _) => $"sin({near}*0.5) + x[{p}]",
            (1, var p, _) => $"{near}/(2 + {far}^2) - x[{p}]",
            (2, _, var q) => $"sum([{near}, {near}, {far}, {near}*0.{q}])*0.3",
            (3, var p, _) => $"0.5*{near} - dot([{near}, {near}, x[{p}]], [x[3], {far}, {near}])*0.1",
            (4, var p, _) => $"where({near} > x[{p}], 0.5*{near}, {far})",
            (5, _, _) => $"mean(tanh([{near}, {far}, x[3], x[4], {near}]))",
            var (_, p, q) => $"0.5*{near} {(q % 2 == 0 ? '-' : '+')} {far}*x[{p}]*0.{q}",
        };

    private static bool IsPaced(Layout layout)
    {
        int[] nodes = [.. layout.Items.Where(item => item is { IsMove: false, IsLoop: false }).Select(item => item.Node)];
        return nodes.Zip(nodes.Skip(1)).Any(two => two.First > two.Second);
    }

    private static void AssertArgumentsFirst(Layout layout)
    {
        var (nodes, there) = (layout.Schedule.Nodes, layout.Schedule.Nodes.Select(n => !Schedule.IsComputed(n.Op)).ToArray());
        var moved = new HashSet<Home>();
        foreach (var item in layout.Items)
        {
            foreach (var end in item.IsLoop ? layout.Loops[item.Loop].Ends : [])
            {
                there[end.Node] |= end.IsSum || nodes[end.Node].Op != Op.Array;
                for (var k = 0; k < end.Count && !end.IsSum; k++)
                    moved.Add(layout.HomeOf(end).Plus(k * end.Stride));
            }
            if (item.IsLoop)
                continue;
            if (item.IsMove)
            {
                Assert.True(IsThere(item.Node), $"{item} comes too soon");
                moved.Add(item.To);
                continue;
            }
            for (var a = 0; a < Schedule.ArgumentCount(nodes[item.Node]); a++)
                Assert.True(IsThere(layout.Schedule.Argument(nodes[item.Node], a)), $"{nodes[item.Node]} comes before argument {a}");
            there[item.Node] = true;
        }

        bool IsThere(int node) =>
            nodes[node].Op == Op.At ? IsThere(nodes[node].A)
            : nodes[node].Op != Op.Array ? there[node]
            : Enumerable
                .Range(0, nodes[node].Shape.Count)
                .All(k =>
                    layout.Homes[node].Plus(k) is var place
                    && layout.Schedule.Lists[nodes[node].A + k] is var element
                    && (moved.Contains(place) || (layout.Homes[element] == place && there[element]))
                );
    }

    private static void Agree(Formula f, ulong seed)
    {
        var (slow, fast) = (Kernel.For(f, Tier.Interpreter), Kernel.For(f, Tier.Il));
        var (expected, actual, rough) = (new double[f.ResultSize], new double[f.ResultSize], new Rough(seed));
        for (var k = 0; k < 6; k++)
        {
            double[] point = [.. Enumerable.Range(0, f.PointSize).Select(_ => k % 3 == 2 ? rough.Special() : rough.Unit() * 4 - 2)];
            slow.Run(point, expected);
            fast.Run(point, actual);
            Same.Bits(expected, actual, $"seed {seed}, point {k}");
        }
    }
}
