using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using GdScript.Descent;
using GdScript.Graphs;
using GdScript.Tests.Descent;
using GdScript.Tests.Laws;
using GdScript.Traces;
using VerifyXunit;
using Xunit;

namespace GdScript.Tests.Traces;

public class TraceTests
{
    private static readonly ImmutableArray<Parameter> Pair = [new("x0", Shape.Scalar), new("x1", Shape.Scalar)];

    private static Trace Lesson(Oracle oracle, double lr, Stops stops, Detail detail = Detail.Thin)
    {
        double[] start = [-3, 4];
        var method = Rules.Gd(lr);
        var header = TraceHeader.Of("x0*x0 + x1*x1", Pair, ["2*x0", "2*x1"], oracle, start, method, "test");
        return Trace.Of(header, oracle, start, method, stops, detail).Trace;
    }

    /// <summary>Two parameters with shapes, a loss that leaves the finite numbers, and names that need care.</summary>
    private static Trace Wild()
    {
        ImmutableArray<Parameter> parameters = [new("W", Shape.Matrix(2, 2)), new("b", Shape.Vector(2)), new("é", Shape.Scalar)];
        var oracle = Oracle.Exact(
            7,
            _ => 0,
            (x, g) =>
            {
                x.CopyTo(g);
                return x[0] < 1 ? double.NegativeInfinity
                    : x[6] < 1 ? double.NaN
                    : -0.0;
            }
        );
        double[] start = [2, 1, 1, 1, 1, 1, 4];
        var method = Rules.Gd(0.5);
        var header = TraceHeader.Of("h = \"a\",\n  <b> & c", parameters, [], oracle, start, method, "test");
        return Trace.Of(header, oracle, start, method, Stops.OnlyAfter(3), Detail.Full).Trace;
    }

    /// <summary>A bowl of a hundred numbers in two arrays and one more: a page shows four of each and one; the other formats all.</summary>
    [Fact]
    public void A_page_shows_twelve_numbers_of_a_large_point_and_the_other_formats_all()
    {
        ImmutableArray<Parameter> parameters = [new("W", Shape.Matrix(9, 10)), new("b", Shape.Vector(10)), new("c", Shape.Scalar)];
        var oracle = Oracle.Exact(
            101,
            _ => 0,
            (x, g) =>
            {
                x.CopyTo(g);
                return 1;
            }
        );
        double[] start = [.. Enumerable.Range(0, 101).Select(i => i + 0.5)];
        var method = Rules.Gd(0.5);
        var header = TraceHeader.Of("bowl", parameters, [], oracle, start, method, "test");
        var trace = Trace.Of(header, oracle, start, method, Stops.OnlyAfter(2), Detail.Full).Trace;
        var page = TraceText.Of(trace);
        var row = page.Split('\n').Single(line => line.TrimStart().StartsWith("1  0.5 ", StringComparison.Ordinal));
        string[] cells = row.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(4 + 2 * 9 + 2, cells.Length);
        Assert.Equal(["0.25", "0.75", "1.25", "1.75", "45.25", "45.75", "46.25", "46.75", "50.25"], cells[4..13]);
        Assert.Contains("shown       9 of the 101 numbers of a point; ", page, StringComparison.Ordinal);
        Assert.Contains("b[3] = 93.5, c = 100.5, …\n", page, StringComparison.Ordinal);
        Assert.Contains(trace.End.Sha256, page, StringComparison.Ordinal);
        Assert.Contains("88.5", TraceCsv.Of(trace), StringComparison.Ordinal);
        Assert.Contains(header.Facts, fact => fact.Contains("W[8,9] = 89.5", StringComparison.Ordinal));
    }

    [Fact]
    public void A_row_holds_the_point_its_loss_and_the_rate_that_led_there()
    {
        var walk = Walk.From(Bowls.Exact, [-3, 4], Rules.Gd(0.1)).Take(31).ToList();
        var trace = Lesson(Bowls.Exact, 0.1, Stops.After(30), Detail.Full);
        Assert.Equal(31, trace.Rows.Length);
        foreach (var (frame, row) in walk.Zip(trace.Rows))
        {
            Assert.Equal((frame.Step, frame.Rate, frame.Loss, frame.GradientNorm), (row.Step, row.Rate, row.Loss, row.GradientNorm));
            Bits.Same(frame.Point, row.Point);
            Bits.Same(frame.Gradient, row.Gradient);
        }
    }

