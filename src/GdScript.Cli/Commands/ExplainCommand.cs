using System.CommandLine;
using System.Text.RegularExpressions;
using GdScript.Cli.Edge;
using GdScript.Cli.Explaining;
using GdScript.Text;

namespace GdScript.Cli.Commands;

/// <summary><c>gds explain</c>: what a problem id means, why it is a mistake, and what to write instead.</summary>
internal static partial class ExplainCommand
{
    public static Command For(Io io)
    {
        var id = new Argument<string?>("ID")
        {
            Arity = ArgumentArity.ZeroOrOne,
            Description = "an id such as GDS5010; without one, every id is listed",
        };
        var json = Shared.Switch("--json", "answer as one JSON object");
        var command = new Subcommand("explain", "What a problem id means, and what to write instead.", "gds explain GDS5010") { id, json };
        command.SetAction(given =>
            Shared.Say(io, "explain", given.GetValue(json), given.GetValue(id) is { } asked ? Page(asked) : Listing())
        );
        return command;
    }

    private static Result<Answer> Listing() =>
        new Answer(
            Values.Table([.. Pages.All.Select(page => new[] { page.Id, page.Title })]),
            json =>
            {
                json.WriteStartArray("ids");
                foreach (var page in Pages.All)
                    json.WriteStringValue(page.Id);
                json.WriteEndArray();
            }
        );

    private static Result<Answer> Page(string asked)
    {
        if (Compiler().IsMatch(asked))
            return Foreign(asked.ToUpperInvariant());
        if (Pages.Find(asked) is not { } page)
            return Problem.Input(
                "GDS0080",
                $"no problem has the id '{Complaint.Clipped(asked)}'",
                Pages.Nearest(asked) is { } near ? $"did you mean '{near}'?" : "'gds explain' lists them"
            );
        return new Answer(
            Text(page),
            json =>
            {
                json.WriteString("id", page.Id);
                json.WriteString("title", page.Title);
                json.WriteString("why", page.Why);
                if (page.Example.Length > 0)
                    json.WriteString("example", page.Example);
            }
        );
    }

    /// <summary>The page for a person. A formula that makes the mistake is shown with what gds says to it.</summary>
    private static string Text(ProblemPage page)
    {
        var text = $"{page.Id}: {page.Title}\n\n{page.Why}\n";
        if (page.Example.Length == 0)
            return text;
        text += $"\nFor example:\n{Indented(page.Example)}";
        return FormulaText.Parse(page.Example).Problem is { } said && said.Id == page.Id
            ? text + $"\ngds says:\n{Indented(Complaint.Of(said with { File = "<loss>" }))}"
            : text;
    }

    private static string Indented(string lines) => string.Concat(lines.TrimEnd('\n').Split('\n').Select(line => $"  {line}\n"));

    /// <summary>The messages of the C# compiler keep their own ids, and their own documentation.</summary>
    private static Answer Foreign(string id)
    {
        var address = $"https://learn.microsoft.com/dotnet/csharp/language-reference/compiler-messages/{id.ToLowerInvariant()}";
        return new(
            $"{id} is a message of the C# compiler; its documentation is at {address}\n",
            json =>
            {
                json.WriteString("id", id);
                json.WriteString("see", address);
            }
        );
    }

    [GeneratedRegex("^CS[0-9]{4,5}$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Compiler();
}
