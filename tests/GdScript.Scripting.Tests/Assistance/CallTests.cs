using GdScript.Text;
using Xunit;

namespace GdScript.Scripting.Tests.Assistance;

public sealed class CallTests
{
    [Theory]
    [InlineData("Loss(¦", "double Loss(double x, double y)", "double x")]
    [InlineData("Loss(1, ¦", "double Loss(double x, double y)", "double y")]
    [InlineData("Loss(1, ¦)", "double Loss(double x, double y)", "double y")]
    [InlineData("Loss(y: ¦", "double Loss(double x, double y)", "double y")]
    [InlineData("Loss(1, 2, ¦", "double Loss(double x, double y)", null)]
    [InlineData("Loss(Math.Sqrt(¦", "double Sqrt(double d)", "double d")]
    [InlineData("Loss(Math.Sqrt(2), ¦", "double Loss(double x, double y)", "double y")]
    [InlineData("Math.Max(1.5, ¦", "double Max(double val1, double val2)", "double val2")]
    [InlineData("Math.Max(1, ¦", "int Max(int val1, int val2)", "int val2")]
    [InlineData("Math.Max(latest, ¦", "double Max(double val1, double val2)", "double val2")]
    [InlineData("shape.Count(¦", "int Count(int times)", "int times")]
    [InlineData("shape.Count(1, ¦", "int Count(int times, string of)", "string of")]
    [InlineData("shape.Count(of: ¦", "int Count(int times, string of)", "string of")]
    [InlineData("Shape.Unit.Scale(¦", "double Scale(double by)", "double by")]
    [InlineData("new Person(¦", "Person(string First, string Last, int Age)", "string First")]
    [InlineData("new Person(\"a\", \"b\", ¦", "Person(string First, string Last, int Age)", "int Age")]
    [InlineData("Person who = new(\"a\", ¦", "Person(string First, string Last, int Age)", "string Last")]
    [InlineData("new List<double>(¦", "List<double>()", null)]
    [InlineData("new List<double>(10¦", "List<double>(int capacity)", "int capacity")]
    [InlineData("prices[¦", "double Dictionary<string, double>[string key]", "string key")]
    [InlineData("points[¦", "(double X, double Y) List<(double X, double Y)>[int index]", "int index")]
    [InlineData("square(¦", "double Func<double, double>(double arg)", "double arg")]
    [InlineData("learningRate.Half(¦", "double Half()", null)]
    [InlineData("string.Join(\",\", ¦", "string Join(string separator, params string[] value)", "params string[] value")]
    [InlineData("Console.WriteLine(\"{0} {1}\", 1, ¦", "void WriteLine(string format, object arg0, object arg1)", "object arg1")]
    [InlineData("Console.WriteLine(title¦", "void WriteLine(string value)", "string value")]
    [InlineData("new Dictionary<¦", "Dictionary<TKey, TValue>", "TKey")]
    [InlineData("new Dictionary<string, ¦", "Dictionary<TKey, TValue>", "TValue")]
    [InlineData("List<¦", "List<T>", "T")]
    [InlineData("Twice<¦", "Twice<T>", "T")]
    [InlineData("[Obsolete(¦", "ObsoleteAttribute()", null)]
    [InlineData("[Obsolete(\"old\", ¦", "ObsoleteAttribute(string message, bool error)", "bool error")]
    [InlineData("var q = Loss(¦;\nvar r = 2;", "double Loss(double x, double y)", "double x")]
    [InlineData("if (Loss(¦", "double Loss(double x, double y)", "double x")]
    [InlineData("for (var i = 0; i < Loss(1, ¦", "double Loss(double x, double y)", "double y")]
    [InlineData("points.Select(p => Loss(p.X, ¦", "double Loss(double x, double y)", "double y")]
    [InlineData("$\"{Loss(¦", "double Loss(double x, double y)", "double x")]
    [InlineData("Loss¦", null, null)]
    [InlineData("Loss(1, 2)¦", null, null)]
    [InlineData("(¦", null, null)]
    [InlineData("nosuch(¦", null, null)]
    [InlineData("people.ForEach(p => { ¦", null, null)]
    [InlineData("\"Loss(¦\"", null, null)]
    [InlineData("// Loss(¦", null, null)]
    public void The_call_at_the_caret_is_shown_with_its_parameter(string marked, string? form, string? parameter)
    {
        var (text, caret) = Talk.Cut(marked);
        var help = Talk.With.Call(text, caret);

        Assert.Equal(form, help?.Forms[help.Best].Text);
        Assert.Equal(parameter, help is { Parameter: >= 0 } ? Emphasised(help) : null);
    }

    [Fact]
    public void A_method_of_the_workbench_tells_what_it_does_and_hides_what_the_compiler_fills_in()
    {
        var help = Talk.With.Call("Grad(Loss, ", 11)!;

        Assert.StartsWith("The partial derivatives", help.Forms[help.Best].About, StringComparison.Ordinal);
        Assert.DoesNotContain(help.Forms, f => f.Text.Contains("line", StringComparison.Ordinal));
        Assert.Equal("PointLike at = null", Emphasised(help));
    }

    [Fact]
    public void All_overloads_are_there_the_shortest_first()
    {
        var help = Talk.With.Call("Console.WriteLine(", 18)!;

        Assert.True(help.Forms.Length >= 18);
        Assert.Equal("void WriteLine()", help.Forms[0].Text);
    }

    private static string Emphasised(CallHelp help)
    {
        var form = help.Forms[help.Best];
        var at = form.Parameters[help.Parameter];
        return form.Text.Substring(at.Start, at.Length);
    }
}
