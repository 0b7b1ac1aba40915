using GdScript.Descent;
using GdScript.Graphs;

namespace GdScript.Tests.Descent;

/// <summary>Methods the laws are tried on: every row of the table, and rules with every kind of memory.</summary>
internal static class Samples
{
    /// <summary>A text for every row, each switch also turned: a new row joins by being in the table.</summary>
    public static IEnumerable<string> Texts =>
        from row in MethodTable.Methods
        from turned in (IEnumerable<Option?>)[null, .. row.Options.Where(o => o.Kind is OptionKind.Switch or OptionKind.Word)]
        let call = Call(row, turned)
        select row.Follows ? "gd(lr=0.1) | " + call
        : row.Walks ? call
        : call + " | gd(lr=0.1)";

    /// <summary>Chains, nested schedules, schedules that look at losses, methods by parameter.</summary>
    public static readonly string[] Composed =
    [
        "clip(1) | adam(lr=cosine(0.1, steps=200))",
        "momentum(lr=onecycle(0.1, steps=200), momentum=swing(steps=200))",
        "adam(lr=0.1, beta1=cyclic(0.9, high=0.8, up=10))",
        "gd(lr=plateau(0.1, patience=2, factor=0.5, floor=0.01))",
        "each(x0=clip(10) | momentum(lr=plateau(0.05, floor=0.01)), rest=adam(lr=0.1))",
        "gd(lr=restarts(0.2, steps=10, mult=2)) | average(cycle=10, mult=2)",
        "gd(lr=0.1) | average(start=5, every=3) | perturb(threshold=0.01)",
    ];

    private static readonly Parameter[] Plane = [new("x0", Shape.Scalar), new("x1", Shape.Scalar)];

    public static IEnumerable<Method> Methods =>
        [
            .. Texts.Select(t => MethodText.Parse(t).Value),
            .. Composed.Select(t => MethodText.Parse(t, Plane).Value),
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

    /// <summary>A schedule of 40 steps or so.</summary>
    public static string Call(ScheduleRow row) =>
        $"{row.Name}({string.Join(", ", row.Options.Where(o => o.Default is null).Select(o => $"{o.Name}={Sample(o)}"))})";

    private static string Call(MethodRow row, Option? turned)
    {
        var arguments = row
            .Options.Select(o =>
                o == turned ? $"{o.Name}={Turned(row, o)}"
                : o.Kind == OptionKind.Rate ? $"{o.Name}={Rate(row)}"
                : o.Default is null ? $"{o.Name}={Sample(o)}"
                : ""
            )
            .Where(a => a.Length > 0);
        return $"{row.Name}({string.Join(", ", arguments)})";
    }

    private static string Turned(MethodRow row, Option option) =>
        option.Kind == OptionKind.Word ? option.Words[^1]
        : option.Default!.Text == "true" ? "false"
        : option.Name == "nesterov" && row.Name == "sgd" ? "true, momentum=0.5"
        : "true";

    /// <summary>A rate with which 300 steps reach the bottom of the lesson's bowl from (−3, 4).</summary>
    private static string Rate(MethodRow row) =>
        row.Name switch
        {
            "adagrad" => "1",
            "adadelta" => "20",
            _ => "0.1",
        };

    private static string Sample(Option option) =>
        option.Kind switch
        {
            OptionKind.Numbers => "[3]",
            OptionKind.Schedules => "[0.1, 0.2]",
            _ => option.Name switch
            {
                "steps" or "size" => "40",
                "lr" or "then" => "0.1",
                "gamma" => "0.9",
                _ => "0.5",
            },
        };
}
