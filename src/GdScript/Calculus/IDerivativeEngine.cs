using GdScript.Graphs;

namespace GdScript.Calculus;

/// <summary>
/// Who derives. <see cref="Engines.Own"/> is this library and answers everything; another engine stands beside it, says no by
/// name where it cannot, and hands over only what was found to agree with ours.
/// </summary>
public interface IDerivativeEngine
{
    /// <summary>What it is called on the command line: <c>own</c>, <c>mathnet</c>.</summary>
    string Name { get; }

    /// <summary>
    /// Roots as <see cref="Calculus.Gradient.Of"/> has them: the loss, then ∂loss/∂p for every parameter in order, each in the
    /// parameter's shape; parameters, columns and data are the loss's.
    /// </summary>
    /// <param name="loss">A scalar loss.</param>
    /// <param name="points">Flat points where the gradient is about to be used; what is verified is verified there too.</param>
    Result<Formula> Gradient(Formula loss, params ReadOnlySpan<double[]> points);
}
