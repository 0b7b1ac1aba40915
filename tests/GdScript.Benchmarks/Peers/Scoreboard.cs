using System.Globalization;

namespace GdScript.Benchmarks.Peers;

/// <summary>
/// The table of the README: value and gradient of each work by us, by hand-written C# and C, and by the tools people use,
/// in one run on one core. <c>-- table [part of a name ...] [figures] [--seconds S]</c>; a peer that is not on the machine is left out,
/// with a line on standard error that says so. Peers of one's own join by GDS_PEERS. One that computes something else is not raced:
/// its cell says by how much it disagrees, and the run ends with exit code 1.
/// </summary>
internal static class Scoreboard
{
    /// <summary>Libraries that somebody built: <c>GDS_PEERS=name=library,name=library</c>.</summary>
    private static readonly (string Name, string Library)[] Brought =
    [
        .. (Environment.GetEnvironmentVariable("GDS_PEERS") ?? "")
            .Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(pair => pair.Split('=', 2))
            .Select(pair => pair is [var name, var library] ? (name, library) : (Path.GetFileNameWithoutExtension(pair[0]), pair[0])),
    ];

    private static readonly string[] Peers =
    [
        "C -O3",
        "C fast",
        "C#",
        "numba",
        "numpy",
        "PyTorch",
        "SymPy",
        "ADOL-C",
        .. Brought.Select(b => b.Name),
    ];

    private const string Figure = "figures";

    private static bool allAgree = true;

    /// <summary>Prints what was asked for, or what there is to ask for; the exit code.</summary>
    public static int Print(string[] given)
    {
        var at = Array.IndexOf(given, "--seconds");
        var seconds = 1.0;
        if (at >= 0 && !double.TryParse(given.ElementAtOrDefault(at + 1), NumberStyles.Float, CultureInfo.InvariantCulture, out seconds))
            return Refuse("--seconds takes a number, as in --seconds 0.1");
        string[] wanted = at < 0 ? given : [.. given[..at], .. given[(at + 2)..]];
        if (Array.Find(wanted, name => name != Figure && !Works.All.Any(work => IsOf(work, name))) is { } unknown)
            return Refuse($"no work is called '{unknown}'; there are {Figure}, {string.Join(", ", Works.All.Select(w => w.Name))}");
        Table(wanted, seconds);
        return allAgree ? 0 : 1;
    }

    private static bool IsOf(Work work, string name) => work.Name.Contains(name, StringComparison.OrdinalIgnoreCase);

    private static int Refuse(string why)
    {
        Console.Error.WriteLine(why);
        return 2;
    }

    /// <summary>Says that two compute different things, which the exit code tells, too.</summary>
    internal static void Disagrees(string work, string peer, string how)
    {
        allAgree = false;
        Console.Error.WriteLine($"{work}: {peer} {how}");
    }

    private static void Table(string[] wanted, double seconds)
    {
        using var folder = new PeerFolder();
        Console.WriteLine($"Machine: {Machine.Name}. Time for value and gradient; in brackets how many times ours it is.\n");
        Console.WriteLine($"| work | GdScript | {string.Join(" | ", Peers)} | goals |");
        Console.WriteLine($"|---|--:|{string.Concat(Peers.Select(_ => "--:|"))}---|");
        foreach (var work in Works.All.Where(w => wanted.Length == 0 || wanted.Any(p => IsOf(w, p))))
            Console.WriteLine(Row(work, folder.Path, seconds));
        if (products.Length > 0)
            Console.WriteLine($"\nPyTorch multiplies matrices with {products}.");
        if (wanted.Length == 0 || wanted.Contains(Figure))
            Figures.Print(seconds, folder.Path);
    }

    /// <summary>What PyTorch multiplies matrices with: the libraries differ by a factor of many.</summary>
    private static string products = "";

