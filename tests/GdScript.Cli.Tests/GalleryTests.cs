using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml;
using System.Xml.Linq;
using Xunit;

namespace GdScript.Cli.Tests;

/// <summary>Every lesson of the gallery gets its report: small, whole, without a network, the same bytes each time.</summary>
public sealed partial class GalleryTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("gds-gallery").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    public static TheoryData<string> Lessons => [.. Reported().Matches(Page.Text("scripts/gallery.md")).Select(m => m.Value)];

    [Theory]
    [MemberData(nameof(Lessons))]
    public void A_lesson_gets_a_report(string line)
    {
        var page = Written(line, CultureInfo.InvariantCulture);
        Assert.Equal(page, Written(line, new CultureInfo("de-DE") { NumberFormat = { NegativeSign = "~" } }));
        Assert.InRange(Encoding.UTF8.GetByteCount(page), 50_000, 300_000);
        Assert.DoesNotContain(
            Links().Matches(page).Select(m => m.Value),
            link => !link.StartsWith("http://www.w3.org/", StringComparison.Ordinal)
        );
        using var reader = XmlReader.Create(new StringReader(page), new XmlReaderSettings { DtdProcessing = DtdProcessing.Ignore });
        Assert.DoesNotContain(XElement.Load(reader).Descendants().Attributes(), a => a.Name.LocalName is "src" or "href");
    }

    [Fact]
    public void The_gallery_has_the_five_lessons() => Assert.Equal(5, Reported().Count(Page.Text("scripts/gallery.md")));

    private string Written(string line, CultureInfo culture)
    {
        var (before, file) = (CultureInfo.CurrentCulture, Path.Combine(folder, "page.html"));
        try
        {
            CultureInfo.CurrentCulture = culture;
            Command.Out([.. Command.Words(line)[1..], "--out", file]);
            return File.ReadAllText(file);
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [GeneratedRegex("^gds report .*$", RegexOptions.Multiline)]
    private static partial Regex Reported();

    [GeneratedRegex("""https?:[^"'\s<]*""")]
    private static partial Regex Links();
}
