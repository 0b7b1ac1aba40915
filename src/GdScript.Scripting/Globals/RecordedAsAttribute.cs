namespace GdScript.Scripting.Globals;

/// <summary>
/// For a method whose body cannot be recorded (a library call, a table, an integral computed elsewhere): names a method of the script
/// with the same parameters that the formula is made of instead.
/// <code>
/// [RecordedAs(nameof(Series))] double Special(double x) => Library.Special(x);
/// double Series(double x) => x - x * x * x / 6;
/// </code>
/// </summary>
/// <remarks>
/// A formula has no operation for foreign code, so a slope alone would leave its value unknown: the stand-in gives both. The loss is
/// still computed with the method itself; where the two differ a note says by how much (GDS3004), and the check measures
/// slopes on the loss, so that a stand-in that is not near enough is seen.
/// </remarks>
/// <param name="method">The name of the stand-in.</param>
[AttributeUsage(AttributeTargets.Method)]
public sealed class RecordedAsAttribute(string method) : Attribute
{
    public string Method => method;
}
