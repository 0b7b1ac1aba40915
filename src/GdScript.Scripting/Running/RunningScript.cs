using System.Globalization;
using System.Reflection;
using GdScript.Scripting.Globals;
using GdScript.Scripting.Images;

namespace GdScript.Scripting.Running;

/// <summary>
/// A script that has run: how it ended, and afterwards its methods and variables, for as long as the object is kept. Compiled code
/// and streams are the script's own; many may run side by side in one process.
/// </summary>
public sealed class RunningScript
{
    /// <summary>
    /// Room for deep recursion that ends, as much as a program's first thread has; one that does not is caught before the stack ends.
    /// (More would make its end slow: an exception is passed through every awaited call with all the calls below it.)
    /// </summary>
    private const int StackSize = 8 << 20;

    private const BindingFlags Members = BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic;

    private readonly ScriptImage image;
    private readonly RunOptions options;
    private readonly StopSign sign = new();
    private readonly object?[] slots = new object?[2];
    private readonly TaskCompletionSource done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Assembly? assembly;
    private Type? entry;
    private Ending? ending;
    private object? value;
    private IOException? lost;
    private Exception? thrown;
    private volatile bool over;

    private RunningScript(ScriptImage image, RunOptions options) => (this.image, this.options) = (image, options);

    /// <summary>How it ended.</summary>
    public Ending Ending => ending!;

    /// <summary>It did not stop when it was asked to, and a thread of it still runs: only the end of the process ends it.</summary>
    public bool IsStuck { get; private set; }

    /// <summary>Runs a script to its end, or until it is stopped.</summary>
    public static RunningScript Start(ScriptImage image, RunOptions options)
    {
        var running = new RunningScript(image, options);
        StrayExceptions.HeardBy(running.Heard);
        running.Go();
        return running;
    }

    /// <summary>A method of the script, bound to the script's state as it is after the run.</summary>
    /// <exception cref="InvalidOperationException">The script did not come far enough to have state.</exception>
    public Delegate Loss(LossCandidate candidate)
    {
        var method = (entry ?? throw new InvalidOperationException("the script has not run"))
            .GetMethods(Members)
            .Single(m => m.Name == candidate.Method && Types(m).SequenceEqual(candidate.Types));
        return Bound(method);
    }

    private Delegate Bound(MethodInfo method)
    {
        var type = Delegates.TypeOf(method);
        return method.IsStatic ? Delegate.CreateDelegate(type, method) : Delegate.CreateDelegate(type, slots[1], method);
    }

    /// <summary>
    /// The gradient the script brings beside a loss: <c>LossGradient</c> for the loss <c>Loss</c>, or <c>Gradient</c>, with the loss's own
    /// parameters; null where there is none.
    /// </summary>
    public Delegate? Gradient(LossCandidate loss)
    {
        string[] names = [loss.Method + "Gradient", "Gradient", "gradient"];
        var methods = (entry?.GetMethods(Members) ?? []).Where(m => m.ReturnType != typeof(void) && Types(m).SequenceEqual(loss.Types));
        var found = names
            .Select(name => methods.FirstOrDefault(m => m.Name == name && m.Name != loss.Method))
            .FirstOrDefault(m => m is not null);
        return found is null ? null : Bound(found);
    }

    /// <summary>The value of a top-level variable as it is now, the object that holds them all for <c>this</c>; null where there is none.</summary>
    public object? Variable(string name) =>
        name == Losses.Captures.ScriptItself ? slots[1]
        : slots[1] is { } state ? entry?.GetField(name, Members)?.GetValue(state)
        : null;

    /// <summary>What an exception thrown by one of the script's methods says to its writer: their line, and nothing of ours.</summary>
    public Problem Explain(Exception exception) => Fault.Of(exception, image, assembly).Problem;

    private static IEnumerable<string> Types(MethodInfo method) => method.GetParameters().Select(p => p.ParameterType.ToString());

