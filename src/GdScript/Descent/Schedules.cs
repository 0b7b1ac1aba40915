using System.Collections.Immutable;

namespace GdScript.Descent;

/// <summary>
/// The schedules there are, from C#; <see cref="ScheduleForms"/> has their closed forms and <see cref="ScheduleTable"/>
/// their names, defaults and bounds.
/// </summary>
public static class Schedules
{
    /// <summary>The same rate at every step.</summary>
    public static Schedule Constant(double rate) => new(Digits.Of(rate), _ => rate, Settled: 0);

    /// <summary>Times <paramref name="gamma"/> every <paramref name="size"/> steps.</summary>
    public static Schedule Step(double lr, long size, double gamma = 0.1) =>
        ScheduleTable.Make("step", ("lr", lr), ("size", (double)size), ("gamma", gamma));

    /// <summary>Times <paramref name="gamma"/> at each of the steps named.</summary>
    public static Schedule Multistep(double lr, ImmutableArray<double> at, double gamma = 0.1) =>
        ScheduleTable.Make("multistep", ("lr", lr), ("at", at), ("gamma", gamma));

    /// <summary>Times <paramref name="gamma"/> each step.</summary>
    public static Schedule Exponential(double lr, double gamma) => ScheduleTable.Make("exponential", ("lr", lr), ("gamma", gamma));

    /// <summary>Down to <paramref name="end"/> as a power of what is left.</summary>
    public static Schedule Polynomial(double lr, long steps, double power = 1, double end = 0) =>
        ScheduleTable.Make("polynomial", ("lr", lr), ("steps", (double)steps), ("power", power), ("end", end));

    /// <summary>From one multiple of the rate to another along a line.</summary>
    public static Schedule Linear(double lr, long steps = 5, double start = 1.0 / 3, double end = 1) =>
        ScheduleTable.Make("linear", ("lr", lr), ("steps", (double)steps), ("start", start), ("end", end));

    /// <summary>Up to the beginning of another schedule, which then runs.</summary>
    public static Schedule Warmup(Schedule then, long steps, double start = 0) =>
        ScheduleTable.Make("warmup", ("then", then), ("steps", (double)steps), ("start", start));

    /// <summary>Half a cosine down to <paramref name="end"/>; it stays there, or with <paramref name="periodic"/> rises again.</summary>
    public static Schedule Cosine(double lr, long steps, double end = 0, bool periodic = false) =>
        ScheduleTable.Make("cosine", ("lr", lr), ("steps", (double)steps), ("end", end), ("periodic", periodic));

    /// <summary>Cosines with warm restarts, each <paramref name="mult"/> times as long as the one before (Loshchilov, Hutter 2017).</summary>
    public static Schedule Restarts(double lr, long steps, long mult = 1, double end = 0) =>
        ScheduleTable.Make("restarts", ("lr", lr), ("steps", (double)steps), ("mult", (double)mult), ("end", end));

    /// <summary>Up and down between two rates (Smith 2017).</summary>
    public static Schedule Cyclic(double low, double high, long up = 2000, long down = 0, string mode = "triangular", double gamma = 1) =>
        ScheduleTable.Make(
            "cyclic",
            ("low", low),
            ("high", high),
            ("up", (double)up),
            ("down", (double)down),
            ("mode", mode),
            ("gamma", gamma)
        );

    /// <summary>Up once, and down far below the beginning (Smith, Topin 2018).</summary>
    public static Schedule Onecycle(double max, long steps, double pct = 0.3, double div = 25, double final = 1e4, string anneal = "cos") =>
        ScheduleTable.Make(
            "onecycle",
            ("max", max),
            ("steps", (double)steps),
            ("pct", pct),
            ("div", div),
            ("final", final),
            ("anneal", anneal)
        );

    /// <summary>Cut by <paramref name="factor"/> when the loss has not fallen for more than <paramref name="patience"/> steps.</summary>
    public static Schedule Plateau(
        Schedule lr,
        double factor = 0.1,
        long patience = 10,
        double threshold = 1e-4,
        string mode = "rel",
        long cooldown = 0,
        double floor = 0
    ) =>
        ScheduleTable.Make(
            "plateau",
            ("lr", lr),
            ("factor", factor),
            ("patience", (double)patience),
            ("threshold", threshold),
            ("mode", mode),
            ("cooldown", (double)cooldown),
            ("floor", floor)
        );

    /// <summary>One schedule after the other, each counting its steps from where it begins.</summary>
    public static Schedule Join(ImmutableArray<Schedule> parts, ImmutableArray<double> at) =>
        ScheduleTable.Make("join", ("parts", parts), ("at", at));
}
