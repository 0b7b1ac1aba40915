using GdScript.Descent;

namespace GdScript.Tests.Descent;

/// <summary>Methods the laws are tried on: every row of the table, and rules with every kind of memory.</summary>
internal static class Samples
{
    /// <summary>A text for every row, each switch also turned: a new row joins by being in the table.</summary>
    public static IEnumerable<string> Texts =>
        from row in MethodTable.Methods
        from turned in (IEnumerable<Option?>)[null, .. row.Options.Where(o => o.Kind == OptionKind.Switch)]
        select Call(row, turned) + (row.Walks ? "" : " | gd(lr=0.1)");

    public static IEnumerable<Method> Methods =>
        [
            .. Texts.Select(t => MethodText.Parse(t).Value),
            Heavy(0.5) | Rules.Gd(0.1),
            Rules.Chain(Heavy(0.5), Warm(), Heavy(0.2)) | Rules.Gd(0.1),
            Rules.Gd(Halving) | Fade(),
        ];

    /// <summary>A rate that is 0.2, 0.1, 0.05, … and never settles.</summary>
    public static readonly Schedule Halving = new("halving", step => Math.ScaleB(0.2, -(int)Math.Min(step / 10, 1000)));

    /// <summary>Momentum: one slot, v = keep·v + move.</summary>
    public static Rule Heavy(double keep) =>
        new(
            $"heavy({keep})",
            (in Step _, Span<double> move, Span<double> v) =>
            {
                for (var i = 0; i < move.Length; i++)
                    move[i] = v[i] = keep * v[i] + move[i];
            }
        )
        {
            Slots = 1,
        };

    /// <summary>One scalar that begins at 0.5 and warms up to 1: the move times it.</summary>
    public static Rule Warm() =>
        new(
            "warm",
            (in Step _, Span<double> move, Span<double> memory) =>
            {
                foreach (ref var m in move)
                    m *= memory[0];
                memory[0] = Math.Min(1, memory[0] + 0.0625);
            }
        )
        {
            Scalars = 1,
            Init = (_, memory) => memory[0] = 0.5,
        };

    /// <summary>Two slots and two scalars: a mean of the moves and of the points, the step number and a sum of losses.</summary>
    public static Rule Fade() =>
        new(
            "fade",
            (in Step s, Span<double> move, Span<double> memory) =>
            {
                var n = move.Length;
                for (var i = 0; i < n; i++)
                {
                    memory[i] = (memory[i] + move[i]) / 2;
                    memory[n + i] = (memory[n + i] + s.X[i]) / 2;
                    move[i] = (move[i] + memory[i]) / 2;
                }
                memory[2 * n] = s.T;
                memory[2 * n + 1] = (memory[2 * n + 1] + s.Value) / 2;
            }
        )
        {
            Slots = 2,
            Scalars = 2,
            Init = (start, memory) => start.CopyTo(memory[start.Length..]),
        };

    private static string Call(MethodRow row, Option? turned)
    {
        var arguments = row
            .Options.Select(o =>
                o.Kind switch
                {
                    OptionKind.Rate => $"{o.Name}=0.1",
                    OptionKind.Switch when o == turned => $"{o.Name}={(o.Default!.Text == "true" ? "false" : "true")}",
                    OptionKind.Switch => "",
                    OptionKind.Number => o.Default is null ? $"{o.Name}=0.5" : "",
                }
            )
            .Where(a => a.Length > 0);
        return $"{row.Name}({string.Join(", ", arguments)})";
    }
}
