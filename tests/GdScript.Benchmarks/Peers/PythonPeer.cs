using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;

namespace GdScript.Benchmarks.Peers;

/// <summary>
/// A Python process that holds one work and answers <c>check</c> and <c>time N</c>: its start, its imports and its own
/// compiling are not counted, its clock is its own.
/// </summary>
internal sealed class PythonPeer : Contender
{
    private readonly Process process;

    private PythonPeer(string name, Process process, string products)
        : base(name) => (this.process, Products) = (process, products);

    /// <summary>The libraries of linear algebra that the process has loaded, by folder and file; empty where nobody can tell.</summary>
    public string Products { get; }

    /// <summary>The contender, or why there is none.</summary>
    /// <param name="prelude">What makes <c>once()</c>, giving value and gradient, of the work's own lines.</param>
    public static (Contender? Peer, string? Missing) For(string name, Work work, string lines, string prelude, string folder)
    {
        var script = Path.Combine(folder, $"{Guid.NewGuid():N}.py");
        File.WriteAllText(script, $"{Data(work, folder)}\n{lines}\n{prelude}\n{Loop}");
        var start = new ProcessStartInfo("/usr/bin/python3", [script])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var threads in (string[])["OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "NUMBA_NUM_THREADS"])
            start.Environment[threads] = "1";
        try
        {
            var process = Process.Start(start)!;
            if (process.StandardOutput.ReadLine() is { } line && line.StartsWith("ready", StringComparison.Ordinal))
                return (new PythonPeer(name, process, line["ready".Length..].Trim()), null);
            var said = process.StandardError.ReadToEnd();
            process.Dispose();
            return (null, Tool.FirstLine(said, "python gave up"));
        }
        catch (Win32Exception)
        {
            return (null, "no python3 on this machine");
        }
    }

    public override double[] Answer() => [.. Ask("check").Split(' ').Select(n => double.Parse(n, CultureInfo.InvariantCulture))];

    public override double Seconds(int calls) =>
        double.Parse(Ask(string.Create(CultureInfo.InvariantCulture, $"time {calls}")), CultureInfo.InvariantCulture);

    public override void Dispose()
    {
        process.StandardInput.Close();
        process.WaitForExit();
        process.Dispose();
    }

    private string Ask(string request)
    {
        process.StandardInput.WriteLine(request);
        process.StandardInput.Flush();
        return process.StandardOutput.ReadLine()
            ?? throw new InvalidOperationException($"{Name}: {Tool.FirstLine(process.StandardError.ReadToEnd(), "no answer")}");
    }

    /// <summary>Point and columns go through files, bit for bit.</summary>
    private static string Data(Work work, string folder)
    {
        var columns = work.Columns.Select(c => $"np.fromfile('{Saved(c.Values, folder)}')");
        return $"import sys, time\nimport numpy as np\nstart = np.fromfile('{Saved(work.Start, folder)}')\ndata = [{string.Join(", ", columns)}]";
    }

    private static string Saved(double[] values, string folder)
    {
        var file = Path.Combine(folder, $"{Guid.NewGuid():N}.f64");
        File.WriteAllBytes(file, MemoryMarshal.AsBytes<double>(values));
        return file;
    }

    private const string Loop = """
        once()
        try:
            loaded = {'/'.join(l.split()[-1].split('/')[-2:]) for l in open('/proc/self/maps') if 'blas' in l or 'mkl' in l}
        except OSError:
            loaded = []
        print('ready', *sorted(loaded), flush=True)
        for line in sys.stdin:
            if line.startswith('check'):
                value, gradient = once()
                print(' '.join(repr(float(v)) for v in [value, *np.asarray(gradient).reshape(-1)]), flush=True)
            else:
                calls = int(line.split()[1])
                begin = time.perf_counter()
                for _ in range(calls):
                    once()
                print(repr(time.perf_counter() - begin), flush=True)
        """;

    /// <summary>Reverse mode by PyTorch, one thread; <c>loss(x, data)</c> is the work's.</summary>
    public const string Torch = """
        import torch
        torch.set_num_threads(1)
        torch.set_default_dtype(torch.float64)
        x = torch.tensor(start, requires_grad=True)
        data = [torch.tensor(c) for c in data]
        def once():
            x.grad = None
            value = loss(x, data)
            value.backward()
            return value.item(), x.grad.numpy()
        """;

    /// <summary><c>work(x, g, data)</c> is plain numpy.</summary>
    public const string Numpy = """
        gradient = np.zeros_like(start)
        def once():
            return work(start, gradient, data), gradient
        """;

    /// <summary><c>work(x, g, data)</c> is compiled by numba as C's loops are, with fast mathematics.</summary>
    public const string Numba = """
        import numba
        compiled = numba.njit(fastmath=True)(work)
        gradient = np.zeros_like(start)
        data = np.array(data) if data else np.zeros((0, 0))
        def once():
            return compiled(start, gradient, data), gradient
        """;

    /// <summary><c>loss(x)</c> is a SymPy expression; its gradient is lambdified with common subexpressions.</summary>
    public const string Sympy = """
        import sympy
        symbols = sympy.symbols(f'x:{len(start)}')
        expression = loss(symbols)
        partials = [sympy.diff(expression, s) for s in symbols]
        compiled = sympy.lambdify(symbols, [expression, *partials], modules='math', cse=True)
        point = start.tolist()
        def once():
            value, *gradient = compiled(*point)
            return value, gradient
        """;
}
