using System.Xml;
using System.Xml.Linq;

namespace GdScript.Scripting.Sources;

/// <summary>One unpacked package.</summary>
/// <param name="Folder">Where it lies.</param>
/// <param name="Id">Its id.</param>
/// <param name="Version">Its version.</param>
internal sealed record Package(string Folder, string Id, string Version)
{
    /// <summary>Written last when a package is unpacked: without it the folder may be half a package.</summary>
    private const string Complete = ".nupkg.metadata";

    /// <summary>The package, when it is there whole.</summary>
    public static Package? In(string root, string id, string version)
    {
        var folder = Path.Combine(root, id.ToLowerInvariant(), Normal(version).ToLowerInvariant());
        return File.Exists(Path.Combine(folder, Complete)) ? new(folder, id, version) : null;
    }

    /// <summary>What it needs on this framework, each in the lowest version it accepts; what the framework brings is left out.</summary>
    public IEnumerable<(string Id, string Version)> Dependencies()
    {
        var path = Directory.EnumerateFiles(Folder, "*.nuspec").FirstOrDefault();
        if (path is null || Read(path) is not { } root)
            return [];
        var all = root.Descendants().Where(e => e.Name.LocalName == "dependencies").ToArray();
        var groups = all.Elements().Where(e => e.Name.LocalName == "group").ToArray();
        var group = groups.MaxBy(g => Frameworks.Rank((string?)g.Attribute("targetFramework") ?? "any"));
        var listed =
            group is null ? all
            : Frameworks.Rank((string?)group.Attribute("targetFramework") ?? "any") > 0 ? [group]
            : [];
        return from dependency in listed.Elements()
            where dependency.Name.LocalName == "dependency"
            let id = (string?)dependency.Attribute("id")
            let version = Lowest((string?)dependency.Attribute("version") ?? "")
            where id is not null && version.Length > 0 && !IsOfFramework(id)
            select (id, version);
    }

    /// <summary>Its assemblies for this framework and machine.</summary>
    public IEnumerable<string> Assemblies()
    {
        var special = Frameworks.Machines.Select(m => Best(Path.Combine(Folder, "runtimes", m, "lib"))).FirstOrDefault(f => f is not null);
        var folder = special ?? Best(Path.Combine(Folder, "lib"));
        return folder is null ? [] : Directory.GetFiles(folder, "*.dll").Order(StringComparer.Ordinal);
    }

    private static string? Best(string lib) =>
        Directory.Exists(lib)
            ? Directory
                .GetDirectories(lib)
                .Select(f => (Folder: f, Rank: Frameworks.Rank(Path.GetFileName(f))))
                .Append((Folder: lib, Rank: Directory.EnumerateFiles(lib, "*.dll").Any() ? 1 : 0))
                .Where(f => f.Rank > 0)
                .OrderByDescending(f => f.Rank)
                .Select(f => f.Folder)
                .FirstOrDefault()
            : null;

    private static XElement? Read(string nuspec)
    {
        try
        {
            return XDocument.Load(nuspec).Root;
        }
        catch (XmlException)
        {
            return null;
        }
    }

    /// <summary>Packages from before the framework brought these assemblies itself.</summary>
    private static bool IsOfFramework(string id) =>
        id.StartsWith("System.", StringComparison.Ordinal) && Framework.Has(id)
        || id is "NETStandard.Library" or "Microsoft.CSharp" or "Microsoft.NETCore.Platforms" or "Microsoft.NETCore.Targets";

    /// <summary>The lower end of a range: <c>1.2</c>, <c>[1.2]</c>, <c>[1.2, 2.0)</c>.</summary>
    private static string Lowest(string range) => range.TrimStart('[', '(').Split(',', ']', ')')[0].Trim();

    /// <summary>Folders carry at least three numbers and no build label: 13.0 lies in 13.0.0.</summary>
    private static string Normal(string version)
    {
        var parts = version.Split('+')[0].Split('-', 2);
        var numbers = parts[0].Split('.').Select(n => n.TrimStart('0') is { Length: > 0 } digits ? digits : "0").ToList();
        while (numbers.Count < 3)
            numbers.Add("0");
        if (numbers.Count == 4 && numbers[3] == "0")
            numbers.RemoveAt(3);
        return string.Join('.', numbers) + (parts.Length > 1 ? "-" + parts[1] : "");
    }
}
