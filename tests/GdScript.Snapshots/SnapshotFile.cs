using System.Text;

namespace VerifyTests;

/// <summary>
/// The pair of files behind one snapshot: <c>stem.verified.txt</c>, which a person has accepted and which is committed, and
/// <c>stem.received.txt</c>, which is there only while the two differ.
/// </summary>
internal sealed record SnapshotFile(string Folder, string Stem)
{
    private static readonly UTF8Encoding WithMark = new(encoderShouldEmitUTF8Identifier: true);

    public string Verified => Path.Combine(Folder, Stem + ".verified.txt");

    public string Received => Path.Combine(Folder, Stem + ".received.txt");

    /// <summary>Returns when <paramref name="text"/> is the accepted one; throws <see cref="VerifyException"/> otherwise.</summary>
    public void Check(string text, Acceptance acceptance)
    {
        var accepted = File.Exists(Verified) ? Read() : null;
        if (accepted == text)
        {
            File.Delete(Received);
            return;
        }

        if (acceptance == Acceptance.Asked)
        {
            Write(Verified, text);
            File.Delete(Received);
            return;
        }

        Write(Received, text);
        throw new VerifyException(Complaint(accepted, text, acceptance));
    }

    private string Read()
    {
        var text = File.ReadAllText(Verified, WithMark);
        if (text.Contains('\r', StringComparison.Ordinal))
        {
            throw new VerifyException($"{Verified} has carriage returns; a snapshot has line feeds only (see .gitattributes).");
        }

        return text.TrimEnd('\n');
    }

    private string Complaint(string? accepted, string text, Acceptance acceptance)
    {
        var head = accepted is null ? "New snapshot: nobody has accepted it yet." : "The snapshot differs.";
        var way = acceptance switch
        {
            Acceptance.Refused => $"{Accepting.Variable} is refused on a build server: a person accepts a snapshot, in a commit.",
            Acceptance.NotAsked or Acceptance.Asked =>
                $"To accept: move the received file over the verified one, or run again with {Accepting.Variable}=1.",
        };
        var difference = accepted is null ? LineDiff.New(text) : LineDiff.Of(accepted, text);
        return $"{head}\n  verified: {Verified}\n  received: {Received}\n{difference}\n{way}";
    }

    /// <summary>In one move, so that a run that is stopped half-way leaves no half file behind.</summary>
    private void Write(string path, string text)
    {
        Directory.CreateDirectory(Folder);
        var draft = $"{path}.{Environment.ProcessId}.received.tmp";
        File.WriteAllText(draft, text, WithMark);
        File.Move(draft, path, overwrite: true);
    }
}
