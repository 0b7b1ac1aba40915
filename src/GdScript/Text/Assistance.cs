using System.Collections.Immutable;

namespace GdScript.Text;

/// <summary>What a row of a completion list is; an editor shows it as a letter or a colour.</summary>
public enum CompletionKind
{
    Keyword,
    Type,
    Method,
    Property,
    Field,
    Variable,
    Formula,
    Function,
    Option,
    Command,
    File,
    Namespace,
}

/// <summary>One thing that could stand at the caret.</summary>
/// <param name="Text">What is put in.</param>
/// <param name="Detail">A word on what it is: a type, a signature, a default; may be empty.</param>
/// <param name="Kind">What sort of thing it is.</param>
public sealed record Completion(string Text, string Detail, CompletionKind Kind);

/// <summary>Everything that could stand at the caret, best first.</summary>
/// <param name="Start">Where the part begins that a choice replaces.</param>
/// <param name="Length">How long that part is.</param>
/// <param name="Items">The choices.</param>
public sealed record Completions(int Start, int Length, ImmutableArray<Completion> Items)
{
    public static Completions None { get; } = new(0, 0, []);

    /// <summary>The same for a text that begins further right: the inside of a string, say.</summary>
    public Completions Shifted(int by) => this with { Start = Start + by };
}

/// <summary>A stretch of a text.</summary>
public readonly record struct Stretch(int Start, int Length);

/// <summary>One way to make a call.</summary>
/// <param name="Text">As it is shown: <c>where(condition, a, b)</c>.</param>
/// <param name="Parameters">Where each parameter stands in the text, so that the one being typed can be emphasised.</param>
/// <param name="About">What it does, in a line; empty when nobody has written it down.</param>
public sealed record CallForm(string Text, ImmutableArray<Stretch> Parameters, string About);

/// <summary>The call that the caret stands in.</summary>
/// <param name="Forms">Every way to make it.</param>
/// <param name="Best">The number of the form that fits best what is typed so far.</param>
/// <param name="Parameter">The number of the parameter of that form that is being typed; -1 when the form has none for it.</param>
public sealed record CallHelp(ImmutableArray<CallForm> Forms, int Best, int Parameter);

/// <summary>What a stretch of text is, for its colour.</summary>
public enum ColourRole
{
    Plain,
    Keyword,
    Name,
    Parameter,
    Formula,
    Function,
    Type,
    Number,
    Text,
    Comment,
    Operator,
    Command,
    Error,
}

/// <summary>A coloured stretch. Lists of them are in order and do not overlap; what none covers is plain.</summary>
public readonly record struct Coloured(int Start, int Length, ColourRole Role);

/// <summary>A name that means something where the text will be used: a formula of the session, a variable, a further function.</summary>
/// <param name="Name">As it is written.</param>
/// <param name="Detail">A word on what it is.</param>
/// <param name="Kind">What sort of thing it is; a <see cref="CompletionKind.Function"/> is called with parentheses.</param>
public sealed record KnownName(string Name, string Detail, CompletionKind Kind)
{
    /// <summary>How a function is called: <c>D(f, x)</c>; null for what is no function.</summary>
    public string? Signature { get; init; }

    /// <summary>What it does, in a line.</summary>
    public string About { get; init; } = "";
}
