using GdScript.Scripting.Sources;
using Xunit;

namespace GdScript.Scripting.Tests.Sources;

public class ScriptTextTests
{
    [Theory]
    [InlineData("")]
    [InlineData("a\0b")]
    public void A_name_that_no_file_can_have_is_told(string name)
    {
        Assert.False(ScriptText.Read(name).Is(out _, out var problem));
        Assert.Equal("GDS0014", problem!.Id);
    }
}
