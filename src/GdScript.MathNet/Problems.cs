using GdScript.Graphs;

namespace GdScript.MathNet;

/// <summary>What can keep MathNet.Symbolics from answering, each by its name; nothing else derives in its place.</summary>
internal static class Problems
{
    public const string How =
        "build gds with -p:WithMathNet=true, or put MathNet.Symbolics 0.25 and what it needs into a folder and give --mathnet-path FOLDER";

    public static Problem NotFound(string where) => new("GDS7100", ProblemKind.File, $"MathNet.Symbolics is not {where}", How);

    public static Problem NotLoaded(string file, string why) =>
        new("GDS7101", ProblemKind.File, $"'{file}' could not be loaded: {OneLine(why)}", How);

    public static Problem Strange(string member) =>
        new("GDS7102", ProblemKind.File, $"this MathNet.Symbolics has no {member}", "version 0.25 is the one it is written for");

    public static Problem Cannot(string what, string hint = "leave out --engine mathnet: this library derives it itself") =>
        Problem.Input("GDS7103", $"MathNet.Symbolics cannot derive this loss: {what}", hint);

    public static Problem TooLarge(string what) =>
        Problem.Input(
            "GDS7104",
            $"the loss is too large for MathNet.Symbolics: {what}",
            "it works on trees, where a shared part counts each time"
        );

    public static Problem Threw(string doing, Exception e) =>
        Problem.Input("GDS7105", $"MathNet.Symbolics failed {doing}: {OneLine(e.Message)}", "leave out --engine mathnet");

    public static Problem Unreadable(string what) =>
        Problem.Input("GDS7106", $"the answer of MathNet.Symbolics is no formula of real numbers: {what}");

    public static Problem Wrong(string name, string at, string theirs, string ours) =>
        new(
            "GDS7107",
            ProblemKind.Check,
            $"the derivative toward {name} by MathNet.Symbolics is wrong and is not used: {theirs} at {at}, where it is {ours}",
            "leave out --engine mathnet"
        );

    public static Problem Unverified(string what) =>
        Problem.Numeric("GDS7108", $"the derivative by MathNet.Symbolics could not be verified: {what}", "say where with --at or --from");

    public static Problem TooSlow(int seconds) =>
        Problem.Input(
            "GDS7109",
            FormattableString.Invariant($"MathNet.Symbolics did not answer within {seconds} seconds"),
            "long products and deep chains cost it the cube of their length; leave out --engine mathnet"
        );

    public static Problem StillRunning(int calls) =>
        Problem.Input(
            "GDS7113",
            FormattableString.Invariant($"{calls} calls of MathNet.Symbolics that were given up are still running, and no more are begun"),
            "they end with this program; leave out --engine mathnet"
        );

    /// <summary>What an operation is called where a person writes it.</summary>
    public static string Called(Op op) => op.Text() is { Length: > 0 } text ? $"'{text}'" : op.ToString();

    private static string OneLine(string text) => text.ReplaceLineEndings(" ").Trim();
}
