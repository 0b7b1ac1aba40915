using System.Text.RegularExpressions;
using Xunit;

namespace GdScript.Cli.Tests;

/// <summary>The C# on the page for those who know MathNet runs, and prints what stands behind each <c>Print</c>.</summary>
public partial class MathNetPageTests
{
    private static string[] Blocks => [.. Block().Matches(Page.Text("scripts/mathnet.md")).Select(m => m.Groups["body"].Value)];

    public static TheoryData<int> Numbers => [.. Enumerable.Range(0, Blocks.Length)];

    [Theory]
    [MemberData(nameof(Numbers))]
    public void A_script_of_the_page_prints_what_the_page_says(int number)
    {
        var said = Command.RunWith(Blocks[number], "run", "-");
        Assert.Equal((0, ""), (said.Exit, said.Err));
        Assert.Equal(Printed().Matches(Blocks[number]).Select(m => m.Groups["text"].Value), said.Out.TrimEnd('\n').Split('\n'));
    }

    [Fact]
    public void The_page_has_scripts() => Assert.True(Blocks.Length >= 3);

    [GeneratedRegex("```csharp\n(?<body>.*?)```", RegexOptions.Singleline)]
    private static partial Regex Block();

    [GeneratedRegex(@"^Print\(.*\); +// (?<text>.*)$", RegexOptions.Multiline)]
    private static partial Regex Printed();
}
