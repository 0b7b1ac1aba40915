using GdScript.Graphs;
using GdScript.Text;
using Xunit;

namespace GdScript.Tests.Text;

/// <summary>Depth and size cost memory in proportion, never the process.</summary>
public class DeepTests
{
    private const int Million = 1_000_000;

    [Fact]
    public void A_million_parentheses_are_read()
    {
        Assert.Single(FormulaText.Parse(new string('(', Million) + "x" + new string(')', Million)).Value.Nodes);
    }

    [Fact]
    public void A_million_signs_are_read_and_printed()
    {
        var f = FormulaText.Parse(new string('-', Million) + "x").Value;
        Assert.Equal(Million + 1, f.Nodes.Length);
        Assert.Equal(f.Infix, FormulaText.Parse(f.Infix).Value.Infix);
    }

    [Fact]
    public void A_sum_of_a_million_terms_shares_its_leaf_and_stays_small()
    {
        var text = string.Join("+", Enumerable.Repeat("x", Million));
        FormulaText.Parse("x + x");
        var before = GC.GetAllocatedBytesForCurrentThread();
        var f = FormulaText.Parse(text).Value;
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 150L << 20);
        Assert.Equal(Million, f.Nodes.Length);
        Assert.Equal(text.Length * 2 - 1, f.Infix.Length);
    }

    [Fact]
    public void Equal_terms_are_one_node()
    {
        var f = FormulaText.Parse(string.Join(" + ", Enumerable.Repeat("sin(x*y)^2", 1000))).Value;
        Assert.Equal(5 + 1 + 999, f.Nodes.Length);
    }

    [Fact]
    public void A_tower_of_powers_is_read_and_printed()
    {
        var text = string.Join("^", Enumerable.Repeat("x", 100_000));
        var f = FormulaText.Parse(text).Value;
        Assert.Equal(100_000, f.Nodes.Length);
        Assert.Equal(text, f.Infix);
    }

    [Fact]
    public void A_million_nested_calls_are_read_and_printed()
    {
        var text = string.Concat(Enumerable.Repeat("sin(", Million)) + "x" + new string(')', Million);
        Assert.Equal(text, FormulaText.Parse(text).Value.Infix);
    }

    [Fact]
    public void A_nested_product_is_written_in_all_three_ways()
    {
        var text = string.Concat(Enumerable.Repeat("x*(1 + ", 100_000)) + "x" + new string(')', 100_000);
        var f = FormulaText.Parse(text).Value;
        Assert.Equal(text, f.Infix);
        Assert.True(f.Latex.Length > text.Length);
        Assert.True(f.MathML.Length > text.Length);
    }

    [Theory]
    [InlineData('(', "GDS5005")]
    [InlineData('[', "GDS5005")]
    [InlineData('-', "GDS5003")]
    [InlineData(')', "GDS5006")]
    public void A_million_of_one_character_is_a_problem_and_not_a_crash(char c, string id)
    {
        Assert.Equal(id, FormulaText.Parse(new string(c, Million)).Problem!.Id);
    }

    [Fact]
    public void Nested_array_brackets_are_refused_politely()
    {
        Assert.Equal("GDS5207", FormulaText.Parse(new string('[', Million) + "1" + new string(']', Million)).Problem!.Id);
    }

    [Fact]
    public void A_million_digits_and_an_exponent_of_a_billion_are_refused_before_any_work()
    {
        Assert.Equal("GDS5303", FormulaText.Parse("0." + new string('1', Million)).Problem!.Id);
        Assert.Equal("GDS5301", FormulaText.Parse(new string('1', Million)).Problem!.Id);
        Assert.Equal("GDS5302", FormulaText.Parse("0." + new string('0', Million) + "1").Problem!.Id);
        Assert.Equal("GDS5301", FormulaText.Parse("1e999999999").Problem!.Id);
        Assert.Equal("GDS5302", FormulaText.Parse("1e-99999999999999999999").Problem!.Id);
        Assert.Equal("GDS5303", PointText.Parse("x=0." + new string('1', Million)).Problem!.Id);
    }

    [Fact]
    public void A_long_name_and_a_long_line_of_nonsense_make_short_messages()
    {
        var problem = FormulaText.Parse(new string('q', Million) + "(x, y)").Problem!;
        Assert.Equal("GDS5101", problem.Id);
        Assert.InRange(problem.What.Length + problem.Hint.Length, 1, 200);
        problem = FormulaText.Parse("2" + new string('q', Million)).Problem!;
        Assert.InRange(problem.What.Length + problem.Hint.Length, 1, 200);
        problem = PointText.Parse("x=" + new string('q', Million)).Problem!;
        Assert.InRange(problem.What.Length + problem.Hint.Length, 1, 200);
        problem = PointText
            .Parse(string.Join(",", Enumerable.Range(0, 100_000)))
            .Select(p => PointText.Flatten(FormulaText.Parse("x").Value, p))
            .Value.Problem!;
        Assert.Equal("GDS5318", problem.Id);
    }

    [Fact]
    public void Sizes_in_a_text_are_bounded()
    {
        foreach (
            var text in new[]
            {
                "sum(fill(x, 99999, 99999))",
                "fill(x, 2147483647)",
                "param v[9999]; outer(v, v)",
                "param v[999999999999]; v",
                "param v[1048577]; [v]",
                "onehot(1, 99999999)",
            }
        )
            Assert.Equal("GDS5210", FormulaText.Parse(text).Problem!.Id);
    }
}
