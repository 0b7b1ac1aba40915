using System.Globalization;
using System.Xml;
using System.Xml.Linq;

namespace GdScript.MathNet;

/// <summary>
/// The packages that NuGet has unpacked on this machine. Nothing is downloaded: of each package that is needed the lowest version that
/// suits everybody is taken among those that are there, as NuGet would choose.
/// </summary>
internal static class PackageCache
{
    private const string Id = "mathnet.symbolics";

    /// <summary>NUGET_PACKAGES, or the folder in the user's home; null where there is neither.</summary>
    public static string? Root =>
        Environment.GetEnvironmentVariable("NUGET_PACKAGES") is { Length: > 0 } said ? said
        : Environment.GetFolderPath(Environment.SpecialFolder.UserProfile) is { Length: > 0 } home
            ? Path.Combine(home, ".nuget", "packages")
        : null;

    /// <summary>The newest MathNet.Symbolics whose needs are all there; null where there is none.</summary>
    public static Found? Find(string root) =>
        Versions(root, Id).OrderDescending().Select(version => Whole(root, version)).FirstOrDefault(found => found is not null);

    private static Found? Whole(string root, PackageVersion version)
    {
        var chosen = new Dictionary<string, PackageVersion>(StringComparer.OrdinalIgnoreCase) { [Id] = version };
        var open = new Queue<string>([Id]);
        while (open.TryDequeue(out var id))
            foreach (var (needed, lowest) in Needs(root, id, chosen[id]))
            {
                if (chosen.TryGetValue(needed, out var known) && known.CompareTo(lowest) >= 0)
                    continue;
                if (Versions(root, needed).Where(v => v.CompareTo(lowest) >= 0).Order().FirstOrDefault() is not { } best)
                    return null;
                chosen[needed] = best;
                open.Enqueue(needed);
            }
        var files = chosen
            .SelectMany(c => Assemblies(Path.Combine(root, c.Key.ToLowerInvariant(), c.Value.Text)))
            .DistinctBy(Path.GetFileNameWithoutExtension)
            .ToDictionary(f => Path.GetFileNameWithoutExtension(f)!, StringComparer.OrdinalIgnoreCase);
        return files.TryGetValue("MathNet.Symbolics", out var main) ? new(main, files) : null;
    }

    private static IEnumerable<PackageVersion> Versions(string root, string id)
    {
        var folder = Path.Combine(root, id.ToLowerInvariant());
        return Directory.Exists(folder)
            ? Directory.GetDirectories(folder).Select(f => PackageVersion.Of(Path.GetFileName(f))).OfType<PackageVersion>()
            : [];
    }

    /// <summary>What a package names for the best framework of its list. What the runtime brings itself need not be there.</summary>
    private static IEnumerable<(string Id, PackageVersion Lowest)> Needs(string root, string id, PackageVersion version)
    {
        var file = Path.Combine(root, id.ToLowerInvariant(), version.Text, id.ToLowerInvariant() + ".nuspec");
        if (!File.Exists(file) || Read(file) is not { } nuspec)
            return [];
        var groups = nuspec.Descendants().Where(e => e.Name.LocalName == "group" && e.Parent?.Name.LocalName == "dependencies").ToArray();
        var best = groups.MaxBy(e => Rank((string?)e.Attribute("targetFramework") ?? ""));
        return from dependency in (best ?? nuspec).Descendants()
            where dependency.Name.LocalName == "dependency"
            let name = (string?)dependency.Attribute("id") ?? ""
            where
                !name.StartsWith("System.", StringComparison.OrdinalIgnoreCase)
                && !name.StartsWith("NETStandard.", StringComparison.OrdinalIgnoreCase)
            let lowest = PackageVersion.Of(((string?)dependency.Attribute("version") ?? "").Trim('[', '(', ')', ']', ' ').Split(',')[0])
            where name.Length > 0 && lowest is not null
            select (name, lowest);
    }

    private static XElement? Read(string file)
    {
        try
        {
            return XElement.Load(file);
        }
        catch (Exception e) when (e is XmlException or IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static string[] Assemblies(string package)
    {
        var lib = Path.Combine(package, "lib");
        var best = Directory.Exists(lib) ? Directory.GetDirectories(lib).MaxBy(f => Rank(Path.GetFileName(f))) : null;
        return best is not null && Rank(Path.GetFileName(best)) > 0 ? Directory.GetFiles(best, "*.dll") : [];
    }

    /// <summary>How well a framework suits: 0 not at all, more is better.</summary>
    private static double Rank(string framework)
    {
        var name = framework.ToLowerInvariant().TrimStart('.');
        return Number("netstandard") is { } standard ? standard
            : Number("net") is { } net && net >= 5 && net <= Environment.Version.Major ? 100 + net
            : 0;

        double? Number(string prefix) =>
            name.StartsWith(prefix, StringComparison.Ordinal)
            && name.Contains('.')
            && double.TryParse(name.AsSpan(prefix.Length), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
                ? number
                : null;
    }
}
