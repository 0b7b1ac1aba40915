using System.Diagnostics;
using GdScript.Cli.Commands;
using GdScript.Descent;

namespace GdScript.Cli.Walking;

/// <summary>When a walk ends: <c>--steps</c>, <c>--stop</c>, <c>--gtol</c>, and the options declared here.</summary>
internal static class StopOptions
{
    /// <summary>All but the three that stand with the method, in the order help lists them.</summary>
    public static System.CommandLine.Option[] All =>
        [
            Of("--grtol", "T", "stop where the gradient is T times as long as at the start"),
            Of("--xtol", "T", "stop after a step no longer than T"),
            Of("--xrtol", "T", "stop after a step no longer than T times the point"),
            Of("--ftol", "T", "stop when ten steps change the loss by no more than T"),
            Of("--frtol", "T", "stop when ten steps change the loss by no more than T times its size"),
            Of("--target", "LOSS", "stop where the loss is no higher; with --maximize, no lower"),
            Of("--patience", "N", "stop when N steps bring no new best loss"),
            Of("--max-evaluations", "N", "stop when the loss was asked for N times"),
            Of("--time", "S", "stop after S seconds"),
            Of("--min-lr", "RATE", "stop when the rate falls below RATE"),
        ];

    private static readonly string[] Names = [.. All.Select(o => o.Name)];

    /// <summary>When to end.</summary>
    /// <param name="words">What was asked.</param>
    public static Result<Stops> Read(Words words) =>
        from stops in Plain(words)
        from g in NumberOption.FromZero("--grtol", words["--grtol"])
        from x in NumberOption.FromZero("--xtol", words["--xtol"])
        from xr in NumberOption.FromZero("--xrtol", words["--xrtol"])
        from f in NumberOption.FromZero("--ftol", words["--ftol"])
        from fr in NumberOption.FromZero("--frtol", words["--frtol"])
        from low in Number("--target", words["--target"])
        from n in NumberOption.Some("--patience", words["--patience"])
        from asked in NumberOption.Count("--max-evaluations", words["--max-evaluations"])
        from time in NumberOption.FromZero("--time", words["--time"])
        from least in NumberOption.FromZero("--min-lr", words["--min-lr"])
        select stops with
        {
            Steps = words.Says("--steps") || !Names.Append("--epochs").Any(words.Says) ? stops.Steps : null,
            RelativeGradient = g,
            StepLength = x,
            RelativeStep = xr,
            LossChange = f,
            RelativeChange = fr,
            Target = low,
            Patience = n,
            Evaluations = asked,
            Callback = time is { } limit ? Clock(limit) : null,
            LeastRate = least,
        };

    /// <summary>
    /// The steps asked for; with gd by default and no number the lesson's 100; with a method and no number until rest or
    /// the limit.
    /// </summary>
    private static Result<Stops> Plain(Words words) =>
        from count in NumberOption.Count("--steps", words["--steps"])
        from word in words["--stop"] is { } stop ? NumberOption.Choice("--stop", stop, "steps") : ""
        from flat in NumberOption.FromZero("--gtol", words["--gtol"])
        let plain = !words.Says("--method") && !words.Says("--compare")
        select new Stops
        {
            Steps =
                count
                ?? (
                    plain && flat is null ? 100
                    : word == "steps" ? Stops.Limit
                    : null
                ),
            GradientNorm = flat,
            Only = word == "steps",
        };

    /// <summary>A walk knows no clock: this one is asked at every step, and starts at the first.</summary>
    private static Func<long, Stop?> Clock(double limit)
    {
        Stopwatch? watch = null;
        return at => (watch ??= Stopwatch.StartNew()).Elapsed.TotalSeconds >= limit ? new Stop.OutOfTime(at, limit) : null;
    }

    private static Result<double?> Number(string option, string? text) =>
        text is null ? (double?)null : NumberOption.Read(option, text).Select(x => (double?)x);

    private static System.CommandLine.Option<string?> Of(string name, string help, string about) => WalkOptions.Text(name, help, about);
}
