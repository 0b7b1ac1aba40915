using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using GdScript.Cli.Commands;
using GdScript.Graphs;
using GdScript.Scripting.Assistance;
using GdScript.Scripting.Globals;
using GdScript.Scripting.Sessions;

namespace GdScript.Cli.Repl;

/// <summary>
/// The C# side of a session. The compiler is loaded when the first C# is typed and not before; what the mathematics found until
/// then is told to it at that moment.
/// </summary>
internal sealed class Code(TextWriter output, TextWriter errors, TextReader? input)
{
    private ImmutableHashSet<string> methods = [];
    private readonly Lock beginning = new();
    private Session? session;
    private volatile Session? ready;
    private volatile Assistant? assistant;

    public bool IsStarted => session is not null;

    /// <summary>Who answers the editor's questions about C#; null while the compiler is not there.</summary>
    public Assistant? Assistant => assistant;

    /// <summary>Loads the compiler, on another thread: the first C# is then as quick as the next.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public void Warm()
    {
        Session.Warm();
        var made = Made();
        var advice = new Assistant(made);
        advice.Warm();
        lock (beginning)
            if (session is null)
                (ready, assistant) = (made, advice);
    }

    /// <summary>The variables as they were after the last submission.</summary>
    public ImmutableArray<Variable> Variables { get; private set; } = [];

    /// <summary>Whether a variable or method of the session has this name.</summary>
    public bool Knows(string name) => session is not null && (methods.Contains(name) || Variables.Any(v => v.Name == name));

    /// <summary>A variable as a thing of the mathematics; null for no variable.</summary>
    public Thing? Find(string name) =>
        session is not null && Variables.FirstOrDefault(v => v.Name == name) is { } variable ? Of(variable.Value) : null;

    /// <summary>A method or lambda of the session as a loss; null for a name that is neither.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public Result<LossText>? LossOf(string name) =>
        session is null || !Knows(name) || (!methods.Contains(name) && Find(name) is not Thing.Foreign { Value: Delegate })
            ? (Result<LossText>?)null
            : session
                .Loss(name)
                .Select(loss => new LossText(name, name)
                {
                    Script = loss,
                    Written = session.GradientOf(name),
                    Failure = session.Explain,
                });

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static bool IsComplete(string text) => Session.IsComplete(text);

    /// <summary>Runs C#. <paramref name="before"/> is told to the session when it begins.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public Evaluation Evaluate(string text, IEnumerable<Entry> before, CancellationToken stop, CancellationToken abandon)
    {
        Start(before);
        var evaluation = session!.Evaluate(text, stop, abandon);
        Look();
        return evaluation;
    }

    /// <summary>Tells C# of a result of the mathematics; how many steps of undoing it takes.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public int Tell(ImmutableArray<(string Name, Thing Thing)> names, Thing? result, IEnumerable<Entry> before)
    {
        if (session is null && ready is not null)
            Start(before);
        if (session is null)
            return 0;
        foreach (var (name, thing) in names)
            if (Value(thing) is { } value)
                session.Define(name, value, value.GetType());
        var ans = result is null ? null : Value(result);
        session.Keep(ans, ans?.GetType() ?? typeof(object));
        return 1 + names.Count(n => Value(n.Thing) is not null);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    public void Undo(int times)
    {
        for (; times > 0 && session is not null; times--)
            session.Undo();
        Look();
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    public void Reset()
    {
        session?.Reset();
        Look();
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    public void Start(IEnumerable<Entry> before)
    {
        if (session is not null)
            return;
        lock (beginning)
        {
            // Who is faster than the warming begins a session that the warmed assistant would know nothing of.
            session = ready ?? Made();
            assistant ??= new Assistant(session);
        }
        foreach (var entry in before)
            entry.Steps = Tell(entry.Named, entry.Result, []);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private Session Made()
    {
        CsvColumns.Use();
        ScriptEngines.Use();
        return new Session(
            new SessionOptions
            {
                Out = output,
                Err = errors,
                In = input,
            }
        );
    }

    /// <summary>The C# so far as parts of a script; null before there was any.</summary>
    public SavedPieces? Pieces => session?.Pieces;

    /// <summary>What can be named now: it is asked for at every key, and answered without a lock.</summary>
    private void Look()
    {
        Variables = session?.Variables ?? [];
        methods = session is null ? [] : [.. session.Functions];
    }

    /// <summary>A value of C# as a thing; formulas and numbers are mathematics wherever they come from.</summary>
    public static Thing Of(object? value) => new Thing.Foreign(value);

    /// <summary>A thing as C# holds it: numbers, arrays, formulas, walks, gradients; null for what only the prompt knows.</summary>
    private static object? Value(Thing thing) =>
        thing switch
        {
            Thing.Formal { What: { IsNumber: true } number } => number.Value.Is(out var value, out _) ? Number(value) : null,
            Thing.Formal { What.Known: { } known } => new LossFormula(known),
            Thing.Formal formal => LossFormula.Read(formal.What.Text).Is(out var read, out _) ? read : null,
            Thing.Slopes slopes => new LossGradient(
                slopes.Loss,
                slopes.Values,
                slopes.Where,
                [],
                slopes.Derived is { } derived ? () => derived : null
            ),
            Thing.Walk walk => new LossDescent(walk.Trace, walk.Run),
            Thing.Page page => page.Answer.Text,
            Thing.Foreign foreign => foreign.Value,
            _ => throw new System.Diagnostics.UnreachableException(),
        };

    private static object Number(Tensor value)
    {
        if (value.Shape.IsScalar)
            return value.Data[0];
        if (value.Shape.IsVector)
            return value.Data.ToArray();
        var matrix = new double[value.Shape.Rows, value.Shape.Columns];
        for (var i = 0; i < value.Data.Length; i++)
            matrix[i / value.Shape.Columns, i % value.Shape.Columns] = value.Data[i];
        return matrix;
    }
}
