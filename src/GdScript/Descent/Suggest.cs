namespace GdScript.Descent;

/// <summary>Did you mean: a stand-in until the room Text, which owns the real one, is merged.</summary>
internal static class Suggest
{
    public static string? Nearest(string word, IEnumerable<string> known) =>
        known.FirstOrDefault(k => k.StartsWith(word[..Math.Min(2, word.Length)], StringComparison.OrdinalIgnoreCase));
}
