namespace GdScript.Graphs;

/// <summary>The functions of Bessel and Airy, in the letters of the Digital Library of Mathematical Functions (chapters 9 and 10).</summary>
public enum BesselKind
{
    /// <summary>Jₙ, bounded and waving.</summary>
    J,

    /// <summary>Yₙ, with a pole at 0.</summary>
    Y,

    /// <summary>The modified Iₙ, which grows.</summary>
    I,

    /// <summary>The modified Kₙ, with a pole at 0, which falls.</summary>
    K,

    /// <summary>The Airy function that falls.</summary>
    Ai,

    /// <summary>The slope of Ai.</summary>
    AiPrime,

    /// <summary>The Airy function that grows.</summary>
    Bi,

    /// <summary>The slope of Bi.</summary>
    BiPrime,
}

/// <summary>
/// Which function an <see cref="Op.Bessel"/> node is: one operation for all of them, so that every table learns the family with one
/// line. Orders are whole and at least 0; those below 0 are the same functions up to a sign.
/// </summary>
public readonly record struct Bessel(BesselKind Kind, int Order = 0)
{
    private const int Kinds = 8;

    /// <summary>Both as one number, the way a node carries them.</summary>
    public int Code => Order * Kinds + (int)Kind;

    /// <summary>True for the functions that come in orders; the Airy functions do not.</summary>
    public bool HasOrder => Kind is BesselKind.J or BesselKind.Y or BesselKind.I or BesselKind.K;

    /// <summary>The name in the formula language: <c>besselj</c>, <c>airyaiprime</c>.</summary>
    public string Name => (HasOrder ? "bessel" : "airy") + Kind.ToString().ToLowerInvariant();

    /// <summary>What stands before the argument: <c>besselj(2, </c>.</summary>
    public string Opening => HasOrder ? FormattableString.Invariant($"{Name}({Order}, ") : Name + "(";

    /// <summary>The function with that code.</summary>
    public static Bessel Of(int code) => new((BesselKind)(code % Kinds), code / Kinds);

    /// <summary>The call as it is written: <c>besselj(2, x)</c>.</summary>
    public string Call(string argument) => Opening + argument + ")";
}
