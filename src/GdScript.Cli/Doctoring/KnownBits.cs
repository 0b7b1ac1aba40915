using System.Numerics;
using GdScript.Calculus;
using GdScript.Kernels;
using GdScript.Text;

namespace GdScript.Cli.Doctoring;

/// <summary>
/// The promise that every machine computes the same bits, looked at on this one: each elementary function over a row of
/// arguments, in both ways formulas run, against what was written down when the functions last changed.
/// </summary>
internal static class KnownBits
{
    private const int Arguments = 200;

    /// <summary>A function of one argument between 0 and 1, and a digest of its bits there.</summary>
    internal static readonly (string Formula, ulong Digest)[] Known =
    [
        ("exp(20*x)", 0xdca2d1111a25da9a),
        ("log(x + 1e-9)", 0x9d80431a53b53c5a),
        ("sin(1e6*x)", 0x09f2a274169553ae),
        ("cos(50*x)", 0x9379338723b928b6),
        ("tan(x)", 0x34c2e0cfa7326a89),
        ("atan(9*x)", 0xb90feebef2f2fb81),
        ("tanh(3*x)", 0x06ef8bd4260b84d0),
        ("x^2.7", 0x2c4136b8b0d281ca),
        ("erf(2*x)", 0x012d22944bd0f332),
        ("lgamma(9*x + 0.1)", 0xe403f8d891bafcb4),
        ("sqrt(x) + 1/(x + 1)", 0xf8691ca36944f616),
    ];

    /// <summary>The first formula whose bits are not the known ones; null where all are.</summary>
    public static string? Differing()
    {
        foreach (var (formula, digest) in Known)
        foreach (var tier in (Tier[])[Tier.Interpreter, Tier.Il])
            if (Digest(formula, tier) != digest)
                return formula;
        return null;
    }

    /// <summary>The bits of all values and slopes, folded by rotation and a multiplier (FNV-1a's prime).</summary>
    internal static ulong Digest(string formula, Tier tier)
    {
        var kernel = Kernel.For(Gradient.Of(FormulaText.Parse(formula).Value), tier);
        var digest = 0xcbf29ce484222325;
        Span<double> slope = stackalloc double[1];
        for (var i = 0; i < Arguments; i++)
        {
            var value = kernel.ValueAndGradient([(i + 0.5) / Arguments], slope);
            foreach (var number in (ReadOnlySpan<double>)[value, slope[0]])
                digest = (BitOperations.RotateLeft(digest, 7) ^ BitConverter.DoubleToUInt64Bits(number)) * 0x100000001b3;
        }
        return digest;
    }
}
