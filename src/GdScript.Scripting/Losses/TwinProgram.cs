using System.Collections.Immutable;
using System.Reflection;
using System.Runtime.Loader;
using GdScript.Graphs;
using GdScript.Scripting.Images;
using GdScript.Scripting.Recording;

namespace GdScript.Scripting.Losses;

/// <summary>
/// A twin that can be run: its entry, and how its captured variables are filled in before. Its statics are shared by all its
/// runs, so one recording runs at a time.
/// </summary>
internal sealed class TwinProgram(Func<Arguments, Scalar> entry, Func<Problem?> fill)
{
    private readonly Lock gate = new();

    /// <summary>The loss as a formula at a point, or why it cannot be recorded there.</summary>
    /// <param name="parameters">Names and shapes.</param>
    /// <param name="point">Where the conditions are decided.</param>
    /// <param name="limits">How much the recording may do.</param>
    /// <param name="rows">Whether reductions over rows may become one formula for all rows.</param>
    public Result<Recorded> Record(ImmutableArray<Parameter> parameters, ReadOnlySpan<double> point, Limits limits, bool rows)
    {
        lock (gate)
        {
            try
            {
                return Once(parameters, point, limits, rows);
            }
            catch (RowsLeak)
            {
                return Once(parameters, point, limits, rows: false);
            }
        }
    }

    private Result<Recorded> Once(ImmutableArray<Parameter> parameters, ReadOnlySpan<double> point, Limits limits, bool rows)
    {
        if (fill() is { } problem)
            return problem;
        try
        {
            return new Recorded(Recorder.Record(entry, parameters, point, limits, rows), null);
        }
        catch (TraceError error)
        {
            return new Recorded(null, error);
        }
    }

    /// <summary>The variable that a problem of the captures speaks of: the first word in quotes.</summary>
    public static string NameIn(Problem problem) => problem.What.Split('\'') is [_, var name, ..] ? name.Split('.')[0] : "";

    /// <summary>Loads a compiled twin into a context of its own, which goes when the program goes.</summary>
    /// <param name="twin">Its image, without problems.</param>
    /// <param name="plain">The loss as compiled: what it captures lies in its target.</param>
    /// <param name="scriptVariable">The value of a top-level variable of the script.</param>
    public static TwinProgram Load(TwinImage twin, Delegate plain, Func<string, object?> scriptVariable)
    {
        var script = plain.Method.Module.Assembly;
        var context = new TwinContext(script);
        var assembly = context.LoadFromStream(new MemoryStream([.. twin.Assembly]));
        context.Unload(); // It goes when nothing of it is in use any more; left to itself, the runtime may keep it for ever.
        var type = assembly.GetType(twin.EntryType, throwOnError: true)!;
        var entry = type.GetMethod(twin.EntryMethod, BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic)!;
        var captures = new Captures(type, twin.Captures, plain, scriptVariable);
        return new(entry.CreateDelegate<Func<Arguments, Scalar>>(), captures.Fill);
    }

    /// <summary>Finds our own assemblies where we run, and a script's references where the script found them.</summary>
    private sealed class TwinContext(Assembly script) : AssemblyLoadContext("twin", isCollectible: true)
    {
        protected override Assembly? Load(AssemblyName name)
        {
            foreach (var ours in (ReadOnlySpan<Assembly>)[typeof(Scalar).Assembly, typeof(Formula).Assembly])
                if (ours.GetName().Name == name.Name)
                    return ours;
            var context = GetLoadContext(script);
            return context is null || context == Default ? null : context.LoadFromAssemblyName(name);
        }
    }
}

/// <summary>What came of running a twin: a recording, or the error that ended it.</summary>
internal readonly record struct Recorded(Recording.Recording? Recording, TraceError? Error);
