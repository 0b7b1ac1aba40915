using GdScript.Cli.Editing;
using GdScript.Text;

namespace GdScript.Cli.Repl;

/// <summary>What the core and the script host say about a text, in the editor's words.</summary>
internal static class Mapping
{
    public static Suggestions Of(Completions completions) => new(completions.Start, completions.Length, [.. completions.Items.Select(Of)]);

    public static Suggestion Of(Completion item) => new(item.Text, item.Detail, Of(item.Kind));

    public static SignatureHelp? Of(CallHelp? help) =>
        help is null
            ? null
            : new([.. help.Forms.Select(f => f.About.Length > 0 ? $"{f.Text}  {f.About}" : f.Text)], help.Best, help.Parameter);

    public static ColouredPart Of(Coloured part) => new(part.Start, part.Length, Of(part.Role));

    private static SuggestionKind Of(CompletionKind kind) =>
        kind switch
        {
            CompletionKind.Keyword => SuggestionKind.Keyword,
            CompletionKind.Type => SuggestionKind.Type,
            CompletionKind.Method => SuggestionKind.Method,
            CompletionKind.Property => SuggestionKind.Property,
            CompletionKind.Field => SuggestionKind.Field,
            CompletionKind.Variable => SuggestionKind.Variable,
            CompletionKind.Formula => SuggestionKind.Formula,
            CompletionKind.Function => SuggestionKind.Function,
            CompletionKind.Option => SuggestionKind.Option,
            CompletionKind.Command => SuggestionKind.Command,
            CompletionKind.File => SuggestionKind.File,
            CompletionKind.Namespace => SuggestionKind.Namespace,
        };

    public static TextRole Of(ColourRole role) =>
        role switch
        {
            ColourRole.Plain => TextRole.Plain,
            ColourRole.Keyword => TextRole.Keyword,
            ColourRole.Name => TextRole.Name,
            ColourRole.Parameter => TextRole.Parameter,
            ColourRole.Formula => TextRole.Formula,
            ColourRole.Function => TextRole.Function,
            ColourRole.Type => TextRole.Type,
            ColourRole.Number => TextRole.Number,
            ColourRole.Text => TextRole.Text,
            ColourRole.Comment => TextRole.Comment,
            ColourRole.Operator => TextRole.Operator,
            ColourRole.Command => TextRole.Command,
            ColourRole.Error => TextRole.Error,
        };
}
