using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using GdScript.Cli.Edge;
using GdScript.Plots.Svg;

namespace GdScript.Cli.Plotting;

/// <summary>Pictures as PNG, drawn by a Chromium that is installed; we bring no browser with us.</summary>
internal static class Chromium
{
    private static readonly string[] Names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "microsoft-edge"];

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>Writes the picture and gives back its path. Without a browser that is a problem, and nothing is written.</summary>
    /// <param name="svg">The picture.</param>
    /// <param name="sheet">Its size.</param>
    /// <param name="path">The file to write.</param>
    /// <param name="search">The folders to look for a browser in, as in the variable PATH.</param>
    /// <param name="cancel">Ends the work.</param>
    public static Result<string> Png(string svg, Sheet sheet, string path, string? search, CancellationToken cancel) =>
        Find(search) is { } browser
            ? Files.Writing(path, () => Shot(browser, svg, sheet, Path.GetFullPath(path), cancel))
            : Problem.Input("GDS0152", "a PNG is drawn by Chromium, and none is installed", "write --out picture.svg, or install chromium");

    private static string? Find(string? search) =>
        (
            from folder in (search ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            from name in Names
            let file = Path.Combine(folder, OperatingSystem.IsWindows() ? name + ".exe" : name)
            where File.Exists(file)
            select file
        ).FirstOrDefault();

    /// <summary>The browser has a folder of its own, which is removed, so that it neither finds nor leaves anything.</summary>
    private static Result<string> Shot(string browser, string svg, Sheet sheet, string path, CancellationToken cancel)
    {
        var folder = Directory.CreateTempSubdirectory("gds-plot");
        try
        {
            var (page, image) = (Path.Combine(folder.FullName, "picture.html"), Path.Combine(folder.FullName, "picture.png"));
            File.WriteAllText(
                page,
                "<!doctype html><meta charset=utf-8><style>*{margin:0}svg{display:block}</style>" + svg,
                new UTF8Encoding(false)
            );
            var failure = Run(browser, Arguments(folder.FullName, page, image, sheet), cancel);
            if (!File.Exists(image))
                return new Problem("GDS0154", ProblemKind.File, $"Chromium drew nothing: {failure}", "write --out picture.svg", File: path);
            Files.Place(image, path);
            return path;
        }
        finally
        {
            Remove(folder);
        }
    }

    private static string[] Arguments(string folder, string page, string image, Sheet sheet) =>
        [
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--disable-dev-shm-usage",
            "--hide-scrollbars",
            "--force-device-scale-factor=2",
            "--user-data-dir=" + Path.Combine(folder, "profile"),
            string.Create(CultureInfo.InvariantCulture, $"--window-size={sheet.Width},{sheet.Height}"),
            "--screenshot=" + image,
            new Uri(page).AbsoluteUri,
        ];

    /// <summary>Its last words; what it did is seen from the file.</summary>
    private static string Run(string browser, string[] arguments, CancellationToken cancel)
    {
        try
        {
            using var process = Process.Start(
                new ProcessStartInfo(browser, arguments) { RedirectStandardError = true, RedirectStandardOutput = true }
            )!;
            var (said, _) = (process.StandardError.ReadToEndAsync(cancel), process.StandardOutput.ReadToEndAsync(cancel));
            using var end = CancellationTokenSource.CreateLinkedTokenSource(cancel);
            end.CancelAfter(Patience);
            try
            {
                process.WaitForExitAsync(end.Token).GetAwaiter().GetResult();
                return Last(said.GetAwaiter().GetResult());
            }
            catch (OperationCanceledException)
            {
                process.Kill(entireProcessTree: true);
                cancel.ThrowIfCancellationRequested();
                return "it did not end within a minute";
            }
        }
        catch (Win32Exception e)
        {
            return e.Message.TrimEnd('.');
        }
    }

    private static string Last(string said) => Complaint.Clipped(said.Trim().Split('\n')[^1].TrimEnd('.'));

    private static void Remove(DirectoryInfo folder)
    {
        try
        {
            folder.Delete(recursive: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // A process of the browser still writes there; the system clears its temporary folder.
        }
    }
}
