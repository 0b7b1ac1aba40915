using System.Collections.Immutable;

namespace GdScript.Descent;

/// <summary>
/// One name of the method language: a link of a chain, or (with an option of kind <see cref="OptionKind.Rate"/>) the one
/// link that walks.
/// </summary>
/// <param name="Name">As it is written.</param>
/// <param name="About">What it does, in a line.</param>
/// <param name="Options">Its hyper-parameters, in positional order.</param>
/// <param name="Build">Makes the rule.</param>
public sealed record MethodRow(string Name, string About, ImmutableArray<Option> Options, Func<Arguments, Rule> Build)
{
    /// <summary>True when it follows a rate: a chain has exactly one such link.</summary>
    public bool Walks => Solves || Options.Any(o => o.Kind == OptionKind.Rate);

    /// <summary>True when it finds the length of its steps itself and takes no rate.</summary>
    public bool Solves { get; init; }

    /// <summary>True when it looks at the step itself, so that it stands behind the link that makes it.</summary>
    internal bool Follows { get; init; }

    /// <summary>As help shows it: <c>gd(lr=0.01, normalize=false)</c>.</summary>
    public string Text => Call.Text(Name, Options);

    internal Rule Called(Arguments arguments) => Build(arguments) with { Name = Name + arguments.Text };
}
