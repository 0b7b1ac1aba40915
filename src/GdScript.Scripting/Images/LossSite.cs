using System.Diagnostics;

namespace GdScript.Scripting.Images;

/// <summary>Where in a script a loss stands: the key by which the host, the rewriter and a running script speak of the same one.</summary>
public abstract record LossSite
{
    private LossSite() { }

    /// <summary>A method of the script itself (not of a type in it), named by a LOSS argument or found by the rules.</summary>
    /// <param name="Name">The method's name.</param>
    /// <param name="Arity">How many parameters it has: overloads are told apart by it.</param>
    public sealed record Method(string Name, int Arity) : LossSite;

    /// <summary>
    /// The first argument of a call of the workbench, <c>Grad(w => …)</c>: what the compiler tells the called method
    /// (<c>CallerFilePath</c>, <c>CallerLineNumber</c>, <c>CallerArgumentExpression</c>).
    /// </summary>
    /// <param name="File">The file as the compilation calls it.</param>
    /// <param name="Line">The line of the call, from 1.</param>
    /// <param name="Text">The argument as it is written.</param>
    public sealed record Call(string File, int Line, string Text) : LossSite;

    /// <summary>What to call the loss in a message.</summary>
    public string Title =>
        this switch
        {
            Method m => m.Name,
            Call c => c.Text,
            _ => throw new UnreachableException(),
        };
}
