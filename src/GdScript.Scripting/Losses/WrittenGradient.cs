using System.Collections;
using System.Collections.Immutable;
using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;
using GdScript.Graphs;

namespace GdScript.Scripting.Losses;

/// <summary>
/// A gradient that the script itself brings, written by hand beside its loss: <c>double[] Gradient(double[] x)</c>. It is called
/// as the loss is, and whatever it gives is read flat: numbers, arrays, matrices, tuples and records of them, in order.
/// </summary>
public sealed class WrittenGradient
{
    private readonly PlainCall call;
    private readonly ImmutableArray<Parameter> parameters;
    private readonly string name;

    private WrittenGradient(PlainCall call, ImmutableArray<Parameter> parameters, string name) =>
        (this.call, this.parameters, this.name) = (call, parameters, name);

    /// <summary>How to call it for a loss.</summary>
    /// <param name="gradient">The compiled method; it takes what the loss takes.</param>
    /// <param name="loss">The loss with its shapes.</param>
    /// <returns>The gradient, or a problem GDS2011 where its parameters cannot be made from numbers.</returns>
    public static Result<WrittenGradient> Of(Delegate gradient, BoundLoss loss) =>
        PlainCall.Of(gradient).Select(call => new WrittenGradient(call, loss.Parameters, gradient.Method.Name));

    /// <summary>Writes the slopes at a flat point.</summary>
    /// <exception cref="ProblemException">GDS2014: it gives another count of numbers than the point has.</exception>
    /// <exception cref="Exception">Whatever the method throws.</exception>
    public void At(ReadOnlySpan<double> point, Span<double> slopes)
    {
        var numbers = new List<double>(slopes.Length);
        Collect(call.Invoke(parameters, point), numbers);
        if (numbers.Count != slopes.Length)
            throw new ProblemException(
                Problem.Input(
                    "GDS2014",
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"'{name}' gives {numbers.Count} numbers, and the point has {slopes.Length}"
                    ),
                    "give one slope for each number of the point, in its order"
                )
            );
        numbers.CopyTo(slopes);
    }

    private static void Collect(object? value, List<double> into)
    {
        switch (value)
        {
            case double number:
                into.Add(number);
                break;
            case float or int or long:
                into.Add(Convert.ToDouble(value, CultureInfo.InvariantCulture));
                break;
            case ITuple tuple:
                for (var i = 0; i < tuple.Length; i++)
                    Collect(tuple[i], into);
                break;
            case IEnumerable all and not string:
                foreach (var one in all)
                    Collect(one, into);
                break;
            case not null when Members(value.GetType()) is { Length: > 0 } members:
                foreach (var member in members)
                    Collect(member.GetValue(value), into);
                break;
            default:
                break;
        }
    }

    /// <summary>The members of a record in the order of its constructor.</summary>
    private static PropertyInfo[] Members(Type type)
    {
        var constructor = type.GetConstructors().MaxBy(c => c.GetParameters().Length);
        return [.. (constructor?.GetParameters() ?? []).Select(p => type.GetProperty(p.Name ?? "")).OfType<PropertyInfo>()];
    }
}
