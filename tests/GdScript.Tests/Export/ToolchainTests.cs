using System.Globalization;
using System.Text;
using GdScript.Export;
using GdScript.Graphs;
using Xunit;

namespace GdScript.Tests.Export;

/// <summary>
/// What was written for another language gives there what our kernels give: all samples in one program, compiled and run once. See
/// <see cref="Samples.Wrong"/> for how near is near enough.
/// </summary>
public class ToolchainTests
{
    /// <summary>Each operation may be wrong by four times what our own may; measured was 0.62 times (the rest within 4 ulp).</summary>
    private const double Factor = 4;

    [ToolFact("cc", "--version")]
    public void C_gives_what_the_kernels_give() =>
        Toolchain.InFolder(folder =>
        {
            File.WriteAllText(Path.Combine(folder, "all.c"), CProgram());
            Toolchain.Lines(folder, "cc", "-std=c99", "-Wall", "-Wextra", "-Werror", "-O0", "-o", "all", "all.c", "-lm");
            return Judged(Toolchain.Lines(folder, Path.Combine(folder, "all")));
        });

    [ToolFact("/usr/bin/python3", "--version")]
    public void Python_gives_what_the_kernels_give() => Ran(Target.Python, "all.py", "/usr/bin/python3", PythonMain);

    [ToolFact("/usr/bin/python3", "-c", "import numpy")]
    public void NumPy_gives_what_the_kernels_give() => Ran(Target.NumPy, "all.py", "/usr/bin/python3", PythonMain);

    [ToolFact("node", "--version")]
    public void JavaScript_gives_what_the_kernels_give() => Ran(Target.JavaScript, "all.mjs", "node", JavaScriptMain);

    /// <summary>JAX's arrays are NumPy's in all that is written: where there is no JAX, NumPy stands in for it, with functions it lacks.</summary>
    [ToolFact("/usr/bin/python3", "-c", "import numpy")]
    public void JAX_or_NumPy_in_its_place_gives_what_the_kernels_give() =>
        Toolchain.InFolder(folder =>
        {
            if (!Toolchain.Has("/usr/bin/python3", "-c", "import jax"))
                StandIn(folder);
            var doubles = "import jax\njax.config.update('jax_enable_x64', True)\n";
            File.WriteAllText(Path.Combine(folder, "all.py"), doubles + Functions(Target.Jax) + PythonMain());
            return Judged(Toolchain.Lines(folder, "/usr/bin/python3", "all.py"));
        });

    /// <summary>Modules of JAX's names.</summary>
    internal static void StandIn(string folder)
    {
        foreach (var module in (string[])["jax", "jax/scipy", "jax/numpy", "jax/nn", "jax/scipy/special"])
            Directory.CreateDirectory(Path.Combine(folder, module));
        File.WriteAllText(
            Path.Combine(folder, "jax/__init__.py"),
            "class config:\n    @staticmethod\n    def update(name, value):\n        pass\n"
        );
        File.WriteAllText(Path.Combine(folder, "jax/scipy/__init__.py"), "");
        File.WriteAllText(
            Path.Combine(folder, "jax/numpy/__init__.py"),
            "from numpy import *\nfrom numpy import max, min, abs, sum\nimport numpy\nnumpy.seterr(all='ignore')\n"
        );
        var functions = ExportText.Of(FormulaText("lgamma(x) + erf(x) + digamma(x) + sigmoid(x) + polygamma2"), Target.NumPy).Value;
        File.WriteAllText(
            Path.Combine(folder, "jax/scipy/special/__init__.py"),
            functions + "\nerf = _erf\ngammaln = _lgamma\ndigamma = _digammas\npolygamma = _polygammas\n"
        );
        File.WriteAllText(Path.Combine(folder, "jax/nn/__init__.py"), functions + "\nsigmoid = _sigmoid\n");
    }

    private static Formula FormulaText(string text)
    {
        var g = new Sketch();
        var x = g.Param("x");
        Assert.Contains("polygamma2", text, StringComparison.Ordinal);
        int[] all = [g.Make(Op.Lgamma, x), g.Make(Op.Erf, x), g.Polygamma(0, x), g.Polygamma(2, x), g.Make(Op.Sigmoid, x)];
        return g.Finish(all.Aggregate((a, b) => g.Make(Op.Add, a, b)));
    }

    private static void Ran(Target target, string file, string program, Func<string> main) =>
        Toolchain.InFolder(folder =>
        {
            File.WriteAllText(Path.Combine(folder, file), Functions(target) + main());
            return Judged(Toolchain.Lines(folder, program, file));
        });

