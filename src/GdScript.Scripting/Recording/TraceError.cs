namespace GdScript.Scripting.Recording;

/// <summary>Whatever ends a recording from inside the user's code. The twins know it, so that no catch of the user keeps it.</summary>
/// <param name="what">What is wrong, in one sentence.</param>
#pragma warning disable CA1032, CA1710 // thrown by the recorder only, and the name that the twins know
public abstract class RecordingEnd(string what) : Exception(what);
#pragma warning restore CA1032, CA1710

/// <summary>
/// Ends a recording: the loss does something a formula cannot. It is thrown through the user's code and becomes a
/// <see cref="Problem"/> with the place in the script where it leaves the recorder.
/// </summary>
/// <param name="id">The stable id of the problem.</param>
/// <param name="place">The number of the span it happened at, or -1.</param>
/// <param name="what">What is wrong, in one sentence.</param>
/// <param name="hint">What to write instead.</param>
#pragma warning disable CA1032, CA1710 // it always has an id and a place, and the name that the twins know
public sealed class TraceError(string id, int place, string what, string hint = "") : RecordingEnd(what)
{
    public string Id => id;

    /// <summary>The number of the span, or -1 when the recorder knows none.</summary>
    public int Place => place;

    public string Hint => hint;
}
