using BenchmarkDotNet.Running;
using GdScript.Benchmarks;

if (args is ["ratios", .. var methods])
    WalkRatios.Print(methods);
else
    BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);
