using System.Globalization;
using System.Runtime.InteropServices;

namespace GdScript.Scripting.Sources;

/// <summary>Which of the frameworks a package was built for suits this one best.</summary>
internal static class Frameworks
{
    /// <summary>This machine, from the narrowest name to the widest.</summary>
    public static string[] Machines { get; } =
        OperatingSystem.IsWindows()
            ? [RuntimeInformation.RuntimeIdentifier, "win"]
            : [RuntimeInformation.RuntimeIdentifier, OperatingSystem.IsMacOS() ? "osx" : "linux", "unix"];

    /// <summary>How well a framework's name suits: 0 not at all, more is better.</summary>
    public static int Rank(string name)
    {
        var plain = name.ToLowerInvariant().TrimStart('.');
        if (plain is "any" or "")
            return 1;
        return Version(plain, "netstandard") is { } standard ? 100 + standard
            : Version(plain, "netcoreapp") is { } core ? (core < 50 ? 500 : 1000) + core
            : Version(plain, "net") is { } net && net >= 50 && net <= Environment.Version.Major * 10 ? 1000 + net
            : 0;
    }

    /// <summary>Ten times the version after the prefix; a platform behind it (<c>net8.0-windows</c>) is not ours.</summary>
    private static int? Version(string name, string prefix) =>
        name.StartsWith(prefix, StringComparison.Ordinal)
        && name.Contains('.', StringComparison.Ordinal)
        && double.TryParse(name.AsSpan(prefix.Length), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var version)
            ? (int)Math.Round(version * 10)
            : null;
}
