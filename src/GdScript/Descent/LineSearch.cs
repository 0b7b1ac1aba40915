using System.Collections.Immutable;

namespace GdScript.Descent;

/// <summary>
/// The loss along a line from the point of a step, asked for and counted: φ(α) = f(P(x + α·d)), where P is the nearest
/// point in the box.
/// </summary>
internal readonly ref struct Along
{
    private readonly ReadOnlySpan<double> x;
    private readonly ReadOnlySpan<double> d;
    private readonly Oracle oracle;
    private readonly Box? box;
    private readonly Span<double> point;

    /// <param name="s">Where the line begins.</param>
    /// <param name="d">Its direction.</param>
    /// <param name="point">Room for a point: the last one asked about.</param>
    /// <param name="gradient">Room for the gradient there.</param>
    public Along(in Step s, ReadOnlySpan<double> d, Span<double> point, Span<double> gradient)
    {
        x = s.X;
        this.d = d;
        (oracle, box) = (s.Oracle, s.Box);
        this.point = point;
        Gradient = gradient;
        (Value0, Slope0) = (s.Value, Symmetric.Dot(s.Gradient, d));
    }

    /// <summary>φ(0).</summary>
    public double Value0 { get; }

    /// <summary>φ′(0), the slope along the direction.</summary>
    public double Slope0 { get; }

    /// <summary>The gradient at the point asked about last.</summary>
    public Span<double> Gradient { get; }

    /// <summary>φ and φ′ at α. The point is made as a walk makes it, so that the walk need not ask again.</summary>
    public (double Value, double Slope) At(double alpha)
    {
        for (var i = 0; i < point.Length; i++)
        {
            var move = alpha * d[i];
            point[i] = x[i] + move;
        }
        box?.Project(point);
        var value = oracle.ValueAndGradient(point, Gradient);
        return (value, Symmetric.Dot(Gradient, d));
    }
}

/// <summary>Finds how far to go along a downhill direction.</summary>
/// <param name="line">The line.</param>
/// <param name="first">The length to try first.</param>
/// <returns>The length, asked about last; 0 where no length lowers the loss.</returns>
internal delegate double Find(Along line, double first);

/// <summary>How far to go along a direction, as it is written: <c>wolfe(c2=0.1)</c>.</summary>
public sealed record LineSearch(string Text)
{
    internal Find Find { get; init; } = (_, first) => first;

    /// <summary>Halving until the loss falls enough.</summary>
    public static LineSearch Armijo { get; } = SearchTable.Make("armijo");

    /// <summary>Enough fall and a slope that has flattened.</summary>
    public static LineSearch Wolfe { get; } = SearchTable.Make("wolfe");

    /// <summary>Hager and Zhang's.</summary>
    public static LineSearch HagerZhang { get; } = SearchTable.Make("hz");

    public bool Equals(LineSearch? other) => other is not null && Text == other.Text;

    public override int GetHashCode() => Text.GetHashCode(StringComparison.Ordinal);

    public override string ToString() => Text;
}

/// <summary>One line search of the method language.</summary>
/// <param name="Name">As it is written.</param>
/// <param name="About">What it does, in a line.</param>
/// <param name="Options">Its parameters, in positional order.</param>
/// <param name="Build">Makes it; its text is put in afterwards.</param>
public sealed record SearchRow(string Name, string About, ImmutableArray<Option> Options, Func<Arguments, LineSearch> Build)
{
    /// <summary>As help shows it: <c>armijo(c1=0.0001)</c>.</summary>
    public string Text => Call.Text(Name, Options);

    internal LineSearch Called(Arguments arguments) => Build(arguments) with { Text = Name + arguments.Text };
}

/// <summary>Every line search, one row each.</summary>
public static class SearchTable
{
    private static readonly Option C1 = Option.Number("c1", 1e-4, new Bounds(0, 1, Open: true));

    public static readonly ImmutableArray<SearchRow> Rows =
    [
        new("fixed", "no search: the rate as it is", [], _ => new LineSearch("")),
        new(
            "armijo",
            "shorter by shrink until the loss falls by c1 times what the slope promises",
            [C1, Option.Number("shrink", 0.5, new Bounds(0.01, 0.99))],
            a => Searching((line, first) => Searches.Backtrack(line, first, a.Number("c1"), a.Number("shrink")))
        ),
        new(
            "wolfe",
            "the strong Wolfe conditions: fall by c1, slope within c2 of the first",
            [C1, Option.Number("c2", 0.9, new Bounds(0, 1, Open: true))],
            a => Searching((line, first) => Searches.StrongWolfe(line, first, a.Number("c1"), a.Number("c2")))
        ),
        new(
            "hz",
            "Hager and Zhang: the approximate Wolfe conditions, exact to rounding",
            [
                Option.Number("delta", 0.1, new Bounds(0, 0.5, Open: true)),
                Option.Number("sigma", 0.9, new Bounds(0, 1, Open: true)),
                Option.Number("epsilon", 1e-6, Bounds.AtLeast(0)),
            ],
            a => Searching((line, first) => Searches.HagerZhang(line, first, a.Number("delta"), a.Number("sigma"), a.Number("epsilon")))
        ),
    ];

    internal static LineSearch Make(string name, params ReadOnlySpan<(string Name, Setting Value)> given)
    {
        var row = Rows.Single(r => r.Name == name);
        return row.Called(MethodTable.Bound(row.Options, given));
    }

    private static LineSearch Searching(Find find) => new("") { Find = find };
}
