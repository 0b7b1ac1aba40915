using System.CommandLine;
using System.CommandLine.Help;

namespace GdScript.Cli.Help;

/// <summary>Under which heading a command or an option stands in the help. A test asks that each of them has one.</summary>
internal static class Headings
{
    private static readonly (string Heading, string[] Commands)[] OfCommands =
    [
        ("Formulas", ["eval", "diff", "grad", "hess", "jac", "stationary"]),
        ("Gradients judged", ["check"]),
        ("Descent", ["descend"]),
        ("Pictures", ["plot", "report"]),
        ("C# scripts", ["repl", "run", "new", "restore", "cache"]),
        ("Other programs", ["batch", "export"]),
        ("Help", ["explain", "doctor", "completion", "man"]),
    ];

    private static readonly (string Heading, string[] Options)[] OfOptions =
    [
        ("The loss", ["--file", "--at", "--from", "--set", "--shape", "--bounds", "--maximize"]),
        ("Data", ["--data", "--columns", "--params", "--reduce", "--batch", "--epochs", "--hold-out", "--accuracy"]),
        ("The walk", ["--method", "--lr", "--steps", "--gradient", "--difference", "--h", "--methods"]),
        (
            "When it stops",
            [
                "--stop",
                "--gtol",
                "--grtol",
                "--xtol",
                "--xrtol",
                "--ftol",
                "--frtol",
                "--target",
                "--patience",
                "--min-lr",
                "--max-evaluations",
                "--time",
            ]
        ),
        ("Who derives", ["--engine", "--mathnet-path"]),
        ("Several walks", ["--compare", "--starts", "--seed", "--spread", "--box"]),
        (
            "The picture",
            [
                "--kind",
                "--range",
                "--tangent",
                "--along",
                "--to",
                "--plane",
                "--log",
                "--size",
                "--theme",
                "--plot",
                "--out",
                "--format",
                "--picture",
                "--watch",
            ]
        ),
        ("The trace", ["--trace", "--detail", "--checkpoint", "--resume", "--verify"]),
        ("The check", ["--claim", "--points", "--rtol", "--prove", "--curves", "--strict", "--no-check", "--check-every"]),
    ];

    private static readonly string[] OfFormulas = ["diff", "grad", "hess", "jac", "eval", "export"];

    /// <summary>The heading of a command; "Commands" for one that nobody has sorted yet.</summary>
    public static string Of(Command command) => Find(OfCommands, command.Name) ?? "Commands";

    /// <summary>The heading of an option within its command: what makes a command itself comes before what every command has.</summary>
    public static string Of(Command command, Option option) =>
        option is HelpOption or VersionOption || IsOfEvery(option.Name) ? "Answer"
        : OfFormulas.Contains(command.Name) && !IsOf("The loss", option) && !IsOf("Data", option) && !IsOf("Who derives", option)
            ? "What is asked"
        : Find(OfOptions, option.Name) ?? "Options";

    /// <summary>The order of the headings; what is not among them comes between.</summary>
    public static int Rank(string heading) =>
        heading switch
        {
            "What is asked" => 0,
            "The loss" => 1,
            "The walk" => 2,
            "When it stops" => 3,
            "Data" => 4,
            "Several walks" => 5,
            "The check" => 6,
            "The trace" => 7,
            "The picture" => 8,
            "Who derives" => 9,
            "Answer" => 100,
            _ => Array.FindIndex(OfCommands, c => c.Heading == heading) is var at and >= 0 ? at : 50,
        };

    private static bool IsOf(string heading, Option option) => Find(OfOptions, option.Name) == heading;

    private static bool IsOfEvery(string name) =>
        name is "--json" or "--quiet" or "--verbose" or "--kernel" or "--threads" or "--emit" or "--color" or "--ascii";

    private static string? Find((string Heading, string[] Names)[] table, string name) =>
        Array.Find(table, row => row.Names.Contains(name)).Heading;
}
