using System.Collections.Immutable;
using GdScript.Graphs;
using GdScript.Scripting.Images;
using GdScript.Scripting.Recording;
using GdScript.Text;

namespace GdScript.Scripting.Losses;

/// <summary>
/// A loss of a script: its compiled method, which is the numeric truth, and its twin, which says the formula. What the twin
/// reads from the script is read at each recording; the compiled method reads it live.
/// </summary>
public sealed class ScriptLoss
{
    private readonly PlainCall? call;
    private readonly Problem? uncallable;
    private readonly TwinProgram? twin;

    /// <param name="plain">The compiled loss.</param>
    /// <param name="twin">Its recording twin, or why there is none.</param>
    /// <param name="scriptVariable">The value of a top-level variable of the script.</param>
    /// <param name="sources">The texts of the script, for the lines in messages.</param>
    public ScriptLoss(Delegate plain, TwinImage twin, Func<string, object?> scriptVariable, ImmutableArray<ScriptSource> sources = default)
        : this(plain, twin, twin.Problems.IsEmpty ? TwinProgram.Load(twin, plain, scriptVariable) : null, sources) { }

    /// <summary>With a twin that is there already.</summary>
    internal ScriptLoss(Delegate plain, TwinImage image, TwinProgram? twin, ImmutableArray<ScriptSource> sources)
    {
        PlainCall.Of(plain).Is(out call, out uncallable);
        (Image, this.twin) = (image, twin);
        Places = new(image, sources.IsDefault ? [] : sources);
        Parameters = image.Parameters.IsDefaultOrEmpty && call is not null ? call.Parameters : image.Parameters;
    }

    /// <summary>What the loss takes, as a point gives it, in order.</summary>
    public ImmutableArray<TwinParameter> Parameters { get; }

    /// <summary>What to call the loss in a message.</summary>
    public string Title => Image.Site.Title;

    /// <summary>Why the loss has no formula; empty when it has. Its values, and so its measured gradient, are there in any case.</summary>
    public ImmutableArray<Problem> Problems => Image.Problems;

    internal TwinImage Image { get; }

    internal Places Places { get; }

    /// <summary>The loss with the shapes of its array parameters settled.</summary>
    /// <param name="shapes">A shape for every vector and matrix; scalars need none.</param>
    /// <param name="limits">How much a recording may do.</param>
    /// <returns>The loss over flat points, or a problem GDS2011 to GDS2013.</returns>
    public Result<BoundLoss> Bind(IReadOnlyDictionary<string, Shape> shapes, Limits? limits = null)
    {
        if (call is null)
            return uncallable!;
        if (!Agrees(call.Parameters))
            return Problem.Input(
                "GDS2011",
                $"'{Title}' takes {call.Parameters.Length} numbers or arrays, its recording {Parameters.Length}"
            );
        var parameters = ImmutableArray.CreateBuilder<Parameter>();
        foreach (var parameter in Parameters)
            if (ShapeOf(parameter, shapes).Is(out var shape, out var problem))
                parameters.Add(new(parameter.Name, shape));
            else
                return problem;
        return new BoundLoss(this, call, twin, parameters.ToImmutable(), limits ?? Limits.Default);
    }

    /// <summary>The loss with the shapes of a point, and that point flat.</summary>
    /// <param name="givens">Named values, or unnamed ones in the order of the parameters.</param>
    /// <param name="limits">How much a recording may do.</param>
    public Result<(BoundLoss Loss, double[] Point)> At(IReadOnlyCollection<Given> givens, Limits? limits = null) =>
        from shapes in PointText.Shapes(givens, Parameters.Select(p => p.Name))
        from bound in Bind(shapes, limits)
        from point in PointText.Flatten(bound.Signature, givens)
        select (bound, point);

    private bool Agrees(ImmutableArray<TwinParameter> called) =>
        called.Length == Parameters.Length && called.Zip(Parameters).All(p => p.First.Rank == p.Second.Rank);

    private static Result<Shape> ShapeOf(TwinParameter parameter, IReadOnlyDictionary<string, Shape> shapes)
    {
        var known = shapes.TryGetValue(parameter.Name, out var shape);
        if (!known && parameter.Rank > 0)
            return Problem.Input(
                "GDS2012",
                $"'{parameter.Name}' is {Kind(parameter.Rank)} whose size is not known",
                $"give it in the point, {parameter.Name}={(parameter.Rank == 1 ? "[1,2,3]" : "[[1,2],[3,4]]")}, or with --shape {parameter.Name}={(parameter.Rank == 1 ? "3" : "2x2")}"
            );
        return RankOf(shape) == parameter.Rank
            ? shape
            : Problem.Input("GDS2013", $"the loss takes '{parameter.Name}' as {Kind(parameter.Rank)}, not as {shape}");
    }

    private static int RankOf(Shape shape) =>
        shape.IsScalar ? 0
        : shape.IsVector ? 1
        : 2;

    private static string Kind(int rank) =>
        rank switch
        {
            0 => "a number",
            1 => "a vector",
            _ => "a matrix",
        };
}
