using System.CommandLine;
using System.Text;
using GdScript.Cli.Doctoring;
using GdScript.Cli.Edge;

namespace GdScript.Cli.Commands;

/// <summary><c>gds doctor</c>: what is installed, what is missing, and what each thing is good for.</summary>
internal static class DoctorCommand
{
    public static Command For(Io io)
    {
        var json = Shared.Switch("--json", "answer as one JSON object");
        var command = new Subcommand("doctor", "What gds runs on, and what is missing.", "gds doctor") { json };
        command.SetAction(given => Shared.Say(io, "doctor", given.GetValue(json), Report([.. Examination.Of()])));
        return command;
    }

    private static Result<Answer> Report(Finding[] findings)
    {
        var ill = findings.Count(f => f.Health == Health.Ill);
        return new Answer(
            Text(findings) + (ill == 0 ? "\nall is well\n" : $"\n{ill} trouble{(ill == 1 ? "" : "s")}\n"),
            json =>
            {
                json.WriteBoolean("well", ill == 0);
                json.WriteStartArray("findings");
                foreach (var finding in findings)
                {
                    json.WriteStartObject();
                    json.WriteString("heading", finding.Heading);
                    json.WriteString("name", finding.Name);
                    json.WriteString("found", finding.Said);
                    json.WriteString("health", finding.Health.ToString().ToLowerInvariant());
                    if (finding.Advice.Length > 0)
                        json.WriteString("advice", finding.Advice);
                    json.WriteEndObject();
                }
                json.WriteEndArray();
            },
            ill == 0 ? Exit.Ok : Exit.CheckFailed
        );
    }

    private static string Text(Finding[] findings)
    {
        var text = new StringBuilder();
        var width = findings.Max(f => f.Name.Length);
        foreach (var group in findings.GroupBy(f => f.Heading))
        {
            text.Append(text.Length > 0 ? "\n" : "").Append(group.Key).Append('\n');
            foreach (var finding in group)
                text.Append("  ")
                    .Append(Mark(finding.Health))
                    .Append(' ')
                    .Append(finding.Name.PadRight(width))
                    .Append("  ")
                    .Append(Line(finding));
        }
        return text.ToString();
    }

    private static string Line(Finding finding) => finding.Said + (finding.Advice.Length > 0 ? "; " + finding.Advice : "") + "\n";

    private static char Mark(Health health) =>
        health switch
        {
            Health.Well => ' ',
            Health.Missing => '-',
            Health.Ill => '!',
        };
}
