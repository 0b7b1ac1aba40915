using System.Runtime.CompilerServices;
using VerifyTests;

namespace VerifyXunit;

/// <summary>
/// Compares a text with the one a person has accepted, kept beside the test as <c>Class.Method.verified.txt</c>. The names, the
/// call and the files are those of Verify.Xunit, which takes this place with <c>-p:WithVerify=true</c>.
/// </summary>
public static class Verifier
{
    /// <summary>
    /// Fails with a line diff when <paramref name="target"/> is not the accepted text. The class is taken from the name of the
    /// source file: a test file is named after its class.
    /// </summary>
    /// <exception cref="VerifyException">The text differs, or nobody has accepted one yet.</exception>
    public static Task Verify(
        string? target,
        VerifySettings? settings = null,
        [CallerFilePath] string sourceFile = "",
        [CallerMemberName] string method = ""
    )
    {
        settings ??= new();
        var source = TestSource.Find(sourceFile, TestSource.Projects());
        var type = Path.GetFileNameWithoutExtension(source);
        var count = settings.Parameters.Count;
        var names = count == 0 ? [] : TestSource.Parameters(type, method, count);
        var folder = Path.Combine(Path.GetDirectoryName(source) ?? "", settings.Folder ?? "");
        var file = new SnapshotFile(folder, $"{type}.{method}{settings.Suffix(names)}");
        file.Check(settings.Scrubbed(target ?? "null"), Accepting.From(Environment.GetEnvironmentVariable));
        return Task.CompletedTask;
    }
}
