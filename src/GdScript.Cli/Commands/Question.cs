using System.Collections.Immutable;
using GdScript.Algebra;
using GdScript.Calculus;
using GdScript.Cli.Edge;
using GdScript.Cli.Walking;
using GdScript.Graphs;
using GdScript.Scripting.Losses;
using GdScript.Text;

namespace GdScript.Cli.Commands;

/// <summary>What a command was asked about: the loss with its shapes settled and fixed parameters put in, and a point if one was given.</summary>
/// <param name="Text">The loss as given.</param>
/// <param name="Loss">The loss as written, with <c>--set</c> parameters replaced by their values.</param>
/// <param name="Point">The flat point of the open parameters; null when none was given and some are open.</param>
/// <param name="Warnings">What the reader of the loss should know, such as a literal that was rounded.</param>
internal sealed record Question(LossText Text, Formula Loss, double[]? Point, ImmutableArray<Problem> Warnings)
{
    /// <summary>
    /// The script the loss is written in; null for a formula. Then <see cref="Loss"/> is what was recorded around the point, or
    /// the mere signature where nothing can be recorded.
    /// </summary>
    public ScriptTarget? Script { get; init; }

    /// <summary>What a script's reader should know: branches that depend on the parameters, parameters that are not used.</summary>
    public ImmutableArray<Problem> Notes { get; init; } = [];

    /// <summary>Why second derivatives are not known: a slope that the script gives is in the formula. Null where they are.</summary>
    public Problem? SlopeGiven => Notes.FirstOrDefault(n => n.Id == "GDS3006");

    /// <summary><see cref="Loss"/> is the loss at every point, and not only around the one it was recorded at.</summary>
    public bool IsEverywhere { get; init; } = true;

    /// <summary>Who derives.</summary>
    public IDerivativeEngine Engine { get; init; } = Engines.Own;

    /// <summary>The loss and its partial derivatives by the engine that was asked for, verified at the point too.</summary>
    public Result<Formula> Gradient() => Whole.SelectMany(loss => Engine.Gradient(loss, Used)).Else(Naming);

    /// <summary>The partial derivatives, simplified for a reader.</summary>
    public Result<Formula> Partials() => Whole.SelectMany(loss => Engine.Partials(loss, Used)).Else(Naming);

    /// <summary>All first derivatives of a value of several numbers, entry by entry, simplified for a reader.</summary>
    public Result<Formula> Jacobian() => Whole.SelectMany(loss => Engine.Jacobian(loss, Used)).Else(Naming);

    /// <summary>Where the derivatives will be used: the point, if there is one.</summary>
    public double[][] Used => Point is null ? [] : [Point];

    /// <summary>Another engine than ours derives formulas, and no loss that has another one elsewhere.</summary>
    private Result<Formula> Whole =>
        Engine.IsOwn || IsEverywhere
            ? Loss
            : Problem.Input(
                "GDS7111",
                $"the loss has other formulas elsewhere, and --engine {Engine.Name} derives one",
                "leave out --engine, or write the branches as c ? a : b"
            );

    /// <summary>What <c>--set</c> fixes, as <c>a = 2, b = 3</c>; empty for nothing.</summary>
    public string Fixed { get; init; } = "";

    /// <summary>Why there is no formula of the script's loss, although it can be computed; empty when there is one.</summary>
    public ImmutableArray<Problem> Refusals { get; init; } = [];

    /// <summary>The script's loss can be computed, but there is no formula of it.</summary>
    public bool IsOpaque => !Refusals.IsEmpty;

    /// <summary>The formula at a point: the loss, or for a script what is recorded there.</summary>
    public Result<Formula> At(double[] point) => Script is null ? Loss : Script.At(point).Select(recorded => recorded.Loss);

