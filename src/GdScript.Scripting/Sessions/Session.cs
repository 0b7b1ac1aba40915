using System.Collections.Immutable;
using System.Globalization;
using GdScript.Scripting.Compiling;
using GdScript.Scripting.Globals;
using GdScript.Scripting.Images;
using GdScript.Scripting.Running;
using GdScript.Scripting.Sources;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace GdScript.Scripting.Sessions;

/// <summary>
/// Plain C#, one submission after the other: each sees what those before it declared. A session answers one caller at a time. Its code
/// goes when it is <see cref="Reset"/>, or with the process.
/// </summary>
public sealed partial class Session
{
    private static int sessions;

    private readonly Lock gate = new();
    private readonly SessionOptions options;
    private readonly Streams streams;
    private readonly string name = string.Create(CultureInfo.InvariantCulture, $"session{Interlocked.Increment(ref sessions)}");
    private readonly Dictionary<string, MetadataReference> referred = new(StringComparer.Ordinal);
    private SessionContext context = new();
    private object?[] slots = new object?[16];
    private State state = State.Empty;
    private int ordinal;
    private IOException? lost;

    public Session(SessionOptions? options = null)
    {
        this.options = options ?? new();
        streams = new(
            this.options.Out is null ? null : new PromptWriter(this.options.Out, atOnce: false, Lost),
            this.options.Err is null ? null : new PromptWriter(this.options.Err, atOnce: true, _ => { }),
            this.options.In
        );
        slots[0] = Bench();
    }

    /// <summary>With what the names of its assemblies begin.</summary>
    internal string Name => name;

    /// <summary>Hears that a submission is compiled and begins to run.</summary>
    internal Action? Started { get; set; }

    /// <summary>The number of the next submission: its file is <c>&lt;N&gt;</c>, its value <c>_N</c>.</summary>
    public int Next => state.Number + 1;

    /// <summary>The values so far, the latest last.</summary>
    public ImmutableArray<Answer> Answers => [.. state.Answers.Values.OrderBy(a => a.Number)];

    /// <summary>Compiles a submission and runs it.</summary>
    /// <param name="text">C#: statements, declarations, and at the end perhaps an expression whose value is wanted.</param>
    /// <param name="stop">Asks it to stop: loops, calls, sleeping and waiting do.</param>
    /// <param name="abandon">Leaves a submission behind that was asked to stop and does not.</param>
    public Evaluation Evaluate(string text, CancellationToken stop = default, CancellationToken abandon = default)
    {
        lock (gate)
            try
            {
                return Evaluated(text, stop, abandon);
            }
            catch (OperationCanceledException)
            {
                return new Evaluation.Interrupted(Abandoned: false);
            }
    }

    /// <summary>Does once, on the calling thread, what the first submissions would wait for: the compiler is loaded and has compiled.</summary>
    public static void Warm()
    {
        var quiet = new SessionOptions
        {
            Out = TextWriter.Null,
            Err = TextWriter.Null,
            In = TextReader.Null,
        };
        var session = new Session(quiet);
        foreach (
            var text in new[]
            {
                "var k = 2.0; double F(double x) => k * Sin(x);",
                "F(2)",
                "for (var i = 0; i < 2; i++) k += i;",
                "Grad(F, at: 1)",
            }
        )
            session.Evaluate(text);
    }

    /// <summary>Whether a text is a whole submission, or more lines of it are to come.</summary>
    public static bool IsComplete(string text) =>
        Depth.Problem(text, "") is not null
        || BigStack.Run(() => SyntaxFactory.IsCompleteSubmission(CSharpSyntaxTree.ParseText(text, Submission.Dialect)));

    private Evaluation Evaluated(string text, CancellationToken stop, CancellationToken abandon)
    {
        var file = FileName(Next);
        if (!SourceSet.Of(ScriptText.Of(text, file), stop).Is(out var sources, out var problem))
            return new Evaluation.Refused([problem]);
        Prepare(text);
        var (compiled, problems) = BigStack.Run(() => Compiled(sources, stop));
        if (compiled is null)
            return new Evaluation.Refused(problems);
        var turned = Run(compiled, text, stop, abandon);
        return Told(compiled.Ending, turned, file);
    }

    /// <summary>
    /// Against what is usual of the framework, and where a name is missing against all of it. (The compiler keeps something for each
    /// assembly with every submission.)
    /// </summary>
    private (CompiledSubmission? Compiled, ImmutableArray<Problem> Problems) Compiled(SourceSet sources, CancellationToken stop)
    {
        var usual = Compiler(sources.References, wide: false).Of(sources, ++ordinal, stop);
        if (usual.Compiled is not null || !FrameworkNames.MayHelp(usual.Problems))
            return usual;
        var all = Compiler(sources.References, wide: true).Of(sources, ++ordinal, stop);
        return all.Compiled is null ? usual : all;
    }

    private static string FileName(int number) => string.Create(CultureInfo.InvariantCulture, $"<{number}>");

