using Microsoft.Playwright;
using Xunit;

namespace GdScript.Browser.Tests;

/// <summary>
/// The browser of this machine, started once for all tests; it neither updates itself nor speaks to anybody. Which one: the variable
/// GDS_BROWSER, or else what is called chromium or chrome in the folders of PATH.
/// </summary>
public sealed class Browser : IAsyncLifetime
{
    private static readonly string[] Names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

    private static readonly string[] Quiet =
    [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--disable-dev-shm-usage",
    ];

    private IPlaywright? playwright;
    private IBrowser? browser;

    /// <summary>Its program; null where there is none.</summary>
    public static string? Program { get; } =
        Environment.GetEnvironmentVariable("GDS_BROWSER") is { Length: > 0 } given
            ? given
            : (
                from folder in (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
                from name in Names
                let file = Path.Combine(folder, OperatingSystem.IsWindows() ? name + ".exe" : name)
                where File.Exists(file)
                select file
            ).FirstOrDefault();

    /// <summary>True where a test without a browser fails rather than being skipped: on a build server, and where one was named.</summary>
    public static bool IsRequired { get; } =
        Environment.GetEnvironmentVariable("CI") is { Length: > 0 } || Environment.GetEnvironmentVariable("GDS_BROWSER") is { Length: > 0 };

    public async Task InitializeAsync()
    {
        if (Program is null)
            throw new InvalidOperationException("no Chromium is installed, and here it is required: apt-get install chromium");
        playwright = await Playwright.CreateAsync();
        browser = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = Program, Args = Quiet });
    }

    public async Task DisposeAsync()
    {
        if (browser is not null)
            await browser.DisposeAsync();
        playwright?.Dispose();
    }

    /// <summary>A file in a window of its own, with everything that it says and asks for written down.</summary>
    public async Task<Reader> Open(string file, ColorScheme scheme = ColorScheme.Light, bool runsScripts = true, string? before = null)
    {
        var context = await browser!.NewContextAsync(
            new()
            {
                ColorScheme = scheme,
                JavaScriptEnabled = runsScripts,
                ViewportSize = new() { Width = 1000, Height = 900 },
            }
        );
        if (before is not null)
            await context.AddInitScriptAsync(before);
        var reader = new Reader(context, await context.NewPageAsync());
        await reader.Page.GotoAsync(new Uri(file).AbsoluteUri);
        return reader;
    }
}

/// <summary>A page, what it said on the console, and what it asked the network for.</summary>
public sealed class Reader : IAsyncDisposable
{
    private readonly IBrowserContext context;
    private readonly List<string> said = [];
    private readonly List<string> asked = [];

    internal Reader(IBrowserContext context, IPage page)
    {
        (this.context, Page) = (context, page);
        page.Console += (_, message) => said.Add($"{message.Type}: {message.Text}");
        page.PageError += (_, error) => said.Add(error);
        page.Request += (_, request) => asked.Add(request.Url);
    }

    public IPage Page { get; }

    /// <summary>Errors, warnings, and whatever else came onto the console.</summary>
    public IReadOnlyList<string> Said => said;

    /// <summary>The addresses of all requests, the page's own the first.</summary>
    public IReadOnlyList<string> Asked => asked;

    public ILocator this[string selector] => Page.Locator(selector);

    /// <summary>Waits until what was asked for is drawn.</summary>
    public Task Drawn() => Page.EvaluateAsync("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))");

    public ValueTask DisposeAsync() => context.DisposeAsync();
}

/// <summary>A test that needs a browser, and says so where there is none and none is required.</summary>
internal sealed class BrowserFactAttribute : FactAttribute
{
    public BrowserFactAttribute()
    {
        if (Browser.Program is null && !Browser.IsRequired)
            Skip = "there is no Chromium on this machine; GDS_BROWSER names one";
    }
}
