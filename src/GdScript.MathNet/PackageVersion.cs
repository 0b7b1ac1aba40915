namespace GdScript.MathNet;

/// <summary>A package's version: numbers with dots, and behind a hyphen the words of one that is not released yet.</summary>
/// <param name="Text">As it is written.</param>
/// <param name="Numbers">The numbers.</param>
/// <param name="Beta">The words; empty for a release, which comes after its betas.</param>
internal sealed record PackageVersion(string Text, Version Numbers, string Beta) : IComparable<PackageVersion>
{
    /// <summary>Null for what is no version.</summary>
    public static PackageVersion? Of(string text)
    {
        var parts = text.Split('+')[0].Split('-', 2);
        var numbers = parts[0].Contains('.', StringComparison.Ordinal) ? parts[0] : parts[0] + ".0";
        return Version.TryParse(numbers, out var version)
            ? new(
                text,
                new(version.Major, version.Minor, Math.Max(version.Build, 0), Math.Max(version.Revision, 0)),
                parts.Length > 1 ? parts[1] : ""
            )
            : null;
    }

    public int CompareTo(PackageVersion? other)
    {
        if (other is null)
            return 1;
        var numbers = Numbers.CompareTo(other.Numbers);
        if (numbers != 0)
            return numbers;
        return (Beta.Length, other.Beta.Length) switch
        {
            (0, 0) => 0,
            (0, _) => 1,
            (_, 0) => -1,
            _ => string.CompareOrdinal(Beta, other.Beta),
        };
    }
}
