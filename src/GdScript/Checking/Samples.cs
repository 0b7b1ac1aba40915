namespace GdScript.Checking;

/// <summary>Claim and truth at every point that was looked at: what a diagnosis reads.</summary>
internal sealed class Samples(Claim.Formulas? claim)
{
    private readonly List<Sample> all = [];

    /// <summary>The claim as formulas, when it is made of them.</summary>
    public Claim.Formulas? Claim => claim;

    /// <summary>Notes a point; the truth is our derivative, or for a black box what was measured.</summary>
    public void Add(double[] at, Values[] values, int i = -1, double measured = double.NaN)
    {
        var known = all.FindIndex(s => s.Point.AsSpan().SequenceEqual(at));
        if (known < 0)
        {
            known = all.Count;
            var derived = values.FirstOrDefault(v => v.Name == Derivation.SymbolicName);
            double[] truth = derived is null ? [.. at.Select(_ => double.NaN)] : [.. derived.At.Select(b => b.Value)];
            all.Add(new([.. at], [.. values[0].At.Select(b => b.Value)], truth));
        }
        if (i >= 0 && double.IsNaN(all[known].Truth[i]))
            all[known].Truth[i] = measured;
    }

    /// <summary>The samples at which component <paramref name="i"/> is wrong by more than rounding.</summary>
    public Sample[] Wrong(int i) => [.. all.Where(s => s.IsWrong(i))];

    /// <summary>The samples at which component <paramref name="i"/> has a finite slope.</summary>
    public Sample[] Known(int i) => [.. all.Where(s => double.IsFinite(s.Truth[i]))];
}

/// <summary>One point with the claimed and the true gradient.</summary>
internal sealed record Sample(double[] Point, double[] Claims, double[] Truth)
{
    /// <summary>Closer than this two numbers are taken for the same; far above rounding, far below what people get wrong.</summary>
    private const double Same = 1e-9;

    public static bool Equal(double a, double b, double scale = 0) =>
        Math.Abs(a - b) <= Same * Math.Max(scale, Math.Max(Math.Abs(a), Math.Abs(b)));

    public bool IsWrong(int i) => double.IsFinite(Truth[i]) && !Equal(Claims[i], Truth[i]);
}