    private static string Row(Work work, string folder, double seconds)
    {
        List<Contender> contenders = [work.Ours];
        try
        {
            foreach (var (name, (peer, missing)) in Enter(work, folder))
                if (peer is null)
                    Console.Error.WriteLine($"{work.Name}: {name} does not take part: {missing}");
                else
                {
                    contenders.Add(peer);
                    if (peer is PythonPeer { Name: "PyTorch", Products: { Length: > 0 } loaded })
                        products = loaded;
                }
            var different = Different(work, contenders);
            var least = Race.Run(contenders, seconds);
            double? Of(string name) => contenders.FindIndex(c => c.Name == name) is var i and >= 0 ? least[i] : null;
            var cells = Peers.Select(p =>
                Of(p) is { } time ? $"{Time(time)} ({Ratio(time / least[0])})" : different.GetValueOrDefault(p, "")
            );
            return $"| {work.Name} | **{Time(least[0])}** | {string.Join(" | ", cells)} | {string.Join(", ", work.Goals.Select(g => Judged(g, least[0], Of(g.Peer))))} |";
        }
        finally
        {
            contenders.ForEach(c => c.Dispose());
        }
    }

    /// <summary>Takes those out of the race who compute something else; how each differs.</summary>
    private static Dictionary<string, string> Different(Work work, List<Contender> contenders)
    {
        var different = new Dictionary<string, string>();
        foreach (var peer in contenders.Skip(1).ToArray())
            if (Race.Disagreement(contenders[0], peer) is { } how)
            {
                Disagrees(work.Name, peer.Name, different[peer.Name] = how);
                contenders.Remove(peer);
                peer.Dispose();
            }
        return different;
    }

    private static IEnumerable<(string, (Contender?, string?))> Enter(Work work, string folder)
    {
        if (work.C is { } c)
        {
            yield return ("C -O3", CPeer.For("C -O3", work, c, folder, "-O3"));
            yield return ("C fast", CPeer.For("C fast", work, c, folder, "-O3", "-march=native", "-ffast-math"));
        }
        if (work.CSharp is { } written)
            yield return ("C#", (new Written(written, work.Start), null));
        if (work.Numba is { } numba)
            yield return ("numba", PythonPeer.For("numba", work, numba, PythonPeer.Numba, folder));
        if (work.Numpy is { } numpy)
            yield return ("numpy", PythonPeer.For("numpy", work, numpy, PythonPeer.Numpy, folder));
        if (work.Torch is { } torch)
            yield return ("PyTorch", PythonPeer.For("PyTorch", work, torch, PythonPeer.Torch, folder));
        if (work.Sympy is { } sympy)
            yield return ("SymPy", PythonPeer.For("SymPy", work, sympy, PythonPeer.Sympy, folder));
        if (work.Adolc is { } adolc)
            yield return ("ADOL-C", CPeer.For("ADOL-C", work, Adolc.Tape(adolc, work.Start.Length), folder, "-O3", "-ladolc"));
        foreach (var (name, library) in Brought)
            yield return (name, CPeer.In(library, name, work));
    }

    private static string Judged(Goal goal, double ours, double? peer) =>
        peer is null ? $"≤ {Ratio(goal.AtMost)} {goal.Peer}: not measured"
        : ours <= goal.AtMost * peer ? $"≤ {Ratio(goal.AtMost)} {goal.Peer}: {Ratio(ours / peer.Value)}"
        : $"≤ {Ratio(goal.AtMost)} {goal.Peer}: **missed, {Ratio(ours / peer.Value)}**";

    private static string Ratio(double ratio) =>
        string.Create(CultureInfo.InvariantCulture, $"{(ratio < 10 ? Math.Round(ratio, 2) : Math.Round(ratio))}×");

    private static string Time(double seconds) =>
        seconds < 1e-6 ? Text(seconds * 1e9, "ns")
        : seconds < 1e-3 ? Text(seconds * 1e6, "µs")
        : Text(seconds * 1e3, "ms");

    private static string Text(double number, string unit) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{(number < 10 ? Math.Round(number, 2) : Math.Round(number, number < 100 ? 1 : 0))} {unit}"
        );
}
