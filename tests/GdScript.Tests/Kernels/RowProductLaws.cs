using GdScript.Graphs;
using GdScript.Kernels;
using Xunit;

namespace GdScript.Tests.Kernels;

/// <summary>A sum over rows takes each product in by one fused multiply-add, in numbers and in the elements of arrays.</summary>
public class RowProductLaws
{
    [Theory]
    [MemberData(nameof(RowLaws.Counts), MemberType = typeof(RowLaws))]
    public void A_sum_of_products_over_rows_rounds_each_product_with_the_sum_of_its_lane(int count)
    {
        var (a, b) = (Each("exp(w*x)", count), Each("y + b", count));
        foreach (var tier in (Tier[])[Tier.Interpreter, Tier.Il])
        {
            double Ours(string text) => Kernel.For(RowLaws.Loss(text, count), tier).Value([0.7, -0.3]);
            Assert.Equal(Slow(a, b), Ours("rowsum(exp(w*x)*(y + b))"));
            Assert.Equal(Slow(a, b) / count, Ours("rowmean(exp(w*x)*(y + b))"));
            Assert.Equal(Slow(b, b), Ours("rowsum((y + b)^2)"));
        }
    }

    /// <summary>A scalar is a factor of every element; so is one that fills an array; an array is multiplied by itself; and long ones stay on strips.</summary>
    [Theory]
    [MemberData(nameof(RowLaws.Counts), MemberType = typeof(RowLaws))]
    public void A_sum_of_products_of_arrays_over_rows_does_so_in_every_element(int count)
    {
        var (a, b) = (Each("exp(w*x)", count), Each("y + b", count));
        foreach (var tier in (Tier[])[Tier.Interpreter, Tier.Il])
        {
            double Ours(string text) => Kernel.For(RowLaws.Loss(text, count), tier).Value([0.7, -0.3]);
            Assert.Equal(Slow(a, b), Ours("rowsum([x, y + b, y]*exp(w*x))[1]"));
            Assert.Equal(Slow(a, b) / count, Ours("rowmean([exp(w*x), x].*[y + b, 2])[0]"));
            Assert.Equal(Slow(b, b), Ours("rowsum([x, y + b].^2)[1]"));
            Assert.Equal(Slow(a, b), Ours("rowsum(fill(exp(w*x), 3)*(y + b))[2]"));
            Assert.Equal(Slow(a, b), Ours("rowsum(fill(exp(w*x), 300).*fill(y + b, 300))[299]"));
            Assert.Equal(
                Slow(a, b),
                Ours($"rowsum([{string.Join(", ", Enumerable.Range(0, 300).Select(k => k == 7 ? "y + b" : $"{k}*x"))}]*exp(w*x))[7]")
            );
            Assert.Equal(Slow(a, [.. a.Select(_ => 3.0)]), Ours("rowsum([1, 3, x]*exp(w*x))[1]"));
        }
    }

    /// <summary>What a formula comes to in every row.</summary>
    private static double[] Each(string text, int count)
    {
        var (kernel, rows) = (Kernel.For(RowLaws.Loss($"rowmax({text})", count)), RowLaws.Rows(count));
        return [.. Enumerable.Range(0, count).Select(row => kernel.On(rows.Slice(row, 1)).Value([0.7, -0.3]))];
    }

    /// <summary>Sixteen chains of fused multiply-adds for 4,096 rows; blocks are added in pairs.</summary>
    private static double Slow(double[] a, double[] b)
    {
        List<double> sums = [];
        foreach (var block in a.Zip(b).Chunk(4096))
        {
            var lanes = new double[16];
            for (var i = 0; i < block.Length; i++)
                lanes[i % 16] = Math.FusedMultiplyAdd(block[i].First, block[i].Second, lanes[i % 16]);
            sums.Add(SumsTests.Reference(lanes));
        }
        while (sums.Count > 1)
            sums = [.. sums.Chunk(2).Select(pair => pair.Sum())];
        return sums[0];
    }
}
