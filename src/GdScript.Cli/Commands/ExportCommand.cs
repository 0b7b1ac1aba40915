using System.CommandLine;
using GdScript.Cli.Edge;
using GdScript.Export;

namespace GdScript.Cli.Commands;

/// <summary><c>gds export</c>: a loss and its derivatives as text in another language, for somebody's own program or paper.</summary>
internal static class ExportCommand
{
    public static Command For(Io io)
    {
        var shared = new Shared();
        var to = Text("--to", string.Join('|', Targets.All.Select(t => t.Name())), "the language");
        var name = Text("--name", "WORD", "what the function or class is called (loss)");
        var space = Text("--namespace", "WORDS", "the namespace of the class, in C#");
        var file = Text("--out", "FILE", "write it into a file (stdout)", "-o");
        var hessian = Shared.Switch("--hessian", "all second derivatives too");
        var residuals = Shared.Switch("--residuals", "what a sum of squares squares, for a solver");
        var jacobian = Shared.Switch("--jacobian", "the derivatives of the residuals too");
        var command = shared.Command(
            "export",
            "A loss and its gradient as source code or as a typeset formula.",
            "gds export \"x^2/20 + y^2\" --to csharp",
            [to, name, space, hessian, residuals, jacobian, file]
        );
        shared.Does(
            command,
            io,
            given =>
                from target in Wanted(given.GetValue(to))
                from question in shared.Ask(given, io)
                let options = new ExportOptions
                {
                    Name = given.GetValue(name) ?? "loss",
                    Namespace = given.GetValue(space) ?? "",
                    Hessian = given.GetValue(hessian),
                    Residuals = given.GetValue(residuals),
                    Jacobian = given.GetValue(jacobian),
                }
                from text in ExportText.Of(question.Loss, target, options).Else(question.Naming)
                from answer in Answered(text, target, given.GetValue(file))
                select answer
        );
        return command;
    }

    private static Result<Target> Wanted(string? name)
    {
        var choices = string.Join(", ", Targets.All.Select(t => t.Name()));
        if (name is null)
            return Problem.Input("GDS0162", "no language given", $"add --to with one of {choices}");
        return Targets.Find(name) is { } target
            ? target
            : Problem.Input("GDS0162", $"'{name}' is no language to export to", $"the languages are {choices}") with
            {
                File = "--to",
            };
    }

    private static Result<Answer> Answered(string text, Target target, string? file) =>
        (file is null ? (Result<string>)"" : Files.Write(file, text)).Select(path => new Answer(
            path.Length == 0 ? text : "",
            json =>
            {
                json.WriteString("to", target.Name());
                if (path.Length > 0)
                    json.WriteString("file", path);
                else
                    json.WriteString("text", text);
            }
        ));

    private static Option<string?> Text(string name, string helpName, string about, params string[] aliases) =>
        new(name, aliases) { HelpName = helpName, Description = about };
}
