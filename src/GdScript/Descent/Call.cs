using System.Collections.Immutable;

namespace GdScript.Descent;

/// <summary>A row of a table, called.</summary>
internal static class Call
{
    public static string Text(string name, ImmutableArray<Option> options) =>
        options.IsEmpty ? name : $"{name}({string.Join(", ", options.Select(o => o.Text))})";

    /// <summary>The method of a row that walks.</summary>
    public static Method Method(MethodRow row, Arguments arguments) =>
        new(row.Called(arguments), RateOf(row, arguments), row.Name + arguments.Text);

    private static Schedule RateOf(MethodRow row, Arguments arguments) =>
        row.Options.FirstOrDefault(o => o.Kind == OptionKind.Rate) is { } rate ? arguments.Rate(rate.Name) : Schedules.Constant(1);
}
