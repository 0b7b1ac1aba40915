using System.Diagnostics;
using System.Globalization;
using System.Text;
using GdScript.Calculus;
using GdScript.Export;
using GdScript.Graphs;
using GdScript.Kernels;
using GdScript.Text;
using Xunit;

namespace GdScript.Tests.Export;

/// <summary>A test that a program of this machine runs; skipped, and seen to be, where there is none.</summary>
public sealed class AnswersFactAttribute : FactAttribute
{
    public AnswersFactAttribute(string tool, string arguments)
    {
        if (!Answering.Is(tool, arguments))
            Skip = $"'{tool} {arguments}' does not run here";
    }
}

/// <summary>A program with its input, as a string.</summary>
internal static class Answering
{
    /// <summary>True where it is there and answers.</summary>
    public static bool Is(string tool, string arguments) => Answer(tool, arguments, "") is (0, _, _);

    /// <summary>What it wrote; null where it is not there or fails.</summary>
    public static string? Run(string tool, string arguments, string input) =>
        Answer(tool, arguments, input) is (0, var output, "") ? output : null;

    private static (int Exit, string Output, string Errors)? Answer(string tool, string arguments, string input)
    {
        try
        {
            using var process = Process.Start(
                new ProcessStartInfo(tool, arguments)
                {
                    RedirectStandardInput = true,
                    RedirectStandardOutput = true,
                    RedirectStandardError = true,
                }
            )!;
            var errors = process.StandardError.ReadToEndAsync();
            var output = process.StandardOutput.ReadToEndAsync();
            process.StandardInput.Write(input);
            process.StandardInput.Close();
            process.WaitForExit();
            return (process.ExitCode, output.Result, errors.Result);
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null;
        }
    }
}

/// <summary>A loss as a query: PostgreSQL and SQLite run it and find what our kernels find.</summary>
public class SqlTests
{
    private static readonly string[] Formulas =
    [
        "x^2/20 + y^2",
        "sin(x*y)/y + cos(x) - tan(y/4)",
        "where(x > 0, log(x), -x)^3 + where(x < 0 || y >= 2, x, y)",
        "exp(-x^2)*atan2(y, x) + hypot(x, y)",
        "sigmoid(x) + softplus(y) + relu(x - y) + abs(x)*sign(y)",
        "log(1 + x^2) + log1p(x^2/8) + expm1(y/4) + log2(1 + y^2) + log10(2 + x^2)",
        "sqrt(x^2 + 1) + cbrt(x) + asin(x/8) + acos(y/8) + atan(x)",
        "sinh(x) + cosh(y) + tanh(x*y) + asinh(x) + acosh(1.5 + y^2) + atanh(x/8)",
        "min(x, y)*max(x, 2*y) + floor(3*x) + ceil(y) + round(2.5*y)",
        "(x^2 + 1)^1.5 + (1 + y^2)^x + x^-1 + y^4",
        "h = tanh(x*y + 1); (h - y)^2 + h*x",
        "sech(x) + sec(y/4)*csch(x)",
        "fma(x, y, -3)*fma(2, x - y, 1/4) - fma(-x, x, y)",
        "1/(x - x + 1) + 0*y",
        "pi*e*x - 1e-300*y + 123456789.125",
    ];

    private static readonly (double X, double Y)[] Points = [(1.25, 0.5), (-0.75, 1.5), (2.5, -1.125), (-1.5, -0.625)];

    [AnswersFact("sqlite3", "--version")]
    public void SQLite_finds_what_the_kernels_find() => Agree(formula => Lite("", formula));

    [AnswersFact("psql", "-qAtc \"select 1\"")]
    public void PostgreSQL_finds_what_the_kernels_find() => Agree(formula => Post("", formula));

    [AnswersFact("sqlite3", "--version")]
    public void SQLite_reduces_rows() => Rows(Lite);

    [AnswersFact("psql", "-qAtc \"select 1\"")]
    public void PostgreSQL_reduces_rows() => Rows(Post);

    [AnswersFact("sqlite3", "--version")]
    public void What_has_no_value_is_null()
    {
        Assert.Equal(["", ""], Lite("", (Sql("1/x"), [("x", 0)])));
        Assert.Equal(["", "-1.0"], Lite("", (Sql("log(x)"), [("x", -1)])));
        Assert.Equal(["3.0", "1.0"], Lite("", (Sql("where(x < 1, x + 3, log(-x))"), [("x", 0)])));
    }

    [AnswersFact("sqlite3", "--version")]
    public void Names_that_differ_by_case_only_and_words_of_SQL_stay_apart()
    {
        var sql = Sql("W*10 + w + order*100 + α*1000 + alpha*1e4");
        var answer = Lite("", (sql, [("W", 2), ("w", 1), ("order", 3), ("alpha", 4), ("alpha_2", 5)]));
        Assert.Equal(54321, double.Parse(answer[0], CultureInfo.InvariantCulture));
    }

    [Theory]
    [InlineData("erf(x)", "sql has no 'erf'")]
    [InlineData("besselj(0, x)", "sql has no 'besselj'")]
    [InlineData("param x[3]; sum(x)", "sql has no arrays: 'x' is a vector of 3")]
    public void What_SQL_cannot_say_is_refused_by_name(string text, string what)
    {
        Assert.False(ExportText.Of(FormulaText.Parse(text).Value, Target.Sql).Is(out _, out var problem));
        Assert.Equal(("GDS0180", what), (problem.Id, problem.What));
    }