    /// <param name="text">The loss.</param>
    /// <param name="at">A point: <c>x=3,y=4</c>, <c>3,4</c>, <c>@file.json</c>, or null.</param>
    /// <param name="set">Parameters to fix, in the same form, or null.</param>
    /// <param name="shape">Shapes of array parameters, <c>W=2x3,b=3</c>, or null.</param>
    /// <param name="atName">What the point's option is called: <c>--at</c> or <c>--from</c>.</param>
    public static Result<Question> Of(LossText text, string? at, string? set, string? shape, string atName = "--at") =>
        from point in Givens(at, atName)
        from constants in Givens(set, "--set")
        from question in Of(text, point, constants, shape, atName)
        select question;

    public static Result<Question> Of(
        LossText text,
        ImmutableArray<Given>? point,
        ImmutableArray<Given>? constants,
        string? shape,
        string atName = "--at"
    ) =>
        from declared in shape is null ? NoShapes : ShapeText.Parse(shape).Else(p => p with { File = "--shape" })
        from names in text.Names
        from fixedShapes in PointText.Shapes(constants ?? [], names).Else(p => p with { File = "--set" })
        let open = names.Where(n => !fixedShapes.ContainsKey(n)).ToImmutableArray()
        from pointShapes in PointText.Shapes(point ?? [], open).Else(p => p with { File = atName })
        from known in Declared(declared, names)
        from settled in Agreed(declared, fixedShapes, "--set")
        from shapes in Agreed(settled, pointShapes, atName)
        from question in text.Script is { } script
            ? Recorded(text, script, shapes, point, constants ?? [], atName)
            : Read(text, shapes, point, constants, atName)
        select question with
        {
            Fixed = string.Join(", ", fixedShapes.Zip(constants ?? [], (known, given) => $"{known.Key} = {Written(known.Value, given)}")),
        };

    private static string Written(Shape shape, Given given) => Values.Of(shape, given.Value.Data.AsSpan().ToArray());

    /// <summary>True where the compiled loss of a script is finite at the point; for a loss without a formula.</summary>
    public Result<bool> Computed()
    {
        var value = Script!.Value(Point);
        return double.IsFinite(value)
            ? true
            : Naming(Problem.Numeric("GDS6092", $"the loss is {NumberText.Of(value)} at the point", "choose a point of its domain"));
    }

    private static Result<Question> Read(
        LossText text,
        IReadOnlyDictionary<string, Shape> shapes,
        ImmutableArray<Given>? point,
        ImmutableArray<Given>? constants,
        string atName
    ) =>
        from reading in FormulaText.Read(text.Text, shapes, text.Data?.Columns).Else(p => p with { File = text.Name })
        from written in text.Data is { } data ? data.Bound(reading.Formula) : reading.Formula
        from loss in constants is { } set ? Substitute.Fix(written, set).Else(p => p with { File = "--set" }) : written
        from flat in Flat(loss, point ?? (loss.Parameters.IsEmpty ? [] : null))
            .Else(p =>
                p with
                {
                    File = atName,
                    Hint = p.Id == "GDS5317" ? MissingHint(p.Hint, loss, point ?? [], atName, text.Data?.Name) : p.Hint,
                }
            )
        select new Question(text, loss, flat, [.. reading.Warnings.Select(w => w with { File = text.Name })]);

    /// <summary>Starts of more numbers are rather filled or drawn.</summary>
    private const int LongestWritten = 4;

    /// <summary>A start of many numbers can be filled or drawn, which is shorter than to write it.</summary>
    private static string MissingHint(string hint, Formula loss, ImmutableArray<Given> point, string atName, string? data)
    {
        var missing = loss.Parameters.Where(p => !point.Any(g => g.Name.Length == 0 || g.Name == p.Name)).Take(1).ToImmutableArray();
        var write = atName == "--from" && missing is [{ Shape.Count: > LongestWritten }] ? $"add {RandomPoint.Example(missing)}" : hint;
        return data is null ? write : $"{write}, or a column of that name to {data}";
    }

