using System.Collections.Immutable;
using GdScript.Text;

namespace GdScript.Scripting.Rewriting;

/// <summary>
/// Every reason why a loss cannot be recorded that is seen in its source, once: the sentence, the short hint, and the page that
/// says what to write instead. (GDS20xx are reasons that show only while recording.)
/// </summary>
public static class TraceProblems
{
    internal static class Id
    {
        public const string IntegerCast = "GDS1001";
        public const string NarrowNumber = "GDS1002";
        public const string External = "GDS1003";
        public const string UnknownMath = "GDS1004";
        public const string ExpressionTree = "GDS1005";
        public const string Pattern = "GDS1006";
        public const string Impure = "GDS1010";
        public const string Await = "GDS1011";
        public const string ScriptVariable = "GDS1012";
        public const string Dynamic = "GDS1013";
        public const string Unsafe = "GDS1014";
        public const string Threads = "GDS1015";
        public const string Text = "GDS1016";
        public const string Jump = "GDS1017";
        public const string Parameter = "GDS1018";
        public const string Boxing = "GDS1019";
        public const string StoredFunction = "GDS1024";
        public const string StaticState = "GDS1025";
        public const string NotALoss = "GDS1026";
        public const string SiteUnknown = "GDS1027";
        public const string Registration = "GDS1028";
        public const string TwinGap = "GDS9002";
    }

    private sealed record Entry(string Id, string Title, string Message, string Hint, string Why, string Example);

