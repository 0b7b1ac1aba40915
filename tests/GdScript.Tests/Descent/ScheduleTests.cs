using System.Globalization;
using GdScript.Descent;
using Xunit;

namespace GdScript.Tests.Descent;

public class ScheduleTests
{
    public static TheoryData<string> Torch => [.. TrajectoryTests.File("TorchSchedules.txt").Select(l => l[0])];

    [Theory, MemberData(nameof(Torch))]
    public void A_schedule_gives_the_rates_PyTorch_gave(string text)
    {
        var rates = TrajectoryTests.Numbers(TrajectoryTests.File("TorchSchedules.txt").Single(l => l[0] == text)[1]);
        var schedule = Named(text);
        var memory = new double[schedule.Scalars];
        for (var t = 0; t < rates.Length; t++)
            Assert.Equal(rates[t], schedule.Seeing?.Invoke(t, Seen(t), memory, null) ?? schedule.At(t), 1e-12);
    }

    /// <summary>The losses the plateau of the file was shown.</summary>
    private static double Seen(int t) =>
        t < 8 ? 10.0 / (1 + t)
        : t < 40 ? 1.3
        : 1 - 0.001 * t;

    public static TheoryData<string> Rows => [.. ScheduleTable.Rows.Select(r => r.Name)];

    [Theory, MemberData(nameof(Rows))]
    public void A_schedule_may_be_asked_for_any_step_first_and_reads_back(string name)
    {
        var schedule = Named(Samples.Call(ScheduleTable.Rows.Single(r => r.Name == name)));
        var forwards = Enumerable.Range(0, 100).Select(t => schedule.At(t)).ToArray();
        Bits.Same(forwards, Enumerable.Range(0, 100).Reverse().Select(t => schedule.At(t)).Reverse());
        Assert.All(forwards, rate => Assert.True(double.IsFinite(rate) && rate >= 0));
        Assert.Equal(schedule.Text, Named(schedule.Text).Text);
        if (schedule.Settled is { } settled)
            Assert.All(Enumerable.Range(0, 50), t => Assert.Equal(schedule.At(settled), schedule.At(settled + t), 1e-18));
    }

    [Theory]
    [InlineData("cosine(0.1, steps=200)", 300, 0)]
    [InlineData("inverse(1, decay=0.5)", 2, 0.5)]
    [InlineData("warmup(0.1, steps=10)", 5, 0.05)]
    [InlineData("warmup(cosine(0.1, steps=10), steps=10, start=0.5)", 0, 0.05)]
    [InlineData("warmup(cosine(0.1, steps=10), steps=10)", 15, 0.05)]
    [InlineData("join([0.1, 0.2], at=[5])", 4, 0.1)]
    [InlineData("join([0.1, linear(0.2, steps=4, start=0)], at=[5])", 7, 0.1)]
    public void A_schedule_has_the_rate_a_person_expects(string text, long step, double rate) =>
        Assert.Equal(rate, Named(text).At(step), 1e-15);

    [Fact]
    public void The_factories_of_CSharp_make_what_the_text_makes() =>
        Assert.Equal(
            [
                "cosine(0.1, steps=200)",
                "plateau(cosine(0.1, steps=50), factor=0.5)",
                "multistep(0.1, at=[3, 5])",
                "join([0.1, step(0.2, size=3)], at=[7])",
                "cyclic(0.1, high=0.2, mode=triangular2)",
            ],
            new[]
            {
                Schedules.Cosine(0.1, 200),
                Schedules.Plateau(Schedules.Cosine(0.1, 50), 0.5),
                Schedules.Multistep(0.1, [3, 5]),
                Schedules.Join([0.1, Schedules.Step(0.2, 3)], [7]),
                Schedules.Cyclic(0.1, 0.2, mode: "triangular2"),
            }.Select(s => s.Text)
        );

    [Fact]
    public void A_plateau_shows_its_cut_in_the_rate_and_in_the_events()
    {
        var events = new List<string>();
        var rates = new List<double>();
        Descend.Run(
            Bowls.Exact,
            [0, 0],
            MethodText.Parse("gd(lr=plateau(0.1, factor=0.5, patience=2))").Value,
            Stops.After(8),
            (in Glance at) =>
            {
                rates.Add(at.Rate);
                foreach (var e in at.Events)
                    events.Add($"{at.Step} {e.Name}");
            }
        );
        Assert.Equal([0.1, 0.1, 0.1, 0.05, 0.05, 0.05, 0.025, 0.025], rates.Skip(1));
        Assert.Equal(["4 rate", "7 rate"], events);
    }

    private static Schedule Named(string text) => MethodText.Parse($"gd(lr={text})").Value.Rate;
}
