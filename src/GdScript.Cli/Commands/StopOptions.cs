using System.CommandLine;
using System.Diagnostics;
using GdScript.Descent;

namespace GdScript.Cli.Commands;

/// <summary>The options that say when a walk ends, beside --steps, --stop and --gtol.</summary>
internal sealed class StopOptions
{
    private readonly Option<string?> relativeGradient = Of("--grtol", "T", "stop where the gradient is T times as long as at the start");
    private readonly Option<string?> step = Of("--xtol", "T", "stop after a step no longer than T");
    private readonly Option<string?> relativeStep = Of("--xrtol", "T", "stop after a step no longer than T times the point");
    private readonly Option<string?> change = Of("--ftol", "T", "stop when ten steps change the loss by no more than T");
    private readonly Option<string?> relativeChange = Of(
        "--frtol",
        "T",
        "stop when ten steps change the loss by no more than T times its size"
    );
    private readonly Option<string?> target = Of("--target", "LOSS", "stop where the loss is no higher");
    private readonly Option<string?> patience = Of("--patience", "N", "stop when N steps bring no new best loss");
    private readonly Option<string?> evaluations = Of("--max-evaluations", "N", "stop when the loss was asked for N times");
    private readonly Option<string?> seconds = Of("--time", "S", "stop after S seconds");
    private readonly Option<string?> leastRate = Of("--min-lr", "RATE", "stop when the rate falls below RATE");

    /// <summary>All of them, in the order help lists them.</summary>
    public System.CommandLine.Option[] All =>
        [relativeGradient, step, relativeStep, change, relativeChange, target, patience, evaluations, seconds, leastRate];

    /// <summary>
    /// The stops with what was asked for. Where anything was, and no number of steps, the lesson's hundred steps are no
    /// longer meant.
    /// </summary>
    public Result<Stops> Read(ParseResult given, Stops stops, bool counted) =>
        from g in NumberOption.FromZero("--grtol", given.GetValue(relativeGradient))
        from x in NumberOption.FromZero("--xtol", given.GetValue(step))
        from xr in NumberOption.FromZero("--xrtol", given.GetValue(relativeStep))
        from f in NumberOption.FromZero("--ftol", given.GetValue(change))
        from fr in NumberOption.FromZero("--frtol", given.GetValue(relativeChange))
        from low in Number("--target", given.GetValue(target))
        from n in NumberOption.Count("--patience", given.GetValue(patience))
        from asked in NumberOption.Count("--max-evaluations", given.GetValue(evaluations))
        from time in NumberOption.FromZero("--time", given.GetValue(seconds))
        from least in NumberOption.FromZero("--min-lr", given.GetValue(leastRate))
        select stops with
        {
            Steps = counted || All.All(o => given.GetResult(o) is null) ? stops.Steps : null,
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

    /// <summary>A walk knows no clock: this one is asked at every step, and starts at the first.</summary>
    private static Func<long, Stop?> Clock(double limit)
    {
        Stopwatch? watch = null;
        return at => (watch ??= Stopwatch.StartNew()).Elapsed.TotalSeconds >= limit ? new Stop.OutOfTime(at, limit) : null;
    }

    private static Result<double?> Number(string option, string? text) =>
        text is null ? (double?)null : NumberOption.Read(option, text).Select(x => (double?)x);

    private static Option<string?> Of(string name, string help, string about) => new(name) { HelpName = help, Description = about };
}
