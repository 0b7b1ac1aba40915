using GdScript.Calculus;
using GdScript.Graphs;
using GdScript.Tests.Laws;
using GdScript.Text;
using Xunit;

namespace GdScript.Tests.Calculus;

public class BackpropTests
{
    private const string TwoLayers = """
        param W1[3,2], b1[3], W2[2,3], b2[2], x[2]
        h = tanh(W1*x + b1)
        p = softmax(W2*h + b2)
        -log(p[1])
        """;

    [Fact]
    public void A_two_layer_network_reads_like_backpropagation()
    {
        var passes = Backprop.Of(Parse(TwoLayers));
        Assert.Equal(["h", "p", "L"], passes.Forward.Select(l => l.Name));
        Assert.Equal(
            [
                "dL_dp = -onehot(1, 2)/p[1]",
                "dL_db2 = p.*(dL_dp - dot(dL_dp, p))",
                "dL_dW2 = outer(dL_db2, h)",
                "dL_dh = dL_db2*W2",
                "dL_db1 = dL_dh./cosh(W1*x + b1).^2",
                "dL_dW1 = outer(dL_db1, x)",
                "dL_dx = dL_db1*W1",
            ],
            passes.Backward.Select(l => $"{l.Name} = {l.Rule.Infix}")
        );
    }

    [Theory]
    [InlineData(TwoLayers)]
    [InlineData("u = w*x + b; v = tanh(u); (v - 1)^2 + u")]
    [InlineData("a = x*y; b = a + x; c = a*b; loss = c^2 + a")]
    [InlineData("x^2 + y^2")]
    [InlineData("k = 3; q = k*x; q*q")]
    [InlineData("L = x; L2 = L*y; L2^2")]
    [InlineData("a = exp(x); b = exp(a); a*b")]
    public void The_values_on_the_way_back_are_the_gradient(string text)
    {
        var loss = Parse(text);
        var passes = Backprop.Of(loss);
        double[] point = [.. Enumerable.Range(0, loss.PointSize).Select(i => 0.3 + 0.11 * i)];
        var values = Plain.At(passes.Values, point);
        var gradient = Plain.At(Gradient.Of(loss), point)[1..];
        foreach (var (i, parameter) in loss.Parameters.Index())
        {
            var line = passes.Backward.Last(l => l.Toward == parameter.Name);
            var at = passes.Forward.Length + passes.Backward.IndexOf(line);
            var offset = passes.Values.Roots.Take(at).Sum(r => passes.Values.Nodes[r].Shape.Count);
            for (var k = 0; k < parameter.Shape.Count; k++)
                Assert.Equal(gradient[loss.OffsetOf(i) + k], values[offset + k], 12);
        }
    }

    [Fact]
    public void A_layer_two_others_use_gets_the_sum_of_its_shares()
    {
        var lines = Backprop.Of(Parse("a = x*y; b = a + x; loss = a*b")).Backward.Select(l => $"{l.Name} = {l.Rule.Infix}");
        Assert.Equal(
            [
                "dloss_da_by_loss = b",
                "dloss_db = a",
                "dloss_da_by_b = dloss_db",
                "dloss_dx_by_b = dloss_db",
                "dloss_da = dloss_da_by_loss + dloss_da_by_b",
                "dloss_dx_by_a = y*dloss_da",
                "dloss_dy = x*dloss_da",
                "dloss_dx = dloss_dx_by_b + dloss_dx_by_a",
            ],
            lines
        );
    }

    [Fact]
    public void Data_written_out_has_no_slope() =>
        Assert.DoesNotContain(Backprop.Of(Parse("x = [1, 2]; dot(w*x, x)")).Backward, l => l.Toward == "x");

    [Fact]
    public void Every_line_of_the_way_back_parses()
    {
        var passes = Backprop.Of(Parse(TwoLayers));
        foreach (var line in passes.Backward)
            Assert.True(
                FormulaText.Parse(line.Rule.Infix, line.Rule.Parameters.ToDictionary(p => p.Name, p => p.Shape)).Problem is null,
                line.Rule.Infix
            );
    }

    private static Formula Parse(string text) => FormulaText.Parse(text).Value;
}
