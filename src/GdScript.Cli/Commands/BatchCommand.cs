using System.CommandLine;
using GdScript.Cli.Edge;
namespace GdScript.Cli.Commands;
internal static class BatchCommand
{
    public static Command For(Io io) => new("batch");
}
