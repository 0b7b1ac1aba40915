using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;

namespace GdScript.Benchmarks.Peers;

/// <summary>
/// A folder for the sources, libraries and data of peers. It goes with the run, also with one that is interrupted or asked to end; what a
/// killed run left behind goes with the next one.
/// </summary>
internal sealed class PeerFolder : IDisposable
{
    private const string Stem = "gds-peers-";
    private readonly PosixSignalRegistration[] signals;

    public PeerFolder()
    {
        foreach (var left in Directory.EnumerateDirectories(System.IO.Path.GetTempPath(), Stem + "*"))
            if (IsLeft(left))
                Delete(left);
        Path = Directory.CreateTempSubdirectory(string.Create(CultureInfo.InvariantCulture, $"{Stem}{Environment.ProcessId}-")).FullName;
        PosixSignal[] ends = [PosixSignal.SIGINT, PosixSignal.SIGTERM, PosixSignal.SIGHUP];
        signals = [.. ends.Select(signal => PosixSignalRegistration.Create(signal, _ => Delete(Path)))];
    }

    public string Path { get; }

    public void Dispose()
    {
        Array.ForEach(signals, signal => signal.Dispose());
        Delete(Path);
    }

    /// <summary>True where the process whose number the folder bears is no more.</summary>
    private static bool IsLeft(string folder)
    {
        var name = System.IO.Path.GetFileName(folder)[Stem.Length..];
        if (!int.TryParse(name.Split('-')[0], NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            return false;
        try
        {
            using var owner = Process.GetProcessById(number);
            return owner.HasExited;
        }
        catch (ArgumentException)
        {
            return true;
        }
    }

    /// <summary>As far as it lets itself be deleted: another run may be at it, or it is another user's.</summary>
    private static void Delete(string folder)
    {
        try
        {
            Directory.Delete(folder, recursive: true);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException) { }
    }
}
