using System.Globalization;
using System.Text;

namespace GdScript.Export;

/// <summary>Names for a written program: as close to the formula's as its language allows, and no two alike.</summary>
/// <param name="reserved">What the language or the program says itself.</param>
/// <param name="ascii">The language's names hold nothing but ASCII letters, digits and underscores.</param>
/// <param name="folds">The language takes letters for one that look alike (NFKC).</param>
internal sealed class Identifiers(IEnumerable<string> reserved, bool ascii, bool folds = false)
{
    private static readonly string[] Greek =
    [
        .. (
            "alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi omicron pi rho sigma sigma tau upsilon phi chi psi omega"
        ).Split(' '),
    ];

    private readonly HashSet<string> taken = new(reserved, StringComparer.Ordinal);

    /// <summary>The name wanted, or the next free one like it: <c>h</c>, <c>h_2</c>.</summary>
    public string Next(string wanted)
    {
        var clean = Clean(folds ? wanted.Normalize(NormalizationForm.FormKC) : wanted, ascii);
        var name = clean;
        for (var k = 2; !taken.Add(name); k++)
            name = string.Create(CultureInfo.InvariantCulture, $"{clean}_{k}");
        return name;
    }

    /// <summary>What the functions of a file are called after its name: <c>loss_hessian</c>.</summary>
    public static IEnumerable<string> FunctionsOf(string name) =>
        Enum.GetValues<Told>().Select(t => $"{name}_{t.ToString().ToLowerInvariant()}");

    /// <summary>Keeps a name from being given.</summary>
    public void Reserve(string name) => taken.Add(name);

    /// <summary>Letters and digits stay, Greek letters are spelled out where they must be, and anything else is written as its number.</summary>
    public static string Clean(string wanted, bool ascii)
    {
        var name = new StringBuilder();
        foreach (var rune in wanted.EnumerateRunes())
            if (
                rune.IsAscii
                    ? char.IsAsciiLetterOrDigit((char)rune.Value) || rune.Value == '_'
                    : !ascii && rune.IsBmp && Rune.IsLetter(rune)
            )
                name.Append(rune);
            else
                name.Append(Spelled(rune));
        return name.Length == 0 || char.IsAsciiDigit(name[0]) ? "_" + name : name.ToString();
    }

    private static string Spelled(Rune rune)
    {
        var lower = rune.Value is >= 'Α' and <= 'Ω';
        var at = rune.Value - (lower ? 'Α' : 'α');
        if (at < 0 || at >= Greek.Length || rune.Value > 'ω')
            return rune.Value is '-' or ' ' or '.' ? "_" : string.Create(CultureInfo.InvariantCulture, $"u{rune.Value:X4}");
        return lower ? char.ToUpperInvariant(Greek[at][0]) + Greek[at][1..] : Greek[at];
    }
}
