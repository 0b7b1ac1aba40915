using System.Reflection;

namespace VerifyTests;

/// <summary>Finds the test behind a call: its source file on this disk and its parameter names.</summary>
internal static class TestSource
{
    public const string DirectoryKey = "SnapshotProjectDirectory";

    /// <summary>
    /// The real file behind a compiler's path. A build for publishing maps paths (<c>/_/tests/…</c>); the test assembly's metadata
    /// names its project directory, below which the longest existing end of the path is the file.
    /// </summary>
    public static string Find(string compiled, IEnumerable<string> projects)
    {
        if (File.Exists(compiled))
        {
            return compiled;
        }

        var parts = compiled.Replace('\\', '/').Split('/', StringSplitOptions.RemoveEmptyEntries);
        var found =
            from project in projects
            from start in Enumerable.Range(0, parts.Length)
            let path = Path.Combine([project, .. parts[start..]])
            where File.Exists(path)
            orderby start
            select path;
        return found.FirstOrDefault()
            ?? throw new VerifyException($"The source file {compiled} is not here, and no test assembly's {DirectoryKey} leads to it.");
    }

    /// <summary>The project directories that the loaded test assemblies name.</summary>
    public static IEnumerable<string> Projects() => TestAssemblies().Select(it => it.Directory);

    /// <summary>The parameter names of a test method with at least <paramref name="count"/> parameters.</summary>
    public static IReadOnlyList<string> Parameters(string type, string method, int count)
    {
        const BindingFlags all = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static;
        var found =
            from assembly in TestAssemblies()
            from owner in assembly.Assembly.GetTypes()
            where owner.Name == type
            from candidate in owner.GetMethods(all)
            where candidate.Name == method && candidate.GetParameters().Length >= count
            select candidate.GetParameters().Select(parameter => parameter.Name ?? "").ToArray();
        return found.FirstOrDefault()
            ?? throw new VerifyException($"{type}.{method} has fewer than {count} parameters, or the file is not named after its class.");
    }

    private static IEnumerable<(Assembly Assembly, string Directory)> TestAssemblies() =>
        from assembly in AppDomain.CurrentDomain.GetAssemblies()
        from note in assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        where note.Key == DirectoryKey && note.Value is not null
        select (assembly, note.Value);
}
