using System.Collections.Immutable;
using GdScript.Algebra;
using GdScript.Cli.Commands;
using GdScript.Graphs;
using GdScript.Kernels;
using GdScript.Plots;
using GdScript.Plots.Terminal;
using GdScript.Text;
using GdScript.Traces;

namespace GdScript.Cli.Repl;

/// <summary>What a session draws: <c>plot f x=-3..3</c>, with the walk that was last made on the formula.</summary>
internal static class Pictures
{
    private const int Widest = 100;
    private static readonly Extent Usual = new(-5, 5);

    public static Result<Outcome> Plot(Sentence sentence, Bench bench, Setting setting)
    {
        if (bench.Find(sentence.Target.Said) is Thing.Walk walk)
            return Drawn(sentence, walk.Order.Question.Loss, walk, bench, setting);
        if (bench.Losses?.Invoke(sentence.Target.Said) is { } loss)
            return loss.SelectMany(text => Drawn(sentence, text, bench, setting));
        return from expression in Reading.Of(sentence.Target, bench, sentence.Own, sentence.Declared)
            from formula in expression.Formula
            from outcome in Drawn(sentence, formula, Walked(formula, bench), bench, setting)
            select outcome.Noting(expression.Warnings, "warning");
    }

    /// <summary>The losses of a walk as one line.</summary>
    public static string LossLine(Trace trace, Setting setting)
    {
        if (!setting.IsPerson || trace.Rows.Length < 3)
            return "";
        double[] losses = [.. trace.Rows.Select(r => r.Loss)];
        return $"loss  {Sparkline.Of(losses, Math.Min(setting.Width, Widest) - 8, InkOf(setting))}\n";
    }

    /// <summary>The latest walk on a formula.</summary>
    private static Thing.Walk? Walked(Formula formula, Bench bench)
    {
        var text = formula.Infix;
        return bench.Results.OfType<Thing.Walk>().LastOrDefault(w => w.Order.Question.Loss.Infix == text);
    }

    /// <summary>A loss in C#: the compiled method is asked, wherever it branches.</summary>
    private static Result<Outcome> Drawn(Sentence sentence, LossText text, Bench bench, Setting setting) =>
        from whole in Question.Of(text, (string?)null, null, null)
        from clause in Ranges(sentence["at"], whole.Loss.Parameters, bench)
        from question in clause.Fixed.IsEmpty ? whole : Question.Of(text, null, clause.Fixed, null)
        let walk = clause.Fixed.IsEmpty
            ? bench.Results.OfType<Thing.Walk>().LastOrDefault(w => w.Order.Question.Text.Text == text.Text)
            : null
        from drawn in Drawn(sentence, question.Loss, x => question.Script!.Value(x), clause.Extents, walk, setting)
        select drawn;

    private static Result<Outcome> Drawn(Sentence sentence, Formula formula, Thing.Walk? walk, Bench bench, Setting setting) =>
        from clause in Ranges(sentence["at"], formula.Parameters, bench)
        from put in Substitute.Fix(formula, clause.Fixed)
        from loss in Calculus.Losses.Scalar(put)
        let kernel = Kernel.For(loss.WithRoots(loss.Root))
        from drawn in Drawn(sentence, loss, x => kernel.Value(x), clause.Extents, clause.Fixed.IsEmpty ? walk : null, setting)
        select drawn;

    private static Result<Outcome> Drawn(
        Sentence sentence,
        Formula loss,
        Func<double[], double> value,
        Dictionary<string, Extent> extents,
        Thing.Walk? walk,
        Setting setting
    )
    {
        if (loss.Parameters is not ([{ Shape.IsScalar: true }] or [{ Shape.IsScalar: true }, { Shape.IsScalar: true }]))
            return Misfit(sentence, loss);
        double Asked(double[] point)
        {
            setting.Stop.ThrowIfCancellationRequested();
            return value(point);
        }
        var lines = loss.Parameters.Length == 1 ? Line(loss, Asked, extents, walk, setting) : Map(loss, Asked, extents, walk, setting);
        return lines.IsEmpty
            ? sentence.Target.Wrong("GDS0210", "the formula has no finite value there", "choose other ranges: x=0.1..5")
            : Told(lines);
    }

    private static Outcome Told(ImmutableArray<string> lines)
    {
        var text = string.Concat(lines.Select(l => l + "\n"));
        var answer = new Answer(
            text,
            json =>
            {
                json.WriteStartArray("picture");
                foreach (var line in lines)
                    json.WriteStringValue(line);
                json.WriteEndArray();
            }
        );
        return new Outcome(new Thing.Page(answer), text) { Json = answer.Json };
    }

