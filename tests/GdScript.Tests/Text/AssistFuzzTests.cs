using System.Collections.Immutable;
using GdScript.Descent;
using GdScript.Text;
using Xunit;

namespace GdScript.Tests.Text;

/// <summary>Whatever stands in the text and wherever the caret is: an answer comes, and it lies inside the text.</summary>
public sealed class AssistFuzzTests
{
    private const string Alphabet = "xyW_09.5e+-*/^()[],;=\n #|&!<>πµ\uD83D\uDE00\uD800\0\"'\\sinlogparam ";

    private static readonly string[] Texts =
    [
        "sin(x)^2 + cos(x)^2 # one",
        "param x, W[2,3]; h = tanh(W*x); -log(softmax(h)[1])",
        "where(x > 0 && y <= 2, max(x, y, 3), hypot(x, y))",
        "x = 3, y = [1, 2], W = [[1,2],[3,4]]",
        "normalize | sgd(lr=cosine(0.1, steps=200), momentum=swing(0.9, 0.8, 50))",
        "lbfgs(search=wolfe(c2=0.1)) | average(start=10)",
        "sgd(lr=join([linear(0.1), cosine(0.1, 20)], at=[10]))",
    ];

    [Fact]
    public void Every_prefix_has_an_answer()
    {
        foreach (var text in Texts)
            for (var end = 0; end <= text.Length; end++)
                Asked(text[..end], end);
    }

    [Fact]
    public void Random_text_has_an_answer()
    {
        var dice = new Random(6);
        for (var round = 0; round < 2_000; round++)
        {
            var text = Texts[dice.Next(Texts.Length)].ToList();
            for (var change = dice.Next(1, 8); change > 0; change--)
                if (dice.Next(2) == 0)
                    text.Insert(dice.Next(text.Count + 1), Alphabet[dice.Next(Alphabet.Length)]);
                else if (text.Count > 0)
                    text.RemoveAt(dice.Next(text.Count));
            Asked(string.Concat(text), dice.Next(-1, text.Count + 2));
        }
    }

    [Fact]
    public void A_long_and_deep_text_has_an_answer()
    {
        Asked(new string('(', 100_000), 100_000);
        Asked(string.Concat(Enumerable.Repeat("max(x1, sin(", 10_000)), 50_000);
        Asked(new string('x', 100_000), 100_000);
    }

    private static void Asked(string text, int caret)
    {
        Inside(text, FormulaAssist.Complete(text, caret));
        Inside(text, FormulaAssist.CompletePoint(text, caret, ["x", "y"]));
        Inside(text, MethodAssist.Complete(text, caret));
        Inside(FormulaAssist.Call(text, caret));
        Inside(MethodAssist.Call(text, caret));
        Inside(text, FormulaAssist.Colours(text));
        if (text.Length < 10_000)
            Inside(text, MethodAssist.Colours(text));
        FormulaAssist.IsComplete(text);
    }

    private static void Inside(string text, Completions found) =>
        Assert.True(found.Start >= 0 && found.Length >= 0 && found.Start + found.Length <= text.Length);

    private static void Inside(CallHelp? help)
    {
        if (help is not null)
            Assert.True(help.Parameter >= -1 && help.Parameter < help.Forms[help.Best].Parameters.Length);
    }

    private static void Inside(string text, ImmutableArray<Coloured> parts)
    {
        var end = 0;
        foreach (var part in parts)
        {
            Assert.True(part.Start >= end && part.Length > 0 && part.Start + part.Length <= text.Length);
            end = part.Start + part.Length;
        }
    }
}
