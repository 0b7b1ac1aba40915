using GdScript.Descent;
using GdScript.Graphs;
using Xunit;

namespace GdScript.Tests.Descent;

public class MethodTextTests
{
    [Theory]
    [InlineData("gd", "gd(lr=0.01)")]
    [InlineData("gd()", "gd(lr=0.01)")]
    [InlineData(" gd ( 0.1 ) ", "gd(lr=0.1)")]
    [InlineData("gd(0.1, true)", "gd(lr=0.1, normalize=true)")]
    [InlineData("gd(normalize=true,lr=1e-3)", "gd(lr=0.001, normalize=true)")]
    [InlineData("gd(lr=+.5)", "gd(lr=0.5)")]
    [InlineData("gd(lr=5.)", "gd(lr=5)")]
    [InlineData("gd(lr=0)", "gd(lr=0)")]
    [InlineData("gd(lr=constant(0.1))", "gd(lr=0.1)")]
    [InlineData("gd(lr=constant(x=0.1), normalize=false)", "gd(lr=0.1)")]
    [InlineData("sgd", "sgd(lr=0.001)")]
    [InlineData("clip(1)|adam(lr=cosine(0.1,200))", "clip(1) | adam(lr=cosine(0.1, steps=200))")]
    [InlineData("adagrad(0.5,compat=optax,init=0)", "adagrad(lr=0.5, init=0, compat=optax)")]
    [InlineData("adagrad(compat=optax, init=0.1, eps=1e-7)", "adagrad(lr=0.01, compat=optax)")]
    [InlineData("momentum(0.1) | average(every=5, start=10)", "momentum(lr=0.1) | average(start=10, every=5)")]
    [InlineData("gd(join([0.1, step(0.2, size=3)], at=[7]))", "gd(lr=join([0.1, step(0.2, size=3)], at=[7]))")]
    [InlineData("lbfgs(history=5, search=wolfe(c2=0.5))", "lbfgs(lr=1, history=5, search=wolfe(c2=0.5))")]
    [InlineData("auto()", "auto")]
    [InlineData("normalize|gd(0.1)", "normalize | gd(lr=0.1)")]
    [InlineData("scale(-2) | normalize() | sgd(lr=0.1) | scale(factor=0.5)", "scale(-2) | normalize | sgd(lr=0.1) | scale(0.5)")]
    public void A_method_has_one_canonical_text_that_reads_back(string text, string canonical)
    {
        Assert.Equal(canonical, MethodText.Parse(text).Value.Text);
        Assert.Equal(canonical, MethodText.Parse(canonical).Value.Text);
    }

    [Fact]
    public void Every_row_reads_back_from_its_own_text()
    {
        foreach (var text in Samples.Texts)
            Assert.Equal(MethodText.Parse(text).Value.Text, MethodText.Parse(MethodText.Parse(text).Value.Text).Value.Text);
    }

    [Fact]
    public void Every_row_with_defaults_reads_as_help_shows_it()
    {
        foreach (var row in MethodTable.Methods.Where(r => r.Walks))
            Assert.Equal(MethodText.Parse(row.Name).Value.Text, MethodText.Parse(row.Text).Value.Text);
    }

    [Fact]
    public void Text_and_code_make_the_same_walk()
    {
        var spoken = MethodText.Parse("normalize | gd(lr=0.1) | scale(0.5)").Value;
        var coded = Rules.Normalize() | Rules.Gd(0.1) | Rules.Scale(0.5);
        Assert.Equal(coded.Text, spoken.Text);
        Bits.Same(Walk.From(Bowls.Exact, [1, 2], coded).ElementAt(9), Walk.From(Bowls.Exact, [1, 2], spoken).ElementAt(9));
    }

