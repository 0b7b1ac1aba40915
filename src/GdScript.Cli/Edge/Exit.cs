namespace GdScript.Cli.Edge;

/// <summary>What the process says to the one who started it.</summary>
internal static class Exit
{
    public const int Ok = 0;
    public const int CheckFailed = 1;
    public const int BadInput = 2;
    public const int NumericFailure = 3;
    public const int ScriptFailed = 4;
    public const int FileError = 5;
    public const int OurBug = 70;
    public const int Interrupted = 130;
    public const int Terminated = 143;

    public static int Of(ProblemKind kind) =>
        kind switch
        {
            ProblemKind.Input => BadInput,
            ProblemKind.Numeric => NumericFailure,
            ProblemKind.File => FileError,
            ProblemKind.Script => ScriptFailed,
            ProblemKind.Check => CheckFailed,
        };
}
