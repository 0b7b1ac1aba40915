using System.Text.Json;
using Xunit;

namespace GdScript.Cli.Tests;

/// <summary>The page about JSON answers is complete: what a command writes stands there, in the section of the command.</summary>
public class JsonPageTests
{
    /// <summary>Objects whose members are the names of the user's parameters.</summary>
    private static readonly string[] ByName =
    [
        "point",
        "gradient",
        "partials",
        "update",
        "steps",
        "sources",
        "convexFrom",
        "convexTo",
        "escape",
    ];

    [Theory]
    [InlineData("eval", "eval x^2 x=3", "eval x+x", "eval 1/0")]
    [InlineData("diff", "diff x^2*y", "diff x^2 --steps")]
    [InlineData("grad", "grad x^2+y", "grad x^2+y --at 1,2 --explain --along 1,0", "grad x^3 --at 1 --shrinking x")]
    [InlineData("hess", "hess x^2*y --at 1,2")]
    [InlineData("jac", "jac [x*y,x] --at 1,2")]
    [InlineData(
        "check",
        "check x^2*y --at 1,2 --claim x:2*x,y:x",
        "check x*y+sin(x) --at 1,2 --claim x:y,y:x --prove --curves",
        "check abs(x)+sqrt(y) --at 0,0 --points 0",
        "check sum(w.^2) --shape w=200 --points 0"
    )]
    [InlineData(
        "descend",
        "descend x^2+y^2 --from 1,2 -n 2",
        "descend x0^2-x1^2+x1^4/4 --from 1,0 --lr 0.1",
        "descend x^2 --from 1 --lr 2 -n 5",
        "descend x^2 --from 1 -n 5 --method gd(lr=0.3)|average",
        "descend x^4-x^2 --from 1 --starts 4 --method auto",
        "descend (w*x+b-y)^2 --data scripts/points.csv --from w=0,b=0 -n 3 --batch 2 --hold-out 0.3",
        "descend softplus(w*hours+b)-passed*(w*hours+b) --data scripts/exams.csv --from w=0,b=0 -n 3 --hold-out 0.3"
    )]
    [InlineData("stationary", "stationary x^2-1", "stationary x^4/4-x^2/2+y^2", "stationary (x*y-1)^2", "stationary x^3-3*x")]
    [InlineData(
        "plot",
        "plot x^2 --tangent 1",
        "plot x^2+y^2 --kind field",
        "plot x*y --kind surface --from 1,2 -n 2 --tangent 1,1",
        "plot x^2 --from 3 -n 5 --kind loss --out /dev/null"
    )]
    [InlineData("export", "export x^2 --to c", "export x^2 --to csharp --out /dev/null")]
    [InlineData("report", "report x^2+y^2 --from 1,2 -n 3 --out /dev/null")]
    [InlineData("cache", "cache")]
    [InlineData("explain", "explain GDS5010", "explain CS1002", "explain")]
    [InlineData("doctor", "doctor")]
    public void Every_member_stands_on_the_page(string command, params string[] lines)
    {
        var page = Page.Text("scripts/json.md").Split("\n## ");
        var section = page[0] + page[1..].Single(s => s.Split('\n')[0].Split(", ").Contains(command));
        var missing = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var line in lines)
        {
            var answer = JsonDocument.Parse(Command.Run([.. Command.Words(line), "--json"]).Out).RootElement;
            Assert.Equal(line == "eval 1/0", answer.TryGetProperty("error", out _));
            Look(answer, section, missing);
        }
        Assert.Equal("", string.Join(' ', missing));
    }

    private static void Look(JsonElement element, string section, SortedSet<string> missing)
    {
        if (element.ValueKind == JsonValueKind.Array)
            foreach (var item in element.EnumerateArray())
                Look(item, section, missing);
        if (element.ValueKind != JsonValueKind.Object)
            return;
        foreach (var member in element.EnumerateObject())
        {
            if (!section.Contains($"`{member.Name}`", StringComparison.Ordinal))
                missing.Add(member.Name);
            if (!ByName.Contains(member.Name) || member.Value.ValueKind != JsonValueKind.Object)
                Look(member.Value, section, missing);
            else
                foreach (var named in member.Value.EnumerateObject())
                    Look(named.Value, section, missing);
        }
    }
}
