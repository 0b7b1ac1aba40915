using GdScript.Scripting.Compiling;
using GdScript.Scripting.Sources;

namespace GdScript.Scripting.Caching;

/// <summary>
/// What a compiled script depends on and is known before any other file is read: the script, how it is compiled, and with which
/// versions. The files it loads and refers to are listed in the entry and compared when it is found.
/// </summary>
/// <param name="Material">Everything but the text, readable.</param>
/// <param name="Text">The script's text.</param>
internal sealed record CacheKey(string Material, string Text)
{
    /// <summary>The entry's folder.</summary>
    public string Name { get; } = NameOf(Material, Text);

    public static CacheKey Of(ScriptText script, ScriptOptions options) =>
        new(
            string.Join(
                '\n',
                script.Name,
                script.IsFile ? script.Path : script.Folder,
                options.Debug ? "debug" : "release",
                options.Wanted is { } wanted ? "loss " + (wanted.Name ?? "*") : "run",
                typeof(Problem).Module.ModuleVersionId.ToString(),
                typeof(CacheKey).Module.ModuleVersionId.ToString(),
                typeof(object).Module.ModuleVersionId.ToString(),
                Environment.Version.ToString()
            ),
            script.Text
        );

    private static string NameOf(string material, string text)
    {
        var hash = new ContentHash();
        hash.Add(material);
        hash.Add(text);
        return hash.ToString();
    }
}