    [Fact]
    public void Shared_subterms_are_columns_and_the_result_is_one_select()
    {
        var sql = Sql("sin(x*y)^2 + x*y");
        Assert.Contains("x * y AS t", sql, StringComparison.Ordinal);
        Assert.Equal(1, sql.Split(';').Length - 1);
        Assert.Contains(" AS loss, ", sql, StringComparison.Ordinal);
        Assert.Contains(" AS d_y", sql, StringComparison.Ordinal);
    }

    [AnswersFact("dot", "-V")]
    public void Graphviz_draws_what_is_written()
    {
        foreach (var text in Formulas.Append("param W[2,2], b[2]; sum(tanh(W*b)) + besselj(2, b[0])"))
        {
            var dot = ExportText.Of(FormulaText.Parse(text).Value, Target.Graphviz).Value;
            Assert.NotNull(Answering.Run("dot", "-Tplain", dot));
        }
    }

    private static void Agree(Func<(string, (string, double)[]), string[]> run)
    {
        foreach (var text in Formulas)
        {
            var loss = FormulaText.Parse(text).Value;
            foreach (var (x, y) in Points)
            {
                double[] point = [.. loss.Parameters.Select(p => p.Name == "x" ? x : y)];
                var ours = new double[1 + point.Length];
                Kernel.For(Gradient.Of(loss)).Run(point, ours);
                var theirs = run((Sql(text), [.. loss.Parameters.Select((p, i) => (p.Name, point[i]))]));
                for (var i = 0; i < ours.Length; i++)
                    Near(ours[i], theirs[i], $"{text} at {x}, {y}: number {i}", point.Max(Math.Abs));
            }
        }
    }

    /// <summary>Four units in the last place, of the result or of one: where terms cancel, both lose what is left.</summary>
    private static void Near(double ours, string theirs, string where, double size)
    {
        if (!double.IsFinite(ours))
            Assert.Equal("", theirs);
        else
        {
            var got = double.Parse(theirs, CultureInfo.InvariantCulture);
            var unit = Math.BitIncrement(Math.Max(Math.Abs(ours), size)) - Math.Max(Math.Abs(ours), size);
            Assert.True(Math.Abs(got - ours) <= 4 * unit, $"{where}: {got:R} for {ours:R}");
        }
    }

    private static void Rows(Func<string, (string, (string, double)[]), string[]> run)
    {
        double[] t = [1, 2, 3.5, -0.5, 4];
        double[] u = [2, 1.5, 1, 0.25, -3];
        var table = new StringBuilder("CREATE TEMPORARY TABLE data (t double precision, u double precision, other text);\n");
        foreach (var (a, b) in t.Zip(u))
            table.Append(CultureInfo.InvariantCulture, $"INSERT INTO data VALUES ({a:R}, {b:R}, 'x');\n");
        foreach (
            var text in (string[])
                [
                    "mean((a*exp(-b*t) - u)^2)",
                    "rowmax(t)*sigmoid(a) + rowmin(u*a) + rowsum(1)*b",
                    "m = rowmean(u*a); rowmean((u - m)^2) + m*b",
                    "rowsum(where(t > rowmean(t), a*u, b*t)) + log(a^2 + 1)",
                ]
        )
        {
            var loss = FormulaText.Parse("column t, u; param a, b; " + text).Value.With(Table.Of(("t", t), ("u", u)));
            double[] point = [0.75, -0.25];
            var ours = new double[3];
            Kernel.For(Gradient.Of(loss)).Run(point, ours);
            var theirs = run(table.ToString(), (ExportText.Of(loss, Target.Sql).Value, [("a", 0.75), ("b", -0.25)]));
            for (var i = 0; i < 3; i++)
                Near(ours[i], theirs[i], $"{text}: number {i}", 16);
        }
    }

    private static string Sql(string text) => ExportText.Of(FormulaText.Parse(text).Value, Target.Sql).Value;

    private static string[] Lite(string before, (string Query, (string Name, double Value)[] Parameters) asked)
    {
        var given = string.Concat(asked.Parameters.Select(p => FormattableString.Invariant($".parameter set :{p.Name} {p.Value:R}\n")));
        var query = $"CREATE TEMPORARY TABLE answer AS\n{asked.Query}";
        var output = Answering.Run("sqlite3", ":memory:", $"{given}{before}.mode quote\n{query}SELECT * FROM answer;\n");
        Assert.NotNull(output);
        return [.. output.Trim().Split(',').Select(v => v == "NULL" ? "" : v)];
    }

    private static string[] Post(string before, (string Query, (string Name, double Value)[] Parameters) asked)
    {
        var given = string.Concat(asked.Parameters.Select(p => FormattableString.Invariant($"\\set {p.Name} {p.Value:R}\n")));
        var output = Answering.Run("psql", "-qAt -F,", $"{given}{before}{asked.Query}");
        Assert.NotNull(output);
        return output.Trim().Split(',');
    }
}
