using GdScript.Descent;
using GdScript.Text;
using Xunit;

namespace GdScript.Tests.Descent;

/// <summary>Situations are texts with a <c>¦</c> where the caret is; the bar itself belongs to the language.</summary>
public sealed class MethodAssistTests
{
    [Theory]
    [InlineData("mom¦", "momentum")]
    [InlineData("¦", "gd", "sgd", "momentum", "adam")]
    [InlineData("normalize | ad¦", "adam", "adamw", "adagrad", "adadelta")]
    [InlineData("momentum(¦", "lr=", "momentum=", "dampening=", "nesterov=")]
    [InlineData("momentum(lr=0.1, ¦", "momentum=", "nesterov=")]
    [InlineData("momentum(lr=0.1, mo¦", "momentum=")]
    [InlineData("momentum(0.1, ¦", "momentum=", "nesterov=")]
    [InlineData("momentum(nesterov=¦", "true", "false")]
    [InlineData("adam(compat=¦", "torch", "optax")]
    [InlineData("sgd(lr=cos¦", "cosine")]
    [InlineData("sgd(cos¦", "cosine")]
    [InlineData("sgd(lr=cosine(¦", "lr=", "steps=", "end=", "periodic=")]
    [InlineData("sgd(lr=cosine(0.1, st¦", "steps=")]
    [InlineData("sgd(lr=cosine(0.1, steps=200), ¦", "momentum=")]
    [InlineData("lbfgs(search=¦", "fixed", "armijo", "wolfe")]
    [InlineData("lbfgs(search=wolfe(¦", "c1=", "c2=")]
    [InlineData("sgd(lr=join([li¦", "linear")]
    [InlineData("sgd(lr=join([linear(¦", "lr=", "steps=")]
    [InlineData("sgd(lr=warmup(exp¦", "exponential")]
    [InlineData("cg(beta=¦", "pr", "fr", "hz")]
    [InlineData("wd¦")]
    [InlineData("adam(wd¦", "weight_decay=")]
    [InlineData("adam(lr=0.1¦")]
    [InlineData("adam(lr=1e-¦")]
    [InlineData("adam ¦")]
    [InlineData("adam(lr=0.1) ¦")]
    [InlineData("adam(lr=0.1) | ¦", "average", "clip")]
    [InlineData("nonsense(¦")]
    public void What_can_come_next_is_offered(string text, params string[] expected)
    {
        var caret = text.IndexOf('¦', StringComparison.Ordinal);
        var found = MethodAssist.Complete(text.Remove(caret, 1), caret);

        if (expected is [])
            Assert.Empty(found.Items);
        else
            Assert.Equal(caret, found.Start + found.Length);
        Assert.All(expected, name => Assert.Contains(found.Items, i => i.Text == name));
    }

    [Fact]
    public void An_option_that_is_given_is_not_offered_again()
    {
        var found = MethodAssist.Complete("adam(lr=0.1, ", 13);

        Assert.DoesNotContain(found.Items, i => i.Text == "lr=");
    }

    [Theory]
    [InlineData("momentum(¦", "momentum(lr=0.01, momentum=0.9, dampening=0, nesterov=false, weight_decay=0)", "lr=0.01")]
    [InlineData("momentum(0.1, ¦", "momentum(lr=0.01, momentum=0.9, dampening=0, nesterov=false, weight_decay=0)", "momentum=0.9")]
    [InlineData("sgd(lr=cosine(0.1, steps=¦", "cosine(lr, steps, end=0, periodic=false)", "steps")]
    [InlineData(
        "adam(beta2=¦",
        "adam(lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8, weight_decay=0, amsgrad=false, compat=torch)",
        "beta2=0.999"
    )]
    [InlineData("adam¦", null, null)]
    public void A_call_tells_its_options(string text, string? form, string? option)
    {
        var caret = text.IndexOf('¦', StringComparison.Ordinal);
        var help = MethodAssist.Call(text.Remove(caret, 1), caret);

        Assert.Equal(form, help?.Forms[0].Text);
        if (help is { Parameter: >= 0 } && help.Forms[0].Parameters[help.Parameter] is var at)
            Assert.Equal(option, help.Forms[0].Text.Substring(at.Start, at.Length));
    }

    [Theory]
    [InlineData("sgd(lr=cosine(0.1, steps=20), nesterov=true)", "")]
    [InlineData("sdg(lr=0.1)", "sdg")]
    [InlineData("sgd(rate=0.1)", "rate")]
    [InlineData("sgd(lr=sine(0.1))", "sine")]
    [InlineData("clip(1) | adam", "")]
    public void What_no_table_has_is_an_error(string text, string wrong) =>
        Assert.Equal(
            wrong,
            string.Concat(MethodAssist.Colours(text).Where(p => p.Role == ColourRole.Error).Select(p => text.Substring(p.Start, p.Length)))
        );
}