    private void Go()
    {
        AppDomain.CurrentDomain.ProcessExit += Exiting;
        new Thread(Body, StackSize) { IsBackground = true }.Start();
        if (!Await())
        {
            sign.Raise();
            IsStuck = !done.Task.Wait(options.Grace);
        }
        over = true;
        if (options.Late is null)
            StrayExceptions.NotHeardBy(Heard);
        AppDomain.CurrentDomain.ProcessExit -= Exiting;
        ending =
            lost is { } why ? new Ending.OutputLost(why)
            : done.Task.IsCompletedSuccessfully && thrown is null ? new Ending.Done(image.Returns ? value : null)
            : thrown is { } e && Fault.Unwrapped(e) is not ScriptStopped ? Fault.Of(e, image, assembly)
            : options.Cancel.IsCancellationRequested ? new Ending.Cancelled()
            : TimedOut();
        if (!IsStuck)
            sign.Lower();
    }

    private void Exiting(object? sender, EventArgs e) => options.Exiting?.Invoke();

    /// <summary>Waits for the script; false when its time is over, the caller has had enough, or a thread of it has failed.</summary>
    private bool Await()
    {
        try
        {
            var limit = options.Timeout is { } t ? (int)Math.Min(int.MaxValue, t.TotalMilliseconds) : Timeout.Infinite;
            return Task.WaitAny([done.Task, sign.WhenRaised], limit, options.Cancel) == 0;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    private void Body()
    {
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
            Interrupt.Watch(sign);
            Streams.Use(
                new(
                    options.Out is null ? null : new PromptWriter(options.Out, atOnce: false, Lost),
                    options.Err is null ? null : new PromptWriter(options.Err, atOnce: true, _ => { }),
                    options.In
                )
            );
            value = Run();
        }
        catch (Exception e)
        {
            Interlocked.CompareExchange(ref thrown, e, null);
        }
        finally
        {
            Flush();
            done.SetResult();
        }
    }

    private object? Run()
    {
        assembly = new ScriptContext(image, options.Collectible).Script();
        entry = assembly.GetType(image.EntryType, throwOnError: true)!;
        var main = image.Sources[0];
        slots[0] = new Workbench(
            new ScriptArguments(options.Args),
            main.Path.Length > 0 ? main.Path : main.File,
            image.Twins,
            Variable,
            image.Sources
        );
        var factory = entry.GetMethod("<Factory>", Members)!.CreateDelegate<Func<object?[], Task<object?>>>();
        var task = factory(slots);
        if (!task.IsCompleted)
            Task.WaitAny(task, sign.WhenRaised);
        return task.IsCompleted ? task.GetAwaiter().GetResult() : throw new ScriptStopped();
    }

    private void Flush()
    {
        try
        {
            Console.Out.Flush();
            Console.Error.Flush();
        }
        catch (IOException e)
        {
            Lost(e);
        }
    }

    private void Lost(IOException why)
    {
        Interlocked.CompareExchange(ref lost, why, null);
        sign.Raise();
    }

    /// <summary>An exception that no code of the script catches, on a thread that is not ours.</summary>
    private bool Heard(Exception e)
    {
        if (Fault.Unwrapped(e) is ScriptStopped)
            return true;
        if (over)
        {
            options.Late?.Invoke(Fault.Of(e, image, assembly));
            return options.Late is not null;
        }
        Interlocked.CompareExchange(ref thrown, e, null);
        sign.Raise();
        return true;
    }

    /// <summary>The script was stopped at a check, whose line is told; one that did not come to a check is just over time.</summary>
    private Ending.Failed TimedOut()
    {
        var at = thrown is { } stopped ? Fault.Of(stopped, image, assembly) : null;
        var seconds = (options.Timeout ?? default).TotalSeconds.ToString("R", CultureInfo.InvariantCulture);
        var problem = new Problem(
            "GDS0112",
            ProblemKind.Script,
            $"the script ran longer than {seconds} s and was stopped",
            "--timeout can give it more",
            at?.Problem.Place,
            at?.Problem.Line,
            at?.Problem.File ?? image.Sources[0].File
        );
        return new(problem, at?.Calls ?? []);
    }
}
