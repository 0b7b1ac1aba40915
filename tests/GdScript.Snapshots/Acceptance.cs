namespace VerifyTests;

/// <summary>Whether a new text may replace the accepted one in this run.</summary>
internal enum Acceptance
{
    /// <summary>Nobody asked: a difference fails.</summary>
    NotAsked,

    /// <summary>A person set <c>GDS_ACCEPT_SNAPSHOTS=1</c> on their own machine.</summary>
    Asked,

    /// <summary>It was asked for on a build server, where nobody would read what is accepted.</summary>
    Refused,
}

internal static class Accepting
{
    public const string Variable = "GDS_ACCEPT_SNAPSHOTS";

    private static readonly string[] Servers = ["CI", "TF_BUILD", "JENKINS_URL", "TEAMCITY_VERSION"];

    /// <summary>Reads the wish from <paramref name="environment"/>, a function from a variable's name to its value.</summary>
    public static Acceptance From(Func<string, string?> environment)
    {
        if (environment(Variable) != "1")
        {
            return Acceptance.NotAsked;
        }

        return Servers.Any(name => IsSet(environment(name))) ? Acceptance.Refused : Acceptance.Asked;
    }

    private static bool IsSet(string? value) =>
        !string.IsNullOrEmpty(value) && value != "0" && !value.Equals("false", StringComparison.OrdinalIgnoreCase);
}
