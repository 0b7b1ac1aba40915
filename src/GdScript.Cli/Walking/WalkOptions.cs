using System.CommandLine;
using GdScript.Cli.Commands;

namespace GdScript.Cli.Walking;

/// <summary>
/// The options that say how to walk and with what gradient, as help lists them. Their words are read by <see cref="Plans"/>, which
/// knows them by name; those that say when to end, what to keep and which rows to see are declared where they are read.
/// </summary>
internal static class WalkOptions
{
    public static Option[] How =>
        [
            Text(
                "--from",
                "POINT",
                "where to start: -3,4 or x=-3,y=4 or @point.json; drawn or filled: W=glorot(2,3; seed=7),b=zeros(2) (also normal, uniform, he)"
            ),
            Text("--method", "METHOD", "how to walk: \"gd(lr=0.1, normalize=true)\"; without it gd", "-m"),
            Text("--lr", "RATE", "the rate of gd (0.01)"),
            Text("--steps", "N", "make exactly N steps; alone with --lr the lesson's 100", "-n"),
            Text("--stop", "steps", "nothing but the number of steps ends the walk, not even NaN"),
            Text("--gtol", "T", "stop where the gradient is no longer than T"),
            Text("--gradient", "exact|numeric", "walk with the exact gradient or a measured one"),
            Text("--difference", "central|forward|backward", "how the numeric gradient is measured"),
            Text("--h", "H", "the width of its difference quotients (1e-4)"),
        ];

    public static Option[] What =>
        [
            Text(
                "--detail",
                "thin|full|none",
                "which points the trace keeps; thin: the first 20, the last 20, steps 1.1^k, and all events"
            ),
            Shared.Switch("--quiet", "print the end point only", "-q"),
        ];

    public static Option[] Gradient =>
        [
            Text("--claim", "CLAIM", "walk with this gradient: \"x: 2*x, y: 2*y\""),
            Shared.Switch("--no-check", "walk without checking the gradient, even where it is wrong"),
            Text("--check-every", "N", "check it at the start and at every N-th gradient"),
        ];

    public static Option[] Where =>
        [
            Text("--bounds", "BOUNDS", "where parameters may go: x=0..1,y=..2"),
            Shared.Switch("--maximize", "climb: walk down minus the loss"),
        ];

    internal static Option<string?> Text(string name, string help, string about, params string[] aliases) =>
        new(name, aliases) { HelpName = help, Description = about };
}
