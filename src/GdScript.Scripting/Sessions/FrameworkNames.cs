using System.Collections.Immutable;

namespace GdScript.Scripting.Sessions;

/// <summary>Whether a submission names something that the less usual part of the framework may have.</summary>
internal static class FrameworkNames
{
    /// <summary>A type or a namespace is not found. (A variable that is not found is a slip: those begin with a small letter.)</summary>
    public static bool MayHelp(ImmutableArray<Problem> problems) =>
        problems.Any(p =>
            p.Id is "CS0246" or "CS0234" or "CS0012" or "CS1069" or "CS1070"
            || p.Id == "CS0103" && p.What.Split('\'') is [_, [>= 'A' and <= 'Z', ..], ..]
        );
}
