using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text.RegularExpressions;

namespace GdScript.Benchmarks.Peers;

/// <summary>C, compiled by the machine's own compiler into a library of this process, so that both sides share clock and caches.</summary>
internal sealed unsafe class CPeer : Contender
{
    private readonly nint library;
    private readonly delegate* unmanaged<double*, double*, double**, long, double> work;
    private readonly double[] start;
    private readonly double[] gradient;
    private readonly double*[] columns;
    private readonly long rows;

    private CPeer(string name, nint library, nint entry, Work work)
        : base(name)
    {
        this.library = library;
        this.work = (delegate* unmanaged<double*, double*, double**, long, double>)entry;
        (start, gradient, rows) = (work.Start, new double[work.Answers], work.Rows);
        columns = new double*[work.Columns.Length];
        for (var i = 0; i < columns.Length; i++)
            columns[i] = Native(work.Columns[i].Values);
    }

    /// <summary>The contender, or why there is none.</summary>
    public static (Contender? Peer, string? Missing) For(string name, Work work, string source, string folder, params string[] options)
    {
        var stem = Path.Combine(folder, $"{Guid.NewGuid():N}");
        var (file, compiler) = options.Contains("-ladolc") ? (stem + ".cpp", "c++") : (stem + ".c", "cc");
        File.WriteAllText(file, source);
        var said = Tool.Run(compiler, ["-shared", "-fPIC", "-o", stem + ".so", file, .. options, "-lm"]);
        if (said is not null)
            return (null, said);
        var library = NativeLibrary.Load(stem + ".so");
        return (new CPeer(name, library, NativeLibrary.GetExport(library, "work"), work), null);
    }

    /// <summary>
    /// The contender in a library that somebody built, or why there is none: it exports the function of <see cref="Work"/> under
    /// the work's name, <see cref="Symbol"/>.
    /// </summary>
    public static (Contender? Peer, string? Missing) In(string library, string name, Work work)
    {
        if (!NativeLibrary.TryLoad(Path.GetFullPath(library), out var loaded))
            return (null, $"'{library}' is no library that can be loaded here");
        if (NativeLibrary.TryGetExport(loaded, Symbol(work), out var entry))
            return (new CPeer(name, loaded, entry, work), null);
        NativeLibrary.Free(loaded);
        return (null, $"'{library}' has no {Symbol(work)}");
    }

    /// <summary>The name of a work as C can say it: work_ and its letters and digits, in lower case, with one _ for all that stands between them.</summary>
    public static string Symbol(Work work) => "work_" + Regex.Replace(work.Name.ToLowerInvariant(), "[^a-z0-9]+", "_").Trim('_');

    public override double[] Answer()
    {
        var value = Call(1);
        return [value, .. gradient];
    }

    public override double Seconds(int calls)
    {
        var begin = Stopwatch.GetTimestamp();
        Call(calls);
        return Stopwatch.GetElapsedTime(begin).TotalSeconds;
    }

    public override void Dispose()
    {
        foreach (var column in columns)
            NativeMemory.AlignedFree(column);
        NativeLibrary.Free(library);
    }

    private double Call(int calls)
    {
        var value = 0.0;
        fixed (double* x = start)
        fixed (double* g = gradient)
        fixed (double** c = columns)
            for (var i = 0; i < calls; i++)
                value = work(x, g, c, rows);
        return value;
    }

    private static double* Native(double[] values)
    {
        var memory = (double*)NativeMemory.AlignedAlloc((nuint)values.Length * sizeof(double), 64);
        values.CopyTo(new Span<double>(memory, values.Length));
        return memory;
    }
}
