using System.Collections.Immutable;
using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace GdScript.Scripting.Sessions;

/// <summary>
/// A submission that declared something, with those before it. Submissions that declare nothing are not part of the chain: nobody can
/// name anything of theirs, and the compiler looks through the whole chain for every name.
/// </summary>
/// <param name="ordinal">The number of its class, <c>Submission#7</c>; used once in a session.</param>
/// <param name="place">Which element of the array of submissions it has: links before it, and one for the globals.</param>
/// <param name="write">Makes <see cref="Written"/> of the one before.</param>
/// <param name="running">As it runs.</param>
/// <param name="instance">The object that holds its variables.</param>
/// <param name="before">The submission it sees.</param>
/// <param name="references">What it, and those before it, are compiled against.</param>
internal sealed class Link(
    int ordinal,
    int place,
    Func<CSharpCompilation?, CSharpCompilation> write,
    CSharpCompilation running,
    object instance,
    Link? before,
    ImmutableHashSet<MetadataReference> references
)
{
    private CSharpCompilation? written;

    public int Ordinal => ordinal;

    public int Place => place;

    public CSharpCompilation Running => running;

    public object Instance => instance;

    public Link? Before => before;

    public ImmutableHashSet<MetadataReference> References => references;

    /// <summary>As it was written: for judgement, recording twins and questions of an editor. Made when first asked for: it takes memory.</summary>
    public CSharpCompilation Written
    {
        get
        {
            foreach (var link in AndBefore.TakeWhile(l => l.written is null).Reverse())
                link.written = link.Write();
            return written!;
        }
    }

    /// <summary>This one and those before it, the nearest first.</summary>
    public IEnumerable<Link> AndBefore
    {
        get
        {
            for (var link = this; link is not null; link = link.Before)
                yield return link;
        }
    }

    private CSharpCompilation Write() => write(before?.written);
}

/// <summary>What a name of the session stands for.</summary>
/// <param name="Name">The name.</param>
/// <param name="Link">The submission that declares it.</param>
/// <param name="Field">For a variable, where its value lies.</param>
/// <param name="GivenAs">For what the session itself declares (<c>ans</c>, formulas of the prompt), the type; null for the user's.</param>
internal sealed record Named(string Name, Link Link, FieldInfo? Field, string? GivenAs)
{
    /// <summary>The declarations as they run; several are overloads.</summary>
    public ImmutableArray<ISymbol> Symbols => Link.Running.ScriptClass!.GetMembers(Name);

    public object? Value
    {
        get => Field!.GetValue(Link.Instance);
        set => Field!.SetValue(Link.Instance, value);
    }
}

/// <summary>A value that is there for C# as soon as C# speaks of it.</summary>
/// <param name="Value">The value.</param>
/// <param name="Type">Its type as any submission can name it.</param>
internal sealed record Given(object? Value, string Type);

/// <summary>Everything a session knows, as a value: to undo is to go back to an earlier one.</summary>
internal sealed record State
{
    public static State Empty { get; } = new();

    public Link? Last { get; init; }

    /// <summary>How many submissions and answers there were.</summary>
    public int Number { get; init; }

    public ImmutableDictionary<string, Named> Names { get; init; } = ImmutableDictionary<string, Named>.Empty;

    public ImmutableDictionary<string, Given> Givens { get; init; } = ImmutableDictionary<string, Given>.Empty;

    public ImmutableDictionary<int, Answer> Answers { get; init; } = ImmutableDictionary<int, Answer>.Empty;

    public Answer? Latest { get; init; }

    /// <summary>What every variable held after the last submission: shared between states as far as nothing changed.</summary>
    public ImmutableDictionary<string, object?> Values { get; init; } = ImmutableDictionary<string, object?>.Empty;

    /// <summary>Assemblies of <c>#r</c>, as full paths.</summary>
    public ImmutableArray<string> References { get; init; } = [];

    /// <summary>What ran, the last first.</summary>
    public ImmutableStack<Entry> Entries { get; init; } = [];
}

/// <summary>A submission that ran.</summary>
/// <param name="Text">What was typed.</param>
/// <param name="File">What messages call it.</param>
/// <param name="Before">What it saw.</param>
/// <param name="Own">Its link, where it declared anything.</param>
/// <param name="Failed">It threw or was stopped.</param>
internal sealed record Entry(string Text, string File, Link? Before, Link? Own, bool Failed);
