using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace GdScript.Cli.Edge;

/// <summary>A command with an example that its help ends with.</summary>
internal sealed class Subcommand(string name, string about, string example) : Command(name, about)
{
    public string Example => example;
}

/// <summary>The library's help at one width everywhere, and below it an example.</summary>
internal sealed class HelpWithExample(string rootExample) : SynchronousCommandLineAction
{
    private const int Columns = 110;

    public override int Invoke(ParseResult parseResult)
    {
        new HelpAction { MaxWidth = Columns }.Invoke(parseResult);
        var example = parseResult.CommandResult.Command is Subcommand command ? command.Example : rootExample;
        parseResult.InvocationConfiguration.Output.Write($"Example:\n  {example}\n");
        return Exit.Ok;
    }
}
