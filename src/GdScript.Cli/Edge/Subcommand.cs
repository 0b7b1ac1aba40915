using System.CommandLine;

namespace GdScript.Cli.Edge;

/// <summary>A command with an example that its help shows; a test runs it.</summary>
internal sealed class Subcommand(string name, string about, string example) : Command(name, about)
{
    public string Example => example;
}
