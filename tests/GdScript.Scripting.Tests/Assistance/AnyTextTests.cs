using System.Collections.Immutable;
using GdScript.Scripting.Assistance;
using GdScript.Scripting.Sessions;
using GdScript.Text;
using Xunit;

namespace GdScript.Scripting.Tests.Assistance;

/// <summary>Whatever stands in the text and wherever the caret is: an answer comes, it lies inside the text, and nothing had to be caught on the way to it.</summary>
public sealed class AnyTextTests
{
    private static readonly bool Nightly = Environment.GetEnvironmentVariable("GDS_NIGHTLY") == "1";

    private const string Alphabet = "abcXYZ_019.,;:(){}[]<>=+-*/%!?&|^~\"'`$@#\\ \n\t\r\0\u2028\uFEFFµ字\u0301\uD83D\uDE00\uD800";

    private static readonly string[] Words =
    [
        "=>",
        "?.",
        "new ",
        "from ",
        "where ",
        "\"\"\"",
        "$\"{",
        "/*",
        "//",
        "using ",
        "class ",
        "record struct ",
        "switch {",
        "is not ",
        "override ",
        "points.",
        "#if ",
        "#r \"",
        "[Obsolete(",
        "List<",
        "stackalloc ",
        "operator +",
        "extension(",
        "goto ",
        "default(",
        "await foreach (",
        "unsafe { int* p = &",
        "global::",
        "delegate*<",
    ];

    private readonly List<Exception> caught = [];
    private readonly Assistant assistant;

    public AnyTextTests() => assistant = Talk.Again(caught.Add);

    [Fact]
    public void Every_beginning_of_every_situation_has_an_answer()
    {
        var dice = new Random(1);
        foreach (var text in Corpus())
            if (Nightly)
                for (var end = 0; end <= text.Length; end++)
                    Asked(text[..end], end);
            else
                Asked(text[..dice.Next(text.Length + 1)], text.Length);
        Assert.Empty(caught);
    }

    [Fact]
    public void A_broken_text_has_an_answer()
    {
        var (dice, corpus) = (new Random(2), Corpus());
        for (var round = 0; round < (Nightly ? 5_000 : 150); round++)
        {
            var text = corpus[dice.Next(corpus.Length)];
            for (var change = dice.Next(1, 6); change > 0; change--)
                text = Broken(text, dice);
            Asked(text, dice.Next(-1, text.Length + 2));
        }
        Assert.Empty(caught);
    }

    [Fact]
    public void Text_of_any_characters_has_an_answer()
    {
        var dice = new Random(3);
        for (var round = 0; round < (Nightly ? 2_000 : 60); round++)
        {
            var text = string.Concat(Enumerable.Range(0, dice.Next(60)).Select(_ => Alphabet[dice.Next(Alphabet.Length)]));
            Asked(text, dice.Next(text.Length + 1));
        }
        Assert.Empty(caught);
    }

    [Fact]
    public void A_long_text_has_an_answer()
    {
        var lines = Nightly ? 2_000 : 500;
        var text =
            string.Concat(Enumerable.Range(0, lines).Select(i => FormattableString.Invariant($"var v{i} = points.Count + {i};\n")))
            + $"v{lines - 1}.";

        Assert.True(text.Length > 25 * lines);
        Asked(text, text.Length);
        Assert.Contains(assistant.Complete(text, text.Length).Items, i => i.Text == "CompareTo");
        Assert.Empty(caught);
    }

    [Fact]
    public void A_text_too_deep_for_the_compiler_is_not_shown_to_it()
    {
        foreach (var deep in new[] { "(", "x => ", "$\"{", "[", "new[] { ", "if (1 is ", "-" })
        {
            var text = string.Concat(Enumerable.Repeat(deep, 20_000));
            Assert.Empty(assistant.Complete(text, text.Length).Items);
            Assert.Null(assistant.Call(text, text.Length));
        }
        Asked(string.Concat(Enumerable.Repeat("Math.Abs(", 380)), 380 * 9);
        Assert.Empty(caught);
    }

    [Fact]
    public void Warming_up_goes_without_trouble()
    {
        assistant.Warm();

        Assert.Empty(caught);
    }

    [Fact]
    public void Asked_to_stop_it_answers_with_nothing()
    {
        using var stop = new CancellationTokenSource();
        stop.Cancel();

        Assert.Empty(assistant.Complete("Math.", 5, stop.Token).Items);
        Assert.Null(assistant.Call("Loss(", 5, stop.Token));
        Assert.Null(assistant.Describe("Loss", stop.Token));
    }

    private static string[] Corpus() =>
        [
            .. Situations.AfterDot.Concat(Situations.Words).Select(s => s.Text.Replace("¦", "", StringComparison.Ordinal)),
            .. Situations.Session,
        ];

    private static string Broken(string text, Random dice)
    {
        var at = dice.Next(text.Length + 1);
        return dice.Next(4) switch
        {
            0 => text.Insert(at, Words[dice.Next(Words.Length)]),
            1 => text.Insert(at, Alphabet[dice.Next(Alphabet.Length)].ToString()),
            2 when at < text.Length => text.Remove(at, dice.Next(1, text.Length - at + 1)),
            _ => text[..at] + text[dice.Next(at + 1)..],
        };
    }

    private void Asked(string text, int caret)
    {
        var found = assistant.Complete(text, caret);
        Assert.True(found.Start >= 0 && found.Length >= 0 && found.Start + found.Length <= text.Length);
        if (assistant.Call(text, caret) is { } help)
            Assert.True(help.Parameter >= -1 && help.Parameter < help.Forms[help.Best].Parameters.Length);
        Ordered(text, assistant.Colours(text));
        if (caught.Count > 0)
            Assert.Fail($"{caught[0]}\nin «{text}» at {caret}");
    }

    private static void Ordered(string text, ImmutableArray<Coloured> parts)
    {
        var end = 0;
        foreach (var part in parts)
        {
            Assert.True(part.Start >= end && part.Length > 0 && part.Start + part.Length <= text.Length, $"«{text}»");
            end = part.Start + part.Length;
        }
    }
}
