using GdScript.Data;
using Xunit;

namespace GdScript.Tests.Data;

public class ChanceTests
{
    [Fact]
    public void The_generator_gives_the_numbers_its_authors_published()
    {
        // The known-answer tests of the Random123 library for philox4x32-10.
        Assert.Equal((0x6627e8d5u, 0xe169c58du, 0xbc57ac4cu, 0x9b00dbd8u), Chance.Philox(0, 0, 0, 0, 0, 0));
        var ones = uint.MaxValue;
        Assert.Equal((0x408f276du, 0x41c83b0eu, 0xa20bc7c6u, 0x6d5451fdu), Chance.Philox(ones, ones, ones, ones, ones, ones));
        Assert.Equal(
            (0xd16cfe09u, 0x94fdccebu, 0x5001e420u, 0x24126ea1u),
            Chance.Philox(0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344, 0xa4093822, 0x299f31d0)
        );
    }

    [Fact]
    public void Seeds_streams_and_places_draw_apart()
    {
        var drawn = new HashSet<ulong>();
        for (ulong seed = 0; seed < 20; seed++)
        for (ulong stream = 0; stream < 20; stream++)
        for (ulong place = 0; place < 20; place++)
            Assert.True(drawn.Add(Chance.Bits(seed, stream, place)));
        Assert.True(
            drawn.Add(Chance.Bits(1UL << 40, 0, 0)) && drawn.Add(Chance.Bits(0, 1UL << 40, 0)) && drawn.Add(Chance.Bits(0, 0, 1UL << 40))
        );
    }

    [Fact]
    public void Units_are_even_enough_that_no_tenth_of_the_interval_is_preferred()
    {
        var tenths = new int[10];
        for (ulong i = 0; i < 100_000; i++)
            tenths[(int)(Chance.Unit(1, 2, i) * 10)]++;
        // Standard deviation of each count: 95.
        Assert.All(tenths, count => Assert.InRange(count, 9_600, 10_400));
    }

    [Fact]
    public void Every_order_of_four_comes_up_about_as_often()
    {
        var seen = new Dictionary<string, int>();
        var order = new int[4];
        for (ulong epoch = 0; epoch < 24_000; epoch++)
        {
            Chance.Shuffle(order, 7, epoch);
            var text = string.Join("", order);
            seen[text] = seen.GetValueOrDefault(text) + 1;
        }
        Assert.Equal(24, seen.Count);
        Assert.All(seen.Values, count => Assert.InRange(count, 850, 1_150));
    }
}
