using GdScript.Scripting.Sessions;
using Xunit;

namespace GdScript.Scripting.Tests.Sessions;

public sealed class SessionTests
{
    [Fact]
    public void A_submission_sees_what_those_before_it_declared()
    {
        var session = new Session();
        Assert.IsType<Evaluation.Ran>(session.Evaluate("var x = 2.5; double Loss(double a) => a * a;"));
        Assert.Equal(6.25, session.Value("Loss(x)"));
        session.Evaluate("record P(double A, double B);");
        Assert.Equal("P { A = 1, B = 2.5 }", session.Value("var p = new P(1, 2); (p with { B = x })")?.ToString());
        Assert.Equal(15.0, session.Value("await System.Threading.Tasks.Task.Delay(1); Enumerable.Range(1, 3).Sum(i => i * x)"));
        session.Evaluate("using System.Globalization;");
        Assert.Equal("1.5", session.Value("1.5.ToString(CultureInfo.InvariantCulture)"));
        session.Evaluate("var x = \"shadowed\";");
        Assert.Equal("shadowed", session.Value("x"));
        Assert.Equal(4.0, session.Value("Loss(2)"));
    }
}

internal static class SessionValues
{
    /// <summary>The value of a submission that has one.</summary>
    public static object? Value(this Session session, string text) =>
        session.Evaluate(text) switch
        {
            Evaluation.Gave gave => gave.Answer.Value,
            Evaluation.Refused refused => throw new InvalidOperationException(string.Join("; ", refused.Problems.Select(p => p.What))),
            var other => throw new InvalidOperationException(other.ToString()),
        };
}