    private static double Judged(string[] lines)
    {
        var wrong = Samples.Wrong(lines, Factor);
        Assert.True(wrong.Length == 0, wrong);
        return Samples.Worst;
    }

    private static string Functions(Target target) =>
        string.Concat(Samples.All.Select(s => ExportText.Of(s.Loss, target, new() { Name = s.Name }).Value + "\n"));

    private static string CProgram()
    {
        var main = new StringBuilder("#include <stdio.h>\n");
        foreach (var sample in Samples.All)
            main.Append(CCalls(sample));
        main.Append("int main(void) {\n");
        foreach (var sample in Samples.All)
            main.Append(CultureInfo.InvariantCulture, $"    call_{sample.Name}();\n");
        return Functions(Target.C) + main.Append("    return 0;\n}\n");
    }

    private static string CCalls(Sample sample)
    {
        var (n, data) = (sample.Loss.PointSize, Columns(sample, "{", "}", x => Toolchain.Text(x, "NAN", "INFINITY")));
        var text = new StringBuilder().Append(CultureInfo.InvariantCulture, $"static void call_{sample.Name}(void) {{\n");
        text.Append(CultureInfo.InvariantCulture, $"    static const double points[][{n}] = {{");
        text.AppendJoin(
            ", ",
            sample.Points.Select(p => "{" + string.Join(", ", p.Select(x => Toolchain.Text(x, "NAN", "INFINITY"))) + "}")
        );
        text.Append("};\n");
        foreach (var (column, k) in data.Select((c, k) => (c, k)))
            text.Append(CultureInfo.InvariantCulture, $"    static const double data{k}[] = {column};\n");
        text.Append(
            CultureInfo.InvariantCulture,
            $"    for (int p = 0; p < {sample.Points.Length}; p++) {{\n        double gradient[{n}];\n"
        );
        var rows = sample.Loss.Data.IsEmpty ? "" : string.Create(CultureInfo.InvariantCulture, $", {sample.Loss.Data[0].Count}");
        var given = string.Concat(data.Select((_, k) => string.Create(CultureInfo.InvariantCulture, $", data{k}"))) + rows;
        text.Append(CultureInfo.InvariantCulture, $"        printf(\"%.17g\", {sample.Name}(points[p]{given}, gradient));\n");
        text.Append(CultureInfo.InvariantCulture, $"        for (int i = 0; i < {n}; i++) printf(\" %.17g\", gradient[i]);\n");
        return text.Append("        printf(\"\\n\");\n    }\n}\n").ToString();
    }

    private static string PythonMain()
    {
        var text = new StringBuilder("\nfrom math import nan, inf\n");
        foreach (var sample in Samples.All)
        {
            var points = sample.Points.Select(p => "[" + string.Join(", ", p.Select(x => Toolchain.Text(x, "nan", "inf"))) + "]");
            text.Append(CultureInfo.InvariantCulture, $"for p in [{string.Join(", ", points)}]:\n");
            text.Append(CultureInfo.InvariantCulture, $"    v, g = {sample.Name}(p{Given(sample, "nan", "inf")})\n");
            text.Append("    print(repr(float(v)), *[repr(float(s)) for s in g])\n");
        }
        return text.ToString();
    }

    private static string JavaScriptMain()
    {
        var text = new StringBuilder();
        foreach (var sample in Samples.All)
        {
            var points = sample.Points.Select(p => "[" + string.Join(", ", p.Select(x => Toolchain.Text(x, "NaN", "Infinity"))) + "]");
            text.Append(CultureInfo.InvariantCulture, $"for (const p of [{string.Join(", ", points)}]) {{\n");
            text.Append(CultureInfo.InvariantCulture, $"    const a = {sample.Name}(p{Given(sample, "NaN", "Infinity")});\n");
            text.Append("    console.log([a.value, ...a.gradient].join(' '));\n}\n");
        }
        return text.ToString();
    }

    private static string Given(Sample sample, string nan, string infinity) =>
        string.Concat(
            Columns(sample, "[", "]", x => Toolchain.Text(x, nan, infinity))
                .Concat(sample.ToldRows.Select(t => sample.Loss.Data[t].Count.ToString(CultureInfo.InvariantCulture)))
                .Select(c => ", " + c)
        );

    private static string[] Columns(Sample sample, string open, string close, Func<double, string> number) =>
        [.. sample.Columns.Select(c => open + string.Join(", ", sample.Loss.Data[c.Table][c.Name].ToArray().Select(number)) + close)];
}
