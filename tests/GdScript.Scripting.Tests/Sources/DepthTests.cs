using GdScript.Scripting.Sources;
using Xunit;

namespace GdScript.Scripting.Tests.Sources;

/// <summary>Whatever would take the compiler down is refused before it is asked, and what a person writes is not.</summary>
public class DepthTests
{
    private static readonly (string Name, Func<int, string> Text)[] Forms =
    [
        ("parentheses", n => $"var x = {Many("(", n)}1{Many(")", n)};"),
        ("signs", n => $"var x = {Many("- ", n)}1;"),
        ("a sum", n => $"var x = a{Many(" + a", n)};"),
        ("a chain of calls", n => $"var x = a{Many(".Trim()", n)};"),
        ("a chain of members", n => $"var x = a{Many(".b", n)};"),
        ("else if", n => $"if (a) b();{Many(" else if (a) b();", n)}"),
        ("else if with blocks", n => $"if (a) {{ b(); }}{Many(" else if (a) { b(); }", n)}"),
        ("if in if", n => $"{Many("if (a) ", n)}b();"),
        ("loops in loops", n => $"{Many("while (a) ", n)}b();"),
        ("lambdas", n => $"f = {Many("x => ", n)}1;"),
        ("lambdas in calls", n => $"{Many("F(x => ", n)}1{Many(")", n)};"),
        ("ternaries", n => $"x = {Many("a ? 1 : ", n)}2;"),
        ("coalescing", n => $"x = a{Many(" ?? a", n)};"),
        ("assignments", n => $"{Many("a = ", n)}1;"),
        ("indexers", n => $"x = {Many("a[", n)}0{Many("]", n)};"),
        ("strings in strings", n => $"x = {Many("$\"{", n)}1{Many("}\"", n)};"),
        ("raw strings in strings", n => $"x = {Many("$$\"\"\"{{", n)}1{Many("}}\"\"\"", n)};"),
        ("blocks", n => Many("{", n) + Many("}", n)),
        ("casts", n => $"x = {Many("(int)", n)}1;"),
        ("array types", n => $"int{Many("[]", n)} x;"),
        ("generic types", n => $"{Many("List<", n)}int{Many(">", n)} x;"),
        ("patterns", n => $"x = 1 is {Many("not ", n)}2;"),
        ("property patterns in a row", n => $"x = a{Many(" && a is { } y", n)};"),
        ("objects in a sum", n => $"x = new A {{ }}{Many(" + new A { }", n)};"),
        ("switch expressions", n => $"x = a{Many(" switch { _ => 1 }", n)};"),
        ("with", n => $"x = a{Many(" with { B = 1 }", n)};"),
        ("queries", n => $"x = {Many("from i in a ", n)}select 1;"),
        ("labels", n => $"{Many("l: ", n)};"),
        ("await", n => $"x = {Many("await ", n)}a;"),
        ("conditions of #if", n => $"#if {Many("!", n)}A\n#endif"),
        ("#if in #if", n => Many("#if A\n", n) + Many("#endif\n", n)),
    ];

    public static TheoryData<string> Names => [.. Forms.Select(f => f.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_hundred_thousand_levels_are_refused(string form)
    {
        var problem = Depth.Problem(Forms.Single(f => f.Name == form).Text(100_000), "deep.csx");
        Assert.Equal("GDS0105", problem?.Id);
        Assert.NotNull(problem!.Place);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Thirty_levels_are_nothing(string form) =>
        Assert.Null(Depth.Problem(Forms.Single(f => f.Name == form).Text(30), "flat.csx"));

    [Fact]
    public void Long_text_that_is_not_deep_is_let_through()
    {
        Assert.Null(Depth.Problem(Many("x = a + b * F(c, d[1]);\n", 20_000), "a.csx"));
        Assert.Null(Depth.Problem($"double[] d = {{ {Many("1.5, ", 100_000)} }};", "a.csx"));
        Assert.Null(
            Depth.Problem($"class A {{ {Many("public int M(int x) { if (x > 0) { return 1; } return x; }\n", 20_000)} }}", "a.csx")
        );
        Assert.Null(Depth.Problem(Many("if (a > b) { a = 2; }\n", 20_000), "a.csx"));
        Assert.Null(Depth.Problem($"var s = \"{Many("(", 100_000)}\"; /* {Many("[", 100_000)} */ // {Many("{", 100_000)}\n", "a.csx"));
        Assert.Null(
            Depth.Problem($"var s = @\"{Many("\"\"(", 50_000)}\"; var r = \"\"\"{Many("{\"\"", 50_000)}\n\"\"\"; var c = '(';", "a.csx")
        );
    }

    [Fact]
    public void Brackets_in_strings_end_with_their_strings() =>
        Assert.Null(
            Depth.Problem(Many("s = $\"{(a ? \"x{\" : $\"{b}\")} {{ ( {c:0.0} }}\" + '\\'' + @\"\\\" + \"\\\"(\";\n", 5_000), "a.csx")
        );

    private static string Many(string text, int count) => string.Concat(Enumerable.Repeat(text, count));
}
