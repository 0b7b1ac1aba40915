using System.Reflection;
using System.Text.RegularExpressions;

namespace GdScript.Tests.House;

/// <summary>The rooms of the core in the order a loss travels, and how to see which of them a source file looks into.</summary>
internal static partial class Rooms
{
    /// <summary>A room uses only rooms to its left. There is no exception; one would be named here, with its reason.</summary>
    public static readonly string[] InOrder =
    [
        "Graphs",
        "Text",
        "Algebra",
        "Calculus",
        "Kernels",
        "Numerics",
        "Reals",
        "Checking",
        "Data",
        "Descent",
        "Fitting",
        "Traces",
        "Plots",
        "Reports",
        "Export",
        "Symbolics",
    ];

    /// <summary>The core as it was built.</summary>
    public static Assembly Core { get; } = Assembly.Load("GdScript");

    /// <summary>The room a path below <c>src/GdScript/</c> stands in; null for the root, which every room sees and which sees none.</summary>
    public static string? Of(string path) => path.Split('/') is [var room, _, ..] ? room : null;

    /// <summary>What is wrong with a source file, one sentence each; empty when it only looks back along the line.</summary>
    public static IEnumerable<string> Breaches(string path, string source, Func<string, string, bool> holdsType)
    {
        var code = WithoutComments(source);
        var expected = string.Join('.', ["GdScript", .. path.Split('/')[..^1]]);
        foreach (var name in Namespaces().Matches(code).Select(match => match.Groups[1].Value).Where(name => name != expected))
        {
            yield return $"{path} has the namespace {name}; its folder says {expected}";
        }

        var own = Of(path);
        if (own is not null && !InOrder.Contains(own))
        {
            yield return $"{path} stands in {own}, which is no room of the core";
        }

        foreach (var used in Used(code, holdsType).Where(used => Array.IndexOf(InOrder, used) > Array.IndexOf(InOrder, own)))
        {
            yield return $"{path} uses {used}, {(own is null ? "but the root sees no room" : $"a room after {own}")}";
        }
    }

    /// <summary>Whether the core has this type in this room: <c>Text.Printer</c> names a room, <c>node.Text.Length</c> does not.</summary>
    public static bool HoldsType(string room, string name) => Types.Value.Contains($"GdScript.{room}.{name}");

    private static readonly Lazy<HashSet<string>> Types = new(() =>
        [.. Core.GetTypes().Select(type => $"{type.Namespace}.{type.Name.Split('`')[0]}")]
    );

    private static IEnumerable<string> Used(string code, Func<string, string, bool> holdsType)
    {
        var whole = Whole().Matches(code).Select(match => match.Groups[1].Value);
        var partly =
            from match in Partly().Matches(code)
            where holdsType(match.Groups[1].Value, match.Groups[2].Value)
            select match.Groups[1].Value;
        return whole.Concat(partly).Where(InOrder.Contains).Distinct();
    }

    /// <summary>Comments may speak of any room. Strings stay, so that a comment sign inside one does not hide the code after it.</summary>
    private static string WithoutComments(string source) => TextOrComment().Replace(source, match => match.Groups["text"].Value);

    [GeneratedRegex(
        """(?<text>"{3,}[\s\S]*?"{3,}|\$?@\$?"(?:[^"]|"")*"|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])+')|//[^\n]*|/\*[\s\S]*?\*/"""
    )]
    private static partial Regex TextOrComment();

    [GeneratedRegex(@"^\s*namespace\s+([\w.]+)", RegexOptions.Multiline)]
    private static partial Regex Namespaces();

    [GeneratedRegex(@"\bGdScript\s*\.\s*(\w+)")]
    private static partial Regex Whole();

    [GeneratedRegex(@"(?<![\w.])(\w+)\s*\.\s*(\w+)")]
    private static partial Regex Partly();
}
