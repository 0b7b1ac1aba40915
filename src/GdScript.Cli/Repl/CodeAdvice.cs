using System.Runtime.CompilerServices;
using GdScript.Cli.Editing;
using GdScript.Scripting.Assistance;
using GdScript.Text;

namespace GdScript.Cli.Repl;

/// <summary>Completion, signatures and colour of C#: the compiler's own, and by words alone until it has been loaded.</summary>
internal static class CodeAdvice
{
    public static Suggestions Suggest(Code code, string text, int caret, CancellationToken stop) =>
        code.Assistant is { } assistant ? Mapping.Of(assistant.Complete(text, caret, stop)) : Suggestions.None;

    public static SignatureHelp? Signature(Code code, string text, int caret, CancellationToken stop) =>
        code.Assistant is { } assistant ? Mapping.Of(assistant.Call(text, caret, stop)) : null;

    public static IReadOnlyList<Coloured> Colour(Code code, string text, CancellationToken stop) =>
        code.Assistant is { } assistant ? assistant.Colours(text, stop) : Plainly(text);

    /// <summary>What a name of C# stands for: what sort, its signatures, what it is for, its source.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static string? Describe(Code code, string name)
    {
        if (code.Assistant?.Describe(name) is not Description found)
            return null;
        var about = found.About.Length > 0 ? found.About.TrimEnd() + "\n" : "";
        var source = found.Source is { } text ? text.TrimEnd() + "\n" : "";
        return $"{found.Name}: {found.Sort}\n{string.Concat(found.Signatures.Select(s => s + "\n"))}{about}{source}";
    }

    private static List<Coloured> Plainly(string text)
    {
        var parts = new List<Coloured>();
        foreach (var word in Words.Of(text))
            if (RoleOf(text, word) is { } role)
                parts.Add(new(word.Start, word.Length, role));
        return parts;
    }

    private static ColourRole? RoleOf(string text, Word word) =>
        word.Kind switch
        {
            WordKind.Number => ColourRole.Number,
            WordKind.Text => ColourRole.Text,
            WordKind.Name => Tongue.IsKeyword(word.In(text).ToString()) ? ColourRole.Keyword : null,
            WordKind.Sign => null,
        };
}
