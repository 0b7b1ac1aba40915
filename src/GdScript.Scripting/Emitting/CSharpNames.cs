using System.Globalization;
using System.Text;

namespace GdScript.Scripting.Emitting;

/// <summary>Names for emitted C#: as close to the formula's as C# allows, and no two alike.</summary>
internal sealed class CSharpNames
{
    /// <summary>What the emitted code says itself.</summary>
    private static readonly string[] Ours =
    [
        .. new[]
        {
            "point",
            "results",
            "work",
            "tables",
            "Emitted",
            "Elementary",
            "Bessels",
            "Sums",
            "Math",
            "FormulaMath",
            "Run",
            "WorkSize",
            "Table",
        },
    ];

    private static readonly HashSet<string> Keywords =
    [
        .. (
            "abstract as base bool break byte case catch char checked class const continue decimal default delegate do double else "
            + "enum event explicit extern false finally fixed float for foreach goto if implicit in int interface internal is lock "
            + "long namespace new null object operator out override params private protected public readonly ref return sbyte sealed "
            + "short sizeof stackalloc static string struct switch this throw true try typeof uint ulong unchecked unsafe ushort "
            + "using virtual void volatile while"
        ).Split(' '),
    ];

    private readonly HashSet<string> taken = [.. Ours];

    /// <summary>The name wanted, or the next free one like it: <c>h</c>, <c>h_2</c>; C# keywords get a line below.</summary>
    public string Next(string wanted)
    {
        var clean = Clean(wanted);
        var name = clean;
        for (var k = 2; Keywords.Contains(name) || !taken.Add(name); k++)
            name = string.Create(CultureInfo.InvariantCulture, $"{clean}_{k}");
        return name;
    }

    /// <summary>Letters and digits stay; what C# does not know in a name is written as its number.</summary>
    private static string Clean(string wanted)
    {
        var name = new StringBuilder();
        foreach (var rune in wanted.EnumerateRunes())
            if (rune.IsAscii ? char.IsAsciiLetterOrDigit((char)rune.Value) || rune.Value == '_' : rune.IsBmp && Rune.IsLetter(rune))
                name.Append(rune);
            else
                name.Append(CultureInfo.InvariantCulture, $"u{rune.Value:X4}");
        return name.Length == 0 || char.IsAsciiDigit(name[0]) ? "_" + name : name.ToString();
    }
}
