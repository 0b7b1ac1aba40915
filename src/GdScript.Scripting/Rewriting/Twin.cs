using GdScript.Scripting.Images;
using Microsoft.CodeAnalysis.CSharp;

namespace GdScript.Scripting.Rewriting;

/// <summary>
/// The recording twin of a loss: the same code with recording numbers in place of double. Running it once gives the formula.
/// </summary>
public static class Twin
{
    private const string ClassName = "GdTwin";
    internal const string EntryName = "GdEntry";

    /// <summary>
    /// Finds what a loss reaches, refuses at the user's own line what no recording can follow, and writes and compiles the rest
    /// again with <see cref="Recording.Scalar"/>.
    /// </summary>
    /// <param name="untouched">The script as it was written, without errors.</param>
    /// <param name="site">Which loss.</param>
    /// <returns>The twin, or the problems that stand against it; a mistake of the user is never an exception.</returns>
    public static TwinImage Of(CSharpCompilation untouched, LossSite site)
    {
        var model = new ScriptModel(untouched);
        if (Target.Of(model, site) is not { } target)
            return Refused(site, [Unknown(model, site)]);
        try
        {
            return Of(model, target, site);
        }
        catch (Exception e) when (e is not (OutOfMemoryException or OperationCanceledException)) // ours to mend, but the script may go on
        {
            var what = $"{e.GetType().Name}: {e.Message}{e.StackTrace?.Split('\n').FirstOrDefault()}";
            return Refused(site, [Places.In(TraceProblems.Of(TraceProblems.Id.TwinGap, what), target.Place)]);
        }
    }

    private static TwinImage Of(ScriptModel model, Target target, LossSite site)
    {
        var reach = Reach.Of(model, target);
        var signature = Signature.Of(target);
        Problem[] refused = [.. signature.Problems, .. reach.Problems];
        return refused.Length > 0
            ? Refused(site, refused) with
            {
                Parameters = signature.Parameters,
            }
            : TwinSource.Of(model, target, reach, signature).Compile(site);
    }

    private static Problem Unknown(ScriptModel model, LossSite site)
    {
        var problem = TraceProblems.Of(TraceProblems.Id.SiteUnknown, site.Title);
        return site is LossSite.Call call && Target.ArgumentOf(model, call) is { } argument ? Places.In(problem, argument) : problem;
    }

    /// <summary>
    /// The class of the twin for a class of the script: what one submission of a session declares stands in a class of its own, so that
    /// names that are declared again stay apart.
    /// </summary>
    /// <param name="scriptClass">The name of the submission's class: <c>Submission#3</c>, <c>Submission#0</c> for a script.</param>
    internal static string ClassOf(string? scriptClass) =>
        scriptClass?.Split('#') is [_, var number] && number != "0" ? ClassName + number : ClassName;

    internal static TwinImage Refused(LossSite site, IEnumerable<Problem> problems) =>
        new(site, [], ClassName, EntryName, [], [], [], [.. problems]);
}
