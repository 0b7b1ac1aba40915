using GdScript.Scripting.Images;
using GdScript.Scripting.Losses;
using GdScript.Symbolics;

namespace GdScript.Scripting.Globals;

/// <summary>How a call in a script finds the recording twin of the loss it was given.</summary>
public sealed partial class Workbench
{
    private readonly HashSet<string> noted = [];

    /// <summary>A formula of the formula language: <c>Formula("x^2/20 + y^2")</c>.</summary>
    /// <exception cref="ProblemException">It cannot be read; the message says where and why.</exception>
#pragma warning disable CA1822 // A script calls it on the workbench.
    public LossFormula Formula(string text) => LossFormula.Read(text).OrThrow();

    /// <summary>The formula of an expression: <c>Formula(x.Sin()*x)</c>.</summary>
    public LossFormula Formula(SymbolicExpression expression) => expression;
#pragma warning restore CA1822

    private Result<Posed> Pose(Delegate loss, PointLike? at, string file, int line, string text)
    {
        var site = new LossSite.Call(file, line, text);
        var twin = Twin(site) ?? Unknown(site);
        return Subject.Of(new ScriptLoss(loss, twin, Variable, Sources())).Pose(at);
    }

    /// <summary>A call that the compiled script does not know, such as one by reflection: the loss runs, and is measured.</summary>
    private static TwinImage Unknown(LossSite.Call site)
    {
        var problem = Problem.Input("GDS0133", "this loss was not seen when the script was compiled, so it has no formula") with
        {
            File = site.File,
            Place = new(site.Line, 1),
        };
        return new(site, [], "", "", [], [], [], [problem]);
    }

    /// <summary>A word on stderr, once.</summary>
    private void Note(Problem problem)
    {
        var place = problem.Place is { } at ? FormattableString.Invariant($"{problem.File ?? "script"}:{at.Line}:{at.Column}: ") : "gds: ";
        var text = $"{place}note {problem.Id}: {problem.What}{(problem.Hint.Length > 0 ? "; " + problem.Hint : "")}";
        if (noted.Add(text))
            Console.Error.WriteLine(text);
    }
}