    [Theory]
    [InlineData("", 1, "GDS7001", "expected the name of a method, found the end")]
    [InlineData("gd(lr=0.1", 10, "GDS7001", "expected ',' or ')', found the end")]
    [InlineData("gd(lr=0.1))", 11, "GDS7001", "expected '|' or the end, found ')'")]
    [InlineData("gd(lr=)", 7, "GDS7001", "expected a value, found ')'")]
    [InlineData("gd(lr=0.1.2)", 7, "GDS7001", "'0.1.2' is not a number")]
    [InlineData("gd |", 5, "GDS7001", "expected the name of a method, found the end")]
    [InlineData("0.1", 1, "GDS7001", "expected the name of a method, found '0'")]
    [InlineData("sdg(lr=0.1)", 1, "GDS7002", "unknown method 'sdg'")]
    [InlineData("gd(lr=constent(1))", 7, "GDS7002", "unknown schedule 'constent'")]
    [InlineData("constant(1)", 1, "GDS7002", "'constant' is a schedule, not a method")]
    [InlineData("gd(rl=0.1)", 4, "GDS7003", "unknown option of 'gd' 'rl'")]
    [InlineData("gd(lr=0.1, lr=0.2)", 12, "GDS7003", "'lr' is given twice")]
    [InlineData("gd(0.1, lr=0.2)", 9, "GDS7003", "'lr' is given twice")]
    [InlineData("gd(lr=0,1)", 9, "GDS7003", "a value without a name follows a named one")]
    [InlineData("gd(1, true, fixed, 3)", 20, "GDS7003", "'gd' takes 3 options")]
    [InlineData("gd(1, true, 3)", 13, "GDS7004", "'search' is a line search")]
    [InlineData("bfgs(search=wolf)", 13, "GDS7002", "unknown line search 'wolf'")]
    [InlineData("bfgs(search=wolfe(c3=1))", 19, "GDS7003", "unknown option of 'wolfe' 'c3'")]
    [InlineData("normalize(2) | gd", 11, "GDS7003", "'normalize' takes no options")]
    [InlineData("normalize(lr=2) | gd", 11, "GDS7003", "'normalize' takes no options")]
    [InlineData("scale | gd", 1, "GDS7003", "'scale' needs 'factor'")]
    [InlineData("gd(lr=constant())", 7, "GDS7003", "'constant' needs 'x'")]
    [InlineData("gd(lr=-1)", 7, "GDS7004", "'lr' must be a finite number, at least 0; -1 is not")]
    [InlineData("gd(lr=NaN)", 7, "GDS7004", "'lr' must be a finite number, at least 0; NaN is not")]
    [InlineData("gd(lr=1e999)", 7, "GDS7004", "'lr' must be a finite number, at least 0; 1e999 is not")]
    [InlineData("gd(lr=constant(-1))", 16, "GDS7004", "'x' must be a finite number, at least 0; -1 is not")]
    [InlineData("scale(inf) | gd", 7, "GDS7004", "'factor' must be a finite number; inf is not")]
    [InlineData("scale(big) | gd", 7, "GDS7004", "'factor' must be a finite number; big is not")]
    [InlineData("gd(normalize=1)", 14, "GDS7004", "'normalize' is true or false")]
    [InlineData("gd(lr=cosine(0.1, steps=2.5))", 25, "GDS7004", "'steps' must be a whole number, at least 1; 2.5 is not")]
    [InlineData("gd(lr=multistep(0.1, at=5))", 25, "GDS7004", "'at' is a list")]
    [InlineData("gd(lr=multistep(0.1, at=[5, 5]))", 25, "GDS7004", "'at' must rise")]
    [InlineData("gd(lr=multistep(0.1, at=[5", 27, "GDS7001", "expected ',' or ']', found the end")]
    [InlineData("gd(lr=join([0.1, 0.2], at=[1, 2]))", 24, "GDS7004", "2 schedules change over at 1 steps, and 'at' has 2")]
    [InlineData("sgd(nesterov=true)", 5, "GDS7004", "nesterov needs a momentum and no dampening")]
    [InlineData("adam(beta1=1)", 12, "GDS7004", "'beta1' must be a number, at least 0 and less than 1; 1 is not")]
    [InlineData("adam(compat=optx)", 13, "GDS7004", "'compat' is torch or optax; optx is not")]
    [InlineData("adam(beta1=plateau(0.5))", 12, "GDS7004", "'beta1' cannot look at the losses")]
    [InlineData(
        "adam(beta1=cosine(2, steps=5))",
        12,
        "GDS7004",
        "'beta1' must be a number, at least 0 and less than 1; cosine(2, steps=5) begins at 2"
    )]
    [InlineData("each(x=gd)", 1, "GDS7005", "'each' stands alone and needs the names of a loss")]
    [InlineData("normalize", 1, "GDS7005", "no link of 'normalize' follows a rate")]
    [InlineData("normalize | average | gd", 13, "GDS7005", "'average' looks at steps, and stands before them")]
    [InlineData("perturb(noise=1) | gd", 1, "GDS7005", "'perturb' looks at steps, and stands before them")]
    [InlineData("gd | sgd", 6, "GDS7005", "'gd' already walks; a second one would turn uphill again")]
    public void A_mistake_is_named_where_it_stands(string text, int column, string id, string what)
    {
        var problem = MethodText.Parse(text).Problem!;
        Assert.Equal(
            (id, what, new Place(1, column, problem.Place!.Value.Length), text),
            (problem.Id, problem.What, problem.Place.Value, problem.Line)
        );
        Assert.Equal(ProblemKind.Input, problem.Kind);
    }

