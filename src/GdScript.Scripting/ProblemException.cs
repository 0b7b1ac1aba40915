namespace GdScript.Scripting;

/// <summary>A user's mistake met in the middle of a running script, where only an exception can stop: it carries the problem to the edge.</summary>
public sealed class ProblemException(Problem problem) : Exception(problem.What)
{
    public Problem Problem => problem;
}
