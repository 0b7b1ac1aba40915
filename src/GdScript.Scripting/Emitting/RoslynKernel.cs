using System.Buffers;
using System.Collections.Immutable;
using System.Reflection;
using System.Runtime.Loader;
using GdScript.Graphs;
using GdScript.Kernels;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace GdScript.Scripting.Emitting;

/// <summary>
/// A formula written as C# (<see cref="CSharpText"/>), compiled in memory by Roslyn and run: the third way to the same bits,
/// after the interpreter and the IL kernel, and independent of both. It starts 20 to 30 times slower than IL.
/// Safe from several threads.
/// </summary>
public sealed class RoslynKernel
{
    private delegate void Body(ReadOnlySpan<double> point, Span<double> results, Span<double> work, ReadOnlySpan<Table> tables);

    private delegate void PlainBody(ReadOnlySpan<double> point, Span<double> results, Span<double> work);

    private readonly Body body;
    private readonly int workSize;
    private readonly Table[] tables;

    private RoslynKernel(Formula formula, string text)
    {
        Text = text;
        tables =
            formula.Columns.IsEmpty || !formula.Data.IsEmpty
                ? [.. formula.Data]
                : throw new NotSupportedException("the formula has data columns and no data");
        (PointSize, ResultSize) = (formula.PointSize, formula.ResultSize);
        var type = Loaded(Compiled(text)).GetType(CSharpText.ClassName, throwOnError: true)!;
        workSize = (int)type.GetField("WorkSize")!.GetRawConstantValue()!;
        var run = type.GetMethod("Run")!;
        body = CSharpText.ReadsRows(formula) ? run.CreateDelegate<Body>() : Plain(run.CreateDelegate<PlainBody>());
    }

    /// <summary>A kernel for all roots of a formula.</summary>
    /// <exception cref="NotSupportedException">The formula has data columns without data.</exception>
    public static RoslynKernel For(Formula formula) => new(formula, CSharpText.Of(formula));

    /// <summary>A kernel for a formula made by <c>Gradient.Of</c>; its text speaks of loss and partial derivatives.</summary>
    public static RoslynKernel ForGradient(Formula gradient) => new(gradient, CSharpText.OfGradient(gradient));

    /// <summary>The C# that runs.</summary>
    public string Text { get; }

    /// <summary>How many numbers a point has.</summary>
    public int PointSize { get; }

    /// <summary>How many numbers all roots give together.</summary>
    public int ResultSize { get; }

    /// <summary>Evaluates every root at a point, as <see cref="Kernel.Run"/> does. The two may be the same memory.</summary>
    /// <exception cref="ArgumentException">A length is not <see cref="PointSize"/> or <see cref="ResultSize"/>.</exception>
    public void Run(ReadOnlySpan<double> point, Span<double> results)
    {
        if (point.Length != PointSize || results.Length != ResultSize)
            throw new ArgumentException($"a point has {PointSize} numbers and the results {ResultSize}", nameof(point));
        var size = workSize + (point.Overlaps(results) ? PointSize : 0);
        var lent = ArrayPool<double>.Shared.Rent(size);
        if (size > workSize)
        {
            point.CopyTo(lent.AsSpan(workSize));
            point = lent.AsSpan(workSize, PointSize);
        }
        body(point, results, lent.AsSpan(0, workSize), tables);
        ArrayPool<double>.Shared.Return(lent);
    }

    /// <summary>The first number of the results.</summary>
    public double Value(ReadOnlySpan<double> point) => ValueAndGradient(point, []);

    /// <summary>The first number as the answer, those behind it into <paramref name="gradient"/>, as many as it takes.</summary>
    public double ValueAndGradient(ReadOnlySpan<double> point, Span<double> gradient)
    {
        var lent = ArrayPool<double>.Shared.Rent(ResultSize);
        Run(point, lent.AsSpan(0, ResultSize));
        lent.AsSpan(1, gradient.Length).CopyTo(gradient);
        var value = lent[0];
        ArrayPool<double>.Shared.Return(lent);
        return value;
    }

    /// <summary>The assembly Roslyn makes of an emitted file.</summary>
    /// <exception cref="InvalidOperationException">It does not compile: a mistake of ours.</exception>
    internal static ImmutableArray<byte> Compiled(string text)
    {
        var compilation = CSharpCompilation.Create(
            "GdScript.Emitted",
            [CSharpSyntaxTree.ParseText(text, new CSharpParseOptions(LanguageVersion.CSharp14))],
            References,
            new(OutputKind.DynamicallyLinkedLibrary, optimizationLevel: OptimizationLevel.Release, warningLevel: 0)
        );
        using var image = new MemoryStream();
        var emitted = compilation.Emit(image);
        var wrong = emitted.Diagnostics.FirstOrDefault(d => d.Severity == DiagnosticSeverity.Error);
        return emitted.Success
            ? [.. image.ToArray()]
            : throw new InvalidOperationException($"the emitted C# does not compile: {wrong?.ToString() ?? "no reason given"}");
    }

    private static Body Plain(PlainBody body) => (point, results, work, _) => body(point, results, work);

    private static Assembly Loaded(ImmutableArray<byte> image)
    {
        using var stream = new MemoryStream(System.Runtime.InteropServices.ImmutableCollectionsMarshal.AsArray(image)!);
        return new Room().LoadFromStream(stream);
    }

    private static MetadataReference[] References =>
        [
            .. new[]
            {
                typeof(object).Assembly,
                Assembly.Load("System.Runtime"),
                typeof(Elementary).Assembly,
                typeof(FormulaMath).Assembly,
            }.Select(a => MetadataReference.CreateFromFile(a.Location)),
        ];

    /// <summary>Collected with its last kernel; what the emitted code calls is the assembly that is running.</summary>
    private sealed class Room() : AssemblyLoadContext(isCollectible: true)
    {
        protected override Assembly? Load(AssemblyName name) =>
            name.Name == typeof(Elementary).Assembly.GetName().Name ? typeof(Elementary).Assembly
            : name.Name == typeof(FormulaMath).Assembly.GetName().Name ? typeof(FormulaMath).Assembly
            : null;
    }
}
