using System.Globalization;
using GdScript.Cli;
using GdScript.Cli.Edge;
using Microsoft.Playwright;
using Xunit;
using Xunit.Abstractions;

namespace GdScript.Browser.Tests;

/// <summary>A report of two walks, as a reader has it before them.</summary>
public sealed class Pages : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("gds-browser-tests").FullName;

    public Pages()
    {
        Report = Path.Combine(folder, "report.html");
        string[] asked =
        [
            "report",
            "(1 - x)^2 + 100*(y - x^2)^2",
            "--from",
            "-1.2,1",
            "--compare",
            "gd(lr=0.001); adam(lr=0.1)",
            "--steps",
            "60",
        ];
        using var output = new StringWriter();
        using var error = new StringWriter();
        var exit = Gds.Run([.. asked, "--out", Report], new Io(output, error, TextReader.Null));
        Assert.True(exit == 0 && File.Exists(Report), error.ToString());
    }

    public string Report { get; }

    public void Dispose() => Directory.Delete(folder, recursive: true);
}

public sealed class ReportTests(Browser browser, Pages pages, ITestOutputHelper output) : IClassFixture<Browser>, IClassFixture<Pages>
{
    /// <summary>What one frame may cost: so many corners for each cell of the grid, whatever it is seen from.</summary>
    private const double MostCornersACell = 16;

    private Task<Reader> Open(ColorScheme scheme = ColorScheme.Light, bool runsScripts = true, string? before = null) =>
        browser.Open(pages.Report, scheme, runsScripts, before);

    [BrowserFact]
    public async Task It_says_nothing_on_the_console_and_asks_for_nothing_but_itself()
    {
        await using var page = await Open();
        await page["figure.space canvas"].ScrollIntoViewIfNeededAsync();
        await page.Page.Mouse.WheelAsync(0, 3000);
        await page.Drawn();
        Assert.Empty(page.Said);
        Assert.Equal([new Uri(pages.Report).AbsoluteUri], page.Asked);
        Assert.True(await page["math"].CountAsync() > 0);
        Assert.True(await page["section.check table"].IsVisibleAsync());
    }

    [BrowserFact]
    public async Task A_surface_is_turned_by_dragging_and_turned_back_by_a_double_click()
    {
        await using var page = await Open();
        var canvas = page["figure.space canvas"].First;
        await canvas.ScrollIntoViewIfNeededAsync();
        await page.Drawn();
        var (turn, image) = (await Turn(canvas), await Image(canvas));
        var box = (await canvas.BoundingBoxAsync())!;
        var (x, y) = (box.X + box.Width / 2, box.Y + box.Height / 2);
        await page.Page.Mouse.MoveAsync(x, y);
        await page.Page.Mouse.DownAsync();
        await page.Page.Mouse.MoveAsync(x + 60, y + 10, new() { Steps = 4 });
        await page.Page.Mouse.UpAsync();
        await page.Drawn();
        Assert.InRange(Math.Abs(await Turn(canvas) - turn), 10, 60);
        Assert.NotEqual(image, await Image(canvas));
        await canvas.DblClickAsync();
        await page.Drawn();
        Assert.Equal(turn, await Turn(canvas));
        Assert.Equal(image, await Image(canvas));
        Assert.Empty(page.Said);
    }

    private static async Task<double> Turn(ILocator canvas) =>
        double.Parse((await canvas.GetAttributeAsync("data-turn"))!, CultureInfo.InvariantCulture);

    private static Task<string> Image(ILocator canvas) => canvas.EvaluateAsync<string>("c => c.toDataURL()");

    [BrowserFact]
    public async Task The_arrow_keys_turn_it_and_Home_turns_it_back()
    {
        await using var page = await Open();
        var canvas = page["figure.space canvas"].First;
        await canvas.FocusAsync();
        await page.Drawn();
        var (turn, image) = (await Turn(canvas), await Image(canvas));
        await page.Page.Keyboard.PressAsync("ArrowLeft");
        await page.Page.Keyboard.PressAsync("ArrowUp");
        await page.Drawn();
        Assert.Equal(5, Math.Abs(await Turn(canvas) - turn), 6);
        Assert.NotEqual(image, await Image(canvas));
        await page.Page.Keyboard.PressAsync("Home");
        await page.Drawn();
        Assert.Equal(image, await Image(canvas));
    }

