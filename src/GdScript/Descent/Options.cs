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

    /// <summary>As a rate, for another hyper-parameter: a momentum that is cycled.</summary>
    Varying,

    /// <summary>One of a few words.</summary>
    Word,

    /// <summary>Numbers in brackets, rising.</summary>
    Numbers,

    /// <summary>Schedules in brackets.</summary>
    Schedules,

    /// <summary>How far to go along a direction: <c>wolfe(c2=0.1)</c>.</summary>
    Search,
}

/// <summary>The numbers an option accepts; always finite ones.</summary>
/// <param name="Low">The least.</param>
/// <param name="High">The largest.</param>
/// <param name="Open">True when the largest itself is excluded, as for the decay rates of moving averages.</param>
/// <param name="Whole">True when only whole numbers will do.</param>
public readonly record struct Bounds(double Low, double High, bool Open = false, bool Whole = false)
{
    public static Bounds Any => new(double.NegativeInfinity, double.PositiveInfinity);

    public static Bounds AtLeast(double low) => new(low, double.PositiveInfinity);

    /// <summary>Whole numbers from <paramref name="low"/> up.</summary>
    public static Bounds Count(double low) => new(low, 1L << 53, Whole: true);

    /// <summary>What a moving average may keep: from 0 to less than 1.</summary>
    public static Bounds Decay => new(0, 1, Open: true);

    public bool Hold(double x) => double.IsFinite(x) && x >= Low && (Open ? x < High : x <= High) && (!Whole || Math.Floor(x) == x);

    /// <summary>As a message says it, after "must be".</summary>
    public string Text => Whole ? $"a whole number, at least {Digits.Of(Low)}" : Interval;

    private string Interval =>
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

    public sealed record Word(string Name) : Setting;

    public sealed record Numbers(ImmutableArray<double> Values) : Setting;

    public sealed record Rates(ImmutableArray<Schedule> Schedules) : Setting;

    public sealed record Search(LineSearch How) : Setting;

    public static implicit operator Setting(double amount) => new Number(amount);

    public static implicit operator Setting(bool on) => new Switch(on);

    public static implicit operator Setting(Schedule schedule) => new Rate(schedule);

    public static implicit operator Setting(string word) => new Word(word);

    public static implicit operator Setting(ImmutableArray<double> values) => new Numbers(values);

    public static implicit operator Setting(ImmutableArray<Schedule> schedules) => new Rates(schedules);

    public static implicit operator Setting(LineSearch search) => new Search(search);

    /// <summary>As a method text writes it.</summary>
    public string Text =>
        this switch
        {
            Number number => Digits.Of(number.Amount),
            Switch choice => choice.On ? "true" : "false",
            Rate rate => rate.Schedule.Text,
            Word word => word.Name,
            Numbers numbers => $"[{string.Join(", ", numbers.Values.Select(Digits.Of))}]",
            Rates rates => $"[{string.Join(", ", rates.Schedules)}]",
            Search search => search.How.Text,
            _ => throw new UnreachableException(),
        };
}

/// <summary>One hyper-parameter: a name, what it may be, and its default (null: it must be given).</summary>
public sealed record Option(string Name, OptionKind Kind, Setting? Default, Bounds Bounds)
{
    /// <summary>The option that chooses between tools which do different things under one name.</summary>
    internal const string Compat = "compat";

    /// <summary>The words of an option that takes one.</summary>
    public ImmutableArray<string> Words { get; init; } = [];

    /// <summary>The default under <c>compat=optax</c> where it is another one.</summary>
    public Setting? Optax { get; init; }

    public static Option Number(string name, double? value, Bounds bounds) =>
        new(name, OptionKind.Number, value is { } x ? new Setting.Number(x) : null, bounds);

    public static Option Switch(string name, bool value) => new(name, OptionKind.Switch, value, Bounds.Any);

    /// <summary>A rate; without a default it must be given.</summary>
    public static Option Rate(string name, double? value) =>
        new(name, OptionKind.Rate, value is { } x ? new Setting.Rate(Schedules.Constant(x)) : null, Bounds.AtLeast(0));

    public static Option Varying(string name, double? value, Bounds bounds) =>
        new(name, OptionKind.Varying, value is { } x ? new Setting.Rate(Schedules.Constant(x)) : null, bounds);

    /// <summary>One of some words; the first is the default.</summary>
    public static Option Word(string name, params ImmutableArray<string> words) =>
        new(name, OptionKind.Word, words[0], Bounds.Any) { Words = words };

    /// <summary>PyTorch's way, or that of optax.</summary>
    public static Option Choice { get; } = Word(Compat, "torch", "optax");

    public static Option Search(LineSearch value) => new("search", OptionKind.Search, value, Bounds.Any);

    internal Setting? DefaultFor(bool optax) => optax ? Optax ?? Default : Default;

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

    /// <param name="options">The options there are.</param>
    /// <param name="given">What each was set to; null for its default, which must then exist.</param>
    internal Arguments(ImmutableArray<Option> options, ReadOnlySpan<Setting?> given)
    {
        this.options = options;
        var compat = Option.At(options, Option.Compat);
        IsOptax = compat >= 0 && given[compat] is Setting.Word { Name: "optax" };
        var all = ImmutableArray.CreateBuilder<Setting>(options.Length);
        for (var i = 0; i < options.Length; i++)
            all.Add(given[i] ?? options[i].DefaultFor(IsOptax)!);
        settings = all.MoveToImmutable();
    }

    /// <summary>True under <c>compat=optax</c>.</summary>
    public bool IsOptax { get; }

    public double Number(string name) => ((Setting.Number)this[name]).Amount;

    public long Whole(string name) => (long)Number(name);

    public bool Switch(string name) => ((Setting.Switch)this[name]).On;

    /// <summary>What a rate, or another number that may vary, is set to.</summary>
    public Schedule Rate(string name) => ((Setting.Rate)this[name]).Schedule;

    public string Word(string name) => ((Setting.Word)this[name]).Name;

    public ImmutableArray<double> Numbers(string name) => ((Setting.Numbers)this[name]).Values;

    public ImmutableArray<Schedule> Rates(string name) => ((Setting.Rates)this[name]).Schedules;

    public LineSearch Search(string name) => ((Setting.Search)this[name]).How;

    /// <summary>
    /// As it is written behind a name: the rate and whatever has no default always (the first such without its name), the
    /// rest where it differs from its default; empty, or in parentheses.
    /// </summary>
    internal string Text
    {
        get
        {
            var said =
                from i in Enumerable.Range(0, options.Length)
                let option = options[i]
                where option.Kind == OptionKind.Rate || settings[i] != option.DefaultFor(IsOptax)
                select i == 0 && option.Default is null ? settings[i].Text : $"{option.Name}={settings[i].Text}";
            return string.Join(", ", said) is { Length: > 0 } inside ? $"({inside})" : "";
        }
    }

    private Setting this[string name] => settings[Option.At(options, name)];
}
