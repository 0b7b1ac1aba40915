using System.Collections.Immutable;

namespace GdScript.Cli.Repl;

/// <summary>Where a session speaks, as far as its answers depend on it.</summary>
/// <param name="Width">How many columns a picture may take.</param>
/// <param name="Ascii">Pictures of plain letters, for a terminal that shows nothing else.</param>
/// <param name="Colour">Colours are allowed.</param>
/// <param name="Stop">Ends the evaluation that is under way.</param>
internal sealed record Setting(int Width = 80, bool Ascii = false, bool Colour = false, CancellationToken Stop = default)
{
    /// <summary>What pictures are drawn with where there may be colours.</summary>
    public Plots.Terminal.Ink Tints { get; init; } = Plots.Terminal.Ink.Colours;

    /// <summary>A person reads: pictures may stand beside results.</summary>
    public bool IsPerson { get; init; }

    /// <summary>Leaves an evaluation behind that was asked to end and does not.</summary>
    public CancellationToken Abandon { get; init; }

    /// <summary>Nobody waits for the evaluation any more: it changes nothing.</summary>
    public CancellationToken Gone { get; init; }

    /// <summary>The files that are being gone through, by their full paths: one that loads itself would never end.</summary>
    public ImmutableHashSet<string> Loading { get; init; } = [];
}
