using BenchmarkDotNet.Running;
using GdScript.Benchmarks;
using GdScript.Benchmarks.Peers;

if (args is ["ratios", .. var methods])
    WalkRatios.Print(methods);
else if (args is ["table", .. var works])
    Environment.ExitCode = Scoreboard.Print(works);
else
    BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);
