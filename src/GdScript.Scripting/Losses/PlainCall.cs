using System.Collections.Immutable;
using System.Globalization;
using System.Reflection;
using GdScript.Graphs;
using GdScript.Scripting.Images;

namespace GdScript.Scripting.Losses;

/// <summary>
/// Calls the loss as it was compiled, with the numbers of a flat point: the numeric truth. The delegate's own types decide
/// how the numbers are handed over; every call gets arrays of its own.
/// </summary>
internal sealed class PlainCall
{
    private readonly Delegate plain;
    private readonly MethodInfo invoke;
    private readonly PlainArgument[] arguments;

    private PlainCall(Delegate plain, PlainArgument[] arguments)
    {
        (this.plain, this.arguments) = (PlainShortcuts.Of(plain), arguments);
        invoke = this.plain.GetType().GetMethod("Invoke")!;
    }

    /// <summary>The loss's parameters as a point gives them, by reflection: what a twin says of them, where there is one.</summary>
    public ImmutableArray<TwinParameter> Parameters => [.. arguments.SelectMany(a => a.Parameters)];

    /// <summary>How to call it.</summary>
    /// <returns>The call, or a problem GDS2011 for a parameter that no numbers of a point can make.</returns>
    public static Result<PlainCall> Of(Delegate plain)
    {
        var arguments = new List<PlainArgument>();
        foreach (var parameter in ParametersOf(plain))
            if (PlainArgument.Of(parameter) is { } argument && (argument is not PlainArgument.Span || PlainShortcuts.TakesOneSpan(plain)))
                arguments.Add(argument);
            else
                return Problem.Input(
                    "GDS2011",
                    $"the loss takes '{parameter.Name}' of type {parameter.ParameterType.Name}, which no numbers of a point can make",
                    "take double, double[], double[,], double[][], List<double> or a record of them"
                );
        return new PlainCall(plain, [.. arguments]);
    }

    /// <summary>The loss at a point.</summary>
    /// <param name="parameters">Names and shapes, in order.</param>
    /// <param name="point">Their elements, row-major, one parameter after the other.</param>
    /// <exception cref="Exception">Whatever the loss throws.</exception>
    public double At(ImmutableArray<Parameter> parameters, ReadOnlySpan<double> point)
    {
        if (PlainShortcuts.TryCall(plain, parameters, point, out var value))
            return value;
        return Convert.ToDouble(Invoke(parameters, point), CultureInfo.InvariantCulture);
    }

    /// <summary>Whatever the method gives at a point, boxed.</summary>
    public object? Invoke(ImmutableArray<Parameter> parameters, ReadOnlySpan<double> point)
    {
        var cursor = new PointCursor(parameters, point);
        var given = new object?[arguments.Length];
        for (var i = 0; i < given.Length; i++)
            given[i] = arguments[i].Make(ref cursor);
        return invoke.Invoke(plain, BindingFlags.DoNotWrapExceptions, null, given, null);
    }

    /// <summary>The method's own parameters know their defaults; a delegate over them does not.</summary>
    private static ParameterInfo[] ParametersOf(Delegate plain)
    {
        var called = plain.GetType().GetMethod("Invoke")!.GetParameters();
        var own = plain.Method.GetParameters();
        return own.Length == called.Length ? own : called;
    }
}

/// <summary>The next number of a point that is handed out parameter by parameter.</summary>
internal ref struct PointCursor(ImmutableArray<Parameter> parameters, ReadOnlySpan<double> point)
{
    private readonly ReadOnlySpan<double> point = point;
    private int parameter;
    private int offset;

    /// <summary>The numbers of the next parameter, and its shape.</summary>
    public ReadOnlySpan<double> Next(out Shape shape)
    {
        shape = parameters[parameter++].Shape;
        var numbers = point.Slice(offset, shape.Count);
        offset += shape.Count;
        return numbers;
    }
}
