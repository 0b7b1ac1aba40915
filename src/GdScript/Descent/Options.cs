using System.Collections.Immutable;
using System.Diagnostics;

namespace GdScript.Descent;

/// <summary>What an option of a method may be.</summary>
public enum OptionKind
{
    /// <summary>One number.</summary>
    Number,

    /// <summary><c>true</c> or <c>false</c>.</summary>
    Switch,

    /// <summary>A number, or a schedule that gives one per step.</summary>
    Rate,
}

/// <summary>The numbers an option accepts; always finite ones.</summary>
/// <param name="Low">The least.</param>
/// <param name="High">The largest.</param>
/// <param name="Open">True when the largest itself is excluded, as for the decay rates of moving averages.</param>
public readonly record struct Bounds(double Low, double High, bool Open = false)
{
    public static Bounds Any => new(double.NegativeInfinity, double.PositiveInfinity);

    public static Bounds AtLeast(double low) => new(low, double.PositiveInfinity);

    public bool Hold(double x) => double.IsFinite(x) && x >= Low && (Open ? x < High : x <= High);

    /// <summary>As a message says it, after "must be".</summary>
    public string Text =>
        (double.IsInfinity(Low), double.IsInfinity(High)) switch
        {
            (true, true) => "a finite number",
            (true, false) => $"a number, {Upper}",
            (false, true) => $"a finite number, at least {Digits.Of(Low)}",
            (false, false) => $"a number, at least {Digits.Of(Low)} and {Upper}",
        };

    private string Upper => $"{(Open ? "less than" : "at most")} {Digits.Of(High)}";
}

/// <summary>What an option was set to.</summary>
public abstract record Setting
{
    private Setting() { }

    public sealed record Number(double Amount) : Setting;

    public sealed record Switch(bool On) : Setting;

    public sealed record Rate(Schedule Schedule) : Setting;

    public static implicit operator Setting(double amount) => new Number(amount);

    public static implicit operator Setting(bool on) => new Switch(on);

    public static implicit operator Setting(Schedule schedule) => new Rate(schedule);

    /// <summary>As a method text writes it.</summary>
    public string Text =>
        this switch
        {
            Number number => Digits.Of(number.Amount),
            Switch choice => choice.On ? "true" : "false",
            Rate rate => rate.Schedule.Text,
            _ => throw new UnreachableException(),
        };
}

/// <summary>One hyper-parameter: a name, what it may be, and its default (null: it must be given).</summary>
public sealed record Option(string Name, OptionKind Kind, Setting? Default, Bounds Bounds)
{
    public static Option Number(string name, double? value, Bounds bounds) =>
        new(name, OptionKind.Number, value is { } x ? new Setting.Number(x) : null, bounds);

    public static Option Switch(string name, bool value) => new(name, OptionKind.Switch, value, Bounds.Any);

    public static Option Rate(string name, double value) => new(name, OptionKind.Rate, Schedules.Constant(value), Bounds.AtLeast(0));

    internal static int At(ImmutableArray<Option> options, string name)
    {
        for (var i = 0; i < options.Length; i++)
            if (options[i].Name == name)
                return i;
        return -1;
    }

    /// <summary>As help shows it: <c>lr=0.01</c>, or the bare name when it has no default.</summary>
    public string Text => Default is null ? Name : $"{Name}={Default.Text}";
}

/// <summary>The options of one call, all of them, by name: given or default.</summary>
public sealed class Arguments
{
    private readonly ImmutableArray<Option> options;
    private readonly ImmutableArray<Setting> settings;

    internal Arguments(ImmutableArray<Option> options, IEnumerable<Setting> settings) =>
        (this.options, this.settings) = (options, [.. settings]);

    public double Number(string name) => ((Setting.Number)this[name]).Amount;

    public bool Switch(string name) => ((Setting.Switch)this[name]).On;

    public Schedule Rate(string name) => ((Setting.Rate)this[name]).Schedule;

    /// <summary>
    /// As it is written behind a name: the rate and whatever has no default always, the rest where it differs from its
    /// default; empty, or in parentheses.
    /// </summary>
    internal string Text
    {
        get
        {
            var said =
                from pair in options.Zip(settings)
                let option = pair.First
                let setting = pair.Second
                where option.Kind == OptionKind.Rate || setting != option.Default
                select option.Default is null ? setting.Text : $"{option.Name}={setting.Text}";
            return string.Join(", ", said) is { Length: > 0 } inside ? $"({inside})" : "";
        }
    }

    private Setting this[string name] => settings[Option.At(options, name)];
}
