using System.Text.RegularExpressions;

namespace GdScript.Export;

/// <summary>A small function that a written program brings along. <c>§name</c> in its text is another one, or itself.</summary>
internal readonly record struct Helper(string Name, string Text);

/// <summary>The functions one program needs beside its language's library: only those are written that something calls.</summary>
/// <param name="shelf">All of a language's, each behind those it calls.</param>
/// <param name="named">What a helper is called in this program.</param>
internal sealed partial class Toolbox(IReadOnlyList<Helper> shelf, Func<string, string> named)
{
    private readonly HashSet<string> used = new(StringComparer.Ordinal);

    /// <summary>The name of a helper in this program, which is written from now on.</summary>
    public string Use(string helper)
    {
        var open = new Stack<string>([helper]);
        while (open.TryPop(out var name))
            if (used.Add(name))
                foreach (Match other in Mention().Matches(TextOf(name)))
                    open.Push(other.Groups[1].Value);
        return named(helper);
    }

    /// <summary>Whether a helper was asked for, by the program or by another helper.</summary>
    public bool Uses(string helper) => used.Contains(helper);

    /// <summary>The names that all helpers could have, so that nothing else takes them.</summary>
    public IEnumerable<string> AllNames => shelf.Select(h => named(h.Name));

    /// <summary>The used helpers, those that others call first.</summary>
    public IEnumerable<string> Texts =>
        shelf.Where(h => used.Contains(h.Name)).Select(h => Mention().Replace(h.Text, m => named(m.Groups[1].Value)));

    private string TextOf(string name)
    {
        foreach (var helper in shelf)
            if (helper.Name == name)
                return helper.Text;
        throw new ArgumentException($"there is no helper '{name}'", nameof(name));
    }

    [GeneratedRegex("§([A-Za-z][A-Za-z0-9_]*)")]
    private static partial Regex Mention();
}
