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

    [Fact]
    public void A_method_of_the_session_is_a_loss_through_all_the_submissions_it_calls()
    {
        var session = new Session();
        session.Evaluate("using static System.Double; record P(double A, double B); var k = 3.0; double Sq(double x) => k * x * x;");
        session.Evaluate(
            "double[] data = [1, 2, 3]; double G(double x) { var p = new P(x, 2); return Sq(p.A) + p.B * data.Sum(d => d * x); }"
        );
        Assert.Equal(24.0, session.Value("Grad(G, at: 2).Slopes[0]"));
        session.Evaluate("double Sq(double x) => x;");
        session.Evaluate("k = 5");
        Assert.Equal(32.0, session.Value("Grad(G, at: 2).Slopes[0]"));
        Assert.Equal(6.0, session.Value("Grad((double x) => Sq(x) * Sq(k) + new P(x, 1).A, at: 1).Slopes[0]"));
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
