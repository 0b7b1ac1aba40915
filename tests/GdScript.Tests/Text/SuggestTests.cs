using GdScript.Descent;
using GdScript.Text;
using Xunit;

namespace GdScript.Tests.Text;

public sealed class SuggestTests
{
    /// <summary>What a test may not see of the command line; its own tests compare.</summary>
    private static readonly string[] Commands =
    [
        "run",
        "new",
        "restore",
        "cache",
        "eval",
        "diff",
        "grad",
        "hess",
        "jac",
        "check",
        "descend",
        "stationary",
        "batch",
        "explain",
        "repl",
        "doctor",
        "completion",
        "man",
    ];

    private static readonly string[] Verbs =
    [
        "grad",
        "diff",
        "hess",
        "jac",
        "check",
        "descend",
        "plot",
        "steps",
        "stationary",
        "simplify",
        "expand",
        "tex",
        "mathml",
        "trace",
    ];

    [Fact]
    public void Nineteen_of_twenty_slips_are_understood()
    {
        var judged = Typos
            .All.Where(t => t.Tongue != Tongue.CommandOption)
            .Select(t => (Typo: t, Said: Suggest.Nearest(t.Typed, Known(t))))
            .ToArray();
        var wrong = judged
            .Where(j => j.Said != j.Typo.Meant)
            .Select(j => $"{j.Typo.Tongue} {j.Typo.Typed}: {j.Typo.Meant}, not {j.Said ?? "nothing"}")
            .ToArray();

        Assert.True(judged.Length >= 200);
        Assert.True(wrong.Length * 20 <= judged.Length, $"{wrong.Length} of {judged.Length}\n{string.Join('\n', wrong)}");
    }

    [Theory]
    [InlineData("sen", "sin")]
    [InlineData("Sin", "sin")]
    [InlineData("SQRT", "sqrt")]
    [InlineData("tahn", "tanh")]
    [InlineData("softmx", "softmax")]
    [InlineData("sigmod", "sigmoid")]
    [InlineData("lgama", "lgamma")]
    [InlineData("x", null)]
    [InlineData("foo", null)]
    [InlineData("", null)]
    public void The_nearest_known_word_is_suggested(string word, string? nearest)
    {
        Assert.Equal(nearest, Suggest.Nearest(word, Functions.All.Select(f => f.Name)));
    }

    [Theory]
    [InlineData("abc", "abc", 0)]
    [InlineData("abc", "acb", 1)]
    [InlineData("abc", "ab", 1)]
    [InlineData("abc", "xbc", 1)]
    [InlineData("ca", "abc", 3)]
    [InlineData("", "abc", 3)]
    public void The_distance_counts_slips(string a, string b, int slips)
    {
        Assert.Equal(slips, Suggest.Distance(a, b));
        Assert.Equal(slips, Suggest.Distance(b, a));
    }

    [Theory]
    [InlineData("learn", "learning", "learning")]
    [InlineData("desc", "descend,describe", null)]
    [InlineData("_", "x,y", null)]
    [InlineData("---", "x,y", null)]
    [InlineData("rate", "rates,lr", "lr")]
    [InlineData("rate", "rates,size", "rates")]
    [InlineData("weight-Decay", "weight_decay,decay", "weight_decay")]
    public void A_spelling_goes_before_a_synonym_and_that_before_a_slip(string word, string known, string? nearest) =>
        Assert.Equal(nearest, Suggest.Nearest(word, known.Split(',')));

    /// <summary>Slips that nobody chose: each word of a table with one letter left out, put in, replaced or swapped with its neighbour.</summary>
    [Theory]
    [InlineData(Tongue.Function)]
    [InlineData(Tongue.Method)]
    [InlineData(Tongue.Command)]
    public void Nine_of_ten_random_slips_are_understood(Tongue tongue)
    {
        string[] known = [.. Known(new(tongue, "", "")).Where(k => k.Length >= 4)];
        var (dice, tried, right) = (new Random(11), 0, 0);
        foreach (var word in known)
            for (var round = 0; round < 20; round++)
            {
                var slip = Slipped(word, dice);
                if (known.Contains(slip))
                    continue;
                tried++;
                right += Suggest.Nearest(slip, known) == word ? 1 : 0;
            }
        Assert.True(right * 10 >= tried * 9, $"{right} of {tried}");
    }

    private static string Slipped(string word, Random dice)
    {
        var (at, letter) = (dice.Next(word.Length), ((char)('a' + dice.Next(26))).ToString());
        return dice.Next(4) switch
        {
            0 => word.Remove(at, 1),
            1 => word.Insert(at, letter),
            2 => word.Remove(at, 1).Insert(at, letter),
            _ when at + 1 < word.Length => word[..at] + word[at + 1] + word[at] + word[(at + 2)..],
            _ => word[1] + word[..1] + word[2..],
        };
    }

    private static IEnumerable<string> Known(Typo typo) =>
        typo.Tongue switch
        {
            Tongue.Function => Functions.All.Select(f => f.Name),
            Tongue.Method => MethodTable.Methods.Select(m => m.Name),
            Tongue.Schedule => ScheduleTable.Rows.Select(s => s.Name),
            Tongue.Search => SearchTable.Rows.Select(s => s.Name),
            Tongue.Option => (
                MethodTable.Methods.FirstOrDefault(m => m.Name == typo.Of)?.Options
                ?? ScheduleTable.Rows.First(r => r.Name == typo.Of).Options
            ).Select(o => o.Name),
            Tongue.Command => Commands,
            Tongue.Verb => Verbs,
            Tongue.Name or Tongue.Word => typo.Of.Split(','),
            Tongue.CommandOption => throw new ArgumentException("the command line tests these", nameof(typo)),
        };
}
