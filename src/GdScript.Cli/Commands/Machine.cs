using System.CommandLine;
using System.Runtime.CompilerServices;
using GdScript.Calculus;
using GdScript.Cli.Edge;
using GdScript.Descent;
using GdScript.Graphs;
using GdScript.Kernels;
using GdScript.Scripting.Emitting;

namespace GdScript.Cli.Commands;

/// <summary>What runs a formula; every choice gives the same bits.</summary>
internal enum KernelChoice
{
    /// <summary>The interpreter first, compiled code once it pays.</summary>
    Auto,
    Interpreter,
    Il,

    /// <summary>C# written from the formula and compiled by Roslyn, which is loaded only then.</summary>
    Roslyn,
}

/// <summary>The options <c>--kernel</c> and <c>--emit</c>.</summary>
internal sealed class MachineOptions
{
    public Option<string?> Kernel { get; } =
        new("--kernel") { HelpName = "NAME", Description = "what runs the formula: roslyn, il or interpreter; all give the same bits" };

    public Option<string?> Emit { get; } = new("--emit") { HelpName = "FILE", Description = "write the C# that --kernel roslyn runs" };

    public Option<string?> Threads { get; } =
        new("--threads")
        {
            HelpName = "N",
            Description =
                "how many threads share a walk over many rows (all cores, from 65,536 rows for each); any number gives the same bits",
        };

    private const int MostThreads = 1024;

    public Result<Machine> Read(ParseResult given) => Read(given.GetValue(Kernel), given.GetValue(Emit));

    /// <summary>What runs the formula.</summary>
    /// <param name="kernel">The word of <c>--kernel</c>; null for none.</param>
    /// <param name="file">The word of <c>--emit</c>; null for none.</param>
    /// <param name="threads">The word of <c>--threads</c>; null for none.</param>
    public static Result<Machine> Read(string? kernel, string? file, string? threads = null)
    {
        return from word in NumberOption.Choice(
                "--kernel",
                kernel ?? (file is null ? "auto" : "roslyn"),
                "auto",
                "interpreter",
                "il",
                "roslyn"
            )
            from machine in Results.When(
                file is null || word == "roslyn",
                new Machine(Enum.Parse<KernelChoice>(word, ignoreCase: true), file),
                () =>
                    Problem.Input(
                        "GDS0070",
                        $"--emit writes C#, and --kernel {word} runs none",
                        "leave out --kernel, or say --kernel roslyn"
                    )
            )
            from shared in NumberOption.Some("--threads", threads)
            from fit in Results.When(
                shared is null || word != "roslyn",
                true,
                () =>
                    Problem.Input(
                        "GDS0072",
                        "--threads shares rows among the kernels of gds, and roslyn's is one program",
                        "leave out one of them"
                    )
            )
            select machine with
            {
                Threads = (int?)long.Min(shared ?? 0, MostThreads) is var some and > 0 ? some : null,
            };
    }
}

/// <summary>What runs the formulas of a command, and where the C# goes when it is wanted.</summary>
/// <param name="Choice">What runs the formulas.</param>
/// <param name="EmitTo">Where the C# goes; null for nowhere.</param>
/// <param name="Threads">How many threads share a walk over rows; null for as many as pay.</param>
internal sealed record Machine(KernelChoice Choice, string? EmitTo = null, int? Threads = null)
{
    private const int RowsForThread = 65_536;

    public static Machine Auto { get; } = new(KernelChoice.Auto);

    public static string NameOf(KernelChoice choice) => choice.ToString().ToLowerInvariant();

    /// <summary>A kernel of a formula whose first root is a scalar: its value as the answer, as much of the rest as there is room for.</summary>
    public LossAndGradient Of(Formula formula) =>
        Choice switch
        {
            KernelChoice.Auto => Over(Kernel.For(formula).OnThreads(ThreadsFor(formula))),
            KernelChoice.Interpreter => Over(Kernel.For(formula, Tier.Interpreter).OnThreads(ThreadsFor(formula))),
            KernelChoice.Il => Over(Kernel.For(formula, Tier.Il).OnThreads(ThreadsFor(formula))),
            KernelChoice.Roslyn => Roslyn(formula),
        };

    /// <summary>How many threads a walk over the rows of a formula's data is shared among: as many as were asked for, else one for 65,536 rows.</summary>
    public int ThreadsFor(Formula formula) =>
        Threads
        ?? Math.Clamp(formula.Data.Select(table => table.Count).DefaultIfEmpty().Max() / RowsForThread, 1, Environment.ProcessorCount);

    /// <summary>All roots at a point. Where a number is not finite, the interpreter says why.</summary>
    public Result<double[]> At(Formula formula, double[] point)
    {
        if (Choice == KernelChoice.Auto)
            return Evaluation.At(formula, point);
        var results = new double[formula.ResultSize];
        if (Choice == KernelChoice.Roslyn)
            Roslyn(formula, point, results);
        else
            Kernel.For(formula, Choice == KernelChoice.Il ? Tier.Il : Tier.Interpreter).Run(point, results);
        return Array.TrueForAll(results, double.IsFinite) ? results : Evaluation.At(formula, point).Select(_ => results);
    }

    /// <summary>The C# written to its file, when one was asked for. Gives back true.</summary>
    /// <param name="formula">A loss, or with <paramref name="gradient"/> false any formula.</param>
    /// <param name="gradient">Write the loss with its gradient.</param>
    public Result<bool> Written(Formula formula, bool gradient = true) =>
        EmitTo is null ? true : Files.Write(EmitTo, TextOf(formula, gradient)).Select(_ => true);

    /// <summary>The C# of a loss with its gradient, by the engine that was asked for.</summary>
    public Result<bool> Written(Question question) =>
        EmitTo is null || question.Engine.IsOwn
            ? Written(question.Loss)
            : question.Gradient().SelectMany(gradient => Files.Write(EmitTo, TextOfGradient(gradient))).Select(_ => true);

    /// <summary>The slopes of a gradient whose first root is the loss.</summary>
    public GdScript.Numerics.GradientOf Slopes(Formula gradient)
    {
        var both = Of(gradient);
        return (x, slopes) => both(x, slopes);
    }

    private static LossAndGradient Over(Kernel kernel) =>
        (x, slopes) => slopes.IsEmpty && kernel.ResultSize == 1 ? kernel.Value(x) : kernel.ValueAndGradient(x, slopes);

    // Roslyn stays unloaded until one of these is called.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static string TextOf(Formula formula, bool gradient) =>
        gradient ? CSharpText.OfGradient(Gradient.Of(formula)) : CSharpText.Of(formula);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static string TextOfGradient(Formula gradient) => CSharpText.OfGradient(gradient);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static LossAndGradient Roslyn(Formula formula) => RoslynKernel.For(formula).ValueAndGradient;

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Roslyn(Formula formula, double[] point, double[] results) => RoslynKernel.For(formula).Run(point, results);
}
