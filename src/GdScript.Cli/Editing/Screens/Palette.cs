namespace GdScript.Cli.Editing.Screens;

/// <summary>
/// How styles look: colours of the terminal's own sixteen, chosen to be read on light and on dark, and attributes. Without colour
/// (https://no-color.org) the attributes stay, since a choice must be seen.
/// </summary>
internal sealed class Palette
{
    private readonly string[] codes = [.. Enum.GetValues<Style>().Select(_ => "")];

    private Palette(bool colour)
    {
        foreach (var style in Enum.GetValues<Style>())
            codes[(int)style] = $"\e[0{Attribute(style)}{(colour ? Colour(style) : "")}m";
    }

    public static Palette Coloured { get; } = new(colour: true);

    public static Palette Plain { get; } = new(colour: false);

    /// <summary>The escape sequence (ECMA-48 SGR) that makes what follows look like the style, whatever was before.</summary>
    public string Code(Style style) => codes[(int)style];

    private static string Attribute(Style style) =>
        style switch
        {
            Style.Prompt or Style.Formula => ";1",
            Style.Comment or Style.Dim => ";2",
            Style.Bracket or Style.LoneBracket => ";1;4",
            Style.Chosen => ";7",
            Style.Emphasis => ";1;4",
            Style.Error => ";4",
            Style.Plain
            or Style.Keyword
            or Style.Name
            or Style.Parameter
            or Style.Function
            or Style.Type
            or Style.Number
            or Style.Text
            or Style.Operator
            or Style.Command => "",
        };

    private static string Colour(Style style) =>
        style switch
        {
            Style.Prompt => ";32",
            Style.Keyword or Style.Command => ";35",
            Style.Function => ";34",
            Style.Type => ";36",
            Style.Number => ";32",
            Style.Text or Style.Error or Style.LoneBracket => ";31",
            Style.Formula => ";36",
            Style.Plain
            or Style.Name
            or Style.Parameter
            or Style.Comment
            or Style.Operator
            or Style.Bracket
            or Style.Dim
            or Style.Chosen
            or Style.Emphasis => "",
        };
}
