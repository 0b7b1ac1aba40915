using System.Globalization;
using System.Text;
using GdScript.Export;
using GdScript.Text;
using Xunit;

namespace GdScript.Tests.Export;

/// <summary>Hessians, Jacobians and residuals, written for other languages, compiled and run there.</summary>
public class DerivationTests
{
    [ToolFact("cc", "--version")]
    public void C_gives_the_derivatives_of_the_kernels() =>
        Toolchain.InFolder(folder =>
        {
            File.WriteAllText(Path.Combine(folder, "all.c"), Functions(Target.C) + CMain());
            Toolchain.Lines(folder, "cc", "-std=c99", "-Wall", "-Wextra", "-Werror", "-O0", "-o", "all", "all.c", "-lm");
            return Judged(Toolchain.Lines(folder, Path.Combine(folder, "all")));
        });

    [ToolFact("/usr/bin/python3", "--version")]
    public void Python_gives_the_derivatives_of_the_kernels() => Ran(Target.Python, "all.py", "/usr/bin/python3", PythonMain(false));

    [ToolFact("/usr/bin/python3", "-c", "import numpy")]
    public void NumPy_gives_the_derivatives_of_the_kernels_as_matrices() =>
        Ran(Target.NumPy, "all.py", "/usr/bin/python3", PythonMain(true));

    [ToolFact("/usr/bin/python3", "-c", "import numpy")]
    public void JAX_or_NumPy_in_its_place_gives_the_derivatives_of_the_kernels() =>
        Toolchain.InFolder(folder =>
        {
            if (!Toolchain.Has("/usr/bin/python3", "-c", "import jax"))
                ToolchainTests.StandIn(folder);
            var doubles = "import jax\njax.config.update('jax_enable_x64', True)\n";
            File.WriteAllText(Path.Combine(folder, "all.py"), doubles + Functions(Target.Jax) + PythonMain(true));
            return Judged(Toolchain.Lines(folder, "/usr/bin/python3", "all.py"));
        });

    [ToolFact("node", "--version")]
    public void JavaScript_gives_the_derivatives_of_the_kernels() => Ran(Target.JavaScript, "all.mjs", "node", JavaScriptMain());

    [Theory]
    [InlineData("x^2 + exp(y)", "the loss is no sum of squares: 'exp' stands where a square should")]
    [InlineData("x^2 - y^2", "the loss is no sum of squares: '-' stands where a square should")]
    [InlineData("x^2 + y", "the loss is no sum of squares: 'y' stands where a square should")]
    [InlineData("x^3 + y^2", "the loss is no sum of squares: '^' stands where a square should")]
    [InlineData("x^2 + 3", "the loss is no sum of squares: '3' stands where a square should")]
    [InlineData("-2*x^2 + y^2", "a square has the weight -2, and a residual would have its root")]
    [InlineData("0*x^2", "the loss is a number: it squares nothing")]
    [InlineData("column z; rowmean((x*z - 1)^2) + x^2", "the loss adds squares of rows to squares of something else")]
    [InlineData("column z; rowmean((x*z - 1)^2) + rowsum(x^2)", "the loss adds squares of rows to squares of something else")]
    [InlineData("column z; rowmean((x*z - rowmean(z))^2)", "the residual of a row looks at other rows")]
    [InlineData("[x, y]", "the formula is an array (a vector of 2), and residuals can be had of a loss")]
    public void Who_is_no_least_squares_loss_is_told_why(string text, string what)
    {
        var loss = FormulaText.Parse(text).Value;
        foreach (var options in (ExportOptions[])[new() { Residuals = true }, new() { Residuals = true, Jacobian = true }])
        {
            Assert.False(ExportText.Of(loss, Target.C, options).Is(out _, out var problem));
            Assert.Equal(("GDS0163", what), (problem.Id, problem.What));
        }
    }

    [Fact]
    public void A_Hessian_of_an_array_is_refused_rather_than_left_out()
    {
        Assert.False(ExportText.Of(FormulaText.Parse("[x, y^2]").Value, Target.C, new() { Hessian = true }).Is(out _, out var problem));
        Assert.Equal("GDS0163", problem.Id);
    }

    [Theory]
    [InlineData(Target.Latex, "latex has no residuals of a loss")]
    [InlineData(Target.MathML, "mathml has no residuals of a loss")]
    [InlineData(Target.Sql, "sql has no residuals of a loss")]
    public void Equations_and_queries_have_no_residuals(Target target, string what)
    {
        Assert.False(ExportText.Of(FormulaText.Parse("x^2").Value, target, new() { Residuals = true }).Is(out _, out var problem));
        Assert.Equal(("GDS0180", what), (problem.Id, problem.What));
    }

