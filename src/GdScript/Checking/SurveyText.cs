namespace GdScript.Checking;

/// <summary>What a search along directions found, and what such a search cannot see.</summary>
internal static class SurveyText
{
    /// <summary><c>3 of 10000 wrong</c>, or how far the search came.</summary>
    public static string Found(Survey s) =>
        s.Wrong == 0 ? "nothing wrong"
        : s.IsComplete ? FormattableString.Invariant($"{s.Wrong} of {s.Components} wrong{Worst(s)}")
        : FormattableString.Invariant($"at least {s.Wrong} of {s.Components} wrong{Worst(s)}, bisection stopped after {s.Checks} checks");

    /// <summary>A sentence for everything that may have gone unseen.</summary>
    public static IEnumerable<string> Limits(Survey s)
    {
        if (s.IsGuided)
            yield return "The measured slopes confirm the symbolic derivative; wrong is what contradicts it.";
        if (s.Unsettled > 0)
            yield return FormattableString.Invariant($"{s.Unsettled} components lie in parts where more is wrong than was found.");
        if (s.Torn > 0)
            yield return $"Toward {CheckText.Count(s.Torn, "component")} the loss may have kinks or edges that were not told apart: "
                + "there only a few were measured, and other wrong claims go unseen.";
        if (s.Torn < s.Components)
            yield return s.Blind > 0
                ? $"Such a search cannot see an error below {CheckText.Short(s.Blind)} of a component of average size, nor errors that cancel."
                : "Such a search cannot see errors that cancel along its directions.";
    }

    private static string Worst(Survey s) => s.Worst.IsEmpty || s.Wrong <= 1 ? "" : $" (the largest: {string.Join(", ", s.Worst)})";
}
