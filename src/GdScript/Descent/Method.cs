namespace GdScript.Descent;

/// <summary>
/// How to walk downhill: a rule, the schedule of its rate, and both as text. <see cref="Text"/> is canonical: it reads
/// back (<see cref="MethodText.Parse"/>) as the same method, and says what differs from the defaults, the rate always.
/// </summary>
/// <param name="Rule">What turns a gradient into a move.</param>
/// <param name="Rate">The rate of each step.</param>
/// <param name="Text">As a person writes it: <c>normalize | gd(lr=0.1)</c>.</param>
public sealed record Method(Rule Rule, Schedule Rate, string Text)
{
    /// <summary>A link after a method; it turns the step itself, no longer the gradient.</summary>
    public static Method operator |(Method first, Rule then) =>
        new(Rules.Chain(first.Rule, then), first.Rate, first.Text + " | " + then.Name);

    public override string ToString() => Text;
}