    [BrowserFact]
    public async Task A_run_that_is_not_ticked_is_in_no_picture()
    {
        await using var page = await Open();
        var canvas = page["figure.space canvas"].First;
        await canvas.ScrollIntoViewIfNeededAsync();
        await page.Drawn();
        var image = await Image(canvas);
        Assert.True(await Shown(page, ".run0") > 0);
        await page["#run0"].UncheckAsync();
        await page.Drawn();
        Assert.Equal(0, await Shown(page, ".run0"));
        Assert.True(await Shown(page, ".run1") > 0);
        Assert.NotEqual(image, await Image(canvas));
        await page["#run0"].CheckAsync();
        await page.Drawn();
        Assert.Equal(image, await Image(canvas));
    }

    /// <summary>How many elements of a kind take part in the pictures that are seen.</summary>
    private static Task<int> Shown(Reader page, string selector) =>
        page.Page.EvaluateAsync<int>(
            "s => [...document.querySelectorAll(s)].filter(e => getComputedStyle(e).display !== 'none').length",
            selector
        );

    [BrowserFact]
    public async Task The_trace_is_folded_until_it_is_asked_for()
    {
        await using var page = await Open();
        var trace = page["details"].First;
        Assert.False(await trace.Locator("table").First.IsVisibleAsync());
        await trace.Locator("summary").ClickAsync();
        Assert.True(await trace.Locator("table").First.IsVisibleAsync());
        Assert.True(await trace.Locator("tbody tr").CountAsync() > 5);
    }

    [BrowserFact]
    public async Task Without_scripts_the_picture_stands_still_and_the_switches_work()
    {
        await using var page = await Open(runsScripts: false);
        Assert.Equal(0, await page["canvas"].CountAsync());
        Assert.True(await page["figure.space svg"].First.IsVisibleAsync());
        Assert.False(await page["figure.space .hint"].First.IsVisibleAsync());
        var walk = page["figure svg .run0"].First;
        Assert.True(await walk.IsVisibleAsync());
        await page["#run0"].UncheckAsync();
        Assert.False(await walk.IsVisibleAsync());
        await page["details summary"].First.ClickAsync();
        Assert.True(await page["details table"].First.IsVisibleAsync());
    }

    [BrowserFact]
    public async Task It_is_dark_where_that_is_preferred_and_follows_a_change()
    {
        await using var page = await Open(ColorScheme.Dark);
        var canvas = page["figure.space canvas"].First;
        await page.Drawn();
        Assert.True(await Light(page) < 60);
        Assert.True(await Corner(canvas) < 60);
        await page.Page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Light });
        await page.Drawn();
        Assert.True(await Light(page) > 200);
        Assert.True(await Corner(canvas) > 200);
        // The browser warns that its pixels are read, which only this test does.
        Assert.DoesNotContain(page.Said, said => !said.StartsWith("warning: Canvas2D: Multiple readback", StringComparison.Ordinal));
    }

    private static Task<int> Light(Reader page) =>
        page.Page.EvaluateAsync<int>("Math.max(...getComputedStyle(document.body).backgroundColor.match(/\\d+/g).map(Number))");

    private static Task<int> Corner(ILocator canvas) =>
        canvas.EvaluateAsync<int>("c => Math.max(...c.getContext('2d').getImageData(2, 2, 1, 1).data.slice(0, 3))");

    [BrowserFact]
    public async Task A_frame_costs_no_more_than_a_few_corners_for_each_cell()
    {
        // Time depends on the machine: it is told, and the work is what is judged.
        await using var page = await Open(
            before: "window.corners = 0; const line = CanvasRenderingContext2D.prototype.lineTo;"
                + "CanvasRenderingContext2D.prototype.lineTo = function (x, y) { window.corners++; return line.call(this, x, y); };"
        );
        var canvas = page["figure.space canvas"].First;
        await canvas.FocusAsync();
        await page.Drawn();
        var cells = await page.Page.EvaluateAsync<int>(
            "(() => { const s = JSON.parse(document.querySelector('figure.space script').textContent); return (s.columns - 1) * (s.rows - 1); })()"
        );
        var (times, work) = (new List<double>(), new List<int>());
        for (var k = 0; k < 24; k++)
        {
            await page.Page.EvaluateAsync("window.corners = 0");
            await page.Page.Keyboard.PressAsync("ArrowLeft");
            await page.Drawn();
            work.Add(await page.Page.EvaluateAsync<int>("window.corners"));
            times.Add(double.Parse((await canvas.GetAttributeAsync("data-milliseconds"))!, CultureInfo.InvariantCulture));
        }
        output.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{cells} cells: a frame takes {times.Order().ElementAt(12):F1} ms (median of 24; {times.Min():F1} to {times.Max():F1}), {work.Max()} corners"
            )
        );
        Assert.InRange(work.Max(), cells, (int)(MostCornersACell * cells));
    }
}
