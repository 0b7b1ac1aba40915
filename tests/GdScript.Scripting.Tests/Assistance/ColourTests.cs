using GdScript.Text;
using Xunit;

namespace GdScript.Scripting.Tests.Assistance;

public sealed class ColourTests
{
    [Theory]
    [InlineData("var a = 1.5;", "var:K a:V =:O 1.5:N")]
    [InlineData("Loss(latest, 2)", "Loss:F latest:V 2:N")]
    [InlineData("double F(double x) => x*x;", "double:K F:F double:K x:P =>:O x:P *:O x:P")]
    [InlineData("new List<Shape>()", "new:K List:T <:O Shape:T >:O")]
    [InlineData("Math.Max(1, Math.PI)", "Math:T Max:F 1:N Math:T PI:V")]
    [InlineData("Colour.Red", "Colour:T Red:V")]
    [InlineData("people.Where(p => p.Age > 3)", "people:V Where:F p:P =>:O p:P Age:V >:O 3:N")]
    [InlineData("$\"a{title}b\"", "$\":S a:S title:V b:S \":S")]
    [InlineData("\"text\" // why", "\"text\":S // why:C")]
    [InlineData("/* why */ 'c'", "/* why */:C 'c':S")]
    [InlineData("#load \"a.csx\"\nLoss(1,2)", "#load:D \"a.csx\":S Loss:F 1:N 2:N")]
    [InlineData("System.Text.StringBuilder b = null;", "StringBuilder:T b:V =:O null:K")]
    [InlineData("from p in people select p.First", "from:K p:V in:K people:V select:K p:V First:V")]
    [InlineData("class T<Q> { Q q; int M(Q r) => 1; }", "class:K T:T <:O Q:T >:O Q:T q:V int:K M:F Q:T r:P =>:O 1:N")]
    [InlineData("shape.Count(times: 3)", "shape:V Count:F times:P ::O 3:N")]
    [InlineData("new Shape { Name = title }", "new:K Shape:T Name:V =:O title:V")]
    [InlineData("Grad(Loss)", "Grad:F Loss:F")]
    [InlineData("Exp(latest)", "Exp:F latest:V")]
    [InlineData("nameof(Loss)", "nameof:K Loss:F")]
    [InlineData("using System.Text; new StringBuilder()", "using:K new:K StringBuilder:T")]
    [InlineData("if (title is string s) s.Trim();", "if:K title:V is:K string:K s:V s:V Trim:F")]
    [InlineData("foreach (var (a, b) in points) Print(a + b);", "foreach:K var:K a:V b:V in:K points:V Print:F a:V +:O b:V")]
    [InlineData("double F(double x", "double:K F:F double:K x:P")]
    [InlineData("int q = 1; int F(int q) => q;", "int:K q:V =:O 1:N int:K F:F int:K q:P =>:O q:P")]
    [InlineData("people.Wh", "people:V Wh:V")]
    [InlineData("x.y", "y:V")]
    [InlineData("1 + ` 2", "1:N +:O `:E 2:N")]
    public void Every_word_has_its_colour(string text, string expected)
    {
        var shown = Talk.With.Colours(text).Select(p => $"{text.Substring(p.Start, p.Length)}:{Letter(p.Role)}");

        Assert.Equal(expected, string.Join(' ', shown));
    }

    [Fact]
    public void Asked_to_stop_it_still_tells_what_the_tokens_are()
    {
        using var stop = new CancellationTokenSource();
        stop.Cancel();
        var roles = Talk.With.Colours("var a = Loss(1, \"s\"); // c", stop.Token).Select(p => Letter(p.Role));

        Assert.Equal("ONSC", string.Concat(roles));
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
