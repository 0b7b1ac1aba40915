using GdScript.Graphs;

namespace GdScript.Algebra;

public static class Simplify
{
    public static Formula Of(Formula f) => f;
}
