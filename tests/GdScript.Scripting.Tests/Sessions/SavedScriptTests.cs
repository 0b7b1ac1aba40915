using GdScript.Scripting.Globals;
using GdScript.Scripting.Sessions;
using Xunit;

namespace GdScript.Scripting.Tests.Sessions;

public sealed class SavedScriptTests
{
    [Fact]
    public void A_session_is_saved_as_a_script_that_prints_what_was_shown()
    {
        using var output = new StringWriter { NewLine = "\n" };
        var session = new Session(new SessionOptions { Out = output });
        session.Define("f", LossFormula.Read("x^2 + k").Value, typeof(LossFormula));
        foreach (
            var text in new[]
            {
                "var x = 1.5; double F(double a) => a * x;",
                "F(2)",
                "using System.Globalization;\nvar x = \"again\";",
                "double F(double a) => a + 1; double F(double a, double b) => a + b;",
                "x + F(1) + F(1, 2)",
                "ans.Length;",
                "_2 * 2;",
                "zz",
                "throw new Exception();",
                "ans + 1",
                "f.At((3, 1));",
                "for (var i = 0; i < 2; i++) Print(i);",
                "x.ToString(CultureInfo.InvariantCulture)",
                "record P(double A); var p = new P(1);",
                "record P(double B); p.A + new P(2).B",
            }
        )
            if (session.Evaluate(text) is Evaluation.Gave { Hidden: false } gave)
                output.WriteLine(Shown.Of(gave.Answer.Value));
        var script = Ran.Of(session.Script);
        Assert.Equal(output.ToString(), script.Out);
        Assert.Contains("using System.Globalization;", session.Script.Split('\n')[0]);
    }
}
