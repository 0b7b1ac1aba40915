using System.Globalization;
using GdScript.Calculus;
using GdScript.Descent;
using GdScript.Kernels;
using GdScript.Text;
using GdScript.Traces;
using VerifyXunit;
using Xunit;

namespace GdScript.Tests.Descent;

/// <summary>Walks share methods, kernels and scratch; however many go at once, each goes its own way to the last bit.</summary>
public class ThreadTests
{
    private static readonly string[] Texts =
    [
        "gd(lr=1e-3)",
        "clip(1) | adam(lr=cosine(0.01, steps=200))",
        "momentum(lr=onecycle(1e-3, steps=200), momentum=swing(steps=200))",
        "nadam(lr=0.01)",
        "rmsprop(lr=1e-3, centered=true, momentum=0.5)",
        "gd(lr=plateau(1e-3, patience=3)) | average | perturb(threshold=10)",
        "lbfgs",
        "auto",
    ];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(16)]
    public void A_walk_is_the_same_bit_for_bit_however_many_go_beside_it(int threads)
    {
        var walks = (from text in Texts from n in new[] { 2, 13 } select new Order(text, n)).ToArray();
        var alone = walks.Select(w => w.Hash()).ToArray();
        var together = new string[threads * walks.Length];
        using var ready = new Barrier(threads);
        var workers = Enumerable.Range(0, threads).Select(t => new Thread(() => Walk(t))).ToArray();
        foreach (var worker in workers)
            worker.Start();
        foreach (var worker in workers)
            worker.Join();
        for (var i = 0; i < together.Length; i++)
            Assert.Equal(alone[i / threads], together[i]);

        void Walk(int thread)
        {
            for (var i = 0; i < walks.Length; i++)
            {
                ready.SignalAndWait(); // all of them on the same walk at once
                together[i * threads + thread] = walks[i].Hash();
            }
        }
    }

    /// <summary>Every method, each with a hash over all bits of its walk: what makes walks faster, or the code plainer, changes none.</summary>
    [Fact]
    public Task Every_method_keeps_its_bits() =>
        Verifier.Verify(
            string.Join(
                '\n',
                Samples
                    .Texts.Concat(Samples.Composed.Where(t => !t.StartsWith("each", StringComparison.Ordinal)))
                    .Select(t => $"{new Order(t, 13).Hash()[..16]} {t}")
            )
        );

    /// <summary>One walk that several threads take: one method and one oracle for all of them.</summary>
    private sealed class Order
    {
        private readonly Method method;
        private readonly Oracle oracle;
        private readonly double[] start;
        private readonly TraceHeader header;

        public Order(string text, int n)
        {
            method = MethodText.Parse(text).Value;
            var terms = from i in Enumerable.Range(0, n - 1) select Invariant($"100*(x[{i + 1}] - x[{i}]^2)^2 + (1 - x[{i}])^2");
            var loss = FormulaText.Parse(Invariant($"param x[{n}]; {string.Join(" + ", terms)}")).Value;
            var hessian = Kernel.For(Hessian.Of(loss));
            oracle = Oracle.Exact(Kernel.For(Gradient.Of(loss))).With((x, packed) => hessian.Run(x, packed));
            start = [.. Enumerable.Range(0, n).Select(i => i % 2 == 0 ? -1.2 : 1)];
            header = TraceHeader.Of("valley", loss.Parameters, [], oracle, start, method, Elementary.Version);
        }

        public string Hash() => Trace.Of(header, oracle, start, method, Stops.After(200)).Trace.End.Sha256;

        private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
    }
}
