using System.Globalization;
using System.Text;
using GdScript.Cli.Commands;
using GdScript.Cli.Edge;
using GdScript.Plots;
using GdScript.Plots.Exports;
using GdScript.Plots.Svg;
using GdScript.Reports;

namespace GdScript.Cli.Plotting;

/// <summary>How a picture is written down.</summary>
internal enum PictureFormat
{
    Svg,

    /// <summary>A page in which a surface can be turned.</summary>
    Html,

    /// <summary>By a browser that is installed.</summary>
    Png,

    /// <summary>A specification of Vega-Lite 5.</summary>
    Vega,

    /// <summary>Data and layout for plotly.js.</summary>
    Plotly,

    /// <summary>A place in each row.</summary>
    Csv,
}

/// <summary>Where a picture goes, and how it is written there: by the end of the file's name, or as it was asked for.</summary>
/// <param name="Path">The file; null for standard output.</param>
/// <param name="Format">How.</param>
internal sealed record PictureFile(string? Path, PictureFormat Format)
{
    private static readonly (string End, PictureFormat Format)[] Ends =
    [
        (".svg", PictureFormat.Svg),
        (".html", PictureFormat.Html),
        (".png", PictureFormat.Png),
        (".vl.json", PictureFormat.Vega),
        (".plotly.json", PictureFormat.Plotly),
        (".csv", PictureFormat.Csv),
    ];

    /// <summary>The words of <c>--format</c>.</summary>
    public const string Formats = "svg|html|png|vega|plotly|csv";

    /// <param name="option">What names the file: <c>--out</c>.</param>
    /// <param name="path">The file; null for standard output.</param>
    /// <param name="format">The word of <c>--format</c>; null for none.</param>
    public static Result<PictureFile> Of(string option, string? path, string? format = null)
    {
        if (format is not null)
            return from word in NumberOption.Choice("--format", format, Formats.Split('|'))
                let asked = Enum.Parse<PictureFormat>(word, ignoreCase: true)
                from place in asked != PictureFormat.Png || path is not null
                    ? (Result<bool>)true
                    : Problem.Input("GDS0150", "a PNG is written into a file", "add --out picture.png")
                select new PictureFile(path, asked);
        if (path is null || Files.IsDevice(path))
            return new PictureFile(path, PictureFormat.Svg);
        foreach (var (end, known) in Ends)
            if (path.EndsWith(end, StringComparison.OrdinalIgnoreCase))
                return new PictureFile(path, known);
        return Problem.Input(
            "GDS0150",
            $"pictures are written as .svg, .html or .png, or as data (.vl.json, .plotly.json, .csv), not as '{Complaint.Clipped(path)}'",
            $"write {option} picture.svg"
        ) with
        {
            File = option,
        };
    }

    /// <summary>The picture as text; of a PNG the SVG it is drawn from.</summary>
    public string Text(Figure figure, Sheet sheet) =>
        Format switch
        {
            PictureFormat.Svg or PictureFormat.Png => FigureSvg.Of(figure, sheet),
            PictureFormat.Html => FigureHtml.Of(figure, sheet),
            PictureFormat.Vega => VegaLite.Of(figure),
            PictureFormat.Plotly => Plots.Exports.Plotly.Of(figure),
            PictureFormat.Csv => FigureCsv.Of(figure),
        };

    /// <summary>Writes the picture into its file, and tells its size: <c>walk.svg: contour, 12 KB</c>.</summary>
    public Result<string> Write(Figure figure, Sheet sheet, string kind, CancellationToken cancel)
    {
        var text = Text(figure, sheet);
        return from written in Format == PictureFormat.Png
                ? Chromium.Png(text, sheet, Path!, Environment.GetEnvironmentVariable("PATH"), cancel)
                : Files.Write(Path!, text)
            select string.Create(CultureInfo.InvariantCulture, $"{Path}: {kind}, {Kilobytes(text)} KB\n");
    }

    private long Kilobytes(string text) =>
        ((Format == PictureFormat.Png ? new FileInfo(Path!).Length : Encoding.UTF8.GetByteCount(text)) + 999) / 1000;
}
