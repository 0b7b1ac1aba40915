using System.Collections.Immutable;
using System.Reflection;
using GdScript.Scripting.Images;

namespace GdScript.Scripting.Losses;

/// <summary>Fills the static fields of a twin with what the loss reads from the script, anew before every recording.</summary>
/// <param name="entry">The twin's entry type.</param>
/// <param name="captures">Which fields.</param>
/// <param name="plain">The compiled loss: a lambda's locals lie in its target.</param>
/// <param name="scriptVariable">The value of a top-level variable.</param>
internal sealed class Captures(Type entry, ImmutableArray<TwinCapture> captures, Delegate plain, Func<string, object?> scriptVariable)
{
    /// <summary>The name by which the object that holds the script's top-level variables is asked for; no variable can have it.</summary>
    public const string ScriptItself = "this";

    private const BindingFlags Statics = BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic;
    private const BindingFlags Fields = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic;

    /// <summary>Sets every field; the problem names the variable that cannot be brought over.</summary>
    public Problem? Fill()
    {
        var lifting = new Lifting(new TwinTypes(entry, [plain.Method.Module.Assembly, .. Holders()]));
        foreach (var capture in captures)
        {
            var holder = capture.Holder.Length == 0 ? entry : entry.Assembly.GetType(Rewriting.Twin.ClassOf(capture.Holder));
            var field = holder?.GetField(capture.Field, Statics) ?? throw new MissingFieldException(entry.FullName, capture.Field);
            if (capture.From == CaptureFrom.Method)
            {
                field.SetValue(null, MethodOf(capture, field.FieldType));
                continue;
            }
            var lifted = lifting.Of(ValueOf(capture), field.FieldType, capture.Name);
            if (!lifted.Is(out var value, out var problem))
                return problem;
            field.SetValue(null, value.Boxed);
        }
        return lifting.Statics();
    }

    /// <summary>A variable of one submission of a session.</summary>
    private static string Named(string holder, string name) => holder.Length == 0 ? name : $"{holder}.{name}";

    /// <summary>The assemblies of the submissions that the twin speaks of.</summary>
    private IEnumerable<Assembly> Holders() =>
        from type in entry.Assembly.GetTypes()
        where type.DeclaringType is null
        let holder = TwinTypes.SubmissionOf(type)
        where holder.Length > 0
        let script = scriptVariable(Named(holder, ScriptItself))
        where script is not null
        select script.GetType().Assembly;

    private object? ValueOf(TwinCapture capture) =>
        capture.From switch
        {
            CaptureFrom.Script => scriptVariable(Named(capture.Holder, capture.Name)),
            CaptureFrom.Closure => InClosure(plain.Target, capture.Name, 0, out var value)
                ? value
                : throw new MissingFieldException(plain.Target?.GetType().Name, capture.Name),
            CaptureFrom.Method => throw new ArgumentException("a method has no value to copy", nameof(capture)),
        };

    /// <summary>A method of the running script itself: what it does, and the numbers it gives, are the script's own.</summary>
    private Delegate MethodOf(TwinCapture capture, Type type)
    {
        var name = capture.Name;
        var script = scriptVariable(Named(capture.Holder, ScriptItself));
        var owner = script?.GetType() ?? plain.Method.DeclaringType!;
        var taken = type.GetMethod("Invoke")!.GetParameters().Select(p => p.ParameterType).ToArray();
        var method = owner.GetMethod(name, Fields | BindingFlags.Static, taken) ?? throw new MissingMethodException(owner.FullName, name);
        return method.CreateDelegate(type, method.IsStatic ? null : script ?? plain.Target);
    }

    /// <summary>A local around a lambda is a field of its closure, or of one around that, which it holds in a field.</summary>
    private static bool InClosure(object? closure, string name, int depth, out object? value)
    {
        value = null;
        if (closure is null || depth > 16)
            return false;
        var type = closure.GetType();
        if (type.GetField(name, Fields) is { } field)
        {
            value = field.GetValue(closure);
            return true;
        }
        foreach (var outer in type.GetFields(Fields).Where(f => f.Name.StartsWith("CS$<>", StringComparison.Ordinal)))
            if (InClosure(outer.GetValue(closure), name, depth + 1, out value))
                return true;
        return false;
    }
}
