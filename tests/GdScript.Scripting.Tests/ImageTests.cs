using GdScript.Scripting.Images;
using Xunit;

namespace GdScript.Scripting.Tests;

public class ImageTests
{
    [Fact]
    public void A_loss_is_called_by_its_name_or_by_its_text()
    {
        Assert.Equal("Loss", new LossSite.Method("Loss", 2).Title);
        Assert.Equal("w => w * w", new LossSite.Call("a.csx", 3, "w => w * w").Title);
    }
}
