using GdScript.Graphs;
using GdScript.Kernels;

namespace GdScript.Symbolics;

/// <summary>Numbers: at a point, or as compiled functions. Both run the same kernel and give the same bits.</summary>
public partial class SymbolicExpression
{
    /// <summary>The value where the variables have these values; further names in the dictionary do not matter.</summary>
    /// <exception cref="SymbolicException">A variable has no value.</exception>
    public FloatingPoint Evaluate(IDictionary<string, FloatingPoint> symbols)
    {
        ArgumentNullException.ThrowIfNull(symbols);
        return At(name => symbols.TryGetValue(name, out var value) ? value.Double : null, symbols.Keys);
    }

    /// <summary>The same, over plain doubles.</summary>
    /// <exception cref="SymbolicException">A variable has no value, or the expression has none there.</exception>
    public double Evaluate(IDictionary<string, double> symbols)
    {
        ArgumentNullException.ThrowIfNull(symbols);
        return At(name => symbols.TryGetValue(name, out var value) ? value : null, symbols.Keys).RealValue;
    }

    /// <summary>The value of an expression without variables.</summary>
    /// <exception cref="SymbolicException">It has variables, or no value.</exception>
    public double RealNumberValue =>
        Formula.Parameters.IsEmpty ? At(_ => null, []).RealValue : throw new SymbolicException(SymbolicProblems.NotConstant(ToString()));

    public Func<double, double> Compile(string arg)
    {
        var f = Over(Formula, [arg]);
        return x => f.Value([x]);
    }

    public Func<double, double, double> Compile(string arg1, string arg2)
    {
        var f = Over(Formula, [arg1, arg2]);
        return (x, y) => f.Value([x, y]);
    }

    public Func<double, double, double, double> Compile(string arg1, string arg2, string arg3)
    {
        var f = Over(Formula, [arg1, arg2, arg3]);
        return (x, y, z) => f.Value([x, y, z]);
    }

    public Func<double, double, double, double, double> Compile(string arg1, string arg2, string arg3, string arg4)
    {
        var f = Over(Formula, [arg1, arg2, arg3, arg4]);
        return (x, y, z, w) => f.Value([x, y, z, w]);
    }

    /// <summary>A function of any number of doubles: a <c>Func</c> of as many up to six, above of one array.</summary>
    /// <exception cref="SymbolicException">A variable of the expression is not among the arguments, or one is named twice.</exception>
    public Delegate Compile(params string[] args)
    {
        ArgumentNullException.ThrowIfNull(args);
        var f = Over(Formula, args);
        return args.Length switch
        {
            0 => () => f.Value([]),
            1 => Compile(args[0]),
            2 => Compile(args[0], args[1]),
            3 => Compile(args[0], args[1], args[2]),
            4 => Compile(args[0], args[1], args[2], args[3]),
            5 => (double a, double b, double c, double d, double e) => f.Value([a, b, c, d, e]),
            6 => (double a, double b, double c, double d, double e, double g) => f.Value([a, b, c, d, e, g]),
            _ => CompileArray(args),
        };
    }

    /// <summary>A function of one array, its numbers in the order of the arguments.</summary>
    /// <exception cref="SymbolicException">A variable of the expression is not among the arguments, or one is named twice.</exception>
    public Func<double[], double> CompileArray(params string[] args)
    {
        var f = Over(Formula, args);
        return point => f.Value(point);
    }

    /// <summary>The gradient as a function of one array; all partial derivatives in one sweep.</summary>
    /// <exception cref="SymbolicException">A variable of the expression is not among the arguments, or one is named twice.</exception>
    public Func<double[], double[]> CompileGradient(params string[] args)
    {
        var f = Kernel.For(GdScript.Calculus.Gradient.Of(Ordered(Formula, args)));
        return point =>
        {
            var gradient = new double[args.Length];
            f.ValueAndGradient(point, gradient);
            return gradient;
        };
    }

    private FloatingPoint At(Func<string, double?> valueOf, IEnumerable<string> given)
    {
        var point = new double[Formula.Parameters.Length];
        for (var i = 0; i < point.Length; i++)
            point[i] =
                valueOf(Formula.Parameters[i].Name)
                ?? throw new SymbolicException(SymbolicProblems.NoValue(Formula.Parameters[i].Name, given));
        var value = Kernel.Value(point);
        return new FloatingPoint(value, () => Why(point, value));
    }

    /// <summary>Which operation left the finite numbers.</summary>
    private Problem Why(double[] point, double value) =>
        Evaluation.At(Formula, point).Problem ?? SymbolicProblems.NotReal(Text.NumberText.Of(value));

    private static Kernel Over(Formula f, IReadOnlyList<string> args) => Kernels.Kernel.For(Ordered(f, args));

    /// <summary>The formula over these parameters.</summary>
    private static Formula Ordered(Formula f, IReadOnlyList<string> args)
    {
        ArgumentNullException.ThrowIfNull(args);
        foreach (var name in f.Parameters.Select(p => p.Name).Where(name => !args.Contains(name)))
            throw new SymbolicException(SymbolicProblems.NotCompiled(name));
        if (args.GroupBy(name => name).FirstOrDefault(same => same.Skip(1).Any()) is { Key: var twice })
            throw new SymbolicException(SymbolicProblems.ArgumentTwice(twice));
        return Declared(f, args);
    }
}
