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

    /// <summary>The residuals too, for a loss that is a sum or mean of squares.</summary>
    public bool Residuals { get; init; }

    /// <summary>The derivatives of the residuals too.</summary>
    public bool Jacobian { get; init; }
}
