using System.Globalization;
using System.Text;

namespace VerifyTests;

/// <summary>
/// What a snapshot leaves out and where it is kept. Only members that Verify's own settings have, with the same meaning
/// (the scrubber added last runs first; lines are matched without regard to case), so that a test compiles against either.
/// </summary>
public sealed class VerifySettings
{
    private readonly List<Action<StringBuilder>> scrubbers = [];

    internal string? Folder { get; private set; }

    internal string? ParameterText { get; private set; }

    internal IReadOnlyList<object?> Parameters { get; private set; } = [];

    /// <summary>Edits the text before it is compared, for what changes by itself.</summary>
    public void AddScrubber(Action<StringBuilder> scrubber) => scrubbers.Insert(0, scrubber);

    /// <summary>Drops every line that holds one of these texts, in any case.</summary>
    public void ScrubLinesContaining(params string[] texts) => ScrubLinesContaining(StringComparison.OrdinalIgnoreCase, texts);

    /// <summary>Drops every line that holds one of these texts.</summary>
    public void ScrubLinesContaining(StringComparison comparison, params string[] texts) =>
        AddScrubber(builder =>
        {
            var kept = Lines.Of(builder.ToString()).Where(line => !texts.Any(text => line.Contains(text, comparison)));
            builder.Clear().AppendJoin('\n', kept);
        });

    /// <summary>Keeps the files in a folder of their own: absolute, or beside the test source.</summary>
    public void UseDirectory(string directory) => Folder = directory;

    /// <summary>Tells the cases of a theory apart: <c>Class.Method_text.verified.txt</c>.</summary>
    public void UseTextForParameters(string text) => ParameterText = text;

    /// <summary>Tells the cases of a theory apart by its arguments: <c>Class.Method_x=1_y=2.verified.txt</c>.</summary>
    public void UseParameters(params object?[] parameters) => Parameters = parameters;

    /// <summary>The text as it is compared and kept: scrubbed, with line feeds only and none at the end.</summary>
    internal string Scrubbed(string text)
    {
        var builder = new StringBuilder(Lines.Normal(text));
        foreach (var scrubber in scrubbers)
        {
            scrubber(builder);
        }

        return Lines.Normal(builder.ToString()).TrimEnd('\n');
    }

    /// <summary>What the file name says of the arguments; <paramref name="names"/> are the method's parameter names.</summary>
    internal string Suffix(IReadOnlyList<string> names)
    {
        if (ParameterText is not null)
        {
            return "_" + ParameterText;
        }

        return string.Concat(Parameters.Select((value, i) => FileNames.Safe($"_{names[i]}={Word(value)}")));
    }

    private static string Word(object? value) =>
        Convert.ToString(value, CultureInfo.InvariantCulture) is { } word && value is not null ? word : "null";
}
