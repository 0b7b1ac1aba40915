using System.Globalization;
using GdScript.Scripting.Running;
using Xunit;

namespace GdScript.Scripting.Tests.Running;

public class RunningScriptTests
{
    [Theory]
    [InlineData("return 3;", 3)]
    [InlineData("1 + 2", null)]
    [InlineData("if (Args.Count == 0) return 4; return 5;", 4)]
    [InlineData("using System.Threading.Tasks;\nawait Task.Delay(1); return 6;", 6)]
    [InlineData("", null)]
    public void What_a_script_returns_is_told_and_what_it_only_computes_is_not(string text, object? value) =>
        Assert.Equal(value, Ran.Of(text).Value);

    [Fact]
    public void Arguments_streams_and_variables_are_the_scripts_own()
    {
        var ran = Ran.Of(
            "var n = Args.Length; string first = Args[0]; string[] all = Args;\nvar line = Console.ReadLine();\nConsole.Error.Write(\"e\");\nPrint(string.Join(\"+\", Args)); Print(line); Print(1.5);",
            new() { Args = ["a", "b"] },
            "typed\n"
        );
        Assert.Equal(("a+b\ntyped\n1.5\n", "e"), (ran.Out, ran.Err));
        Assert.Equal((2, "a", null), (ran.Script.Variable("n"), ran.Script.Variable("first"), ran.Script.Variable("none")));
    }

    [Fact]
    public void A_method_can_be_called_after_the_run_and_sees_the_scripts_state()
    {
        var image = Ran.Compile("double scale = 2;\ndouble Loss(double x) { scale++; return scale * x; }\nscale = 10;");
        var script = Ran.Image(image).Script;
        var loss = (Func<double, double>)script.Loss(image.Losses[0]);
        Assert.Equal((22, 36), (loss(2), loss(3)));
        Assert.Equal(12.0, script.Variable("scale"));
    }

    [Fact]
    public void An_exception_is_told_with_the_line_and_the_calls_that_led_there()
    {
        var ran = Ran.Of(
            "int Inner(int n)\n{\n    if (n == 0)\n        throw new InvalidOperationException(\"boom.\");\n    return Inner(n - 1) + 1;\n}\nInner(2);\n"
        );
        var failed = Assert.IsType<Ending.Failed>(ran.Ending);
        Assert.Equal(
            new Problem(
                "GDS0110",
                ProblemKind.Script,
                "System.InvalidOperationException: boom",
                "",
                new Place(4, 9, 45),
                "        throw new InvalidOperationException(\"boom.\");",
                "test.csx"
            ),
            failed.Problem
        );
        Assert.Equal<string>(["at Inner (test.csx:5)", "at the script (test.csx:7)"], failed.Calls);
    }

    [Theory]
    [InlineData("object o = null!;\no.ToString();", 2)]
    [InlineData("using System.Threading.Tasks;\nawait Task.Yield();\nthrow new Exception();", 3)]
    [InlineData("using System.Threading.Tasks;\nvar t = Task.Run(() =>\n    throw new Exception());\nt.Wait();", 3)]
    [InlineData("var f = (int x) =>\n    1 / x;\nf(0);", 2)]
    [InlineData("class A { public static int X =\n  int.Parse(\"x\"); }\nPrint(A.X);", 1)]
    [InlineData("class A { public int P\n { get =>\n throw new Exception(); } }\nPrint(new A().P);", 3)]
    [InlineData("IEnumerable<int> F() {\n yield return 1;\n throw new Exception(); }\nF().ToList();", 3)]
    public void The_line_is_the_users_own_in_every_kind_of_code(string text, int line) =>
        Assert.Equal(line, Ran.Of(text).Problem.Place?.Line);

