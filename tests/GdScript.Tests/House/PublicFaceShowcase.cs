using System.Collections.Immutable;

namespace GdScript.Tests.House.Showcase;

// One of every kind of public declaration, for PublicFaceTests to read back. Nothing here is used otherwise.
#pragma warning disable CA1822, CA2211, CA1815, CA1028, CA1051, CA1003, CA1040, CA1000, CA1065, CA2231, CA1052, CA1724, CA1008, CA1816, CA1027, CA1043

public enum Op : byte
{
    Const,
    Add = 4,
}

public enum Plain
{
    One,
}

public delegate void Turn(in Step step, Span<double> move, scoped ReadOnlySpan<double> memory);

public readonly record struct Step(int Time, double Rate = 0.1);

public sealed record Bowl(ImmutableArray<double> Scales, string? Name = null)
{
    public const double Floor = -0.5;

    public static readonly Bowl Unit = new([1]) { Kind = Op.Const };

    public required Op Kind { get; init; }

    public double this[int index] => Scales[index];

    public double Value(params ReadOnlySpan<double> point) => point.Length;

    public (double Value, (string? Name, int At)[] Parts)? Parts(Dictionary<string, object?> named) => null;

    public static Bowl operator +(Bowl left, Bowl right) => left;

    public static implicit operator Bowl(double scale) => new([scale]) { Kind = Op.Const };

    internal void Hidden() { }

    private void Secret() => Hidden();

    public override string ToString() => "bowl";
}

public abstract record Outcome
{
    private Outcome() { }

    public sealed record Converged(int Steps) : Outcome;

    public sealed record OutOfSteps : Outcome;
}

public abstract class Engine<T>(T seed) : IDisposable
    where T : struct, IComparable<T>
{
    protected T Seed { get; private set; } = seed;

    public event EventHandler? Moved;

    public abstract TOut Run<TOut>(Func<T, TOut> step, out int count, ref double sum, Plain kind = Plain.One, string text = "a\nb")
        where TOut : class, new();

    public virtual void Dispose() => Moved?.Invoke(this, EventArgs.Empty);

    public readonly struct Part
    {
        public readonly T Left;

        public ref readonly T Get(ref T it) => ref it;
    }
}

public interface IShape<out T>
{
    static abstract int Rank { get; }

    T? Item { get; }

    int Size { get; set; }

    void Draw(CancellationToken stop = default);
}

public ref struct Cursor
{
    public int At;
}

public static class BowlText
{
    extension(Bowl bowl)
    {
        public string Infix => bowl.ToString();

        public string Padded(int width = 3) => bowl.Infix.PadLeft(width);

        public static Bowl Parse(string text) => Bowl.Unit;
    }

    extension<T>(IEnumerable<T> items)
        where T : notnull
    {
        public int Many => items.Count();

        public T? Best(Func<T, double> by) => items.MaxBy(by);
    }

    public static int Old(this Bowl bowl, nint count) => (int)count;

    public static unsafe double Sum(double* values, int[,] table) => *values;
}
