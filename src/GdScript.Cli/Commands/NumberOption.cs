using System.Globalization;
using GdScript.Cli.Edge;
using GdScript.Text;

namespace GdScript.Cli.Commands;

/// <summary>Numbers and words given to options, read the same way under every locale; a mistake points into what was given.</summary>
internal static class NumberOption
{
    /// <summary>A finite number.</summary>
    public static Result<double> Read(string option, string text)
    {
        if (!double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value))
            return Wrong("GDS0030", option, text, $"'{Complaint.Clipped(text)}' is not a number", Hint(text));
        return double.IsFinite(value)
            ? value
            : Wrong("GDS0030", option, text, $"'{Complaint.Clipped(text)}' is not a finite number", "try 0.1 or 1e-4");
    }

    /// <summary>A number above zero; <paramref name="otherwise"/> when the option was not given.</summary>
    public static Result<double> Positive(string option, string? text, double otherwise) =>
        text is null
            ? otherwise
            : Read(option, text)
                .SelectMany(value =>
                    value > 0
                        ? (Result<double>)value
                        : Wrong("GDS0031", option, text, $"{NumberText.Of(value)} is not above zero", "try 1e-4")
                );

    /// <summary>A number from 0 up; null when the option was not given.</summary>
    public static Result<double?> FromZero(string option, string? text) =>
        text is null
            ? (double?)null
            : Read(option, text)
                .SelectMany(value =>
                    value >= 0
                        ? (Result<double?>)value
                        : Wrong("GDS0031", option, text, $"{NumberText.Of(value)} is below zero", "try 1e-6")
                );

    /// <summary>A whole number from 0 up; null when the option was not given.</summary>
    public static Result<long?> Count(string option, string? text)
    {
        if (text is null)
            return (long?)null;
        if (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var count))
            return (long?)count;
        return Wrong("GDS0032", option, text, $"'{Complaint.Clipped(text)}' is not a whole number from 0 up", "try 100");
    }

    /// <summary>A whole number from 1 up, for what means nothing without one; null when none was given.</summary>
    public static Result<long?> Some(string option, string? text) =>
        Count(option, text).Is(out var count, out var problem)
            ? count == 0
                ? Wrong("GDS0032", option, text!, "0 is not a whole number from 1 up", "try 10")
                : count
            : problem;

    /// <summary>One of a few words, the first when none was given.</summary>
    public static Result<string> Choice(string option, string? text, params string[] known)
    {
        text ??= known[0];
        if (known.Contains(text))
            return text;
        var near = Suggest.Nearest(text, known);
        return Wrong(
            "GDS0033",
            option,
            text,
            $"unknown word '{Complaint.Clipped(text)}'",
            near is null ? $"use {string.Join(" or ", known.Where(k => k.Length > 0))}" : $"did you mean '{near}'?"
        );
    }

    private static string Hint(string text)
    {
        var point = text.Replace(',', '.');
        return text.Count(c => c == ',') == 1 && double.TryParse(point, NumberStyles.Float, CultureInfo.InvariantCulture, out _)
            ? $"the decimal sign is a point: write {point}"
            : "try 0.1 or 1e-4";
    }

    private static Problem Wrong(string id, string option, string text, string what, string hint) =>
        Problem.Input(id, what, hint).In(text, 0, text.Length) with
        {
            File = option,
        };
}
