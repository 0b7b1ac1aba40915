using GdScript.Graphs;
using GdScript.Kernels;
using GdScript.Scripting.Caching;
using GdScript.Scripting.Compiling;
using GdScript.Scripting.Running;
using GdScript.Scripting.Sessions;
using GdScript.Scripting.Tests.Recording;
using GdScript.Scripting.Tests.Rewriting;
using Xunit;
using Evaluation = GdScript.Scripting.Sessions.Evaluation;

namespace GdScript.Scripting.Tests.Sessions;

public sealed class LawTests
{
    /// <summary>The nightly run goes further.</summary>
    public static TheoryData<int> Seeds() => [.. Enumerable.Range(1, Environment.GetEnvironmentVariable("GDS_NIGHTLY") == "1" ? 150 : 3)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Submissions_give_what_the_same_text_gives_as_one_script(int seed)
    {
        var (random, session, all) = (new RandomSubmissions(seed, shadows: false), new Session(), new List<string>());
        for (var i = 0; i < 25; i++)
        {
            all.Add(random.Next());
            Assert.True(session.Evaluate(all[^1]) is Evaluation.Ran or Evaluation.Gave, all[^1]);
        }
        var vector = $"new double[] {{ {string.Join(", ", random.Numbers)} }}";
        var script = (double[])Ran.Of($"{string.Join('\n', all)}\nreturn {vector};").Value!;
        var values = (double[])session.Value(vector)!;
        Assert.All(script.Zip(values), both => Assert.True(Twins.Same(both.First, both.Second), string.Join('\n', all)));
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void What_is_undone_never_was(int seed)
    {
        var (random, session) = (new RandomSubmissions(seed, shadows: true), new Session());
        for (var i = 0; i < 20; i++)
        {
            var before = Seen(session);
            var text = random.Next();
            Assert.IsNotType<Evaluation.Refused>(session.Evaluate(i % 4 == 3 ? $"{text}\nthrow new Exception();" : text));
            var after = Seen(session);
            Assert.True(session.Undo());
            Assert.Equal(before, Seen(session));
            session.Evaluate(text);
            if (i % 4 != 3)
                Assert.Equal(after, Seen(session));
        }
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void A_loss_of_many_submissions_has_the_gradient_it_has_in_a_script(int seed)
    {
        var (programs, session) = (new RandomPrograms(seed), new Session());
        var texts = Enumerable.Range(0, 4).Select(i => programs.Method($"Loss{i}")).ToList();
        foreach (var text in texts)
        {
            var second = text.IndexOf("double Loss", StringComparison.Ordinal);
            session.Evaluate(text[..second]);
            Assert.IsType<Evaluation.Ran>(session.Evaluate(text[second..]));
        }
        var image = Ran.Compile(string.Concat(texts), new ScriptOptions(Wanted: new WantedLoss("Loss1")));
        var script = RunningScript.Start(image, new());
        var candidate = image.Losses.Single(l => l.Method == "Loss1");
        var one = new GdScript.Scripting.Losses.ScriptLoss(script.Loss(candidate), image.Twins[0], script.Variable, image.Sources);
        var other = session.Loss("Loss1").Value;
        foreach (var point in new double[][] { [1.25, 0.5], [-0.75, 2.5] })
            Assert.Equal(Slopes(one, point), Slopes(other, point));
    }

    private static string Slopes(GdScript.Scripting.Losses.ScriptLoss loss, double[] point)
    {
        var bound = loss.Bind(new Dictionary<string, Shape>()).Value;
        if (!bound.At(point).Is(out var traced, out var problem))
            return problem.What;
        var values = Kernel.For(Calculus.Gradient.Of(traced.Formula), Tier.Interpreter);
        var slopes = new double[point.Length];
        var value = values.ValueAndGradient(point, slopes);
        return string.Join(' ', slopes.Append(value).Append(bound.Value(point)).Select(BitConverter.DoubleToInt64Bits));
    }

    /// <summary>All that can be seen of a session by name.</summary>
    private static string Seen(Session session) =>
        string.Join('\n', session.Variables.Select(v => $"{v.Type} {v.Name} = {v.Value:R}"))
        + string.Join('\n', session.Declarations.Select(d => d.ToString()))
        + string.Join('\n', session.Answers);
}
