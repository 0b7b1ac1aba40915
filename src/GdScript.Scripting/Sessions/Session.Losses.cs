using System.Reflection;
using GdScript.Scripting.Compiling;
using GdScript.Scripting.Images;
using GdScript.Scripting.Losses;
using GdScript.Scripting.Rewriting;
using GdScript.Scripting.Running;
using Microsoft.CodeAnalysis;

namespace GdScript.Scripting.Sessions;

/// <summary>Methods and lambdas of a session as losses.</summary>
public sealed partial class Session
{
    /// <summary>The twins of losses asked for by name, as long as nothing new is declared.</summary>
    private readonly Dictionary<LossSite, TwinImage> named = [];
    private Link? namedAfter;

    /// <summary>
    /// A method that gives a double, or a variable that holds such a function, as a loss. What it reads of the session is read when it is
    /// recorded: ask anew after a submission.
    /// </summary>
    /// <param name="name">The method or the variable.</param>
    /// <returns>The loss, which may have no formula (see <see cref="ScriptLoss.Problems"/>), or why the name is none.</returns>
    public Result<ScriptLoss> Loss(string name)
    {
        lock (gate)
        {
            if (!state.Names.TryGetValue(name, out var known))
                return NoLoss(name, "is not declared");
            if (known.Field is not null)
                return known.Value is Delegate { Method: var held } function && held.ReturnType == typeof(double)
                    ? Traced(function, new(name, held.GetParameters().Length))
                    : NoLoss(name, "holds no function that gives a double");
            if (LossFinder.Of(known.Link.Running).FirstOrDefault(l => l.Method == name) is not { } found)
                return NoLoss(name, "gives no double");
            return Traced(Bound(known.Link, found), found.Site);
        }
    }

    /// <summary>
    /// The gradient that stands beside a loss, as a script brings it: <c>LossGradient</c> for the method <c>Loss</c>, with the same
    /// parameters; null where there is none.
    /// </summary>
    public Delegate? GradientOf(string name)
    {
        lock (gate)
        {
            if (
                !state.Names.TryGetValue(name, out var loss)
                || !state.Names.TryGetValue(name + "Gradient", out var gradient)
                || LossFinder.Of(loss.Link.Running).FirstOrDefault(l => l.Method == name) is not { } found
            )
                return null;
            var method = gradient
                .Link.Instance.GetType()
                .GetMethods(Members)
                .FirstOrDefault(m => m.Name == gradient.Name && TypesOf(m).SequenceEqual(found.Types) && m.ReturnType != typeof(void));
            return method is null ? null : Bound(gradient.Link, method);
        }
    }

    /// <summary>What an exception thrown by a loss of the session says to its writer: their line, and nothing of ours.</summary>
    public Problem Explain(Exception exception) => Fault.Of(exception, Own(FileName(state.Number))).Problem;

    private ScriptLoss Traced(Delegate plain, LossSite.Method site) => new(plain, TwinOf(site), ValueOf, [.. files.Values]);

    private TwinImage TwinOf(LossSite.Method site)
    {
        if (namedAfter != state.Last)
            named.Clear();
        namedAfter = state.Last;
        if (!named.TryGetValue(site, out var twin))
            named.Add(site, twin = BigStack.Run(() => Twin.Of(state.Last!.Written, site)));
        return twin;
    }

    private static Delegate Bound(Link link, LossCandidate loss) =>
        Bound(link, link.Instance.GetType().GetMethods(Members).Single(m => m.Name == loss.Method && TypesOf(m).SequenceEqual(loss.Types)));

    private static Delegate Bound(Link link, MethodInfo method)
    {
        var type = Delegates.TypeOf(method);
        return method.IsStatic ? Delegate.CreateDelegate(type, method) : Delegate.CreateDelegate(type, link.Instance, method);
    }

    private static IEnumerable<string> TypesOf(MethodInfo method) => method.GetParameters().Select(p => p.ParameterType.ToString());

    private static Problem NoLoss(string name, string why) =>
        Problem.Input("GDS0003", $"'{name}' {why}, so it is no loss", "write double Loss(double x, double y) => …");
}
