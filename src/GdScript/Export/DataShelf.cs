using System.Runtime.InteropServices;

namespace GdScript.Export;

/// <summary>The arrays of numbers that stand in a formula, each written once for all routines of a file.</summary>
/// <param name="names">Names that nothing else in the file has.</param>
/// <param name="prefix">What stands before each name, where a file's names meet those of other files.</param>
/// <param name="say">An array as the language says it.</param>
internal sealed class DataShelf(Identifiers names, string prefix, Func<string, IReadOnlyList<double>, string> say)
{
    private readonly Dictionary<Numbers, string> known = [];
    private readonly List<string> texts = [];

    /// <summary>What was asked for, in order.</summary>
    public IReadOnlyList<string> Texts => texts;

    /// <summary>The name of an array; the same for the same numbers.</summary>
    public string NameOf(double[] numbers, string? wanted)
    {
        if (known.TryGetValue(new(numbers), out var name))
            return name;
        name = names.Next(prefix + (wanted ?? FormattableString.Invariant($"data{known.Count + 1}")));
        texts.Add(say(name, numbers));
        return known[new(numbers)] = name;
    }

    /// <summary>Equal when every bit is.</summary>
    private readonly struct Numbers(double[] all) : IEquatable<Numbers>
    {
        private readonly double[] all = all;

        public bool Equals(Numbers other) => Bytes.SequenceEqual(other.Bytes);

        public override bool Equals(object? other) => other is Numbers numbers && Equals(numbers);

        public override int GetHashCode()
        {
            var hash = new HashCode();
            hash.AddBytes(Bytes);
            return hash.ToHashCode();
        }

        private ReadOnlySpan<byte> Bytes => MemoryMarshal.AsBytes(all.AsSpan());
    }
}
