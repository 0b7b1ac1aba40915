using GdScript.Cli.Edge;

namespace GdScript.Cli.Repl;

/// <summary><c>#save</c>, <c>#load</c> and <c>#cd</c>: what a session does with files.</summary>
internal static class Storing
{
    public static Result<Outcome> Save(Conversation conversation, Passage file)
    {
        if (file.IsEmpty)
            return Missing(file, "the name of a file is missing", "write #save session.csx");
        var path = Unquoted(file);
        return Files
            .Write(path, Saving.Of(conversation.Entries, conversation.Code))
            .Else(p => p.File is null ? p with { File = path } : p)
            .Select(_ => new Outcome(null, $"saved; 'gds run {Visible.Line(path)}' runs it\n"));
    }

    /// <summary>A script is run by C#, a <c>.loss</c> file becomes a formula of its name, any other text is gone through line by line.</summary>
    public static Result<Outcome> Load(Conversation conversation, Passage file, Setting setting)
    {
        if (file.IsEmpty)
            return Missing(file, "the name of a file is missing", "write #load session.csx");
        var path = Unquoted(file);
        if (path.EndsWith(".csx", StringComparison.OrdinalIgnoreCase))
            return File.Exists(path) ? conversation.Submit($"#load \"{path}\"", setting) : Files.Read(path).Select(_ => Outcome.Nothing);
        if (!Files.Read(path).Is(out var text, out var problem))
            return problem;
        if (path.EndsWith(".loss", StringComparison.OrdinalIgnoreCase))
            return conversation.Define(NameOf(path), text, path, setting);
        var place = Path.GetFullPath(path);
        return setting.Loading.Contains(place)
            ? file.Wrong("GDS0201", $"'{Complaint.Clipped(path)}' loads itself", "take the #load out of the file")
            : Through(conversation, text, path, setting with { Loading = setting.Loading.Add(place) });
    }

    /// <summary>The submissions of a text, up to the first mistake.</summary>
    private static Outcome Through(Conversation conversation, string text, string path, Setting setting)
    {
        var (whole, lines) = (Outcome.Nothing, new Dictionary<int, int>());
        foreach (var (submission, line) in Submissions.Of(new StringReader(text), conversation))
        {
            var number = conversation.Bench.Next;
            lines[number] = line;
            var outcome = conversation.Submit(submission, setting);
            whole = whole with
            {
                Text = whole.Text + outcome.Text,
                Remarks = [.. whole.Remarks, .. outcome.Remarks],
                Thing = outcome.Thing,
            };
            if (outcome.Exit != Exit.Ok)
                return whole with
                {
                    Troubles = [.. outcome.Troubles.Select(t => Submissions.Below(t, path, lines, number))],
                    Calls = outcome.Calls,
                    Exit = outcome.Exit,
                };
        }
        return whole;
    }

    public static Result<Outcome> Go(Passage folder)
    {
        var path = Unquoted(folder);
        try
        {
            if (path.Length > 0)
                Environment.CurrentDirectory = path.StartsWith('~')
                    ? Environment.GetFolderPath(Environment.SpecialFolder.UserProfile) + path[1..]
                    : path;
            return new Outcome(null, Visible.Line(Environment.CurrentDirectory) + "\n");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return folder.Wrong(
                "GDS0201",
                path.Length > 0 ? $"there is no folder '{Complaint.Clipped(path)}'" : "this folder is not there any more",
                path.Length > 0 ? "check the path" : "write #cd FOLDER"
            ) with
            {
                Kind = ProblemKind.File,
            };
        }
    }

    private static Problem Missing(Passage file, string what, string hint) => file.Part(0, file.Start).Wrong("GDS0201", what, hint);

    private static string Unquoted(Passage file) => file.Said.Trim('"');

    /// <summary>The file's name as a name of the formula language.</summary>
    private static string NameOf(string path)
    {
        var name = string.Concat(Path.GetFileNameWithoutExtension(path).Select(c => char.IsLetterOrDigit(c) ? c : '_'));
        return Words.IsName(name) ? name : "loss_" + name;
    }
}
