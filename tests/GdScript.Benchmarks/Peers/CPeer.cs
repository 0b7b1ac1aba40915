using System.Diagnostics;
using System.Runtime.InteropServices;

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

    private CPeer(string name, string library, Work work, double*[] columns)
        : base(name)
    {
        this.library = NativeLibrary.Load(library);
        this.work = (delegate* unmanaged<double*, double*, double**, long, double>)NativeLibrary.GetExport(this.library, "work");
        (start, gradient, this.columns) = (work.Start, new double[work.Answers], columns);
        rows = work.Rows;
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
        var columns = new double*[work.Columns.Length];
        for (var i = 0; i < columns.Length; i++)
            columns[i] = Native(work.Columns[i].Values);
        return (new CPeer(name, stem + ".so", work, columns), null);
    }

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