    [Theory]
    [InlineData("using System.Threading;\nvar t = new Thread(() => throw new Exception(\"there\")); t.Start(); t.Join(); while (true) { }")]
    [InlineData("using System.Threading;\nnew Thread(() => throw new Exception(\"there\")).Start(); Thread.Sleep(Timeout.Infinite);")]
    [InlineData(
        "using System.Threading.Tasks;\nasync void F() { await Task.Yield(); throw new Exception(\"there\"); } F(); await Task.Delay(-1);"
    )]
    public void An_exception_on_another_thread_ends_the_script_and_not_the_process(string text)
    {
        var problem = Ran.Of(text, new() { Timeout = TimeSpan.FromSeconds(30), Grace = TimeSpan.FromMilliseconds(100) }).Problem;
        Assert.Equal(("System.Exception: there", 2), (problem.What, problem.Place?.Line));
    }

    [Fact]
    public void A_script_is_stopped_by_its_caller()
    {
        using var cancel = new CancellationTokenSource(200);
        Assert.IsType<Ending.Cancelled>(Ran.Of("while (true) { }", new() { Cancel = cancel.Token }).Ending);
    }

    /// <summary>A task that is waited for wraps what stopped it.</summary>
    [Theory]
    [InlineData("using System.Threading.Tasks;\nTask.Run(() => { while (true) { } }).Wait();")]
    [InlineData("using System.Threading.Tasks;\nclass A { public static int N = M(); static int M() { while (true) { } } }\nPrint(A.N);")]
    public void A_script_is_stopped_also_in_a_task_that_it_waits_for(string text)
    {
        var over = Ran.Of(text, new() { Timeout = TimeSpan.FromMilliseconds(300), Grace = TimeSpan.FromSeconds(30) });
        Assert.Equal(("GDS0112", 2), (over.Problem.Id, over.Problem.Place?.Line));
        using var cancel = new CancellationTokenSource(300);
        Assert.IsType<Ending.Cancelled>(Ran.Of(text, new() { Cancel = cancel.Token, Grace = TimeSpan.FromSeconds(30) }).Ending);
    }

    [Fact]
    public async Task One_script_that_is_stopped_does_not_stop_another()
    {
        var image = Ran.Compile("double s = 0; for (int i = 0; i < 30_000_000; i++) s += i; return 1;");
        var endless = Ran.Compile("while (true) { }");
        var other = Task.Run(() => Ran.Image(image).Value);
        for (var i = 0; i < 5; i++)
            Assert.Equal("GDS0112", Ran.Image(endless, new() { Timeout = TimeSpan.FromMilliseconds(20) }).Problem.Id);
        Assert.Equal(1, await other);
    }

    [Fact]
    public void Output_that_cannot_be_written_ends_the_script_also_when_it_catches_everything()
    {
        var image = Ran.Compile("while (true) try { Console.WriteLine(new string('x', 1000)); } catch { }");
        var ran = RunningScript.Start(image, new() { Out = new Broken(), Timeout = TimeSpan.FromSeconds(30) });
        Assert.Equal("gone", Assert.IsType<Ending.OutputLost>(ran.Ending).Why.Message);
    }

    [Fact]
    public void Numbers_are_written_the_same_in_every_culture()
    {
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = new CultureInfo("de-DE");
            Assert.Equal("1.5 1.5\n0.25\n", Ran.Of("Console.WriteLine($\"{1.5} {1.5.ToString()}\"); Console.WriteLine(0.25);").Out);
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void A_script_that_is_let_go_is_collected()
    {
        var weak = Run();
        for (var i = 0; i < 20 && weak.IsAlive; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }
        Assert.False(weak.IsAlive);

        static WeakReference Run()
        {
            var image = Ran.Compile("double Loss(double x) => x;");
            return new(Ran.Image(image).Script.Loss(image.Losses[0]).Method.Module.Assembly);
        }
    }

    private sealed class Broken : StringWriter
    {
        public Broken()
            : base(CultureInfo.InvariantCulture) { }

        public override void Write(ReadOnlySpan<char> buffer) => throw new IOException("gone");
    }
}
