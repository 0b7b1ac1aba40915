using System.Collections.Immutable;

namespace GdScript.Descent;

/// <summary>How far to go along a direction, as it is written: <c>wolfe(c2=0.1)</c>.</summary>
public sealed record LineSearch(string Text)
{
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
    public static readonly ImmutableArray<SearchRow> Rows = [];
}
