namespace GdScript.Checking;

/// <summary>What one derivation gives at one point; with twice the digits when asked.</summary>
internal sealed record Values(string Name, Bounded[] At, Lazy<Bounded[]>? Finely)
{
    /// <summary>
    /// With twice the digits an intermediate result leaves the range of numbers a little earlier (1/cosh(400)^2): then the double stands.
    /// </summary>
    public Bounded Fine(int i) =>
        Finely is not null && double.IsFinite(At[i].Value) && Finely.Value[i] is var fine && double.IsFinite(fine.Value) ? fine : At[i];
}