    [Fact]
    public void A_thin_trace_is_rows_of_the_full_one_and_hashes_the_same()
    {
        foreach (var steps in new[] { 0, 1, 19, 20, 39, 40, 41, 500 })
        {
            var (full, thin, none) = (In(Detail.Full), In(Detail.Thin), In(Detail.None));
            foreach (var row in thin.Rows)
                Assert.Equal(Shown(full.Rows[(int)row.Step]), Shown(row));
            Assert.Empty(none.Rows);
            Assert.Equal([full.End.Sha256, full.End.Sha256], [thin.End.Sha256, none.End.Sha256]);

            Trace In(Detail detail) => Lesson(Bowls.Exact, 0.1, Stops.After(steps), detail);
        }

        static string Shown(TraceRow row) =>
            $"{row.Step} {row.Rate:R} {row.Loss:R} {row.GradientNorm:R} {string.Join(' ', row.Point)} {string.Join(' ', row.Gradient)}";
    }

    [Theory]
    [InlineData(15)]
    [InlineData(25)]
    [InlineData(60)]
    [InlineData(1000)]
    public void A_thin_trace_keeps_both_ends_and_the_powers_of_one_point_one(int steps)
    {
        var kept = Lesson(Bowls.Exact, 1e-10, Stops.After(steps)).Rows.Select(r => r.Step);
        var powers = Enumerable.Range(0, 75).Select(k => (int)Math.Floor(Math.Pow(1.1, k)));
        var expected = Enumerable.Range(0, steps + 1).Where(k => k < 20 || k > steps - 20 || powers.Contains(k));
        Assert.Equal(expected.Select(k => (long)k), kept);
    }

    [Fact]
    public void A_thin_trace_keeps_what_happened_between_the_powers()
    {
        var trace = Lesson(Bowls.Exact, 0.1, Stops.After(20_000));
        var (step, happened) = trace.Rows.Where(r => !r.Events.IsEmpty).Select(r => (r.Step, Assert.Single(r.Events))).Single();
        Assert.Equal("unchanged", happened.Name);
        Assert.InRange(step, 3000, 4000);
        Assert.InRange(trace.Rows.Length, 100, 140);
    }

    [Fact]
    public void A_long_thin_trace_allocates_only_the_rows_it_keeps()
    {
        double[] start = [-3, 4];
        var (oracle, method) = (Bowls.Exact, Rules.Gd(1e-10));
        var header = TraceHeader.Of("", Pair, [], oracle, start, method, "test");
        long Allocated(int steps) => Allocation.Of(() => Trace.Of(header, oracle, start, method, Stops.After(steps)));
        Assert.InRange(Allocated(100_000) - Allocated(10_000), 0, 40 * 1024); // 24 powers between them
    }

    [Fact]
    public void The_hash_sees_one_bit()
    {
        var hash = Lesson(Bowls.Exact, 0.1, Stops.After(50)).End.Sha256;
        Assert.Equal(hash, Lesson(Bowls.Exact, 0.1, Stops.After(50)).End.Sha256);
        Assert.NotEqual(hash, Lesson(Bowls.Exact, Math.BitIncrement(0.1), Stops.After(50)).End.Sha256);
        Assert.NotEqual(hash, Lesson(Bowls.Exact, 0.1, Stops.After(49)).End.Sha256);
    }

