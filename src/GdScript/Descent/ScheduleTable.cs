using System.Collections.Immutable;

namespace GdScript.Descent;

/// <summary>One schedule of the method language.</summary>
/// <param name="Name">As it is written.</param>
/// <param name="About">What it does, in a line.</param>
/// <param name="Options">Its parameters, in positional order.</param>
/// <param name="Build">Makes the schedule.</param>
public sealed record ScheduleRow(string Name, string About, ImmutableArray<Option> Options, Func<Arguments, Schedule> Build)
{
    /// <summary>As help shows it: <c>constant(x)</c>.</summary>
    public string Text => Call.Text(Name, Options);

    internal Schedule Called(Arguments arguments) =>
        Name == "constant" ? Build(arguments) : Build(arguments) with { Text = Name + arguments.Text };
}

/// <summary>Every schedule, one row each.</summary>
public static class ScheduleTable
{
    private static readonly Option Lr = Option.Number("lr", null, Bounds.AtLeast(0));
    private static readonly Option Steps = Option.Number("steps", null, Bounds.Count(1));
    private static readonly Option End = Option.Number("end", 0, Bounds.AtLeast(0));
    private static readonly Option Anneal = Option.Word("anneal", "cos", "linear");
    private static readonly Option Pct = Option.Number("pct", 0.3, new Bounds(0, 1));

    public static readonly ImmutableArray<ScheduleRow> Rows =
    [
        new(
            "constant",
            "the same rate at every step",
            [Option.Number("x", null, Bounds.AtLeast(0))],
            a => Schedules.Constant(a.Number("x"))
        ),
        new(
            "step",
            "times gamma every so many steps",
            [Lr, Option.Number("size", null, Bounds.Count(1)), Gamma(0.1)],
            a => Plain(t => ScheduleForms.Step(a.Number("lr"), a.Whole("size"), a.Number("gamma"), t))
        ),
        new(
            "multistep",
            "times gamma at each of the steps in brackets",
            [Lr, new Option("at", OptionKind.Numbers, null, Bounds.Count(0)), Gamma(0.1)],
            a =>
                Plain(
                    t => ScheduleForms.Multistep(a.Number("lr"), a.Numbers("at"), a.Number("gamma"), t),
                    (long)a.Numbers("at").DefaultIfEmpty(0).Max()
                )
        ),
        new(
            "exponential",
            "times gamma each step",
            [Lr, Gamma(null)],
            a => Plain(t => ScheduleForms.Exponential(a.Number("lr"), a.Number("gamma"), t))
        ),
        new(
            "inverse",
            "lr/(1 + decay*t)^power",
            [Lr, Option.Number("decay", null, Bounds.AtLeast(0)), Option.Number("power", 1, Bounds.AtLeast(0))],
            a => Plain(t => ScheduleForms.Inverse(a.Number("lr"), a.Number("decay"), a.Number("power"), t))
        ),
        new(
            "polynomial",
            "down to end as a power of the steps left",
            [Lr, Steps, Option.Number("power", 1, Bounds.AtLeast(0)), End],
            a =>
                Plain(
                    t => ScheduleForms.Polynomial(a.Number("lr"), a.Whole("steps"), a.Number("power"), a.Number("end"), t),
                    a.Whole("steps")
                )
        ),
        new(
            "linear",
            "from start*lr to end*lr along a line",
            [
                Lr,
                Option.Number("steps", 5, Bounds.Count(1)),
                Option.Number("start", 1.0 / 3, Bounds.AtLeast(0)),
                Option.Number("end", 1, Bounds.AtLeast(0)),
            ],
            a => Plain(t => ScheduleForms.Linear(a.Number("lr"), a.Whole("steps"), a.Number("start"), a.Number("end"), t), a.Whole("steps"))
        ),
        new(
            "warmup",
            "up from start times its first rate to another schedule, which then begins",
            [Inner("then"), Steps, Option.Number("start", 0, Bounds.AtLeast(0))],
            a =>
                Plain(
                    t => ScheduleForms.Warmup(a.Rate("then"), a.Whole("steps"), a.Number("start"), t),
                    a.Rate("then").Settled + a.Whole("steps")
                )
        ),
        new(
            "cosine",
            "half a cosine down to end; it stays there, or with periodic=true rises again",
            [Lr, Steps, End, Option.Switch("periodic", false)],
            a =>
                Plain(
                    t => ScheduleForms.Cosine(a.Number("lr"), a.Whole("steps"), a.Number("end"), a.Switch("periodic"), t),
                    a.Switch("periodic") ? null : a.Whole("steps")
                )
        ),
        new(
            "restarts",
            "cosines with warm restarts, each mult times as long as the one before",
            [Lr, Steps, Option.Number("mult", 1, Bounds.Count(1)), End],
            a => Plain(t => ScheduleForms.Restarts(a.Number("lr"), a.Whole("steps"), a.Whole("mult"), a.Number("end"), t))
        ),
        new(
            "cyclic",
            "up and down between low and high (down=0: as long as up); triangular2 halves, exp_range shrinks by gamma^t",
            [
                Option.Number("low", null, Bounds.AtLeast(0)),
                Option.Number("high", null, Bounds.AtLeast(0)),
                Option.Number("up", 2000, Bounds.Count(1)),
                Option.Number("down", 0, Bounds.Count(0)),
                Option.Word("mode", "triangular", "triangular2", "exp_range"),
                Gamma(1),
            ],
            Cyclic
        ),
        new(
            "onecycle",
            "from max/div up to max over pct of the steps, then down to max/div/final",
            [
                Option.Number("max", null, Bounds.AtLeast(0)),
                Option.Number("steps", null, Bounds.Count(2)),
                Pct,
                Option.Number("div", 25, Bounds.AtLeast(1)),
                Option.Number("final", 1e4, Bounds.AtLeast(1)),
                Anneal,
            ],
            a =>
                Plain(
                    t =>
                        ScheduleForms.Onecycle(
                            a.Number("max"),
                            a.Whole("steps"),
                            a.Number("pct"),
                            a.Number("div"),
                            a.Number("final"),
                            a.Word("anneal"),
                            t
                        ),
                    a.Whole("steps")
                )
        ),
        new(
            "swing",
            "the momentum of one cycle: high, low where the rate is highest, high again",
            [
                Option.Number("high", 0.95, Bounds.AtLeast(0)),
                Option.Number("low", 0.85, Bounds.AtLeast(0)),
                Option.Number("steps", null, Bounds.Count(2)),
                Pct,
                Anneal,
            ],
            a =>
                Plain(
                    t => ScheduleForms.Swing(a.Number("high"), a.Number("low"), a.Whole("steps"), a.Number("pct"), a.Word("anneal"), t),
                    a.Whole("steps")
                )
        ),
        new(
            "plateau",
            "times factor when the loss has not fallen for more than patience steps; over batches it is the judging loss, and epochs",
            [
                Inner("lr"),
                Option.Number("factor", 0.1, new Bounds(0, 1, Open: true)),
                Option.Number("patience", 10, Bounds.Count(0)),
                Option.Number("threshold", 1e-4, Bounds.AtLeast(0)),
                Option.Word("mode", "rel", "abs"),
                Option.Number("cooldown", 0, Bounds.Count(0)),
                Option.Number("floor", 0, Bounds.AtLeast(0)),
            ],
            Plateau
        ),
        new(
            "join",
            "schedules in brackets, one after the other; each begins at its step in at and counts from there",
            [
                new Option("parts", OptionKind.Schedules, null, Bounds.AtLeast(0)),
                new Option("at", OptionKind.Numbers, null, Bounds.Count(0)),
            ],
            Join
        ),
    ];

