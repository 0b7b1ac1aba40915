using System.CommandLine;
using System.Text;
using GdScript.Cli.Edge;
using GdScript.Cli.Help;

namespace GdScript.Cli.Commands;

/// <summary><c>gds completion</c> prints what a shell needs; <c>gds complete</c>, which nobody types, answers it.</summary>
internal static class CompletionCommand
{
    public static Command For(Io io)
    {
        var shell = new Argument<string?>(CompletionScripts.Shells)
        {
            Arity = ArgumentArity.ZeroOrOne,
            Description = "the shell; the first line of what is printed says where it belongs",
        };
        var command = new Subcommand("completion", "A script that teaches a shell to complete gds.", "gds completion bash") { shell };
        command.SetAction(given => Shared.Say(io, "completion", false, Script(given.GetValue(shell))));
        return command;
    }

    private static Result<Answer> Script(string? shell) =>
        shell is null ? Problem.Input("GDS0010", "a shell is missing", $"give one of {CompletionScripts.Shells}")
        : CompletionScripts.For(shell) is { } script ? new Answer(script, _ => { })
        : Problem.Input("GDS0002", $"'{Complaint.Clipped(shell)}' is no shell that gds knows", $"give one of {CompletionScripts.Shells}");

    /// <summary>The command the scripts call with the line up to the cursor.</summary>
    /// <param name="io">Where the offers go, one on a line with a tab before what it is; <c>:files</c> asks the shell for files.</param>
    /// <param name="root">The command <c>gds</c> with the command of this name, or with all of them.</param>
    public static Command Answering(Io io, Func<string?, Command> root)
    {
        var shell = new Option<string?>("--for");
        var word = new Option<string?>("--word");
        var line = new Argument<string?>("LINE") { Arity = ArgumentArity.ZeroOrOne };
        var command = new Command("complete", "What could be typed next.") { shell, word, line };
        command.Hidden = true;
        command.SetAction(given =>
        {
            var typed = TypedLine.Of(given.GetValue(line) ?? "gds ");
            io.Answer(Text(Offers.Of(typed, root), typed, given.GetValue(shell) == "bash" ? given.GetValue(word) ?? "" : null));
            return Exit.Ok;
        });
        return command;
    }

    /// <param name="offers">What is offered.</param>
    /// <param name="typed">The line.</param>
    /// <param name="word">
    /// What bash takes for the word: it parts words at <c>=</c> and <c>:</c>, and wants what follows the last of them; null for other
    /// shells, which want the whole word and what it is.
    /// </param>
    private static string Text(Offers offers, TypedLine typed, string? word)
    {
        var text = new StringBuilder();
        var skipped = word is null ? 0 : Math.Max(0, typed.Last.Length - (word is "=" or ":" ? 0 : word.Trim('"', '\'').Length));
        foreach (var offer in offers.Items)
            text.Append(offer.Text.AsSpan(Math.Min(skipped, offer.Text.Length)))
                .Append(word is null && offer.About.Length > 0 ? "\t" + offer.About : "")
                .Append('\n');
        return text.Append(offers.Files ? ":files\n" : "").ToString();
    }
}
