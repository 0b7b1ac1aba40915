using GdScript.Scripting.Globals;
using GdScript.Scripting.Sessions;
using GdScript.Text;
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

    [Theory]
    [InlineData("1 + 1", "Gave 2 int")]
    [InlineData("1 + 1;", "Gave 2 int hidden")]
    [InlineData("var x = 1;", "Ran")]
    [InlineData("int.TryParse(\"4\", out var n)", "Gave True bool")]
    [InlineData("Console.Write(\"\");", "Ran")]
    [InlineData("Console.Write(\"\")", "Ran")]
    [InlineData("using System.Text;", "Ran")]
    [InlineData("// nothing", "Ran")]
    [InlineData("", "Ran")]
    [InlineData("(1, A: 2.5)", "Gave (1, 2.5) (int, double A)")]
    [InlineData("null", "Gave  object")]
    [InlineData("string? s = null; s?.Trim();", "Gave  string hidden")]
    [InlineData("List<int> l = []; l?.Clear();", "Ran")]
    [InlineData("var (a, b) = (1, 2);", "Ran")]
    [InlineData("int a, b; (a, b) = (1, 2);", "Ran")]
    [InlineData("return 5;", "Gave 5 int")]
    [InlineData("int a, b; (a, b) = (1, 2)", "Ran")]
    [InlineData("int i = 3; i++;", "Gave 3 int hidden")]
    [InlineData("record P(int A); new P(1)", "Gave P { A = 1 } P")]
    [InlineData("new[] { 1.5 }.ToList().Count", "Gave 1 int")]
    [InlineData("System.Text.Json.JsonSerializer.Serialize(1)", "Gave 1 string")]
    [InlineData("Math.Max(1, 2); // a comment", "Gave 2 int hidden")]
    public void A_submission_gives_a_value_or_none(string text, string expected)
    {
        var told = new Session().Evaluate(text) switch
        {
            Evaluation.Gave gave => $"Gave {gave.Answer.Value} {gave.Answer.Type}{(gave.Hidden ? " hidden" : "")}",
            Evaluation.Ran => "Ran",
            var other => other.ToString(),
        };
        Assert.Equal(expected, told);
    }

    [Fact]
    public void Answers_are_typed_values_of_later_submissions()
    {
        var session = new Session();
        session.Evaluate("new[] { 1.5, 2.5 }");
        Assert.Equal(4.0, session.Value("ans.Sum()"));
        Assert.Equal(5.0, session.Value("ans + 1"));
        Assert.Equal(2.5, session.Value("_1[1]"));
        session.Evaluate("record P(double A); new P(3)");
        Assert.Equal(3.0, session.Value("ans.A"));
        Assert.Equal(3.0, session.Value("_5.A"));
        session.Evaluate("new { B = 7 }");
        Assert.Equal("{ B = 7 }", session.Value("ans.ToString()"));
        session.Keep(LossFormula.Read("x^2").Value, typeof(LossFormula));
        Assert.Equal(16.0, session.Value("ans.At(4)"));
        session.Evaluate("var ans = \"mine\";");
        session.Evaluate("1 + 1");
        Assert.Equal("mine", session.Value("ans"));
        Assert.Equal(["mine"], session.Variables.Select(v => v.Value));
    }

    [Fact]
    public void Values_from_outside_are_known_to_C_sharp_and_back()
    {
        var session = new Session();
        session.Define("f", LossFormula.Read("x^2/20 + y^2").Value, typeof(LossFormula));
        session.Define(
            "w",
            new double[,]
            {
                { 1, 2 },
            },
            typeof(double[,])
        );
        Assert.Equal(4.45, session.Value("f.At((3, 2))"));
        Assert.Equal(4.0, session.Value("Grad(f, at: (3, 2)).Slopes[1]"));
        session.Evaluate("var v = w[0, 1]; int n = 3; var list = new List<double[]>();");
        Assert.Equal(["List<double[]> list", "int n", "double v"], session.Variables.Select(v => $"{v.Type} {v.Name}"));
        Assert.Equal(2.0, session.Variables[2].Value);
    }

    [Fact]
    public void Mistakes_are_told_with_line_and_column_and_change_nothing()
    {
        var session = new Session();
        session.Evaluate("var x = 1;");
        var problem = Assert.IsType<Evaluation.Refused>(session.Evaluate("var y = x;\n  zz + y;")).Problems.Single();
        Assert.Equal(("CS0103", "<2>", new Place(2, 3, 2), "  zz + y;"), (problem.Id, problem.File, problem.Place!.Value, problem.Line));
        Assert.IsType<Evaluation.Refused>(session.Evaluate("y"));
        Assert.Equal(2, session.Next);
    }

    [Fact]
    public void What_was_assigned_before_an_exception_stays()
    {
        var session = new Session();
        session.Evaluate("var x = 1;");
        var failed = Assert.IsType<Evaluation.Failed>(
            session.Evaluate("x = 5; var y = 7;\nthrow new InvalidOperationException(\"boom\");")
        );
        Assert.Equal(
            ("System.InvalidOperationException: boom", "<2>", 2),
            (failed.Problem.What, failed.Problem.File, failed.Problem.Place?.Line)
        );
        Assert.Equal(12, session.Value("x + y"));
    }

    [Fact]
    public void Other_files_are_loaded_and_referred_to()
    {
        using var folder = new Folder();
        var core = typeof(Xunit.Assert).Assembly.Location;
        folder.Write("more.csx", "#load \"most.csx\"\ndouble Twice(double x) => most * x;");
        folder.Write("most.csx", "var most = 2.0;");
        var session = new Session();
        session.Evaluate($"#load \"{folder.Path}/more.csx\"");
        Assert.Equal(6.0, session.Value("Twice(3)"));
        session.Evaluate($"#r \"{core}\"");
        Assert.Equal("Assert", session.Value("typeof(Xunit.Assert).Name"));
        session.Evaluate("using Xunit; var kept = typeof(Assert);");
        Assert.Equal("Assert", session.Value("kept.Name + \"\""));
        Assert.Equal(2.0, session.Value("Grad(Twice, at: 1).Slopes[0]"));
        var missing = Assert.IsType<Evaluation.Refused>(session.Evaluate("#load \"nowhere.csx\"")).Problems.Single();
        Assert.Equal(("GDS0101", "<8>"), (missing.Id, missing.File));
    }

    [Theory]
    [InlineData("1 + 1", true)]
    [InlineData("1 +", false)]
    [InlineData("double F(double x)", false)]
    [InlineData("double F(double x) {", false)]
    [InlineData("double F(double x) => x;", true)]
    [InlineData("for (;;)", false)]
    [InlineData("\"text", false)]
    [InlineData("/* a comment", false)]
    public void It_is_known_whether_a_text_is_whole(string text, bool whole) => Assert.Equal(whole, Session.IsComplete(text));

    [Fact]
    public void Text_too_deep_for_the_compiler_never_reaches_it()
    {
        var text = new string('(', 100_000);
        var session = new Session();
        Assert.Equal("GDS0105", Assert.IsType<Evaluation.Refused>(session.Evaluate(text)).Problems.Single().Id);
        Assert.True(Session.IsComplete(text));
        Assert.Null(session.Draft(text));
    }

    [Fact]
    public void A_draft_knows_what_was_declared_and_runs_nothing()
    {
        var session = new Session();
        session.Evaluate("/// <summary>The loss.</summary>\ndouble Loss(double a) => a * a; var x = 2.5;");
        session.Evaluate("x + 1");
        var (compilation, tree) = session.Draft("Loss(x).; ans.")!.Value;
        var model = compilation.GetSemanticModel(tree);
        Assert.Contains(model.LookupSymbols(5), s => s.Name == "Loss" && s is Microsoft.CodeAnalysis.IMethodSymbol);
        Assert.Equal(["double"], Types("ans"));
        Assert.Equal(2, session.Answers.Length + 1);

        string[] Types(string name) =>
            [
                .. tree.GetRoot()
                    .DescendantNodes()
                    .OfType<Microsoft.CodeAnalysis.CSharp.Syntax.IdentifierNameSyntax>()
                    .Where(n => n.Identifier.ValueText == name)
                    .Select(n => Microsoft.CodeAnalysis.CSharp.CSharpExtensions.GetTypeInfo(model, n).Type!.ToString()!),
            ];
    }

    [Fact]
    public void The_source_of_a_name_is_shown_with_the_comment_above_it()
    {
        var session = new Session();
        session.Evaluate("// The lesson's bowl.\ndouble Loss(double x, double y) => x * x / 20 + y * y;");
        session.Evaluate("double k = 2, m = 3;");
        Assert.Equal(
            new Declaration(
                "Loss",
                DeclarationKind.Method,
                "double Loss(double x, double y)",
                "double Loss(double x, double y) => x * x / 20 + y * y;",
                "The lesson's bowl.",
                "<1>",
                2
            ),
            session.Find("Loss")
        );
        Assert.Equal("double k = 2, m = 3;", session.Find("m")?.Text);
        Assert.Null(session.Find("Grad"));
    }

    [Fact]
    public void A_loss_is_found_by_its_name()
    {
        var session = new Session();
        session.Evaluate("var k = 2.0; double Loss(double x) => k * x * x; Func<double, double> f = x => 3 * x; var n = 1; f = x => x;");
        session.Evaluate("var g = (double x, double y) => Loss(x) + y * k;");
        Assert.Equal("2*x*x", session.Loss("Loss").SelectMany(l => l.Bind(NoShapes)).Value.At([1.0]).Value.Formula.Infix);
        Assert.Equal(["x", "y"], session.Loss("g").Value.Parameters.Select(p => p.Name));
        Assert.True(session.Loss("g").Value.Problems.IsEmpty);
        Assert.False(session.Loss("f").Value.Problems.IsEmpty);
        Assert.Equal("GDS0003", session.Loss("n").Problem?.Id);
        Assert.Equal("GDS0003", session.Loss("nothing").Problem?.Id);
        session.Evaluate("k = 5;");
        Assert.Equal("5*x*x + y*5", session.Loss("g").SelectMany(l => l.Bind(NoShapes)).Value.At([1.0, 1.0]).Value.Formula.Infix);
    }

    private static readonly Dictionary<string, Graphs.Shape> NoShapes = [];

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
