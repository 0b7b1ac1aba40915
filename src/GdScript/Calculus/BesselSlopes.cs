using GdScript.Algebra;
using GdScript.Graphs;

namespace GdScript.Calculus;

/// <summary>
/// The slopes of the Bessel and Airy functions, which are functions of the same family again (DLMF 10.6.1, 10.29.1, 9.2.1): no slope
/// leaves the language.
/// </summary>
internal static class BesselSlopes
{
    public static int Of(Sketch g, Bessel f, int x) =>
        f.Kind switch
        {
            BesselKind.J or BesselKind.Y => f.Order == 0 ? g.Negate(Next(g, f, x)) : Half(g, g.Minus(Last(g, f, x), Next(g, f, x))),
            BesselKind.I => f.Order == 0 ? Next(g, f, x) : Half(g, g.Plus(Last(g, f, x), Next(g, f, x))),
            BesselKind.K => g.Negate(f.Order == 0 ? Next(g, f, x) : Half(g, g.Plus(Last(g, f, x), Next(g, f, x)))),
            BesselKind.Ai => g.Bessel(new(BesselKind.AiPrime), x),
            BesselKind.AiPrime => g.Times(x, g.Bessel(new(BesselKind.Ai), x)),
            BesselKind.Bi => g.Bessel(new(BesselKind.BiPrime), x),
            BesselKind.BiPrime => g.Times(x, g.Bessel(new(BesselKind.Bi), x)),
        };

    private static int Last(Sketch g, Bessel f, int x) => g.Bessel(f with { Order = f.Order - 1 }, x);

    private static int Next(Sketch g, Bessel f, int x) => g.Bessel(f with { Order = f.Order + 1 }, x);

    private static int Half(Sketch g, int sum) => g.Over(sum, g.Const(2));
}
