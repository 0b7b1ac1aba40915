namespace GdScript.Cli.Editing.Screens;

/// <summary>Why a cell looks the way it does; a <see cref="Palette"/> says how it looks.</summary>
internal enum Style : byte
{
    Plain,
    Prompt,
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

    /// <summary>A bracket at the caret, and its mate.</summary>
    Bracket,

    /// <summary>A bracket at the caret that has no mate.</summary>
    LoneBracket,

    /// <summary>Beside the point: details, notes, signatures.</summary>
    Dim,

    /// <summary>The chosen row of the list.</summary>
    Chosen,

    /// <summary>What a search found, and the parameter that is being typed.</summary>
    Emphasis,
}
