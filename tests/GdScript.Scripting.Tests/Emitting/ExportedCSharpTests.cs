using System.Collections.Immutable;
using System.Globalization;
using System.Reflection;
using System.Text;
using GdScript.Export;
using GdScript.Graphs;
using GdScript.Tests.Export;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Xunit;

namespace GdScript.Scripting.Tests.Emitting;

/// <summary>The C# that is exported compiles without a warning beside nothing but .NET, and gives what the kernels give.</summary>
public class ExportedCSharpTests
{
    [Fact]
    public void Exported_CSharp_gives_what_the_kernels_give()
    {
        var run = Compiled([.. Samples.All.Select(Exported), Calls()]).GetType("Calls", throwOnError: true)!.GetMethod("Run")!;
        var wrong = Samples.Wrong((string[])run.Invoke(null, null)!, factor: 4);
        Assert.True(wrong.Length == 0, wrong);
    }

    [Fact]
    public void Exported_CSharp_gives_the_derivatives_of_the_kernels()
    {
        var files = Derivations.All.Select(d => ExportText.Of(d.Loss, Target.CSharp, d.Options).Value);
        var run = Compiled([.. files, DerivationCalls()]).GetType("Calls", throwOnError: true)!.GetMethod("Run")!;
        var wrong = Derivations.Wrong((string[])run.Invoke(null, null)!);
        Assert.True(wrong.Length == 0, wrong);
    }

    [Theory]
    [InlineData("ValueAndGradient", "a.class.b", "param Math, Span, x; Math*Span + x^2")]
    [InlineData("class", "", "double + erf(x)")]
    [InlineData("my-own loss", "My.Company", "x^2")]
    [InlineData("1", "1.2", "where(x == x, x^2, 0)")]
    public void Whatever_it_is_called_it_compiles(string name, string space, string loss)
    {
        var options = new ExportOptions
        {
            Name = name,
            Namespace = space,
            Hessian = true,
        };
        Assert.NotEmpty(Compiled([ExportText.Of(Text.FormulaText.Parse(loss).Value, Target.CSharp, options).Value]).GetTypes());
    }

    private static string Exported(Sample sample) => ExportText.Of(sample.Loss, Target.CSharp, new() { Name = sample.Name }).Value;

    private static string Calls()
    {
        var text = new StringBuilder("#nullable enable\nusing System;\nusing System.Collections.Generic;\nusing System.Globalization;\n");
        text.Append("public static class Calls\n{\n    public static string[] Run()\n    {\n        var lines = new List<string>();\n");
        foreach (var sample in Samples.All)
            text.Append(CultureInfo.InvariantCulture, $"        Of{sample.Name}(lines);\n");
        text.Append("        return lines.ToArray();\n    }\n");
        text.Append(
            "    private static string Said(double v, double[] g) => string.Join(\" \", Array.ConvertAll<double, string>([v, .. g], x => x.ToString(CultureInfo.InvariantCulture)));\n"
        );
        foreach (var sample in Samples.All)
        {
            text.Append(CultureInfo.InvariantCulture, $"    private static void Of{sample.Name}(List<string> lines)\n    {{\n");
            var columns = sample.Columns.Select(c => ", " + Array(sample.Loss.Data[c.Table][c.Name].ToArray()));
            var told = sample.ToldRows.Select(t => ", " + sample.Loss.Data[t].Count.ToString(CultureInfo.InvariantCulture));
            text.Append(CultureInfo.InvariantCulture, $"        var g = new double[{sample.Loss.PointSize}];\n");
            text.Append(
                CultureInfo.InvariantCulture,
                $"        foreach (var p in new double[][] {{ {string.Join(", ", sample.Points.Select(Array))} }})\n"
            );
            text.Append(CultureInfo.InvariantCulture, $"            lines.Add(Said({sample.Name.ToUpperInvariant()}.ValueAndGradient(p");
            text.Append(string.Concat(columns.Concat(told))).Append(", g), g));\n");
            text.Append("    }\n");
        }
        return text.Append("}\n").ToString();
    }

    private static string DerivationCalls()
    {
        var text = new StringBuilder("using System;\nusing System.Collections.Generic;\nusing System.Globalization;\n");
        text.Append("public static class Calls\n{\n    public static string[] Run()\n    {\n        var lines = new List<string>();\n");
        text.Append(
            "        void Say(double[] a) => lines.Add(string.Join(' ', Array.ConvertAll(a, x => x.ToString(CultureInfo.InvariantCulture))));\n"
        );
        foreach (var derivation in Derivations.All)
        foreach (var (function, arrays) in derivation.Functions)
        {
            text.Append("        {\n");
            foreach (var (k, array) in arrays.Index())
                text.Append(CultureInfo.InvariantCulture, $"            var out{k} = new double[{array.Numbers.Length}];\n");
            string[] given =
            [
                Array(derivation.Point),
                .. derivation.Data.Select(Array),
                .. arrays.Select((_, k) => FormattableString.Invariant($"out{k}")),
            ];
            var method =
                $"{char.ToUpperInvariant(derivation.Name[0])}{derivation.Name[1..]}.{char.ToUpperInvariant(function[0])}{function[1..]}";
            text.Append(CultureInfo.InvariantCulture, $"            {method}({string.Join(", ", given)});\n");
            foreach (var (k, _) in arrays.Index())
                text.Append(CultureInfo.InvariantCulture, $"            Say(out{k});\n");
            text.Append("        }\n");
        }
        return text.Append("        return lines.ToArray();\n    }\n}\n").ToString();
    }

    private static string Array(double[] numbers) => $"new double[] {{ {string.Join(", ", numbers.Select(Number))} }}";

    private static string Number(double x) =>
        double.IsNaN(x) ? "double.NaN"
        : double.IsPositiveInfinity(x) ? "double.PositiveInfinity"
        : double.IsNegativeInfinity(x) ? "double.NegativeInfinity"
        : x.ToString("R", CultureInfo.InvariantCulture) + "d";

    private static Assembly Compiled(string[] files)
    {
        var compilation = CSharpCompilation.Create(
            "Exported",
            files.Select(f => CSharpSyntaxTree.ParseText(f, new CSharpParseOptions(LanguageVersion.CSharp12, DocumentationMode.Diagnose))),
            [
                .. new[] { typeof(object).Assembly, Assembly.Load("System.Runtime"), Assembly.Load("System.Collections") }.Select(a =>
                    MetadataReference.CreateFromFile(a.Location)
                ),
            ],
            new(
                OutputKind.DynamicallyLinkedLibrary,
                optimizationLevel: OptimizationLevel.Debug,
                nullableContextOptions: NullableContextOptions.Enable
            )
        );
        using var image = new MemoryStream();
        var emitted = compilation.Emit(image);
        ImmutableArray<string> complaints =
        [
            .. emitted
                .Diagnostics.Where(d => d.Severity >= DiagnosticSeverity.Warning && d.Id != "CS1591")
                .Select(d => d.ToString())
                .Take(20),
        ];
        Assert.Empty(complaints);
        return Assembly.Load(image.ToArray());
    }
}
