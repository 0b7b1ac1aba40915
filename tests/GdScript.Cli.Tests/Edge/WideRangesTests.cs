using GdScript.Cli.Edge;
using Xunit;

namespace GdScript.Cli.Tests.Edge;

public class WideRangesTests
{
    [Fact]
    public void Wide_ranges_hold_the_scripts_that_are_wide_and_not_the_others()
    {
        foreach (
            var wide in new[]
            {
                0x1100,
                0x115F,
                0x3000,
                0x3001,
                0x4E00,
                0x9FFF,
                0xAC00,
                0xD7A3,
                0xFF01,
                0x1F600,
                0x1FAF8,
                0x2FFFD,
                0x3FFFD,
                0x231A,
            }
        )
            Assert.True(WideRanges.Hold(wide), $"{wide:X}");
        foreach (
            var narrow in new[]
            {
                0x20,
                0x10FF,
                0x1160,
                0x2190,
                0x2200,
                0x231C,
                0x2500,
                0x303F,
                0xA4D0,
                0xD7A4,
                0xFF61,
                0xFFE7,
                0x1F321,
                0x40000,
            }
        )
            Assert.False(WideRanges.Hold(narrow), $"{narrow:X}");
    }
}
