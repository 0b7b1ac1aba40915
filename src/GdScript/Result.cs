using System.Diagnostics.CodeAnalysis;

namespace GdScript;

/// <summary>A value, or the first problem met on the way to it. Reads in query syntax: the first problem stops the rest.</summary>
public readonly struct Result<T>
{
    private readonly T? value;
    private readonly Problem? problem;

    private Result(T? value, Problem? problem) => (this.value, this.problem) = (value, problem);

    public static implicit operator Result<T>(T value) => new(value, null);

    public static implicit operator Result<T>(Problem problem) => new(default, problem);

    /// <summary>True with the value, false with the problem.</summary>
    public bool Is([MaybeNullWhen(false)] out T value, [NotNullWhen(false)] out Problem? problem)
    {
        value = this.value;
        problem = this.problem;
        return problem is null;
    }

    /// <summary>The problem, or null when there is a value.</summary>
    public Problem? Problem => problem;

    /// <summary>The value; asking a problem for it is a mistake in our own code.</summary>
    /// <exception cref="InvalidOperationException">There is a problem instead.</exception>
    public T Value => problem is null ? value! : throw new InvalidOperationException($"{problem.Id}: {problem.What}");

    /// <summary>The same, with the problem (if any) put into other words or another place.</summary>
    public Result<T> Else(Func<Problem, Problem> change) => problem is null ? this : change(problem);

    public Result<R> Select<R>(Func<T, R> then) => problem is null ? then(value!) : problem;

    public Result<R> SelectMany<R>(Func<T, Result<R>> then) => problem is null ? then(value!) : problem;

    public Result<R> SelectMany<M, R>(Func<T, Result<M>> then, Func<T, M, R> join)
    {
        if (problem is not null)
            return problem;
        var first = value!;
        return then(first).Select(second => join(first, second));
    }
}

/// <summary>Ways to a <see cref="Result{T}"/>.</summary>
public static class Results
{
    /// <summary>The value, for types that do not become a result by themselves: interfaces.</summary>
    public static Result<T> Of<T>(T value) => value;

    /// <summary>The value where the condition holds, the problem otherwise.</summary>
    public static Result<T> When<T>(bool holds, T value, Func<Problem> otherwise) => holds ? value : otherwise();
}