    /// <summary>A schedule of the table from C#, so that code and text make the same thing.</summary>
    /// <exception cref="ArgumentException">A value is outside its bounds.</exception>
    internal static Schedule Make(string name, params ReadOnlySpan<(string Name, Setting Value)> given)
    {
        var row = Rows.Single(r => r.Name == name);
        return row.Called(MethodTable.Bound(row.Options, given));
    }

    private static Option Gamma(double? value) => Option.Number("gamma", value, Bounds.AtLeast(0));

    private static Option Inner(string name) => new(name, OptionKind.Varying, null, Bounds.AtLeast(0));

    private static Schedule Plain(Func<long, double> at, long? settled = null) => new("", at, settled);

    private static Schedule Cyclic(Arguments a)
    {
        var (up, down) = (a.Whole("up"), a.Whole("down") is > 0 and var given ? given : a.Whole("up"));
        return Plain(t => ScheduleForms.Cyclic(a.Number("low"), a.Number("high"), up, down, a.Word("mode"), a.Number("gamma"), t));
    }

    private static Schedule Plateau(Arguments a)
    {
        var rate = a.Rate("lr");
        var cut = new PlateauCut(
            rate,
            a.Number("factor"),
            a.Whole("patience"),
            a.Number("threshold"),
            a.Word("mode") == "rel",
            a.Whole("cooldown"),
            a.Number("floor")
        );
        return new Schedule("", rate.At, rate.Settled)
        {
            Scalars = PlateauCut.Scalars,
            Seeing = cut.At,
            Holding = cut.Hold,
        };
    }

    private static Schedule Join(Arguments a)
    {
        var (parts, at) = (a.Rates("parts"), a.Numbers("at"));
        if (at.Length != parts.Length - 1)
            throw new MethodMistake(
                "at",
                $"{Digits.Of(parts.Length)} schedules change over at {Digits.Of(parts.Length - 1)} steps, and 'at' has {Digits.Of(at.Length)}"
            );
        return Plain(t => ScheduleForms.Join(parts, at, t), parts[^1].Settled + (long)at.LastOrDefault());
    }
}

/// <summary>Options that do not fit each other; <see cref="MethodText"/> turns it into a problem with a place.</summary>
internal sealed class MethodMistake(string option, string what) : ArgumentException(what)
{
    public string Option { get; } = option;
}
