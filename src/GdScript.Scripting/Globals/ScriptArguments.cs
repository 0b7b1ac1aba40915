using System.Collections;

namespace GdScript.Scripting.Globals;

/// <summary>
/// The arguments of a script. It counts like an array (<c>Length</c>) and like a list (<c>Count</c>), because scripts written for
/// other runners do either.
/// </summary>
public sealed class ScriptArguments(IReadOnlyList<string> words) : IReadOnlyList<string>
{
    public string this[int index] => words[index];

    public int Count => words.Count;

    public int Length => words.Count;

    public static implicit operator string[](ScriptArguments args) => args.ToArray();

    public string[] ToArray() => [.. words];

    public IEnumerator<string> GetEnumerator() => words.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
