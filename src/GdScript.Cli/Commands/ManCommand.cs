using System.CommandLine;
using GdScript.Cli.Edge;
using GdScript.Cli.Help;

namespace GdScript.Cli.Commands;

/// <summary><c>gds man</c>: the manual page, made from the commands as they are.</summary>
internal static class ManCommand
{
    /// <param name="io">Where the page goes.</param>
    /// <param name="root">The command <c>gds</c> with all of its commands.</param>
    /// <param name="example">The example of the root.</param>
    public static Command For(Io io, Func<Command> root, string example)
    {
        var command = new Subcommand("man", "The manual page: gds man | man -l -", "gds man");
        command.SetAction(_ =>
        {
            var all = root();
            var sheets = all.Subcommands.Where(c => !c.Hidden).Select(c => Sheet.Of(c, example));
            io.Answer(ManPage.Of(Sheet.Of(all, example), sheets, Product.Version));
            return Exit.Ok;
        });
        return command;
    }
}
