using System.Text;

namespace GdScript.Reports;

/// <summary>The style sheet and the scripts that every page carries; files of their own in the sources.</summary>
internal static class Resource
{
    public static string Css { get; } = Text("report.css");

    public static string Space { get; } = Text("space.js");

    private static string Text(string name)
    {
        using var stream = typeof(Resource).Assembly.GetManifestResourceStream("GdScript.Reports." + name)!;
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }
}