    [Fact]
    public void Data_named_like_a_function_of_the_file_get_another_name()
    {
        var loss = FormulaText.Parse("param x[3]; hessian = [1, 2, 3]; dot(hessian, x)^2").Value;
        foreach (var target in (Target[])[Target.C, Target.JavaScript])
        {
            var text = ExportText.Of(loss, target, new() { Hessian = true }).Value;
            Assert.Contains("loss_hessian(", text, StringComparison.Ordinal);
            Assert.DoesNotContain("loss_hessian[", text, StringComparison.Ordinal);
            Assert.DoesNotContain("loss_hessian =", text, StringComparison.Ordinal);
        }
    }

    private static bool Ran(Target target, string file, string program, string main) =>
        Toolchain.InFolder(folder =>
        {
            File.WriteAllText(Path.Combine(folder, file), Functions(target) + main);
            return Judged(Toolchain.Lines(folder, program, file));
        });

    private static bool Judged(string[] lines)
    {
        var wrong = Derivations.Wrong(lines);
        Assert.True(wrong.Length == 0, wrong);
        return true;
    }

    private static string Functions(Target target) =>
        string.Concat(Derivations.All.Select(d => ExportText.Of(d.Loss, target, d.Options).Value + "\n"));

    private static string CMain()
    {
        var main = new StringBuilder("#include <stdio.h>\n");
        main.Append("static void say(const double *a, int n) { for (int i = 0; i < n; i++) printf(\"%.17g \", a[i]); printf(\"\\n\"); }\n");
        main.Append("int main(void) {\n");
        foreach (var derivation in Derivations.All)
        foreach (var (function, arrays) in derivation.Functions)
        {
            string[] given = [List("{", derivation.Point), .. derivation.Data.Select(d => List("{", d))];
            var numbers = given.Select(g => "(const double[])" + g);
            var rows = derivation.Loss.Data is [var table, ..] ? [Text(table.Count)] : (string[])[];
            main.Append("    {\n");
            foreach (var (k, array) in arrays.Index())
                main.Append(CultureInfo.InvariantCulture, $"        double out{k}[{array.Numbers.Length}];\n");
            string[] all = [.. numbers, .. rows, .. arrays.Select((_, k) => "out" + Text(k))];
            main.Append(CultureInfo.InvariantCulture, $"        {derivation.Name}_{function}({string.Join(", ", all)});\n");
            foreach (var (k, array) in arrays.Index())
                main.Append(CultureInfo.InvariantCulture, $"        say(out{k}, {array.Numbers.Length});\n");
            main.Append("    }\n");
        }
        return main.Append("    return 0;\n}\n").ToString();
    }

    /// <summary>Matrices of NumPy have as many columns as there are slopes; Python's are lists.</summary>
    private static string PythonMain(bool matrices)
    {
        var main = new StringBuilder("\n");
        foreach (var derivation in Derivations.All)
        foreach (var (function, arrays) in derivation.Functions)
        {
            main.Append(CultureInfo.InvariantCulture, $"said = {derivation.Name}_{function}({Given(derivation)})\n");
            foreach (var (k, array) in arrays.Index())
            {
                main.Append(CultureInfo.InvariantCulture, $"array = {(arrays.Length > 1 ? $"said[{k}]" : "said")}\n");
                if (matrices)
                    main.Append(
                        array.Width > 0
                            ? FormattableString.Invariant($"assert array.shape == ({array.Numbers.Length / array.Width}, {array.Width})\n")
                            : "assert array.ndim == 1\n"
                    );
                main.Append(CultureInfo.InvariantCulture, $"print(*[repr(float(x)) for x in {(matrices ? "array.ravel()" : "array")}])\n");
            }
        }
        return main.ToString();
    }

    private static string JavaScriptMain()
    {
        var main = new StringBuilder();
        foreach (var derivation in Derivations.All)
        foreach (var (function, arrays) in derivation.Functions)
        {
            main.Append(
                CultureInfo.InvariantCulture,
                $"for (const array of Object.values({derivation.Name}_{function}({Given(derivation)})))\n"
            );
            main.Append("    console.log(array.join(' '));\n");
        }
        return main.ToString();
    }

    private static string Given(Derivation derivation) =>
        string.Join(", ", [List("[", derivation.Point), .. derivation.Data.Select(d => List("[", d))]);

    private static string List(string open, double[] numbers) =>
        open + string.Join(", ", numbers.Select(x => Toolchain.Text(x, "", ""))) + (open == "[" ? "]" : "}");

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
