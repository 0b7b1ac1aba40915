using System.Globalization;
using System.IO.Compression;
using System.Text;
using GdScript.Graphs;
using Xunit;

namespace GdScript.Csv.Tests;

public class CsvTableTests
{
    private static Result<Table> Read(string text) => CsvTable.Read(new StringReader(text), "points.csv");

    private static Result<Table> Read(byte[] bytes) => CsvTable.Read(new MemoryStream(bytes), "points.csv");

    private static byte[] Gzipped(byte[] bytes)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionMode.Compress))
            gzip.Write(bytes);
        return packed.ToArray();
    }

    private static void HasPoints(Result<Table> read)
    {
        Assert.True(read.Is(out var table, out var problem), problem?.What);
        Assert.Equal(["x", "y"], table.Names.AsEnumerable());
        Assert.Equal([1, -2.5, 300], table["x"].ToArray());
        Assert.Equal([0.1, 4, 5e-3], table["y"].ToArray());
    }

    [Theory]
    [InlineData("x,y\n1,0.1\n-2.5,4\n3e2,5e-3\n")]
    [InlineData("x,y\r\n1,0.1\r\n-2.5,4\r\n3e2,5e-3")]
    [InlineData("x;y\n1;0.1\n-2.5;4\n3e2;5e-3\n")]
    [InlineData("x\ty\n1\t0.1\n-2.5\t4\n3e2\t5e-3\n")]
    [InlineData("\"x\",\"y\"\n\"1\",\"0.1\"\n-2.5,4\n\"3e2\",5e-3\n")]
    [InlineData(" x , y\n 1, 0.1 \n\n-2.5,+4\n3E2,.005\n\n")]
    public void Numbers_are_read_as_they_are_written_everywhere(string text)
    {
        HasPoints(Read(text));
        HasPoints(Read(Encoding.UTF8.GetBytes(text)));
        HasPoints(Read([0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes(text)]));
        HasPoints(Read([.. Encoding.Unicode.Preamble, .. Encoding.Unicode.GetBytes(text)]));
        HasPoints(Read(Gzipped(Encoding.UTF8.GetBytes(text))));
        HasPoints(Read(Gzipped([0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes(text)])));
    }

    [Fact]
    public void The_machine_s_culture_changes_nothing()
    {
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("de-DE");
            Assert.Equal([1.5], Read("x\n1.5\n").Value["x"].ToArray());
            Assert.Equal("GDS7905", Read("x;y\n1,5;2\n").Problem?.Id);
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void A_column_of_words_is_no_matter_when_nobody_asks_for_it()
    {
        const string Text = "name,x,note\nAnna,1,\"tall, thin\"\nBert,2,\n";
        using var csv = CsvTable.Open(new StringReader(Text), "people.csv").Value;
        Assert.Equal(["name", "x", "note"], csv.Names.AsEnumerable());
        Assert.Equal([1, 2], csv.Rows("x").Value["x"].ToArray());
        Assert.Equal("'Anna' in row 1, column 'name' is not a number", Read(Text).Problem?.What);
    }

    [Fact]
    public void Columns_come_in_the_order_asked_for()
    {
        using var csv = CsvTable.Open(new StringReader("a,b,c\n1,2,3\n"), "t.csv").Value;
        Assert.Equal(["c", "a"], csv.Rows("c", "a").Value.Names.AsEnumerable());
    }

    public static TheoryData<string, string, string, string> Mistakes =>
        new()
        {
            { "", "GDS7901 -", "the file is empty", "begin with a line of column names, as in x,y" },
            { "\n\n", "GDS7901 -", "the file is empty", "begin with a line of column names, as in x,y" },
            {
                "1,2\n3,4\n",
                "GDS7902 1:1",
                "the first line holds numbers where the names of the columns are expected",
                "begin with a line such as x,y"
            },
            { "x,y\n1,2\n3\n", "GDS7903 3:1", "row 2 has 1 cell and the header has 2", "the cell of column 'y' is missing" },
            {
                "x,y\n1,2,3\n",
                "GDS7903 2:5",
                "row 1 has 3 cells and the header has 2",
                "a cell with a separator in it is written in quotes"
            },
            { "x,y\n1,5,2,5\n", "GDS7903 2:5", "row 1 has 4 cells and the header has 2", "the decimal sign is a point, as in 1.5" },
            { "x,y\n1,\n", "GDS7904 2:3", "the cell in row 1, column 'y' is empty", "fill it in, or leave the row out" },
            { "x,y\n1,\"\"\n", "GDS7904 2:3", "the cell in row 1, column 'y' is empty", "fill it in, or leave the row out" },
            {
                "x,y\n1,2\n\n4,NaN\n",
                "GDS7905 4:3",
                "'NaN' in row 2, column 'y' is not a number",
                "a loss needs a number in every row; leave the row out"
            },
            {
                "x,y\n1e999,2\n",
                "GDS7905 2:1",
                "'1e999' in row 1, column 'x' is not a number",
                "a loss needs a number in every row; leave the row out"
            },
            {
                "x,y\nN/A,2\n",
                "GDS7905 2:1",
                "'N/A' in row 1, column 'x' is not a number",
                "a loss needs a number in every row; leave the row out"
            },
            { "x;y\n1;2,5\n", "GDS7905 2:3", "'2,5' in row 1, column 'y' is not a number", "the decimal sign is a point: 2.5" },
            { "x,y\n\"1,5\",2\n", "GDS7905 2:1", "'1,5' in row 1, column 'x' is not a number", "the decimal sign is a point: 1.5" },
            {
                "x,y\n1,two\n",
                "GDS7905 2:3",
                "'two' in row 1, column 'y' is not a number",
                "write a number such as 1.5, or use only columns that hold numbers"
            },
            { "x,y\n", "GDS7906 -", "the file has a header and no rows", "add a line of numbers for every row" },
            { "x,y\n1,\"2\n", "GDS7907 2:1", "a quote stands where none can be", "inside a quoted cell a quote is written twice: \"\"" },
            { "x,y\n1,\"2\"3\n", "GDS7907 2:1", "a quote stands where none can be", "inside a quoted cell a quote is written twice: \"\"" },
            { "x,y,x\n1,2,3\n", "GDS7909 1:5", "two columns are called 'x'", "give each a name of its own" },
            { "x,,y\n1,2,3\n", "GDS7909 1:3", "column 2 has no name", "give every column a name in the first line" },
        };

    [Theory]
    [MemberData(nameof(Mistakes))]
    public void A_mistake_is_named_with_its_row_and_column(string text, string place, string what, string hint)
    {
        var problem = Read(text).Problem!;
        Assert.NotNull(problem);
        var at = problem.Place is { } p ? FormattableString.Invariant($"{p.Line}:{p.Column}") : "-";
        Assert.Equal((place, what, hint), ($"{problem.Id} {at}", problem.What, problem.Hint));
        Assert.Equal(("points.csv", ProblemKind.Input), (problem.File, problem.Kind));
    }

    [Fact]
    public void The_line_of_the_mistake_is_shown()
    {
        var problem = Read("x,y\n1,2\n3,four\n").Problem!;
        Assert.Equal("3,four", problem.Line);
        Assert.Equal(4, problem.Place!.Value.Length);
        Assert.Null(Read("x,y\n\"1\n\",four\n").Problem!.Line);
    }

    [Fact]
    public void A_column_that_is_not_there_is_told_with_the_nearest_one()
    {
        using var csv = CsvTable.Open(new StringReader("height,weight\n1,2\n"), "t.csv").Value;
        var problem = csv.Rows("hight").Problem!;
        Assert.Equal(("GDS7908", "there is no column 'hight'", "did you mean 'height'?"), (problem.Id, problem.What, problem.Hint));
    }

    [Fact]
    public void Bytes_that_are_no_text_and_damaged_gzip_are_mistakes_of_the_file()
    {
        Assert.Equal("byte 0xFF is no UTF-8 text", Read([(byte)'x', (byte)'\n', 0xFF, 0xFE, 0xC0, (byte)'\n']).Problem?.What);
        var damaged = Gzipped(Encoding.UTF8.GetBytes("x,y\n1,2\n"));
        damaged[12] ^= 0xFF;
        Assert.Equal(("GDS7910", "the gzip data are damaged"), (Read(damaged).Problem?.Id, Read(damaged).Problem?.What));
    }

    [Fact]
    public void Every_prefix_of_a_file_is_read_or_refused_politely()
    {
        var bytes = Encoding.UTF8.GetBytes("x,\"y\"\n1,\"2\"\n3,\"4.5\"\n");
        for (var length = 0; length <= bytes.Length; length++)
        {
            Read(bytes[..length]);
            Read(Gzipped(bytes)[..Math.Min(length, Gzipped(bytes).Length)]);
        }
    }

    [Fact]
    public void A_hundred_thousand_rows_keep_their_order()
    {
        var text = new StringBuilder("x,y\n");
        for (var i = 0; i < 100_000; i++)
            text.Append(CultureInfo.InvariantCulture, $"{i},{i * 0.5}\n");
        var table = Read(text.ToString()).Value;
        Assert.Equal((100_000, 99_999, 49_999.5), (table.Count, table["x"][^1], table["y"][^1]));
    }
}
