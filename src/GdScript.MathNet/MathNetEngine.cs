using GdScript.Calculus;
using GdScript.Graphs;

namespace GdScript.MathNet;

/// <summary>
/// The second derivative engine. A loss is handed to MathNet.Symbolics piece by piece, differentiated there, read back as nodes of
/// the same formula, and used only after it was found to agree with our own derivative at points of the domain.
/// </summary>
public sealed record MathNetEngine : IDerivativeEngine
{
    /// <summary>What <c>--engine</c> calls it.</summary>
    public const string EngineName = "mathnet";

    private readonly Symbolics symbolics;

    private MathNetEngine(Symbolics symbolics, string file) => (this.symbolics, File) = (symbolics, file);

    public string Name => EngineName;

    /// <summary>The library that answers.</summary>
    public string File { get; }

    /// <summary>The library's version.</summary>
    public string Version => symbolics.Version;

    /// <summary>How long one derivative may take.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>The engine over the library found at <paramref name="path"/> (a folder or the DLL), or where it is looked for.</summary>
    public static Result<MathNetEngine> Load(string? path = null) => Places.Find(path, cache: true).SelectMany(Load);

    /// <summary>
    /// The engine over the library at hand: where one said it is, or beside the program; null where nobody said and none is there.
    /// What merely lies among the packages of this machine does not count: no answer may depend on it unasked.
    /// </summary>
    public static Result<MathNetEngine>? AtHand(string? path = null)
    {
        var found = Places.Find(path, cache: false);
        return found.Problem is null || Places.IsSaid(path) ? found.SelectMany(Load) : (Result<MathNetEngine>?)null;
    }

    /// <summary>Where the library is, without loading it.</summary>
    public static Result<string> Where(string? path = null) => Places.Find(path, cache: true).Select(found => found.Main);

    private static Result<MathNetEngine> Load(Found found) =>
        LibraryContext.Load(found).SelectMany(Symbolics.Of).Select(symbolics => new MathNetEngine(symbolics, found.Main));

    /// <summary>
    /// The loss and its partial derivatives by MathNet.Symbolics. Problems GDS7103 to GDS7109 and GDS7113 say what it cannot do,
    /// or that its answer was not good enough to be used.
    /// </summary>
    public Result<Formula> Gradient(Formula loss, params ReadOnlySpan<double[]> points)
    {
        double[][] given = [.. points];
        return from scalar in Losses.Scalar(loss)
            from blocks in Block.Of(scalar)
            from derived in Attempt("to differentiate", () => new Chain(symbolics, scalar, blocks).Gradient())
            from verified in Agreement.Of(scalar, derived, given)
            select verified;
    }

    /// <summary>
    /// A <c>MathNet.Symbolics.SymbolicExpression</c> of whatever copy of the library as a formula; its variables become parameters in
    /// order of their names. Null for any other object.
    /// </summary>
    public static Result<Formula>? Read(object expression) =>
        !Symbolics.IsExpression(expression.GetType()) ? (Result<Formula>?)null
        : Symbolics.Of(expression.GetType().Assembly).Is(out var library, out var problem)
            ? Attempt("to be read", () => Reading.Of(library.Tree(expression)), TimeSpan.FromSeconds(60))
        : problem;

    private Result<Formula> Attempt(string doing, Func<Result<Formula>> work) => Attempt(doing, work, Patience);

    private static Result<Formula> Attempt(string doing, Func<Result<Formula>> work, TimeSpan patience)
    {
        try
        {
            return DeepStack.Shared.Run(work, patience);
        }
        catch (TooLargeException e)
        {
            return Problems.TooLarge(e.Message);
        }
        catch (Exception e)
        {
            return Problems.Threw(doing, e);
        }
    }
}
