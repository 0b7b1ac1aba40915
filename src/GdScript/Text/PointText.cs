using System.Collections.Immutable;
using GdScript.Graphs;

namespace GdScript.Text;

/// <summary>Points as a person types them, and how they meet a formula.</summary>
public static class PointText
{
    /// <summary>
    /// <c>x=3, y=4</c>, <c>W=[[1,2],[3,4]]</c>, or values alone (<c>3, 4</c>, given the name "") in the order of the parameters.
    /// Plain finite numbers only.
    /// </summary>
    public static Result<ImmutableArray<Given>> Parse(string text) => PointReader.Read(text);

    /// <summary><c>{"x": 3, "W": [[1,2],[3,4]]}</c>.</summary>
    public static Result<ImmutableArray<Given>> Json(string json) => PointJson.Read(json);

    /// <summary>The shapes a point gives; values without a name go to <paramref name="names"/> in order.</summary>
    public static Result<IReadOnlyDictionary<string, Shape>> Shapes(IEnumerable<Given> givens, IEnumerable<string> names) =>
        Assign(givens, [.. names]).Select(IReadOnlyDictionary<string, Shape> (all) => all.ToDictionary(g => g.Key, g => g.Value.Shape));

    /// <summary>The point of a formula: every parameter's elements, row-major, in the formula's order.</summary>
    public static Result<double[]> Flatten(Formula f, IEnumerable<Given> givens)
    {
        if (!Assign(givens, [.. f.Parameters.Select(p => p.Name)]).Is(out var values, out var problem))
            return problem;
        var point = new double[f.PointSize];
        var at = 0;
        foreach (var parameter in f.Parameters)
        {
            if (!values.TryGetValue(parameter.Name, out var value))
                return Missing(parameter);
            if (value.Shape != parameter.Shape)
                return WrongShape(parameter, value.Shape);
            value.Data.CopyTo(point, at);
            at += value.Data.Length;
        }
        return values.Count == f.Parameters.Length ? point : Extra(values.Keys.Except(f.Parameters.Select(p => p.Name)).First(), f);
    }

    private static Result<Dictionary<string, Tensor>> Assign(IEnumerable<Given> givens, ImmutableArray<string> names)
    {
        var values = new Dictionary<string, Tensor>(StringComparer.Ordinal);
        var position = 0;
        foreach (var given in givens)
        {
            if (given.Name.Length == 0 && position == names.Length)
                return TooMany(names);
            var name = given.Name.Length > 0 ? given.Name : names[position++];
            if (!values.TryAdd(name, given.Value))
                return Problem.Input(TextProblems.Id.PointTwice, $"'{name}' is given twice", "give each name one value");
        }
        return values;
    }

    private static Problem TooMany(ImmutableArray<string> names) =>
        Problem.Input(
            TextProblems.Id.PointExtra,
            names.Length == 0
                ? "the formula has no parameters, and the point has values"
                : FormattableString.Invariant(
                    $"the point has more than the {names.Length} {(names.Length == 1 ? "value" : "values")} the formula takes"
                ),
            names.Length == 0 ? "" : $"the parameters are {Listed(names)}"
        );

    private static Problem Missing(Parameter parameter) =>
        Problem.Input(
            TextProblems.Id.PointMissing,
            $"the point gives no value for '{parameter.Name}'",
            parameter.Name is "π" or "Pi" or "PI" ? "the constant is written pi"
                : parameter.Name is "E" ? $"write {Example(parameter)}; the constant is written e"
                : $"add {Example(parameter)}"
        );

    private static Problem WrongShape(Parameter parameter, Shape given) =>
        Problem.Input(
            TextProblems.Id.PointShape,
            $"'{parameter.Name}' is {parameter.Shape}, and the point gives {given}",
            $"write {Example(parameter)}"
        );

    private static Problem Extra(string name, Formula f) =>
        Problem.Input(
            TextProblems.Id.PointExtra,
            $"the formula has no parameter '{name}'",
            name is "e" or "pi" ? $"'{name}' is a constant; a line 'param {name}' makes it a parameter"
                : Suggest.Nearest(name, f.Parameters.Select(p => p.Name)) is { } near ? $"did you mean '{near}'?"
                : f.Parameters.Length == 0 ? "it has no parameters at all"
                : $"its parameters are {Listed([.. f.Parameters.Select(p => p.Name)])}"
        );

    private static string Example(Parameter parameter)
    {
        var shape = parameter.Shape;
        var row = shape.IsVector ? Row(shape.Rows) : Row(shape.Columns);
        return shape.IsScalar ? $"{parameter.Name}=0"
            : shape.IsVector ? $"{parameter.Name}={row}"
            : $"{parameter.Name}=[{string.Join(",", Enumerable.Repeat(row, Math.Min(shape.Rows, 4)))}{(shape.Rows > 4 ? ",…" : "")}]";
    }

    private static string Row(int count) => $"[{string.Join(",", Enumerable.Repeat("0", Math.Min(count, 4)))}{(count > 4 ? ",…" : "")}]";

    private static string Listed(ImmutableArray<string> names) => string.Join(", ", names.Take(10)) + (names.Length > 10 ? ", …" : "");
}
