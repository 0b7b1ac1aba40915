using GdScript.Scripting.Running;
using Xunit;

namespace GdScript.Scripting.Tests.Compiling;

/// <summary>No script runs for ever against our will or falls through the end of the stack, in whatever form it is written.</summary>
public class GuardsTests
{
    public static TheoryData<string> Recursions =>
        [
            "int F(int n) => F(n + 1) + 1; F(0);",
            "int F(int n) { return F(n + 1) + 1; } F(0);",
            "static void F() { F(); F(); } F();",
            "int G() { int F(int n) => F(n + 1) + 1; return F(0); } G();",
            "Func<int, int> f = null!; f = n => f(n + 1) + 1; f(0);",
            "Func<int, int> f = null!; f = delegate(int n) { return f(n + 1) + 1; }; f(0);",
            "Action f = null!; f = () => { f(); f(); }; f();",
            "class A { public int P => P + 1; } Print(new A().P);",
            "class A { public int P { get => Q + 1; } int Q { get { return P + 1; } } } Print(new A().P);",
            "class A { public int this[int i] => this[i + 1] + 1; } Print(new A()[0]);",
            "class A { public A() { new A(); } } new A();",
            "class A { A next = new A(); } new A();",
            "class A { public static A operator +(A a, A b) => (a + b) + b; } var x = new A() + new A();",
            "class A { public static implicit operator A(int n) { A a = n + 1; return a.Me; } A Me => this; } A a = 1;",
            "class P { public static implicit operator double(P p) => 1 + p; } double x = new P();",
            "class P { public static implicit operator double(P p) { double x = p; return x + 1; } } double x = new P();",
            "class P { public static bool operator true(P p) { if (p) return false; return true; } public static bool operator false(P p) => false; } if (new P()) { }",
            "class C { public static Lazy<int> L = new(() => L.Value + 1, System.Threading.LazyThreadSafetyMode.PublicationOnly); } Print(C.L.Value);",
            "class A : System.IO.MemoryStream { public System.IO.Stream Me = null!; public override long Length => Me.Length + 1; } var a = new A(); a.Me = a; Print(a.Length);",
            "class A : IReadOnlyCollection<int> { public IReadOnlyCollection<int> Me = null!; public int Count => Me.Count + 1; public IEnumerator<int> GetEnumerator() => throw new Exception(); System.Collections.IEnumerator System.Collections.IEnumerable.GetEnumerator() => throw new Exception(); } var a = new A(); a.Me = a; Print(a.Count);",
            "class A : IDisposable { public A Me = null!; public int N; public void Dispose() { using A a = Me; N = 1; } } var a = new A(); a.Me = a; a.Dispose();",
            "class A { public A Next { get; } = new A(); } new A();",
            "class A { List<A> next = new() { new A() }; } new A();",
            "class A { A[] next = { new A() }; } new A();",
            "class A { A[] next = [new()]; } new A();",
            "class A { static bool more = true; A? next = more ? new A() : null; } new A();",
            "class A { object next = (new A().ToString(), 1); } new A();",
            "class A { public A(A a) { } public A() : this(new A()) { } } new A();",
            "class B(object o) { public object O = o; } class A() : B(new A()); new A();",
            "class A : List<int> { A next = []; } new A();",
            "class A { public override string ToString() => $\"{this}\"; } Print(new A());",
        ];

    /// <summary>Calls in tail position are left out: the JIT makes loops of them, which end as loops do.</summary>
    [Theory]
    [MemberData(nameof(Recursions))]
    public void A_recursion_without_end_is_told_at_its_line(string text)
    {
        var problem = Ran.Of("using System.Threading.Tasks;\n" + text, new() { Timeout = TimeSpan.FromSeconds(60) }).Problem;
        Assert.Equal(("GDS0111", 2), (problem.Id, problem.Place?.Line));
    }

