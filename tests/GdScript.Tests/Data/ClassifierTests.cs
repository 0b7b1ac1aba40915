using GdScript.Data;
using GdScript.Graphs;
using GdScript.Text;
using Xunit;

namespace GdScript.Tests.Data;

public class ClassifierTests
{
    private static readonly double[] X = [-2, -1, 0.5, 1, 3, -0.25, 0, 2];
    private static readonly double[] Binary = [0, 0, 1, 0, 1, 1, 1, 1];
    private static readonly double[] Many = [0, 1, 2, 2, 1, 0, 0, 2];

    private static readonly Table Rows = Table.Of(
        ("x", X),
        ("flag", [1, 0, 1, 0, 1, 0, 1, 0]),
        ("y", Binary),
        ("s", [.. Binary.Select(y => 2 * y - 1)]),
        ("k", Many)
    );

    private static Classifier? Of(string row) =>
        Classifier.Of(FormulaText.Parse($"column x, flag, y, s, k; param a, b; rowmean({row}) + 0.01*a^2").Value.With(Rows), Rows);

    /// <summary>The score is a·x + b; the class is 1 where it is positive, and nowhere it is 0.</summary>
    [Theory]
    [InlineData("y", "crossentropy(sigmoid(a*x + b + 0*flag), y)")]
    [InlineData("y", "softplus(a*x + b) - y*(a*x + b)")]
    [InlineData("y", "(sigmoid(a*x + b) - y)^2")]
    [InlineData("s", "softplus(-s*(a*x + b))")]
    [InlineData("s", "hinge(s*(a*x + b))")]
    public void A_row_is_right_where_its_score_has_the_side_of_its_label(string label, string row)
    {
        var classifier = Of(row)!;
        Assert.Equal(label, classifier.Label);
        foreach (var (a, b) in new[] { (1.0, 0.125), (-1, 0.3), (0.5, -0.6), (2, 1.5) })
        {
            var right = X.Zip(Binary, (x, y) => y == 1 ? a * x + b > 0 : a * x + b < 0).Count(r => r);
            Assert.Equal(right / (double)X.Length, classifier.Accuracy(Rows, [a, b]));
        }
    }

    [Fact]
    public void The_class_of_the_highest_score_is_the_one_of_softmax()
    {
        var classifier = Of("crossentropy(softmax([0, a*x, b*x^2]), k)")!;
        Assert.Equal(("k", 3), (classifier.Label, classifier.Classes.Length));
        var (a, b) = (0.7, 0.4);
        var right = X.Zip(Many, (x, k) => new[] { 0, a * x, b * x * x } is var s && Array.FindAll(s, v => v >= s[(int)k]).Length == 1);
        Assert.Equal(right.Count(r => r) / 8.0, classifier.Accuracy(Rows, [a, b]));
    }

    [Fact]
    public void Held_out_rows_are_judged_by_the_classes_of_all()
    {
        var classifier = Of("crossentropy(sigmoid(a*x + b), y)")!;
        Assert.Equal([0, 1], classifier.Classes.ToArray());
        Assert.Equal(1, classifier.Accuracy(Rows.Slice(4, 1), [1, 0]));
        Assert.Equal(0, classifier.Accuracy(Rows.Slice(6, 1), [1, 0])); // a score of 0 decides nothing
    }

    [Theory]
    [InlineData("(a*x + b - y)^2")]
    [InlineData("(a*tanh(b*x) - k)^2")]
    [InlineData("abs(a*x + b - k)")]
    [InlineData("softplus(a*x + b) - x*b")]
    [InlineData("(sigmoid(a*x + b) - k)^2")]
    public void A_loss_that_measures_distances_is_no_classifier(string row) => Assert.Null(Of(row));
}
