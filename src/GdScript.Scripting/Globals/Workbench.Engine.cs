using System.Runtime.CompilerServices;
using GdScript.Calculus;
using GdScript.Graphs;
using GdScript.Numerics;

namespace GdScript.Scripting.Globals;

public sealed partial class Workbench
{
    private const string NoSuchEngine = "GDS7112";

    private IDerivativeEngine engine = Engines.Own;

    /// <summary>Who runs scripts puts other engines here, by name; without one only ours derives.</summary>
    internal static Func<string, Result<IDerivativeEngine>>? EngineOf { get; set; }

    /// <summary>Who runs scripts puts a reader of other libraries' expressions here; it gives null for what is none.</summary>
    internal static Func<object, Result<Formula>?>? Foreign { get; set; }

    /// <summary>
    /// Who derives from now on: <c>"own"</c>, or <c>"mathnet"</c> (<c>"mathnet FOLDER"</c>) for MathNet.Symbolics, whose answers are verified before use. What it
    /// cannot derive is refused; nothing else derives in its place.
    /// </summary>
    /// <exception cref="ProblemException">There is no such engine, or it is not on this machine.</exception>
    public string Engine
    {
        get => engine.Name;
        set => engine = Named(value).OrThrow();
    }

    /// <summary>The formula of an expression of MathNet.Symbolics.</summary>
    /// <exception cref="ProblemException">It is no expression, or not of real numbers.</exception>
#pragma warning disable CA1822 // A script calls it on the workbench.
    [OverloadResolutionPriority(-1)]
    public LossFormula Formula(object expression) => Read(expression);
#pragma warning restore CA1822

    private static LossFormula Read(object? loss)
    {
        if (loss is not null && Foreign?.Invoke(loss) is { } read)
            return new LossFormula(read.OrThrow());
        throw new ProblemException(
            Problem.Input(
                "GDS7110",
                $"{(loss is null ? "null" : $"a {loss.GetType().Name}")} is no loss",
                "give a method, a lambda, a formula as text, or an expression"
            )
        );
    }

    private static Result<IDerivativeEngine> Named(string name) =>
        name == Engines.Own.Name ? Results.Of(Engines.Own)
        : EngineOf is { } find ? find(name)
        : Problem.Input(NoSuchEngine, $"no engine '{name}' is there", "run the script with gds, or say \"own\"");

    private Result<Posed> Derived(Result<Posed> posed) => posed.Select(p => p with { Engine = engine });
}
