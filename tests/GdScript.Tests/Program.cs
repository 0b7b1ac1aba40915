using GdScript.Tests.Kernels;

namespace GdScript.Tests;

/// <summary>What this assembly does when a test runs it as a process of its own; the test runner never comes here.</summary>
internal static class Program
{
    public static int Main(string[] args)
    {
        switch (args)
        {
            case [GuardedTests.Runs]:
                GuardedRuns.All(Console.WriteLine);
                return 0;
            case [GuardedTests.Behind]:
                return Touch(true);
            case [GuardedTests.Before]:
                return Touch(false);
            default:
                Console.Error.WriteLine("'dotnet test' runs the tests");
                return 2;
        }
    }

    /// <summary>The number beyond, which nobody may read.</summary>
    private static unsafe int Touch(bool atEnd)
    {
        using var guarded = new Guarded(3, atEnd);
        return guarded.Start[atEnd ? 3 : -1] > 0 ? 0 : 0;
    }
}
