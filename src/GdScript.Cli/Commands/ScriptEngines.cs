using System.Runtime.CompilerServices;
using GdScript.Graphs;
using GdScript.MathNet;
using GdScript.Scripting.Globals;

namespace GdScript.Cli.Commands;

/// <summary>
/// What a script's <c>Engine = "mathnet"</c> derives with, and how an expression that the script built with MathNet.Symbolics is read:
/// the scripts' own room knows no other library. An expression is read with the very copy of the library that it is of.
/// </summary>
internal static class ScriptEngines
{
    /// <summary>From now on scripts can say who derives.</summary>
    public static void Use() => (Workbench.EngineOf, Workbench.Foreign) = (EngineOptions.Said, Read);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Result<Formula>? Read(object expression) => MathNetEngine.Read(expression);
}
