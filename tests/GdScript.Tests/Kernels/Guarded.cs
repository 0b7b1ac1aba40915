using System.ComponentModel;
using System.Runtime.InteropServices;

namespace GdScript.Tests.Kernels;

/// <summary>
/// Numbers that end, or begin, where memory ends: who touches what lies beyond ends the process (Linux). Loads beyond an array change no result, and
/// nothing else notices them.
/// </summary>
internal sealed unsafe partial class Guarded : IDisposable
{
    private const int None = 0;
    private const int ReadAndWrite = 1 | 2;
    private const int PrivateAndAnonymous = 0x02 | 0x20;

    private readonly nint memory;
    private readonly nint size;

    /// <param name="count">How many doubles.</param>
    /// <param name="atEnd">Whether the forbidden page follows the last one at once, or ends before the first one.</param>
    public Guarded(int count, bool atEnd)
    {
        size = (count * sizeof(double) + Page - 1) / Page * Page + 2 * Page;
        memory = Map(0, size, ReadAndWrite, PrivateAndAnonymous, -1, 0);
        if (memory == -1)
            throw new Win32Exception();
        Close(memory);
        Close(memory + size - Page);
        Start = (double*)(atEnd ? memory + size - Page - count * sizeof(double) : memory + Page);
        Numbers = count;
    }

    public static int Page => Environment.SystemPageSize;

    public double* Start { get; }

    private int Numbers { get; }

    public Span<double> Span => new(Start, Numbers);

    /// <summary>Forbids a page.</summary>
    public static void Close(nint page) => Protect(page, None);

    /// <summary>Allows it again.</summary>
    public static void Open(nint page) => Protect(page, ReadAndWrite);

    public void Dispose()
    {
        if (Unmap(memory, size) != 0)
            throw new Win32Exception();
    }

    private static void Protect(nint page, int protection)
    {
        if (Protect(page, Page, protection) != 0)
            throw new Win32Exception();
    }

    [LibraryImport("libc", EntryPoint = "mmap", SetLastError = true)]
    private static partial nint Map(nint address, nint length, int protection, int flags, int file, nint offset);

    [LibraryImport("libc", EntryPoint = "mprotect", SetLastError = true)]
    private static partial int Protect(nint address, nint length, int protection);

    [LibraryImport("libc", EntryPoint = "munmap", SetLastError = true)]
    private static partial int Unmap(nint address, nint length);
}
