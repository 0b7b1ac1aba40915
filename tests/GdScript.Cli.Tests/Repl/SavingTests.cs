using Xunit;

namespace GdScript.Cli.Tests.Repl;

/// <summary>A session as a file: saved as a script that says the same, loaded again.</summary>
public sealed class SavingTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("gds-session-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void A_saved_session_runs_and_says_the_same()
    {
        var path = Path.Combine(folder, "s.csx");
        var typed = """
            f = x^2/20 + y^2;
            g(y, x) = 2*f(x, y) + x;
            g(1, 2)
            D(g, x)
            grad f at x=3,y=4
            a = 2.5; v = [1, 2]; M = [[1,2],[3,4]];
            a*3
            f at x=a,y=1
            f(3, 4)
            r = descend f from x=-7,y=2 with "momentum(lr=0.1, momentum=0.9)" for 30;
            double Loss(double x, double y) => x * x / 20 + y * y;
            grad Loss at x=3,y=4
            var n = 3;
            n + 1
            var m = ans * 2;
            m + M[1, 0] + v[1]
            r["x"]
            tex f
            f = x^3;
            f(2)
            """;
        var said = Command.RunWith(typed + $"\n#save {path}\n", "repl");
        Assert.Equal(("", 0), (said.Err, said.Exit));
        var lines = said.Out.Split('\n');
        Assert.StartsWith("saved;", lines[^2], StringComparison.Ordinal);
        Assert.Equal(string.Join('\n', lines[..^2]) + "\n", Command.Out("run", path));
    }

    [Fact]
    public void A_saved_session_in_which_names_became_something_else_says_the_same()
    {
        var (path, tools) = (Path.Combine(folder, "s.csx"), Path.Combine(folder, "tools.csx"));
        File.WriteAllText(tools, "double Twice(double x) => 2 * x;\n");
        var typed = $$"""
            f = x^2 + 1;
            f(2)
            1 + f.Value("x=2")
            var f = 3;
            f + 1
            var f = "three";
            f.Length
            g = 2.5;
            g = y^3;
            g(2)
            double Loss(double x, double y) => x * x + y;
            grad Loss at 3,4
            double Loss(double x) => x * x * x;
            grad Loss at 2
            Loss(2.0)
            h = x^2;
            h = 3;
            grad h
            Func<double, double> q = x => x * x;
            grad q at 3
            Func<double, double, double> q = (x, y) => x * y;
            grad q at 3,4
            #load "{{tools}}"
            Twice(4)
            record Pt(double X);
            class Box { public double A; public Box(double a) => A = a; }
            new Pt(1).X + new Box(2).A
            record Pt(int Y, int Z);
            class Box { public string B; public Box(string b) => B = b; }
            new Pt(1, 2).Z + new Box("xy").B.Length
            using System.Text;
            new StringBuilder("abc").Length
            """;
        var said = Command.RunWith(typed + $"\n#save {path}\n", "repl");
        Assert.True(said.Err.Length == 0, said.Err);
        var lines = said.Out.Split('\n');
        var ran = Command.Run("run", path);
        Assert.Equal((string.Join('\n', lines[..^2]) + "\n", "", 0), (ran.Out, ran.Err, ran.Exit));
    }

    [Fact]
    public void What_ended_with_an_error_is_saved_as_a_comment()
    {
        var path = Path.Combine(folder, "s.csx");
        Command.RunWith($"throw new Exception(\"no\");\n1 + \"a\".Length\n#save {path}\n", "repl", "--keep-going");
        Assert.Equal("2\n", Command.Out("run", path));
    }

    [Fact]
    public void What_was_declared_again_or_failed_is_saved_as_a_script_that_runs()
    {
        var path = Path.Combine(folder, "again.csx");
        var typed = """
            var n = 3
            var m = n + 1
            string n = "again";
            n.Length + m
            using System.Text;
            var s = new StringBuilder("x")
            s
            double F(double x) => x;
            grad F at 3
            double F(double x) => x * x;
            F(2)
            grad F at 3
            _4 + ans.Loss;
            throw new Exception();
            f = x^2;
            f(m)
            var f = 5
            f + 1
            """;
        var said = Command.RunWith(typed + $"\n#save {path}\n", "repl", "--keep-going");
        var lines = said.Out.Split('\n');
        Assert.StartsWith("saved;", lines[^2], StringComparison.Ordinal);
        var run = Command.Run("run", path);
        Assert.Equal(("", 0), (run.Err, run.Exit));
        Assert.Equal(string.Join('\n', lines[..^2]) + "\n", run.Out);
    }

    [Fact]
    public void A_formula_that_was_loaded_is_saved_too()
    {
        var (loss, path) = (Path.Combine(folder, "bowl.loss"), Path.Combine(folder, "s.csx"));
        File.WriteAllText(loss, "x^2/20 + y^2\n");
        Command.RunWith($"#load {loss}\n1 + bowl.Value(\"x=3,y=4\")\n#save {path}\n", "repl");
        Assert.Equal("17.45\n", Command.Out("run", path));
    }

    [Fact]
    public void A_script_a_formula_file_and_a_text_are_loaded()
    {
        File.WriteAllText(Path.Combine(folder, "tools.csx"), "double Twice(double x) => 2 * x;\nvar three = 3;");
        File.WriteAllText(Path.Combine(folder, "bowl.loss"), "# the bowl\nh = x^2/20\nh + y^2\n");
        File.WriteAllText(Path.Combine(folder, "start.txt"), "a = 2\na*3\n");
        var typed = $"#load {folder}/tools.csx\nTwice(three)\n#load {folder}/bowl.loss\nbowl(3, 4)\n#load {folder}/start.txt\na\n";
        Assert.Equal("6\nbowl = x^2/20 + y^2\n16.45\na = 2\n6\n2\n", Command.RunWith(typed, "repl").Out);
        Assert.Equal("12\n", Command.RunWith("Twice(6)", "repl", $"{folder}/tools.csx").Out);
        Assert.Equal(5, Command.RunWith("1", "repl", $"{folder}/nix.csx").Exit);
    }

    [Fact]
    public void A_mistake_in_a_loaded_text_names_its_file_and_line()
    {
        var path = Path.Combine(folder, "bad.txt");
        File.WriteAllText(path, "a = 2\n\nb = a +* 2\n");
        var said = Command.RunWith($"#load {path}", "repl");
        Assert.StartsWith($"{path}:3:7: error", said.Err, StringComparison.Ordinal);
    }
}
