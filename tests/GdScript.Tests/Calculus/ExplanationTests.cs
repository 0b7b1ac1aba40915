using GdScript.Calculus;
using Xunit;

namespace GdScript.Tests.Calculus;

public class ExplanationTests
{
    [Fact]
    public void The_strongest_component_is_said_first()
    {
        var words = Explanation.Of(["x", "W[0,2]", "y"], [0.25, -0.36281, 0]).Words;
        Assert.Equal("raise W[0,2] by a small h and the loss falls by 0.363 h", words[0]);
        Assert.Equal("raise x by a small h and the loss rises by 0.25 h", words[1]);
        Assert.Equal("raise y by a small h and the loss does not change at first", words[2]);
    }

    [Fact]
    public void Three_and_four_make_five()
    {
        var explained = Explanation.Of(["x", "y"], [3, 4], [0, 2]);
        Assert.Equal(5, explained.Norm);
        Assert.Equal([0.6, 0.8], explained.Ascent.ToArray());
        Assert.Equal(4, explained.Along);
        Assert.Equal(0.8, explained.Cosine);
    }

    [Fact]
    public void A_huge_gradient_has_a_length() => Assert.Equal(5e200, Explanation.Of(["x", "y"], [3e200, 4e200]).Norm, 1e186);

    [Fact]
    public void At_a_stationary_point_no_direction_is_steepest()
    {
        var explained = Explanation.Of(["x"], [0.0], [1]);
        Assert.Empty(explained.Ascent);
        Assert.Equal(0, explained.Along);
        Assert.Null(explained.Cosine);
    }

    [Fact]
    public void A_direction_without_length_is_refused() => Assert.Throws<ArgumentException>(() => Explanation.Of(["x"], [1], [0]));
}