    [Fact]
    public void The_hash_is_sha256_of_the_bits_in_the_order_that_is_written_down()
    {
        double[] start = [double.NaN, 2];
        var oracle = Oracle.Exact(2, _ => 0, (_, g) => g[0] = -double.NaN);
        var header = TraceHeader.Of("", Pair, [], oracle, start, Rules.Gd(), "test");
        using var stream = new MemoryStream();
        using (var writer = new BinaryWriter(stream)) // little-endian by contract
        {
            writer.Write(0L);
            foreach (var x in new[] { double.NaN, double.NaN, double.NaN, 0, double.NaN, 2 })
                writer.Write(double.IsNaN(x) ? 0x7ff8000000000000 : BitConverter.DoubleToInt64Bits(x));
        }
        var expected = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(stream.ToArray()));
        Assert.Equal(expected, Trace.Of(header, oracle, start, Rules.Gd(), Stops.OnlyAfter(0)).Trace.End.Sha256);
    }

    [Fact]
    public void The_end_says_why_and_where()
    {
        var end = Lesson(Bowls.Exact, 10, Stops.After(100)).End;
        Assert.Equal(("steps", "Made 100 steps, as asked.", 100, new Evaluations(0, 101)), (end.Stop, end.Why, end.Steps, end.Evaluations));
        Assert.Equal((100, 0), (end.Last.Step, end.Best.Step));
    }

    [Fact]
    public void Every_text_is_the_same_in_every_culture()
    {
        var (text, csv, json) = (TraceText.Of(Wild()), TraceCsv.Of(Wild()), TraceJson.Of(Wild()));
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = new CultureInfo("ar-SA") { NumberFormat = { NumberDecimalSeparator = ",", NegativeSign = "~" } };
            Assert.Equal((text, csv, json), (TraceText.Of(Wild()), TraceCsv.Of(Wild()), TraceJson.Of(Wild())));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void Json_gives_the_numbers_back_to_the_last_bit()
    {
        var trace = Lesson(Bowls.Numeric, 0.1, Stops.After(100), Detail.Full);
        using var json = JsonDocument.Parse(TraceJson.Of(trace));
        foreach (var (row, read) in trace.Rows.Zip(json.RootElement.GetProperty("rows").EnumerateArray()))
        {
            Bits.Same(row.Point, read.GetProperty("point").EnumerateObject().Select(p => p.Value.GetDouble()));
            Bits.Same(row.Gradient, read.GetProperty("gradient").EnumerateObject().Select(p => p.Value.GetDouble()));
            Assert.Equal(row.Rate, read.GetProperty("lr").ValueKind == JsonValueKind.Null ? null : read.GetProperty("lr").GetDouble());
        }
    }

    [Fact]
    public void Json_has_one_line_or_many_of_the_same()
    {
        using var one = JsonDocument.Parse(TraceJson.Of(Wild()));
        using var many = JsonDocument.Parse(TraceJson.Of(Wild(), indented: true));
        Assert.DoesNotContain('\n', TraceJson.Of(Wild()));
        Assert.True(JsonElement.DeepEquals(one.RootElement, many.RootElement));
    }

    [Fact]
    public void Csv_has_as_many_fields_in_each_row_as_in_its_head_and_ends_lines_as_the_rfc_says()
    {
        var csv = TraceCsv.Of(Wild());
        Assert.EndsWith("\r\n", csv);
        Assert.Equal(csv.Count(c => c == '\n'), csv.Split("\r\n").Length - 1);
        var rows = csv.Split("\r\n").Where(line => line.Length > 0 && line[0] != '#').Select(Fields).ToList();
        Assert.Equal(5, rows.Count);
        Assert.All(rows, fields => Assert.Equal(31, fields));

        static int Fields(string line) => 1 + line.Split('"').Where((_, k) => k % 2 == 0).Sum(outside => outside.Count(c => c == ','));
    }

    [Fact]
    public Task The_lesson_as_text() => Verifier.Verify(TraceText.Of(Lesson(Bowls.Exact, 0.1, Stops.After(100))));

    [Fact]
    public Task The_flight_of_the_measured_gradient_as_text() => Verifier.Verify(TraceText.Of(Lesson(Bowls.Numeric, 10, Stops.After(100))));

    [Fact]
    public Task The_lesson_as_csv() => Verifier.Verify(TraceCsv.Of(Lesson(Bowls.Exact, 0.1, Stops.After(3))));

    [Fact]
    public Task The_lesson_as_json() => Verifier.Verify(TraceJson.Of(Lesson(Bowls.Exact, 0.1, Stops.After(2)), indented: true));

    [Fact]
    public Task Shapes_and_what_is_not_finite_as_text() => Verifier.Verify(TraceText.Of(Wild()));

    [Fact]
    public Task Shapes_and_what_is_not_finite_as_csv() => Verifier.Verify(TraceCsv.Of(Wild()));

    [Fact]
    public Task Shapes_and_what_is_not_finite_as_json() => Verifier.Verify(TraceJson.Of(Wild(), indented: true));
}
