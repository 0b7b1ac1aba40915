using GdScript.Text;
using Xunit;

namespace GdScript.Tests.Text;

/// <summary>Situations are texts with a <c>|</c> where the caret is.</summary>
public sealed class FormulaAssistTests
{
    private static readonly KnownName[] Session =
    [
        new("bowl", "x^2/20 + y^2", CompletionKind.Formula),
        new("rate", "0.1", CompletionKind.Variable),
        new("D", "D(f, x)", CompletionKind.Function) { Signature = "D(f, x)", About = "the slope of a formula" },
    ];

    [Theory]
    [InlineData("si|", "sin(", "sinh(", "sign(", "sigmoid(")]
    [InlineData("x + sq|", "sqrt(")]
    [InlineData("arg|", "argmax(")]
    [InlineData("where(x > 0, lo|", "log(", "log10(")]
    [InlineData("lse + log|", "log(", "log10(", "log2(")]
    [InlineData("2*p|", "pi", "pow(", "param!", "polygamma(")]
    [InlineData("bo|", "bowl")]
    [InlineData("x + ra|", "rate")]
    [InlineData("learning*x + le|", "learning")]
    [InlineData("h = tanh(x);\n h|", "h", "hypot(")]
    [InlineData("par|", "param")]
    [InlineData("x = 1\ncol|", "column")]
    [InlineData("D|", "D(", "dot(", "digamma(")]
    [InlineData("cross|(p, 1)", "crossentropy")]
    [InlineData("f(|", "bowl")]
    [InlineData("[1, 2, no|", "norm(")]
    [InlineData("-|", "bowl", "rate")]
    public void What_can_come_next_is_offered(string text, params string[] expected)
    {
        var caret = text.IndexOf('|', StringComparison.Ordinal);
        var found = FormulaAssist.Complete(text.Remove(caret, 1), caret, Session);

        foreach (var name in expected)
            if (name.EndsWith('!'))
                Assert.DoesNotContain(found.Items, i => i.Text == name[..^1]);
            else
                Assert.Contains(found.Items.Take(12), i => i.Text == name);
        Assert.Equal(caret, found.Start + found.Length);
    }

    [Theory]
    [InlineData("x |")]
    [InlineData("2|")]
    [InlineData("2x|")]
    [InlineData("x + 1 # si|")]
    [InlineData("sin(x) |")]
    [InlineData("1.5e|")]
    [InlineData("zzzz|")]
    public void Where_nothing_can_come_nothing_is_offered(string text)
    {
        var caret = text.IndexOf('|', StringComparison.Ordinal);

        Assert.Empty(FormulaAssist.Complete(text.Remove(caret, 1), caret, Session).Items);
    }

    [Theory]
    [InlineData("where(|", "where(condition, a, b)", "condition")]
    [InlineData("where(x > 0, |", "where(condition, a, b)", "a")]
    [InlineData("where(x > 0, max(1, 2), sin(|", "sin(x)", "x")]
    [InlineData("where(x > 0, max(1, 2), |", "where(condition, a, b)", "b")]
    [InlineData("max(1, 2, 3, 4, |", "max(a, b, ...)", "...")]
    [InlineData("where(x > 0, 12|", "where(condition, a, b)", "a")]
    [InlineData("max(x, 1.5e3|", "max(a, b, ...)", "b")]
    [InlineData("fill(1, |", "fill(a, n)", "n")]
    [InlineData("fill(1, 2, |", "fill(a, m, n)", "n")]
    [InlineData("D(x^2, |", "D(f, x)", "x")]
    [InlineData("exp(2*(x + |", "exp(x)", "x")]
    [InlineData("sin(x, |", "sin(x)", null)]
    [InlineData("x + 1|", null, null)]
    [InlineData("sin(x) + |", null, null)]
    [InlineData("(|", null, null)]
    [InlineData("nonsense(|", null, null)]
    public void A_call_tells_how_it_is_made(string text, string? form, string? parameter)
    {
        var caret = text.IndexOf('|', StringComparison.Ordinal);
        var help = FormulaAssist.Call(text.Remove(caret, 1), caret, Session);

        Assert.Equal(form, help?.Forms[help.Best].Text);
        Assert.Equal(parameter, help is { Parameter: >= 0 } ? Emphasised(help) : null);
    }

    [Fact]
    public void Every_function_has_a_line_about_it() =>
        Assert.All(Functions.All, f => Assert.NotEqual("", FormulaAssist.Call($"{f.Name}(", f.Name.Length + 1)!.Forms[0].About));

    [Theory]
    [InlineData("x", true)]
    [InlineData("", true)]
    [InlineData("sin(x", false)]
    [InlineData("x +", false)]
    [InlineData("x + # so far", false)]
    [InlineData("f = ", false)]
    [InlineData("max(1,", false)]
    [InlineData("[1, 2", false)]
    [InlineData("[1, 2]", true)]
    [InlineData("h = x +\n", false)]
    [InlineData("h = x +\n 1", true)]
    [InlineData("(x]", true)]
    [InlineData("x)", true)]
    [InlineData("x $ (", true)]
    [InlineData("-", false)]
    public void Enter_submits_what_is_finished(string text, bool complete) => Assert.Equal(complete, FormulaAssist.IsComplete(text));

    [Theory]
    [InlineData("sin(x) + 2.5*pi # half", "F.P.O.N.O.N.C")]
    [InlineData("sen(x)", "E.P")]
    [InlineData("param x, y; x^y", "K.P.P.P.O.P")]
    [InlineData("h = bowl + rate; h", "V.O.M.O.V.V")]
    [InlineData("x $ y", "P.E.P")]
    [InlineData("1.2.3", "E")]
    [InlineData("D(bowl, x)", "F.M.P")]
    public void Every_word_has_its_colour(string text, string roles)
    {
        var parts = FormulaAssist.Colours(text, Session);

        Assert.Equal(roles, string.Join('.', parts.Select(p => Letter(p.Role))));
    }

    [Theory]
    [InlineData("|", "x=", "y=", "W=")]
    [InlineData("x=3, |", "y=", "W=")]
    [InlineData("x=3, w|", "W=")]
    [InlineData("x=3,y=4, W=[[1,2],|")]
    [InlineData("x=|")]
    public void A_point_asks_for_what_it_does_not_give_yet(string text, params string[] expected)
    {
        var caret = text.IndexOf('|', StringComparison.Ordinal);
        var found = FormulaAssist.CompletePoint(text.Remove(caret, 1), caret, ["x", "y", "W"]);

        Assert.Equal(expected, found.Items.Select(i => i.Text));
    }

    private static string Emphasised(CallHelp help)
    {
        var form = help.Forms[help.Best];
        var at = form.Parameters[help.Parameter];
        return form.Text.Substring(at.Start, at.Length);
    }

    private static char Letter(ColourRole role) =>
        role switch
        {
            ColourRole.Plain => '-',
            ColourRole.Keyword => 'K',
            ColourRole.Name => 'V',
            ColourRole.Parameter => 'P',
            ColourRole.Formula => 'M',
            ColourRole.Function => 'F',
            ColourRole.Type => 'T',
            ColourRole.Number => 'N',
            ColourRole.Text => 'S',
            ColourRole.Comment => 'C',
            ColourRole.Operator => 'O',
            ColourRole.Command => 'D',
            ColourRole.Error => 'E',
        };
}
