namespace GdScript.Export;

/// <summary>What is written of a loss, and under which names.</summary>
public sealed record ExportOptions
{
    /// <summary>What is written when nothing is asked: value and gradient of a loss, value and Jacobian of an array.</summary>
    public static ExportOptions Default { get; } = new();

    /// <summary>The name of the class or function; made fit for the target.</summary>
    public string Name { get; init; } = "loss";

    /// <summary>The namespace of the class, where the target has namespaces; empty for none.</summary>
    public string Namespace { get; init; } = "";

    /// <summary>The matrix of second derivatives too.</summary>
    public bool Hessian { get; init; }

    /// <summary>What a loss squares too, in a function of its own: for a sum of squares, or a sum or mean of such over rows.</summary>
    public bool Residuals { get; init; }

    /// <summary>The derivatives of the residuals too, in a function of its own: a row of slopes for each.</summary>
    public bool Jacobian { get; init; }
}
