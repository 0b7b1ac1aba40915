using GdScript.Cli.Editing;
using GdScript.Text;

namespace GdScript.Cli.Repl;

/// <summary>What the core and the script host say about a text, in the editor's words.</summary>
internal static class Mapping
{
    public static Suggestions Of(Completions completions) => new(completions.Start, completions.Length, [.. completions.Items.Select(Of)]);

    public static Suggestion Of(Completion item) => new(item.Text, item.Detail, item.Kind);

    public static SignatureHelp? Of(CallHelp? help) =>
        help is null
            ? null
            : new([.. help.Forms.Select(f => f.About.Length > 0 ? $"{f.Text}  {f.About}" : f.Text)], help.Best, help.Parameter);
}
