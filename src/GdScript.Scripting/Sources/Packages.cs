using System.Collections.Immutable;

namespace GdScript.Scripting.Sources;

/// <summary>
/// The assemblies of packages. Where everything already lies in the global packages folder, nothing is started and nothing is
/// asked over the network; otherwise one <c>dotnet restore</c> brings what is missing.
/// </summary>
internal static class Packages
{
    /// <summary>The assemblies that these packages and all they depend on bring, as full paths.</summary>
    /// <param name="wanted">What the script asks for.</param>
    /// <param name="folder">Where the script lies: a NuGet.Config there, or above, counts.</param>
    /// <param name="cancel">Ends a restore that is under way.</param>
    public static Result<ImmutableArray<string>> Resolve(IReadOnlyList<PackageReference> wanted, string folder, CancellationToken cancel)
    {
        if (wanted.Count == 0)
            return ImmutableArray<string>.Empty;
        if (Twice(wanted) is { } twice)
            return twice;
        return Local(GlobalFolder, wanted) is { } found ? found : Restore.Of(wanted, folder, UserFolder.Path, cancel);
    }

    /// <summary>Where NuGet keeps what it has unpacked for this user.</summary>
    public static string GlobalFolder =>
        Environment.GetEnvironmentVariable("NUGET_PACKAGES") is { Length: > 0 } named
            ? named
            : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");

    /// <summary>The assemblies, when every package of the closure is unpacked in the folder; null when one is missing.</summary>
    public static ImmutableArray<string>? Local(string root, IReadOnlyList<PackageReference> wanted)
    {
        var chosen = new Dictionary<string, Package>(StringComparer.OrdinalIgnoreCase);
        var waiting = new Queue<(string Id, string Version)>(wanted.Select(p => (p.Id, p.Version)));
        var direct = wanted.Select(p => p.Id).ToHashSet(StringComparer.OrdinalIgnoreCase);
        while (waiting.TryDequeue(out var next))
        {
            if (chosen.TryGetValue(next.Id, out var before) && (direct.Contains(next.Id) || !IsNewer(next.Version, before.Version)))
                continue;
            if (Package.In(root, next.Id, next.Version) is not { } package)
                return null;
            chosen[next.Id] = package;
            foreach (var dependency in package.Dependencies())
                waiting.Enqueue(dependency);
        }
        return [.. chosen.Values.SelectMany(p => p.Assemblies())];
    }

    private static Problem? Twice(IReadOnlyList<PackageReference> wanted)
    {
        foreach (var same in wanted.GroupBy(p => p.Id, StringComparer.OrdinalIgnoreCase))
            if (same.FirstOrDefault(p => p.Version != same.First().Version) is { } other)
                return other.Point(
                    Problem.Input("GDS0103", $"{other.Id} is asked for as {same.First().Version} and as {other.Version}", "decide for one")
                );
        return null;
    }

    /// <summary>Whether one version is above another: numbers by value, and a version with a label below the same without.</summary>
    public static bool IsNewer(string version, string than)
    {
        var (a, b) = (version.Split('+')[0].Split('-', 2), than.Split('+')[0].Split('-', 2));
        var (x, y) = (Numbers(a[0]), Numbers(b[0]));
        for (var i = 0; i < 4; i++)
            if (x[i] != y[i])
                return x[i] > y[i];
        return (a.Length, b.Length) switch
        {
            (1, 2) => true,
            (2, 2) => string.CompareOrdinal(a[1], b[1]) > 0,
            _ => false,
        };
    }

    private static long[] Numbers(string version) =>
        [.. version.Split('.').Select(part => long.TryParse(part, out var number) ? number : 0).Concat([0, 0, 0, 0]).Take(4)];
}