    private Turned Run(CompiledSubmission compiled, string text, CancellationToken stop, CancellationToken abandon)
    {
        Remember();
        var before = state;
        context.Refer(compiled.Sources.References);
        foreach (var source in compiled.Sources.Sources)
            files[source.File] = source;
        foreach (var twin in compiled.Twins)
            twins[twin.Site] = twin;
        var turned = Begun(compiled, stop, abandon);
        Commit(compiled, givenAs: _ => null);
        var failed = turned.Thrown is not null || turned.Abandoned;
        var own = state.Last == before.Last ? null : state.Last;
        var entry = new Entry(text, compiled.Sources.Files[0].Name, before.Last, own, failed);
        state = state with
        {
            Number = before.Number + 1,
            Entries = state.Entries.Push(entry),
            References = [.. state.References.Union(compiled.Sources.References, StringComparer.Ordinal)],
        };
        if (compiled.Ending.HasValue && !failed)
            Answered(new(state.Number, turned.Value, compiled.Ending.Type) { Name = compiled.Ending.Name });
        else if (compiled.Ending.Returns && turned.Value is { } returned && !failed)
            Answered(new(state.Number, returned, TypeNames.Shown(returned.GetType())) { Name = TypeNames.Of(returned.GetType()) });
        Observe();
        return turned;
    }

    private Turned Begun(CompiledSubmission compiled, CancellationToken stop, CancellationToken abandon)
    {
        StrayExceptions.HeardBySession(Heard);
        lost = null;
        var assembly = context.Load(compiled.Assembly, compiled.Code, compiled.Symbols, stays: compiled.Declares);
        var entry = assembly.GetType(SubmissionCompiler.ClassName(compiled.Ordinal), throwOnError: true)!;
        var factory = entry.GetMethod("<Factory>", Members)!.CreateDelegate<Func<object?[], Task<object?>>>();
        if (Place + 1 >= slots.Length)
            Array.Resize(ref slots, slots.Length * 2);
        slots[Place] = null;
        Started?.Invoke();
        AppDomain.CurrentDomain.ProcessExit += Exiting;
        var turned = Turn.Run(factory, slots, streams, stop, abandon);
        AppDomain.CurrentDomain.ProcessExit -= Exiting;
        if (!compiled.Declares)
            SessionContext.Leave(assembly);
        return turned;
    }

    /// <summary>Which element of the submissions' array the next one has.</summary>
    private int Place => (state.Last?.Place ?? 0) + 1;

    /// <summary>What a submission declared is there from now on, also when it failed later.</summary>
    private void Commit(CompiledSubmission compiled, Func<string, string?> givenAs)
    {
        var instance = slots[Place];
        if (!compiled.Declares || instance is null)
        {
            slots[Place] = null;
            return;
        }
        var link = new Link(compiled.Ordinal, Place, compiled.Written, compiled.Running, instance, state.Last, compiled.References);
        state = state with { Last = link, Names = Naming.After(state.Names, link, givenAs) };
    }

    private Evaluation Told(Trailing ending, Turned turned, string file)
    {
        if (lost is { } why)
            return new Evaluation.OutputLost(why);
        if (turned.Abandoned)
            return new Evaluation.Interrupted(Abandoned: true);
        if (turned.Thrown is { } e)
            return turned.Stopped ? new Evaluation.Interrupted(Abandoned: false) : Failed(e, file);
        return ending.HasValue || (ending.Returns && turned.Value is not null)
            ? new Evaluation.Gave(state.Latest!, ending.Hidden)
            : new Evaluation.Ran();
    }

    private Evaluation.Failed Failed(Exception e, string file)
    {
        var told = Fault.Of(e, Own(file));
        return new(told.Problem, told.Calls);
    }

    private SubmissionCompiler Compiler(ImmutableArray<string> more = default, bool wide = false)
    {
        var last = state.Last;
        var known = last?.References ?? [.. References.Known(all: false)];
        if (wide)
            known = known.Union(References.Known(all: true));
        ImmutableArray<string> paths = more.IsDefault ? state.References : [.. state.References, .. more];
        return new(name, last, known.Union(paths.Select(Referred)));
    }

    /// <summary>An assembly is read once: read again, its types would be others.</summary>
    private MetadataReference Referred(string path)
    {
        if (!referred.TryGetValue(path, out var reference))
            referred.Add(path, reference = MetadataReference.CreateFromFile(path));
        return reference;
    }

    private Workbench Bench() =>
        new(new ScriptArguments(options.Args), FileName(0), site => twins.GetValueOrDefault(site), ValueOf, () => [.. files.Values]);

    /// <summary>What is the user's own, for the lines in messages.</summary>
    private OwnCode Own(string file) => new(file, f => files.GetValueOrDefault(f)?.Text, context.SymbolsOf);

    private void Exiting(object? sender, EventArgs e)
    {
        streams.Out?.Flush();
        streams.Err?.Flush();
        options.Exiting?.Invoke();
    }

    private void Lost(IOException why) => lost ??= why;

    /// <summary>An exception that no code catches, on a thread that a submission started.</summary>
    private bool Heard(Exception e)
    {
        if (Fault.Unwrapped(e) is not ScriptStopped)
            options.Late?.Invoke(Fault.Of(e, Own(FileName(state.Number))));
        return true;
    }
}
