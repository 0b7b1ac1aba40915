using Xunit;

namespace GdScript.Tests.House;

/// <summary>A check of the house that fails tells everything it found, one to a line.</summary>
internal static class Findings
{
    public static void None(IEnumerable<string> findings)
    {
        var all = string.Join('\n', findings);
        Assert.True(all.Length == 0, all);
    }
}
