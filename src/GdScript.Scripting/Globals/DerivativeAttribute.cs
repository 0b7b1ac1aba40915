namespace GdScript.Scripting.Globals;

/// <summary>
/// For a method whose body cannot be recorded (a library call, a table, an integral computed elsewhere): names the methods of the script
/// that give its slopes, one for each double it takes, or one that gives them all as an array or a tuple. They take what it takes.
/// <code>
/// [Derivative(nameof(Slope))] double Special(double x) => Library.Special(x);
/// double Slope(double x) => Library.SpecialSlope(x);
/// </code>
/// </summary>
/// <remarks>
/// Gradients, checks and walks use the slopes as they are given; a check measures the loss itself, and so judges them. Second
/// derivatives are not known, and the recorded formula is the loss at its point only: at every other one the loss is recorded anew.
/// </remarks>
/// <param name="methods">The names of the methods, in the order of the doubles.</param>
[AttributeUsage(AttributeTargets.Method)]
public sealed class DerivativeAttribute(params string[] methods) : Attribute
{
    public IReadOnlyList<string> Methods => methods;
}
