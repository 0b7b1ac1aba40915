using System.Collections.Immutable;
using GdScript.Graphs;
using GdScript.Kernels;
using GdScript.Numerics;

namespace GdScript.Checking;

/// <summary>One step of the curve.</summary>
/// <param name="Step">h.</param>
/// <param name="Central">(f(x+h) − f(x−h)) / 2h.</param>
/// <param name="Error">How far that is from the claim.</param>
/// <param name="Rounding">What rounding alone may make of it.</param>
public readonly record struct VRung(double Step, double Central, double Error, double Rounding);

/// <summary>
/// How far the difference quotient is from a claimed slope as its step shrinks: for a right claim a V whose left arm is
/// rounding (1/h) and whose right arm is curvature (h²); a wrong claim shows as a floor between them.
/// </summary>
public sealed record VCurve(ImmutableArray<VRung> Rungs)
{
    /// <param name="loss">The loss.</param>
    /// <param name="point">A flat point.</param>
    /// <param name="i">The coordinate.</param>
    /// <param name="claimed">The slope that is claimed.</param>
    public static VCurve Of(Formula loss, ReadOnlySpan<double> point, int i, double claimed) => Of(Probe.Of(loss), point, i, claimed);

    /// <summary>The same for a function of which nothing is known.</summary>
    public static VCurve Of(Loss loss, ReadOnlySpan<double> point, int i, double claimed) => Of(Probe.Of(loss), point, i, claimed);

    private static VCurve Of(Probe probe, ReadOnlySpan<double> point, int i, double claimed)
    {
        var at = point.ToArray();
        var rungs = new Rungs();
        probe.Prepare(at, i, probe.At(at, out _));
        rungs.Take(probe, at, i, probe.See(at, i, 0));
        var curve = ImmutableArray.CreateBuilder<VRung>(rungs.Count);
        for (var k = 0; k < rungs.Count; k++)
            curve.Add(new(rungs.Steps[k], rungs.Central[k], Math.Abs(rungs.Central[k] - claimed), rungs.CentralDoubt[k]));
        return new(curve.ToImmutable());
    }
}
