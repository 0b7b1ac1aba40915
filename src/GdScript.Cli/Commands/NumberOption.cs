using System.Globalization;
using GdScript.Text;

namespace GdScript.Cli.Commands;

/// <summary>Numbers given to options, read the same way under every locale.</summary>
internal static class NumberOption
{
    /// <summary>A finite number; <paramref name="otherwise"/> when the option was not given.</summary>
    public static Result<double> Read(string option, string? text, double otherwise)
    {
        if (text is null)
            return otherwise;
        if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && double.IsFinite(value))
            return value;
        var hint = text.Contains(',') ? $"write the decimal point as '.': {text.Replace(',', '.')}" : "try 0.1 or 1e-4";
        return Problem.Input("GDS0030", $"{option}: '{text}' is not a number", hint);
    }

    /// <summary>A number above zero.</summary>
    public static Result<double> Positive(string option, string? text, double otherwise) =>
        Read(option, text, otherwise)
            .SelectMany(value =>
                value > 0
                    ? (Result<double>)value
                    : Problem.Input("GDS0031", $"{option}: {NumberText.Of(value)} is not above zero", "try 1e-4")
            );

    /// <summary>A whole number from 0 up; null when the option was not given.</summary>
    public static Result<long?> Count(string option, string? text)
    {
        if (text is null)
            return (long?)null;
        if (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var count))
            return (long?)count;
        return Problem.Input("GDS0032", $"{option}: '{text}' is not a whole number from 0 up", "try 100");
    }

    /// <summary>One of a few words.</summary>
    public static Result<string> Choice(string option, string? text, params string[] known)
    {
        text ??= known[0];
        if (known.Contains(text))
            return text;
        var near = Suggest.Nearest(text, known);
        return Problem.Input(
            "GDS0033",
            $"{option}: unknown word '{text}'",
            near is null ? $"use {string.Join(" or ", known)}" : $"did you mean '{near}'?"
        );
    }
}
