using System.ComponentModel;
using System.Globalization;
using GdScript.Graphs;

namespace GdScript.Scripting.Recording;

/// <summary>
/// A truth made of recording numbers. Asked which way to go (as a <c>bool</c>), it answers for the point of the recording and
/// leaves a guard behind; combined and chosen by, it stays in the formula.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
#pragma warning disable CA1815, CA1066, CA1067 // == records
public readonly struct Cond
{
    private readonly bool holds;

    internal Cond(bool holds) => this.holds = holds;

    internal Cond(bool holds, Scalar made) => (this.holds, Node, Stamp) = (holds, made.Node, made.Stamp);

    /// <summary>How it comes out at the point of the recording; asking leaves no guard.</summary>
    internal bool Holds => holds;

    /// <summary>One more than its node; 0 for a constant.</summary>
    internal int Node { get; }

    internal int Stamp { get; }

    internal bool IsKnown => Node == 0;

    public static implicit operator Cond(bool holds) => new(holds);

    /// <summary>Which way to go: a guard.</summary>
    public static implicit operator bool(Cond c) => Recorder.Branch(c);

    public static bool operator true(Cond c) => Recorder.Branch(c);

    public static bool operator false(Cond c) => !Recorder.Branch(c);

    public static Cond operator &(Cond a, Cond b) =>
        a.IsKnown ? (a.Holds ? b : a)
        : b.IsKnown ? (b.Holds ? a : b)
        : Recorder.Combine(Op.And, a, b, a.Holds && b.Holds);

    public static Cond operator |(Cond a, Cond b) =>
        a.IsKnown ? (a.Holds ? a : b)
        : b.IsKnown ? (b.Holds ? b : a)
        : Recorder.Combine(Op.Or, a, b, a.Holds || b.Holds);

    public static Cond operator !(Cond a) => a.IsKnown ? new(!a.Holds) : Recorder.Combine(Op.Not, a, a, !a.Holds);

    public static Cond operator ^(Cond a, Cond b) =>
        a.IsKnown ? (a.Holds ? !b : b)
        : b.IsKnown ? (b.Holds ? !a : a)
        : Recorder.Combine(Op.Ne, a, b, a.Holds != b.Holds);

    public static Cond operator ==(Cond a, Cond b) => !(a ^ b);

    public static Cond operator !=(Cond a, Cond b) => a ^ b;

    public override bool Equals(object? obj) =>
        obj switch
        {
            Cond c => this == c,
            bool b => this == b,
            _ => false,
        };

    public override int GetHashCode() => Recorder.Branch(this).GetHashCode();

    /// <summary>The text of a constant truth.</summary>
    /// <exception cref="TraceError">GDS2006: it depends on a parameter.</exception>
    public override string ToString() =>
        IsKnown ? holds.ToString(CultureInfo.InvariantCulture) : throw Scalar.TurnedToText("a truth that depends on the parameters");
}
