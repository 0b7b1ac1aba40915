namespace GdScript.Plots.Terminal;

/// <summary>What a picture of text is drawn with.</summary>
public enum Ink
{
    /// <summary>ASCII letters, for terminals that show nothing else.</summary>
    Letters,

    /// <summary>Braille dots and shades.</summary>
    Dots,

    /// <summary>Half blocks in the sixteen colours that every terminal has and its owner may have chosen.</summary>
    Sixteen,

    /// <summary>Half blocks in the 256 colours of a terminal, with its escape codes.</summary>
    Colours,

    /// <summary>Half blocks in any colour.</summary>
    TrueColours,
}

/// <summary>How large a picture may be, and what it is drawn with.</summary>
/// <param name="Width">The most columns a line takes, labels included; at least 20.</param>
/// <param name="Height">The lines of the picture itself, above its axis; at least 3.</param>
/// <param name="Ink">What it is drawn with.</param>
public sealed record Drawing(int Width = 80, int Height = 16, Ink Ink = Ink.Dots)
{
    internal int Columns => Math.Max(20, Width);

    internal int Lines => Math.Max(3, Height);
}
