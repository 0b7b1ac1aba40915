using System.Globalization;
using GdScript.Cli.Edge;
using GdScript.Cli.Editing;
using Heard = GdScript.Cli.Editing.Reading;

namespace GdScript.Cli.Repl;

/// <summary>A session with a person: a prompt, an entry, its outcome, until they leave.</summary>
internal sealed class Loop(Io io, Conversation conversation, Setting setting, bool colour)
{
    public int Run()
    {
        using var reader = LineReaders.For(io, new Advisor(conversation), conversation.History, colour);
        using var interrupts = new Interrupts(io.Signals, Leave)
        {
            Deaf = () => io.Err.Write("\nit goes on; Ctrl-C again leaves it behind\n"),
        };
        io.Answer("GdScript: formulas and C#. #help tells more, Ctrl-D leaves.\n");
        Warming.Begin(conversation.Code);
        while (!conversation.IsOver && !io.Cancel.IsCancellationRequested)
        {
            var prompt = string.Create(CultureInfo.InvariantCulture, $"{conversation.Bench.Next}> ");
            switch (reader.Read(prompt, io.Cancel))
            {
                case Heard.Left:
                    return Exit.Ok;
                case Heard.Cleared:
                    break;
                case Heard.Entered entered:
                    Submit(entered.Text, interrupts);
                    break;
            }
        }
        return io.Cancel.IsCancellationRequested ? Exit.Interrupted : Exit.Ok;
    }

    private void Submit(string text, Interrupts interrupts)
    {
        if (string.IsNullOrWhiteSpace(text))
            return;
        var number = conversation.Bench.Next;
        var isCode = conversation.IsCode(text);
        var now = setting with { Width = Terminals.Width(), IsPerson = true };
        var outcome = interrupts.Run(
            (stop, abandon, gone) => conversation.Submit(text, now with { Stop = stop, Abandon = abandon, Gone = gone }),
            isCode,
            io.Cancel
        );
        io.Answer(outcome.Text);
        Telling.Say(io, outcome, p => Telling.SubmissionOf(p, number) == number ? p with { File = Speaking.Here } : p);
    }

    private void Leave()
    {
        io.Err.Flush();
        Environment.Exit(Exit.Interrupted);
    }
}