    public static TheoryData<string> Loops =>
        [
            "while (true) { }",
            "while (true) ;",
            "for (;;) n++;",
            "do n++; while (true);",
            "do { n++; } while (true);",
            "again: n++; goto again;",
            "foreach (var i in Endless()) n += i; IEnumerable<int> Endless() { while (true) yield return 1; }",
            "foreach (var (a, b) in Enumerable.Repeat((1, 2), int.MaxValue)) foreach (var (c, d) in Enumerable.Repeat((1, 2), int.MaxValue)) n += a;",
            "while (true) try { n++; } catch { } finally { n--; }",
            "while (true) try { while (true) n++; } catch (Exception) { }",
            "Action f = () => { while (true) n++; }; f();",
            "Enumerable.Repeat(1, int.MaxValue).Select(i => Enumerable.Repeat(1, int.MaxValue).Count(j => Math.Abs(j.ToString().Length) < 0)).Sum();",
            "switch (n) { case 0: goto case 1; case 1: goto case 0; }",
            "await Task.Delay(-1);",
        ];

    [Theory]
    [MemberData(nameof(Loops))]
    public void A_loop_without_end_stops_when_it_is_asked_to(string text)
    {
        var ran = Ran.Of(
            "using System.Threading.Tasks;\nint n = 0;\n" + text,
            new() { Timeout = TimeSpan.FromMilliseconds(150), Grace = TimeSpan.FromSeconds(30) }
        );
        Assert.Equal("GDS0112", ran.Problem.Id);
        Assert.False(ran.Script.IsStuck);
    }

    [Fact]
    public void Guards_change_nothing_that_a_script_says() =>
        Assert.Equal("7 12 9 3 ok 5 x 6 8 21 odd 3 4 2 w => w + 1; 11 done\n", Ran.Of(Forms).Out);

    /// <summary>Everything the guards touch, in one script.</summary>
    private const string Forms = """
        using System.Threading.Tasks;
        using System.Linq.Expressions;
        using System.Runtime.CompilerServices;
        int[] data = { 1, 2, 3 };
        int Seven() => // a comment
            7;
        void Add(List<int> to, int n) => to.Add(n);
        ref int Second() => ref data[1];
        int Throws() => throw new Exception("no");
        async Task Wait() => await Task.Yield();
        async Task<int> Nine() => await Task.FromResult(9);
        class Box { public int N; public Box(int n) => N = n; public int P { get => N; set => N = value; } public int Q => N; public int this[int i] => N + i; ~Box() => N = 0; }
        string Told(int n, [CallerArgumentExpression(nameof(n))] string text = "") => text;
        string Lambda(Func<int, int> f, [CallerArgumentExpression(nameof(f))] string text = "") => text;
        var list = new List<int>();
        Action<int> put = n => list.Add(n);
        Func<int, Func<int, int>> curried = a => b => { int c = a + b; return c; };
        Expression<Func<double, double>> tree = x => Math.Abs(x);
        put(1); Add(list, 2);
        Second() = 12;
        var said = new List<object> { Seven(), data[1], await Nine(), curried(1)(2) };
        await Wait();
        try { Throws(); } catch (Exception e) when (e.Message == "no") { said.Add("ok"); }
        var box = new Box(4) { P = 5 };
        said.Add(box.Q);
        said.Add(tree.Parameters[0].Name!);
        said.Add(box[1]);
        for (var i = 0; i < 3; i++) if (i == 2) said.Add(8); else continue;
        said.Add(Enumerable.Range(1, 6).Where(i => i > 0).Aggregate((a, b) => a + b));
        said.Add(list.Count switch { 1 => "one", var n when n % 2 == 1 => "odd", _ => "odd" });
        said.Add((from i in data where i < 12 orderby i descending select i).First());
        int Local() { static int Inner(int n) => n * 2; return Inner(2); }
        said.Add(Local());
        said.Add(list.Count);
        said.Add(Lambda(w => w + 1) + ";");
        int k = 0; start: k++; if (k < 11) goto start;
        said.Add(k);
        Print(string.Join(" ", said) + " done");
        """;
}