    [Theory]
    [InlineData("sdg", "did you mean 'sgd'?")]
    [InlineData("gd(normalise=true)", "did you mean 'normalize'?")]
    [InlineData("gd(lr=constent(1))", "did you mean 'constant'?")]
    [InlineData(
        "gd(lr=x)",
        "known: constant, step, multistep, exponential, inverse, polynomial, linear, warmup, cosine, restarts, cyclic, onecycle, swing, plateau, join"
    )]
    [InlineData("rmsprop(compat=optx)", "did you mean 'optax'?")]
    [InlineData("each(x0=gd)", "it reads each(W=METHOD, ..., rest=METHOD)")]
    [InlineData("sgd(lr=plateau(plateau(0.1)))", "plateau stands outside: lr=plateau(cosine(…))")]
    [InlineData("constant(1)", "a schedule is a rate: gd(lr=constant(...))")]
    [InlineData("gd(lr=0,1)", "name it; a decimal is written 0.1")]
    [InlineData("gd(1, true, fixed, 3)", "it reads gd(lr=0.01, normalize=false, search=fixed)")]
    [InlineData("gd(lr=-1)", "the default is lr=0.01")]
    [InlineData("gd(lr=1", "the '(' in column 3 is still open")]
    [InlineData("normalize", "end it with one that does: normalize | gd(lr=0.01)")]
    [InlineData("scale | gd", "scale(factor) has no default for it")]
    public void A_mistake_comes_with_what_to_write(string text, string hint) => Assert.Equal(hint, MethodText.Parse(text).Problem!.Hint);

    [Fact]
    public void The_caret_covers_the_word()
    {
        var place = MethodText.Parse("normalize |\n gdd(lr=0.1)").Problem!.Place;
        Assert.Equal(new Place(2, 2, 3), place);
    }

    [Fact]
    public void Parentheses_may_nest_only_so_deep()
    {
        var deep = "gd(lr=" + string.Concat(Enumerable.Repeat("constant(", 100_000));
        Assert.Equal("more than 32 parentheses stand inside each other", MethodText.Parse(deep).Problem!.What);
    }

    [Fact]
    public void Any_text_is_a_method_or_a_problem_inside_it()
    {
        string[] pieces =
        [
            "gd",
            "sgd",
            "normalize",
            "scale",
            "constant",
            "lr",
            "(",
            ")",
            ",",
            "=",
            "|",
            " ",
            "0.1",
            "-",
            "true",
            "x",
            "é",
            "\n",
            "1e",
        ];
        var random = new Random(7);
        for (var i = 0; i < 20_000; i++)
        {
            var text = string.Concat(Enumerable.Range(0, random.Next(9)).Select(_ => pieces[random.Next(pieces.Length)]));
            if (MethodText.Parse(text).Is(out var method, out var problem))
                Assert.Equal(method.Text, MethodText.Parse(method.Text).Value.Text);
            else
                Assert.InRange(problem.Place!.Value.Column, 1, problem.Line!.Length + 1);
        }
    }

    [Fact]
    public void What_is_known_is_listed()
    {
        var known = MethodText.Known.Select(k => k.Text).ToList();
        Assert.Contains("gd(lr=0.01, normalize=false, search=fixed)", known);
        Assert.Contains("each(W=METHOD, ..., rest=METHOD)", known);
        Assert.All(MethodTable.Methods, m => Assert.Contains(m.Text, known));
        Assert.All(ScheduleTable.Rows, s => Assert.Contains(s.Text, known));
        Assert.Equal(known.Count, known.Distinct().Count());
    }

    [Fact]
    public void Parameters_may_have_methods_of_their_own()
    {
        Parameter[] parameters = [new("W", Shape.Matrix(2, 2)), new("b", Shape.Scalar)];
        Assert.Equal(
            "each(W=clip(1) | adam(lr=0.1), rest=gd(lr=0.5))",
            MethodText.Parse("each(W=clip(1)|adam(0.1), rest=gd(0.5))", parameters).Value.Text
        );
        Assert.Equal("did you mean 'W'?", MethodText.Parse("each(w=adam, rest=gd)", parameters).Problem!.Hint);
        Assert.Equal("'each' has no method for 'b'", MethodText.Parse("each(W=adam)", parameters).Problem!.What);
        Assert.Equal("'W' is given twice", MethodText.Parse("each(W=adam, W=gd, b=gd)", parameters).Problem!.What);
        var walked = Walk.From(
                Five.All[3].ByHand,
                [1, 0.5],
                MethodText.Parse("each(x0=momentum(0.01), x1=gd(0))", [new("x0", Shape.Scalar), new("x1", Shape.Scalar)]).Value
            )
            .ElementAt(9);
        Assert.True(walked.Point[0] != 1 && walked.Point[1] == 0.5);
    }

    [Theory]
    [InlineData(0, 1, true, 0.0, true)]
    [InlineData(0, 1, true, 1.0, false)]
    [InlineData(0, 1, false, 1.0, true)]
    [InlineData(0, 1, false, -0.5, false)]
    public void Bounds_hold_what_they_say(double low, double high, bool open, double x, bool holds) =>
        Assert.Equal(holds, new Bounds(low, high, open).Hold(x));

    [Fact]
    public void Bounds_say_what_they_hold() =>
        Assert.Equal(
            ["a finite number", "a finite number, at least 0", "a number, at most 2", "a number, at least 0 and less than 1"],
            new[] { Bounds.Any, Bounds.AtLeast(0), new Bounds(double.NegativeInfinity, 2), new Bounds(0, 1, Open: true) }.Select(b =>
                b.Text
            )
        );
}