    /// <summary>The formula of a script's loss around the point, or around an ordinary one where none is given.</summary>
    private static Result<Question> Recorded(
        LossText text,
        ScriptLoss script,
        IReadOnlyDictionary<string, Shape> shapes,
        ImmutableArray<Given>? point,
        ImmutableArray<Given> constants,
        string atName
    ) =>
        from bound in script.Bind(shapes).Else(p => p with { File = p.File ?? text.Name })
        from target in ScriptTarget.Of(bound, constants, text).Else(p => p with { File = "--set" })
        from flat in Flat(target.Signature, point ?? (target.Signature.Parameters.IsEmpty ? [] : null)).Else(p => p with { File = atName })
        from question in target.At(flat ?? target.Ordinary()).Is(out var recorded, out var refusal)
            ? Derivable(text, target, flat, recorded)
        : ScriptTarget.CanDoWithout(refusal) ? Opaque(text, target, flat, refusal)
        : (Result<Question>)refusal
        select question;

    private static Question Derivable(LossText text, ScriptTarget target, double[]? flat, Recorded recorded) =>
        new(text, recorded.Loss, flat, [])
        {
            Script = target,
            Notes = recorded.Notes,
            IsEverywhere = recorded.Everywhere,
        };

    private static Question Opaque(LossText text, ScriptTarget target, double[]? flat, Problem refusal) =>
        new(text, target.Signature, flat, [])
        {
            Script = target,
            Refusals = target.Refusals.IsEmpty ? [refusal] : target.Refusals,
            IsEverywhere = false,
        };

    /// <summary>False for a formula over columns that no data are bound to.</summary>
    public static bool HasRows(Formula loss) =>
        loss.Columns.All(c => c.Table < loss.Data.Length) && loss.Nodes.All(n => n.Op.Family() != Family.Rows || n.B < loss.Data.Length);

    /// <summary>A problem that arose while the loss was computed, with the name of the loss's text.</summary>
    public Problem Naming(Problem problem) => problem with { File = Text.Name };

    private static Result<IReadOnlyDictionary<string, Shape>> NoShapes => new Dictionary<string, Shape>();

    private static Result<double[]?> Flat(Formula loss, ImmutableArray<Given>? point) =>
        point is { } givens ? PointText.Flatten(loss, givens).Select(x => (double[]?)x) : (double[]?)null;

    private static Result<ImmutableArray<Given>?> Givens(string? text, string option)
    {
        if (text is null)
            return (ImmutableArray<Given>?)null;
        var file = text.StartsWith('@') ? text[1..] : null;
        var parsed = file is null ? PointText.Parse(text) : Files.Read(file).Select(EndPoint.Of).SelectMany(PointText.Json);
        return parsed.Else(p => p with { File = string.IsNullOrEmpty(file) ? option : file }).Select(g => (ImmutableArray<Given>?)g);
    }

    /// <summary>A shape is given to a name the formula has.</summary>
    private static Result<bool> Declared(IReadOnlyDictionary<string, Shape> declared, ImmutableArray<string> names)
    {
        foreach (var name in declared.Keys)
            if (!names.Contains(name))
                return DiffCommand.Unknown(name, names) with { File = "--shape" };
        return true;
    }

    /// <summary>All the shapes, when no name has two.</summary>
    private static Result<IReadOnlyDictionary<string, Shape>> Agreed(
        IReadOnlyDictionary<string, Shape> before,
        IReadOnlyDictionary<string, Shape> second,
        string name
    )
    {
        foreach (var (parameter, shape) in second)
            if (before.TryGetValue(parameter, out var other) && other != shape)
                return Problem.Input("GDS0017", $"'{parameter}' is {shape} here and {other} by --shape", "give it one shape") with
                {
                    File = name,
                };
        return new Dictionary<string, Shape>([.. before, .. second.Where(s => !before.ContainsKey(s.Key))], StringComparer.Ordinal);
    }
}
