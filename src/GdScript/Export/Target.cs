namespace GdScript.Export;

/// <summary>The tongues a formula can be written in; <see cref="Targets"/> knows what each is called.</summary>
public enum Target
{
    /// <summary>One static class without dependencies; .NET 8 and later.</summary>
    CSharp,

    /// <summary>C99: a function over the C library's mathematics.</summary>
    C,

    /// <summary>A function over Python's <c>math</c>; arrays are lists.</summary>
    Python,

    /// <summary>A function over NumPy arrays.</summary>
    NumPy,

    /// <summary>A function over <c>jax.numpy</c>, its gradient written out too.</summary>
    Jax,

    /// <summary>A function of an ES module.</summary>
    JavaScript,

    /// <summary>Equations in LaTeX (amsmath).</summary>
    Latex,

    /// <summary>Equations as presentation MathML.</summary>
    MathML,

    /// <summary>One SELECT for PostgreSQL and SQLite, over a table of rows where there are data.</summary>
    Sql,

    /// <summary>The graph of the formula, to be drawn by Graphviz.</summary>
    Graphviz,
}

/// <summary>What the targets are called on a command line.</summary>
public static class Targets
{
    /// <summary>Every target, in the order they are offered.</summary>
    public static IReadOnlyList<Target> All { get; } = Enum.GetValues<Target>();

    /// <summary>The name of a target: <c>csharp</c>, <c>numpy</c>.</summary>
    public static string Name(this Target target) =>
        target switch
        {
            Target.CSharp => "csharp",
            Target.C => "c",
            Target.Python => "python",
            Target.NumPy => "numpy",
            Target.Jax => "jax",
            Target.JavaScript => "javascript",
            Target.Latex => "latex",
            Target.MathML => "mathml",
            Target.Sql => "sql",
            Target.Graphviz => "graphviz",
        };

    /// <summary>The target of a name, also of <c>cs</c>, <c>py</c>, <c>js</c>, <c>tex</c>, <c>dot</c>; null for any other.</summary>
    public static Target? Find(string name) =>
        name.ToLowerInvariant() switch
        {
            "cs" or "c#" => Target.CSharp,
            "py" => Target.Python,
            "js" => Target.JavaScript,
            "tex" => Target.Latex,
            "dot" => Target.Graphviz,
            var known => All.Cast<Target?>().FirstOrDefault(t => t!.Value.Name() == known),
        };
}
