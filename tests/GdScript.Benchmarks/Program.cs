using BenchmarkDotNet.Running;
using GdScript.Benchmarks;
using GdScript.Benchmarks.Peers;

if (args is ["ratios", .. var methods])
    WalkRatios.Print(methods);
else if (args is ["table", .. var works])
    Environment.ExitCode = Scoreboard.Print(works);
else
    // What could not be built or run is no success: BenchmarkDotNet looks for the project from the current folder, the repository's.
    Environment.ExitCode = BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args).All(s => s.Reports.All(r => r.Success))
        ? 0
        : 1;
