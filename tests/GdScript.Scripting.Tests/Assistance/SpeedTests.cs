using System.Diagnostics;
using System.Globalization;
using Xunit;
using Xunit.Abstractions;

namespace GdScript.Scripting.Tests.Assistance;

/// <summary>How long an answer takes once everything is warm; printed, and judged by who reads it. Only with <c>GDS_NIGHTLY=1</c>.</summary>
public sealed class SpeedTests(ITestOutputHelper output)
{
    private const int Rounds = 12;

    /// <summary>The just-in-time compiler takes its time until the code is as quick as it will be.</summary>
    private const int Unheeded = 6;

    private static readonly bool Nightly = Environment.GetEnvironmentVariable("GDS_NIGHTLY") == "1";

    [Fact]
    public void An_answer_comes_while_the_person_waits()
    {
        if (!Nightly)
            return;
        Talk.With.Warm();
        var situations = Situations.AfterDot.Concat(Situations.Words).Select(s => Talk.Cut(s.Text)).ToArray();
        Told("complete", situations, s => Talk.With.Complete(s.Text, s.Caret));
        Told("call", situations, s => Talk.With.Call(s.Text, s.Caret));
        Told("colours", situations, s => Talk.With.Colours(s.Text));
        var entry = string.Join(
            '\n',
            Enumerable
                .Range(0, 50)
                .Select(i =>
                    FormattableString.Invariant($"    var v{i} = people.Where(p => p.Age > {i}).Sum(p => Math.Sqrt(p.Age)); // {i}")
                )
        );
        (string, int)[] typed = [.. Enumerable.Range(0, 40).Select(i => ($"double F(double x)\n{{\n{entry}\n    return v{i} + la", 0))];
        Told("colours of 50 lines", typed, s => Talk.With.Colours(s.Text));
        Told("complete in 50 lines", typed, s => Talk.With.Complete(s.Text, s.Text.Length));
    }

    private void Told(string what, (string Text, int Caret)[] situations, Action<(string Text, int Caret)> ask)
    {
        var times = new List<double>();
        for (var round = 0; round < Rounds; round++)
            foreach (var situation in situations)
            {
                var watch = Stopwatch.StartNew();
                ask(situation);
                times.Add(watch.Elapsed.TotalMilliseconds);
            }
        times = [.. times.Skip(Unheeded * situations.Length).Order()];
        output.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{what}: p50 {times[times.Count / 2]:f2} ms, p95 {times[times.Count * 95 / 100]:f2} ms, max {times[^1]:f2} ms"
            )
        );
    }
}
