namespace GdScript.MathNet.Tests;

/// <summary>The libraries the tests load: the look-alike that is built beside them, and the real one where somebody has it.</summary>
internal static class Libraries
{
    /// <summary>The folder of the look-alike.</summary>
    public static string Fake { get; } = FolderOfFake();

    /// <summary>The engine over the look-alike.</summary>
    public static MathNetEngine Engine { get; } = MathNetEngine.Load(Fake).Value;

    /// <summary>The folder of the real library; null where GDS_MATHNET_PATH names none.</summary>
    public static string? Real => Environment.GetEnvironmentVariable("GDS_MATHNET_PATH") is { Length: > 0 } path ? path : null;

    /// <summary>Why nothing is tested over the real library.</summary>
    public const string NoReal = "the real MathNet.Symbolics is not here: GDS_MATHNET_PATH names no folder";

    private static string FolderOfFake()
    {
        // …/tests/GdScript.MathNet.Tests/bin/Debug/net10.0/
        var here = new DirectoryInfo(AppContext.BaseDirectory);
        var (framework, configuration) = (here.Name, here.Parent!.Name);
        var tests = here.Parent.Parent!.Parent!.Parent!.FullName;
        return Path.Combine(tests, "GdScript.MathNet.Fake", "bin", configuration, framework);
    }
}
