using System.IO.Compression;
using System.Text;
using Xunit;

namespace GdScript.Cli.Tests.Commands;

public sealed class DataTests : IDisposable
{
    private const string Line = "(w*x+b-y)^2";

    private readonly string folder = Directory.CreateTempSubdirectory("gds-data-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private string Put(string name, string text)
    {
        var path = Path.Combine(folder, name);
        File.WriteAllText(path, text);
        return path;
    }

    private string Points => Put("points.csv", "x,y\n0,1\n1,3\n2,5\n3,8\n");

    [Fact]
    public void A_line_is_fitted_to_the_points_of_a_file()
    {
        var answer = Command.Json("descend", Line, "--data", Points, "--from", "w=0,b=0", "--lr", "0.1", "--steps", "2000");
        // The least-squares line through (0,1), (1,3), (2,5), (3,8).
        Assert.Equal(2.3, answer.GetProperty("point").GetProperty("w").GetDouble(), 1e-9);
        Assert.Equal(0.8, answer.GetProperty("point").GetProperty("b").GetDouble(), 1e-9);
    }

    [Fact]
    public void The_same_formula_swaps_its_roles()
    {
        var trained = Command.Json("grad", Line, "--data", Points, "--at", "w=2,b=1");
        Assert.Equal([-1.5, -0.5], trained.GetProperty("gradient").EnumerateObject().Select(p => p.Value.GetDouble()));
        var weights = Put("weights.csv", "w,b,y\n2,1,5\n3,1,7\n");
        // Residuals at x = 1.5: -1 and -1.5; their slopes toward x are w.
        var used = Command.Json("grad", Line, "--data", weights, "--at", "1.5");
        Assert.Equal(2 * (2 * -1 + 3 * -1.5) / 2, used.GetProperty("gradient").GetProperty("x").GetDouble());
        var all = Put("all.csv", "w,b,x,y\n2,1,9,5\n3,1,9,7\n");
        Assert.Equal(used.GetRawText(), Command.Json("grad", Line, "--data", all, "--params", "x", "--at", "1.5").GetRawText());
        Assert.Equal(used.GetRawText(), Command.Json("grad", Line, "--data", all, "--columns", "w,b,y", "--at", "x=1.5").GetRawText());
    }

    [Fact]
    public void The_losses_of_the_rows_are_averaged_or_added()
    {
        Assert.Equal("0.25\n", Command.Out("eval", Line, "--data", Points, "w=2", "b=1"));
        Assert.Equal("1\n", Command.Out("eval", Line, "--data", Points, "--reduce", "sum", "w=2", "b=1"));
        Assert.Equal("1\n", Command.Out("eval", $"rowmax({Line})", "--data", Points, "--reduce", "sum", "w=2", "b=1"));
    }

    [Fact]
    public void Every_command_that_asks_about_a_loss_takes_data()
    {
        Assert.Equal("d/dw = 2*rowmean(x*(w*x + b - y))\nd/db = 2*rowmean(w*x + b - y)\n", Command.Out("diff", Line, "--data", Points));
        Assert.Equal("match", Command.Json("check", Line, "--data", Points, "--at", "2,0.5").GetProperty("verdict").GetString());
        var hessian = Command.Json("hess", Line, "--data", Points, "--at", "2,1").GetProperty("hessian");
        Assert.Equal([7, 3, 3, 2], hessian.EnumerateArray().SelectMany(row => row.EnumerateArray()).Select(v => v.GetDouble()));
        var claim = Command.Run(
            "check",
            Line,
            "--data",
            Points,
            "--at",
            "2,0.5",
            "--claim",
            "w: 2*rowmean(x*(w*x+b-y)), b: rowmean(w*x+b-y)"
        );
        Assert.Equal(1, claim.Exit);
        Assert.Contains("mismatch", claim.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void Packed_and_piped_files_are_read_like_others()
    {
        var packed = Path.Combine(folder, "points.csv.gz");
        using (var gzip = new GZipStream(File.Create(packed), CompressionMode.Compress))
            gzip.Write(Encoding.UTF8.GetBytes("\uFEFFx,y\n0,1\n1,3\n2,5\n3,8\n"));
        Assert.Equal("0.25\n", Command.Out("eval", Line, "--data", packed, "w=2", "b=1"));
        Assert.Equal("0.25\n", Command.RunWith("x,y\n0,1\n1,3\n2,5\n3,8\n", "eval", Line, "--data", "-", "w=2", "b=1").Out);
    }

    [Fact]
    public void A_formula_says_itself_which_names_are_columns()
    {
        Assert.Equal("d/dw = 2*w*rowmean(x^2)\n", Command.Out("diff", "column x; mean((w*x)^2)"));
        Assert.Equal("14\n", Command.Out("eval", "column x; sum((w*x)^2)", "--data", Points, "w=1"));
        Says(
            2,
            "<loss>: error GDS0090: the formula has data columns and no data are given; add --data FILE",
            "eval",
            "column x; mean(w*x)",
            "w=1"
        );
        Says(2, "error GDS7802: the data have no column 'z'", "eval", "column z; mean(w*z)", "--data", Points, "w=1");
    }

    [Fact]
    public void A_row_outside_the_domain_is_named()
    {
        Says(
            3,
            "<loss>:1:1: error GDS6003: log of 0 is not finite, in row 1 (x=0) at w=2; log takes numbers above 0",
            "eval",
            "log(w*x)",
            "--data",
            Points,
            "w=2"
        );
    }

    [Theory]
    [InlineData("x,y\n1,2\n3\n", "bad.csv:3:1: error GDS7903: row 2 has 1 cell and the header has 2; the cell of column 'y' is missing")]
    [InlineData("x;y\n1;2,5\n", "bad.csv:2:3: error GDS7905: '2,5' in row 1, column 'y' is not a number; the decimal sign is a point: 2.5")]
    [InlineData("x,y\n1,\n", "bad.csv:2:3: error GDS7904: the cell in row 1, column 'y' is empty; fill it in, or leave the row out")]
    [InlineData("1,2\n3,4\n", "bad.csv:1:1: error GDS7902: the first line holds numbers where the names of the columns are expected")]
    [InlineData("", "bad.csv: error GDS7901: the file is empty")]
    [InlineData("x,y\n", "bad.csv: error GDS7906: the file has a header and no rows")]
    [InlineData("a,b\n1,2\n", "bad.csv: error GDS7804: the formula uses no column of the data (a, b)")]
    public void A_bad_file_is_bad_input_with_its_place(string text, string said) =>
        Says(2, said, "eval", "(w*x-y)^2", "--data", Put("bad.csv", text), "w=1");

    [Fact]
    public void What_does_not_go_together_is_told()
    {
        Says(
            5,
            "nosuch.csv: error GDS0014: there is no such file",
            "eval",
            Line,
            "--data",
            Path.Combine(folder, "nosuch.csv"),
            "w=1",
            "b=1"
        );
        Says(
            2,
            "error GDS0091: --reduce says what to do with data, and there are none; add --data FILE",
            "eval",
            "x^2",
            "--reduce",
            "sum",
            "x=1"
        );
        Says(
            2,
            "error GDS7801: --params names 'q', which the formula does not use",
            "eval",
            Line,
            "--data",
            Points,
            "--params",
            "q",
            "w=1"
        );
        Says(2, "GDS7803", "eval", Line, "--data", Points, "--params", "x", "--columns", "x", "w=1");
        Says(2, "--reduce", "eval", Line, "--data", Points, "--reduce", "median", "w=1", "b=1");
        Says(2, "GDS0093", "eval", "-", "--data", "-", "w=1");
    }

    [Fact]
    public void Every_kernel_gives_one_answer_over_rows()
    {
        foreach (var work in new[] { "eval", "grad", "check" })
        {
            string[] asked = [work, Line, "--data", Points, "--at", "w=1,b=1"];
            var expected = Command.Out(asked);
            var roslyn = Command.Out([.. asked, "--kernel", "roslyn"]);
            Assert.Equal(expected, work == "check" ? expected : roslyn);
            Assert.Equal(work == "check", roslyn.Contains(" roslyn ", StringComparison.Ordinal));
        }
    }

    [Fact]
    public void Requests_bring_their_data_along()
    {
        var said = Command.RunWith(
            """
            {"id":1,"do":"grad","loss":"(w*x+b-y)^2","data":{"x":[0,1,2,3],"y":[1,3,5,8]},"at":{"w":2,"b":1}}
            {"id":2,"do":"eval","loss":"(w*x+b-y)^2","data":{"x":[0,1,2,3],"y":[1,3,5,8]},"reduce":"sum","at":{"w":2,"b":1}}
            {"id":3,"do":"eval","loss":"w*x","data":{"x":[0,"1"]},"at":{"w":2}}
            {"id":4,"do":"eval","loss":"column x; mean(w*x)","at":{"w":2}}
            {"id":5,"do":"eval","loss":"w*x","data":{"x":[1,2],"w":[5,6]},"params":["w"],"at":{"w":2}}
            """,
            "batch"
        );
        var lines = said.Out.TrimEnd('\n').Split('\n');
        Assert.Equal("""{"id":1,"ok":true,"value":0.25,"gradient":{"w":-1.5,"b":-0.5}}""", lines[0]);
        Assert.Equal("""{"id":2,"ok":true,"value":1}""", lines[1]);
        Assert.Contains("GDS0094", lines[2], StringComparison.Ordinal);
        Assert.Contains("GDS0090", lines[3], StringComparison.Ordinal);
        Assert.Equal("""{"id":5,"ok":true,"value":3}""", lines[4]);
    }

    [Fact]
    public void A_row_may_hold_an_array()
    {
        var wide = Put("wide.csv", "x0,label,x1,x2\n1,2,0,-1\n0,1,3,0.5\n");
        // w·x is 1·1 − 3 = −2 in the first row, 2·3 + 1.5 = 7.5 in the second.
        const string Loss = "(dot(w, x) - label)^2";
        var grad = Command.Json("grad", Loss, "--data", wide, "--at", "w=[1,2,3]");
        Assert.Equal((16 + 42.25) / 2, grad.GetProperty("value").GetDouble());
        Assert.Equal([-4, 19.5, 7.25], grad.GetProperty("gradient").GetProperty("w").EnumerateArray().Select(n => n.GetDouble()));
        Assert.Equal(grad.ToString(), Command.Json("grad", "column x[3], label; " + Loss, "--data", wide, "--at", "w=[1,2,3]").ToString());
        var said = Command.RunWith(
            """
            {"do":"eval","loss":"(dot(w, x) - label)^2","data":{"x":[[1,0,-1],[0,3,0.5]],"label":[2,1]},"at":{"w":[1,2,3]}}
            {"do":"eval","loss":"sum(w .* x)","data":{"x":[[[1,0],[2,1]]]},"at":{"w":[[1,2],[3,4]]}}
            {"do":"eval","loss":"sum(x)*w","data":{"x":[[1,0],[1]]},"at":{"w":2}}
            {"do":"eval","loss":"column x; w*x","data":{"x":[1],"y":[2,3]},"at":{"w":2}}
            {"do":"eval","loss":"column x[3]; w*sum(x)","data":{"x":[[1,2]]},"at":{"w":2}}
            """,
            "batch"
        );
        var lines = said.Out.TrimEnd('\n').Split('\n');
        Assert.Contains("\"value\":29.125", lines[0], StringComparison.Ordinal);
        Assert.Contains("\"value\":11", lines[1], StringComparison.Ordinal);
        Assert.Contains("the rows of the column \\\"x\\\" are not arrays of numbers of one shape", lines[2], StringComparison.Ordinal);
        Assert.Contains("has 2 rows, the first one 1", lines[3], StringComparison.Ordinal);
        Assert.Contains("is declared as a vector of 3 and given as a vector of 2", lines[4], StringComparison.Ordinal);
    }

    private static void Says(int exit, string said, params string[] words)
    {
        var answer = Command.Run(words);
        Assert.Contains(said, answer.Err, StringComparison.Ordinal);
        Assert.Equal(exit, answer.Exit);
    }
}
