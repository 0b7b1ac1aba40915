using System.IO.Compression;
using System.Text;
using Xunit;

namespace GdScript.Cli.Tests.Commands;

/// <summary>Whatever is wrong with a data file is told with its row and column, with exit 2, and nothing is written over.</summary>
public sealed class BadDataTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("gds").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private Said Walked(byte[] file, string name = "d.csv")
    {
        var (data, trace) = (Path.Combine(folder, name), Path.Combine(folder, "t"));
        File.WriteAllBytes(data, file);
        File.WriteAllText(trace, "an older trace");
        var said = Command.Run("descend", "(w*x + b - y)^2", "--data", data, "--from", "w=0,b=0", "-n", "1", "-q", "--trace", trace);
        if (said.Exit != 0)
            Assert.Equal("an older trace", File.ReadAllText(trace));
        return said with { Err = said.Err.Replace(data, "d", StringComparison.Ordinal) };
    }

    private static byte[] Gzipped(string text)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionMode.Compress))
            gzip.Write(Encoding.UTF8.GetBytes(text));
        return packed.ToArray();
    }

    [Theory]
    [InlineData("d:3:1: error GDS7903: row 2 has 1 cell and the header has 2; the cell of column 'y' is missing", "x,y\n1,2\n3\n")]
    [InlineData("d:3:5: error GDS7903: row 2 has 3 cells and the header has 2", "x,y\n1,2\n3,4,5\n")]
    [InlineData("--from: error GDS5317: the point gives no value for 'y'; add y=0, or a column of that name to d", "x,z\n1,2\n")]
    [InlineData("d:3:1: error GDS7904: the cell in row 2, column 'x' is empty", "x,y\n1,2\n,4\n")]
    [InlineData("d:2:3: error GDS7905: 'NaN' in row 1, column 'y' is not a number", "x,y\n1,NaN\n")]
    [InlineData("d:2:3: error GDS7905: 'inf' in row 1, column 'y' is not a number", "x,y\n1,inf\n")]
    [InlineData("d:2:3: error GDS7905: '1e999' in row 1, column 'y' is not a number", "x,y\n1,1e999\n")]
    [InlineData("d:2:1: error GDS7905: '1,5' in row 1, column 'x' is not a number; the decimal sign is a point: 1.5", "x;y\n1,5;2\n")]
    [InlineData("d:2:5: error GDS7903: row 1 has 4 cells and the header has 2; the decimal sign is a point, as in 1.5", "x,y\n1,5,2,5\n")]
    [InlineData("d:1:1: error GDS7902: the first line holds numbers where the names of the columns are expected", "1,2\n3,4\n")]
    [InlineData("d:2:1: error GDS7907: a quote stands where none can be", "x,y\n1,\"2\"3\n")]
    [InlineData("d:2:1: error GDS7907: a quote stands where none can be", "x,y\n1,\"2\n3,4\n")]
    [InlineData("d:1:3: error GDS7909: two columns are called 'x'", "x,x,y\n1,2,3\n")]
    [InlineData("d:1:3: error GDS7909: column 2 has no name", "x,,y\n1,2,3\n")]
    [InlineData("d: error GDS7901: the file is empty", "")]
    [InlineData("d: error GDS7901: the file is empty", "\n\n")]
    [InlineData("d: error GDS7906: the file has a header and no rows", "x,y\n")]
    [InlineData("d: error GDS7804: the formula uses no column of the data (X, Y)", "X,Y\n1,2\n")]
    public void A_bad_file_is_told_by_row_and_column(string said, string text)
    {
        var walked = Walked(Encoding.UTF8.GetBytes(text));
        Assert.Equal((2, ""), (walked.Exit, walked.Out));
        Assert.StartsWith(said, walked.Err, StringComparison.Ordinal);
    }

    [Fact]
    public void Bytes_of_another_encoding_are_named() =>
        Assert.StartsWith(
            "d: error GDS7910: byte 0xFC is no UTF-8 text; save the file as UTF-8; it may be in Windows-1252",
            Walked(Encoding.Latin1.GetBytes("x,y,name\n1,2,Z\u00FCrich\n")).Err,
            StringComparison.Ordinal
        );

    [Fact]
    public void A_packed_file_that_breaks_off_is_damaged_and_not_short()
    {
        var whole = Gzipped("x,y\n" + string.Concat(Enumerable.Range(0, 5_000).Select(i => $"{i},{i % 7}\n")));
        Assert.Equal(0, Walked(whole, "d.csv.gz").Exit);
        foreach (var length in (int[])[whole.Length - 1, whole.Length - 8, whole.Length / 2])
            Assert.StartsWith(
                "d: error GDS7910: the gzip data are damaged",
                Walked(whole[..length], "d.csv.gz").Err,
                StringComparison.Ordinal
            );
    }

    public static TheoryData<byte[]> Good =>
        new()
        {
            Encoding.UTF8.GetBytes("x,y\n1,2\n3,4\n"),
            Encoding.UTF8.GetBytes("\uFEFFx,y\n1,2\n3,4\n"),
            Encoding.Unicode.GetPreamble().Concat(Encoding.Unicode.GetBytes("x,y\n1,2\n3,4\n")).ToArray(),
            Encoding.UTF8.GetBytes("\"x\";\"y\"\r\n\"1\";\"2\"\r\n\r\n3;4\r\n"),
            Encoding.UTF8.GetBytes(" x\ty\tname\n1\t2\tZ\u00FCrich\n3\t4\t\n"),
            Gzipped("x,y\n1,2\n3,4\n"),
        };

    [Theory]
    [MemberData(nameof(Good))]
    public void What_says_the_same_is_read_the_same(byte[] file) =>
        Assert.StartsWith("w=0.14, b=0.06\n", Walked(file).Out, StringComparison.Ordinal);

    [Fact]
    public void A_folder_and_a_missing_file_are_file_errors()
    {
        foreach (var path in (string[])[folder, Path.Combine(folder, "nowhere.csv")])
        {
            var said = Command.Run("descend", "(w*x - y)^2", "--data", path, "--from", "0");
            Assert.Equal(5, said.Exit);
            Assert.Contains("error GDS0014: ", said.Err, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("GDS7002", "did you mean 'adam'?", "-m", "adan(lr=0.1)")]
    [InlineData("GDS7003", "did you mean 'beta1'?", "-m", "adam(bta1=0.1)")]
    [InlineData("GDS7004", "-0.1 is not", "--lr", "-0.1")]
    [InlineData("GDS0030", "'NaN' is not a finite number", "--lr", "NaN")]
    [InlineData("GDS7004", "nan is not", "-m", "gd(lr=nan)")]
    public void A_method_with_a_slip_is_told(string id, string said, string option, string word)
    {
        var walked = Command.Run("descend", "x^2", "--from", "1", option, word);
        Assert.Equal(2, walked.Exit);
        Assert.Contains($"error {id}: ", walked.Err, StringComparison.Ordinal);
        Assert.Contains(said, walked.Err, StringComparison.Ordinal);
    }

    [Fact]
    public void A_start_outside_the_domain_names_the_operation() =>
        Assert.StartsWith(
            "<loss>:1:1: error GDS6002: log of -1 ",
            Command.Run("descend", "log(x)", "--from", "-1").Err,
            StringComparison.Ordinal
        );
}
