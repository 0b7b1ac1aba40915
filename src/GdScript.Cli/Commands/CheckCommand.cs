using System.CommandLine;
using GdScript.Cli.Edge;

namespace GdScript.Cli.Commands;

internal static class CheckCommand
{
    public static Command For(Io io) => new("check");
}
