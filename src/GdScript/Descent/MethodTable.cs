using System.Collections.Immutable;

namespace GdScript.Descent;

/// <summary>
/// One name of the method language: a link of a chain, or (with an option of kind <see cref="OptionKind.Rate"/>) the one
/// link that walks.
/// </summary>
/// <param name="Name">As it is written.</param>
/// <param name="About">What it does, in a line.</param>
/// <param name="Options">Its hyper-parameters, in positional order.</param>
/// <param name="Build">Makes the rule.</param>
public sealed record MethodRow(string Name, string About, ImmutableArray<Option> Options, Func<Arguments, Rule> Build)
{
    /// <summary>True when it follows a rate: a chain has exactly one such link.</summary>
    public bool Walks => Options.Any(o => o.Kind == OptionKind.Rate);

    /// <summary>As help shows it: <c>gd(lr=0.01, normalize=false)</c>.</summary>
    public string Text => Call.Text(Name, Options);
}

/// <summary>One schedule of the method language.</summary>
/// <param name="Name">As it is written.</param>
/// <param name="About">What it does, in a line.</param>
/// <param name="Options">Its parameters, in positional order.</param>
/// <param name="Build">Makes the schedule.</param>
public sealed record ScheduleRow(string Name, string About, ImmutableArray<Option> Options, Func<Arguments, Schedule> Build)
{
    /// <summary>As help shows it: <c>constant(x)</c>.</summary>
    public string Text => Call.Text(Name, Options);
}

/// <summary>Every method, link and schedule, one row each; parser, help, C# factories and the laws in the tests read this table.</summary>
public static class MethodTable
{
    public static readonly ImmutableArray<MethodRow> Methods =
    [
        new(
            "gd",
            "gradient descent: x - lr*g; with normalize=true steps of length lr",
            [Option.Rate("lr", 0.01), Option.Switch("normalize", false)],
            a => a.Switch("normalize") ? Rules.Chain(Rules.Normalize(), Rules.Downhill()) : Rules.Downhill()
        ),
        new("sgd", "gradient descent with PyTorch's defaults", [Option.Rate("lr", 0.001)], _ => Rules.Downhill()),
        new("normalize", "the move at length 1", [], _ => Rules.Normalize()),
        new("scale", "the move times a factor", [Option.Number("factor", null, Bounds.Any)], a => Rules.Scale(a.Number("factor"))),
    ];

    public static readonly ImmutableArray<ScheduleRow> Schedules =
    [
        new(
            "constant",
            "the same rate at every step",
            [Option.Number("x", null, Bounds.AtLeast(0))],
            a => Descent.Schedules.Constant(a.Number("x"))
        ),
    ];

    /// <summary>A method of the table from C#, so that code and text make the same thing.</summary>
    /// <exception cref="ArgumentException">A value is outside its bounds.</exception>
    internal static Method Make(string name, params ReadOnlySpan<(string Name, Setting Value)> given)
    {
        var row = Methods.Single(m => m.Name == name);
        var settings = row.Options.Select(o => o.Default!).ToArray();
        foreach (var (option, value) in given)
        {
            var at = Option.At(row.Options, option);
            var bounds = row.Options[at].Bounds;
            if (value is Setting.Rate { Schedule: var rate } && !bounds.Hold(rate.At(0)))
                throw new ArgumentException($"{option} must be {bounds.Text}; {rate} is not", nameof(given));
            settings[at] = value;
        }
        return Call.Method(row, new Arguments(row.Options, settings));
    }
}

/// <summary>A row of a table, called.</summary>
internal static class Call
{
    public static string Text(string name, ImmutableArray<Option> options) =>
        options.IsEmpty ? name : $"{name}({string.Join(", ", options.Select(o => o.Text))})";

    /// <summary>The method of a row that walks.</summary>
    public static Method Method(MethodRow row, Arguments arguments) =>
        new(row.Build(arguments), arguments.Rate(row.Options.Single(o => o.Kind == OptionKind.Rate).Name), row.Name + arguments.Text);
}