    private static readonly ImmutableArray<Entry> Entries =
    [
        new(
            Id.IntegerCast,
            "a value that depends on the parameters is cast to a whole number",
            "a value that depends on the parameters is cast to '{0}': its slope would be 0 almost everywhere",
            "keep it a double, or use Math.Floor and say that the slope is 0",
            "Casting to a whole number throws the slope away, and an index or a loop bound made of it changes the formula from point to point. "
                + "Casts of values that do not depend on the parameters ((int)Math.Sqrt(16.0), (int)data[0]) are fine. Write Math.Floor(x) or Math.Round(x) to "
                + "stay with double: their slope is 0, and the checker knows it.",
            "double Loss(double x) => (int)x * 2.0;"
        ),
        new(
            Id.NarrowNumber,
            "float, decimal or Half",
            "'{0}' is not recorded",
            "use double",
            "A loss is recorded in double. float and Half round differently, decimal has no exp and log; write double, and 0.5 for 0.5f.",
            "double Loss(double x) { float y = (float)x; return y; }"
        ),
        new(
            Id.External,
            "a method from outside the script",
            "'{0}' takes or gives double, and its derivative is unknown",
            "call Math.*, or write it in the script",
            "Only what the script itself says can be followed. Functions of Math, LINQ, arrays, lists and spans are known; everything else that takes or "
                + "gives double is not. Write the function in the script, or read the number once into a script variable before the loss is called. Where you "
                + "know the slope, register it: [Derivative(nameof(Slope))] double F(double x) => Library.F(x); double Slope(double x) => ….",
            "double Loss(double x) => x * double.Parse(\"2\");"
        ),
        new(
            Id.UnknownMath,
            "a member of Math without a derivative",
            "'{0}' has no derivative rule",
            "write it by other functions of Math",
            "The recorder knows the members of Math that have a slope, or are steps (Floor, Sign). The others (BitIncrement, ILogB, ScaleB) work on the bits of "
                + "a number; there is no slope to give.",
            "double Loss(double x) => Math.BitIncrement(x);"
        ),
        new(
            Id.ExpressionTree,
            "an expression tree",
            "a lambda becomes an expression tree here, which is data and not code",
            "use a Func instead of an Expression",
            "Expression<Func<...>> (also IQueryable) asks the compiler for a description of the code. Write Func<...>, and call AsEnumerable() before LINQ.",
            "double Loss(double x) { Expression<Func<double, double>> f = t => t * x; return f.Compile()(2); }"
        ),
        new(
            Id.Pattern,
            "a pattern on a number that cannot be followed",
            "this pattern tests a double inside 'or' or 'not', where its value cannot be held on to",
            "write the test as a comparison",
            "Patterns on a double itself may use <, <=, >, >=, constants, 'and', 'or', 'not' and 'var'. A double inside a larger pattern is followed where the "
                + "larger pattern does not stand under 'or' or 'not'; there, write p.X > 0 instead of p is { X: > 0 }.",
            "double Loss(double x) => new P(x) is { X: > 0 } or { X: < -1 } ? x : -x;"
        ),
        new(
            Id.Impure,
            "chance, the clock or the world",
            "'{0}' gives a different value on each call",
            "read it once into a script variable, before the loss is called",
            "A loss is a function: the same parameters must give the same value. Random numbers, the clock, new Guids, files and the environment do not. Take the "
                + "value before, in a script variable; the loss may read that.",
            "double Loss(double x) => x * new Random(1).NextDouble();"
        ),
        new(
            Id.Await,
            "waiting with await",
            "a loss cannot wait for '{0}'",
            "await it before, in a script variable",
            "A loss is computed at once. Await what it needs at the top level of the script, put it into a variable, and read that.",
            "async Task<double> Later(double x) { await Task.Yield(); return x; }"
        ),
        new(
            Id.ScriptVariable,
            "the loss changes a script variable",
            "the loss changes the script variable '{0}': its value would depend on how often it is called",
            "use a local variable",
            "Methods that look for the bottom call the loss as often as they like, in any order. Count and collect outside, or in local variables.",
            "int calls = 0; double Loss(double x) { calls++; return x; }"
        ),
        new(
            Id.Dynamic,
            "dynamic",
            "'dynamic' hides what a value is",
            "write its type, or var",
            "What happens to a dynamic value is decided while the program runs, so it cannot be rewritten. var keeps the type and needs no more typing.",
            "double Loss(double x) { dynamic d = x; return d * 2; }"
        ),
        new(
            Id.Unsafe,
            "pointers",
            "pointers and unsafe code cannot be followed",
            "use arrays or spans",
            "A pointer can reach any byte. Span<double> does the same work and is followed; stackalloc into a Span is fine.",
            "unsafe double Loss(double x) { double* p = &x; return *p; }"
        ),
        new(
            Id.Threads,
            "threads and tasks",
            "'{0}' runs code on other threads",
            "write a plain loop",
            "A recording happens on one thread, and sums made in parallel differ from run to run. Write a plain loop; the recorded formula is what gets compiled "
                + "for speed.",
            "double Loss(double x) { double s = 0; Parallel.For(0, 4, i => s += x * i); return s; }"
        ),
        new(
            Id.Text,
            "a number of the loss is turned into text",
            "'{0}' is turned into text inside the loss",
            "print it outside the loss",
            "While a loss is recorded its numbers stand for all points at once: there is no text to show. Print where the loss is called. In the message of an "
                + "exception text is fine.",
            "double Loss(double x) { Console.WriteLine(x); return x; }"
        ),
        new(
            Id.Jump,
            "a jump that cannot be followed",
            "goto into a case that tests a double cannot be followed",
            "write the cases as if and else",
            "goto case 1.0 jumps to a test of a number. Plain goto and labels, and goto case with whole numbers, text or enums, are fine.",
            "double Loss(double x) { switch (x) { case 1.0: return 2; case 2.0: goto case 1.0; default: return x; } }"
        ),
        new(
            Id.Parameter,
            "a parameter that a point cannot give",
            "parameter '{0}' is {1}, which a point cannot give",
            "a point gives double, double[], double[,], double[][], lists and spans of double, and records of these",
            "A point is made of numbers. Other things a method needs can have a default value (int n = 10), or be bound in a lambda: w => Loss(w, 10).",
            "double Loss(double x, int n) => x * n;"
        ),
        new(
            Id.Boxing,
            "a number becomes an object",
            "'{0}' becomes an object here, and its type is lost",
            "keep it a double",
            "object, IComparable and the like hide what a value is. Use double, a generic method, or a record.",
            "double Loss(double x) { object o = x; return (double)o; }"
        ),
        new(
            Id.StoredFunction,
            "a function stored in a variable",
            "the function in '{0}' cannot be read back as code",
            "give the variable one lambda where it is declared, or write a method",
            "A variable of a delegate type is followed when a lambda or a method stands where it is declared and nothing else is ever assigned to it. What a "
                + "call returned, or what was assigned later, is compiled code.",
            "Func<double, double> f = Make(3); double Loss(double x) => f(x);"
        ),
        new(
            Id.StaticState,
            "state that changes while the script runs",
            "'{0}' is changed while the script runs, and cannot be read from outside",
            "make it a top-level variable of the script, or readonly",
            "Top-level variables are read when the loss is recorded. Static fields and properties of types are computed anew, which is right only when nothing "
                + "changes them.",
            "class Options { public static double Rate = 1; } Options.Rate = 2; double Loss(double x) => x * Options.Rate;"
        ),
        new(
            Id.NotALoss,
            "a loss gives a double",
            "'{0}' gives {1}: a loss gives a double",
            "return the number to be made small",
            "A loss is the one number that descending makes small. A method that gives several (an array, a tuple) can be called by one that sums them up.",
            "double[] Loss(double x) => [x, 2 * x];"
        ),
        new(
            Id.SiteUnknown,
            "no code to follow",
            "the code of '{0}' cannot be found",
            "give a method, a lambda, or a variable that is declared with a lambda",
            "The loss must be written where it can be read: a method of the script, a lambda in the call, or a variable that got its lambda where it was declared.",
            "Grad(Pick(3))"
        ),
        new(
            Id.Registration,
            "a registered slope that does not fit its method",
            "the slope of '{0}' cannot be registered so: {1}",
            "name one method for each double it takes, or one that gives all slopes as double[] or a tuple; they take what it takes",
            "[Derivative(nameof(Slope))] on a method at the top of the script says that its body is not to be followed, and which methods give its slopes: "
                + "[Derivative(nameof(DX), nameof(DY))] double F(double x, double y), with double DX(double x, double y) and DY the same; or one method that gives "
                + "double[] or a tuple. It may also take whole numbers, bool and string, which have no slope. Gradients, checks and walks work with it; second "
                + "derivatives are not known.",
            "[Derivative(\"Slop\")] double F(double x) => double.Parse(\"2\") * x; double Slope(double x) => 2; double Loss(double x) => F(x);"
        ),
        new(
            Id.TwinGap,
            "a gap in GdScript",
            "the script is right, but its recorded form does not compile ({0}); this is a gap in GdScript",
            "the numeric gradient works; please report the line",
            "The rewritten loss was refused by the compiler although the script was accepted. This is our mistake, not yours. Writing the line in a simpler way often "
                + "helps until it is mended.",
            ""
        ),
    ];

    /// <summary>The table, in order of id, as <c>gds explain</c> shows it.</summary>
    public static ImmutableArray<ProblemPage> All { get; } = [.. Entries.Select(e => new ProblemPage(e.Id, e.Title, e.Why, e.Example))];

    /// <summary>The problem of an id, its sentence filled in; it has no place yet.</summary>
    internal static Problem Of(string id, params ReadOnlySpan<object?> names)
    {
        var entry = Entries.First(e => e.Id == id);
        return Problem.Input(id, string.Format(System.Globalization.CultureInfo.InvariantCulture, entry.Message, names), entry.Hint);
    }
}