    private static Problem Misfit(Sentence sentence, Formula loss) =>
        sentence.Target.Wrong(
            "GDS0210",
            loss.Parameters.IsEmpty ? "a number has no picture"
                : loss.Parameters.FirstOrDefault(p => !p.Shape.IsScalar) is { Name: not null } array
                    ? $"'{array.Name}' is {array.Shape}, and pictures are of numbers"
                : $"a picture has one or two open names, and here are {string.Join(", ", loss.Parameters.Take(6).Select(p => p.Name))}",
            loss.Parameters.Length > 2
                ? $"give the others values: plot … {string.Join(", ", loss.Parameters.Skip(2).Take(3).Select(p => p.Name + "=0"))}"
                : "write plot x^2"
        );

    /// <summary><c>x=-3..3, y=2</c>: ranges to draw over, and names to put a value in for.</summary>
    private static Result<(Dictionary<string, Extent> Extents, ImmutableArray<Given> Fixed)> Ranges(
        Passage? at,
        ImmutableArray<Parameter> parameters,
        Bench bench
    )
    {
        var (extents, values) = (new Dictionary<string, Extent>(StringComparer.Ordinal), ImmutableArray.CreateBuilder<Given>());
        foreach (var part in at is null ? [] : Places.Parts(at))
        {
            var equals = part.Text.IndexOf('=', part.Start, part.End - part.Start);
            var name = equals < 0 ? parameters.FirstOrDefault().Name ?? "" : part.Part(part.Start, equals).Said;
            if (parameters.All(p => p.Name != name))
                return Places.Located(DiffCommand.Unknown(name, parameters.Select(p => p.Name)), part);
            var value = part.Part(equals < 0 ? part.Start : equals + 1, part.End);
            var dots = value.Text.IndexOf("..", value.Start, value.End - value.Start, StringComparison.Ordinal);
            var ends =
                from low in Number(dots < 0 ? value : value.Part(value.Start, dots), bench)
                from high in dots < 0 ? low : Number(value.Part(dots + 2, value.End), bench)
                select new Extent(low, high);
            if (!ends.Is(out var extent, out var problem))
                return problem;
            if (dots < 0)
                values.Add(new(name, Tensor.Of(extent.Low)));
            else if (extent.Low < extent.High)
                extents[name] = extent;
            else
                return value.Wrong("GDS0208", $"'{value.Said}' is an empty range", $"write {name}=-3..3");
        }
        return (extents, values.ToImmutable());
    }

    private static Result<double> Number(Passage passage, Bench bench) =>
        from read in Reading.Of(passage, bench)
        from value in Places.Number(read, passage)
        from number in value.Shape.IsScalar
            ? value.Data[0]
            : (Result<double>)passage.Wrong("GDS0208", "an end of a range is a number", "write x=-3..3")
        select number;

    private static ImmutableArray<string> Line(
        Formula loss,
        Func<double[], double> value,
        Dictionary<string, Extent> extents,
        Thing.Walk? walk,
        Setting setting
    )
    {
        double[] path = [.. walk?.Trace.Rows.Select(r => r.Point[0]) ?? []];
        var across = extents.TryGetValue(loss.Parameters[0].Name, out var given) ? given : Around(path);
        return Curve.Of(x => value([x]), across, Sheet(setting), path);
    }

    private static ImmutableArray<string> Map(
        Formula loss,
        Func<double[], double> value,
        Dictionary<string, Extent> extents,
        Thing.Walk? walk,
        Setting setting
    )
    {
        (double X, double Y)[] path = [.. walk?.Trace.Rows.Select(r => (r.Point[0], r.Point[1])) ?? []];
        var across = extents.TryGetValue(loss.Parameters[0].Name, out var x) ? x : Around([.. path.Select(p => p.X)]);
        var up = extents.TryGetValue(loss.Parameters[1].Name, out var y) ? y : Around([.. path.Select(p => p.Y)]);
        var lines = Contour.Of((a, b) => value([a, b]), across, up, Sheet(setting), path);
        return lines.IsEmpty ? lines : [.. lines, $"{loss.Parameters[0].Name} goes to the right, {loss.Parameters[1].Name} up"];
    }

    /// <summary>Where a path lies with some room around it; the usual place where there is none.</summary>
    private static Extent Around(double[] path)
    {
        double[] finite = [.. path.Where(double.IsFinite)];
        if (finite.Length == 0)
            return Usual;
        var (low, high) = (finite.Min(), finite.Max());
        var room = Math.Max((high - low) * 0.25, 1e-3 * Math.Max(1, Math.Abs(high)));
        return new(low - room, high + room);
    }

    private static Drawing Sheet(Setting setting) => new(Math.Min(setting.Width, Widest), 16, InkOf(setting));

    private static Ink InkOf(Setting setting) =>
        setting.Ascii ? Ink.Letters
        : setting.Colour ? setting.Tints
        : Ink.Dots;
}
