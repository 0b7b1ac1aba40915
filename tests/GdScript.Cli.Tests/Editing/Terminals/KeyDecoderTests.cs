using System.Text;
using GdScript.Cli.Editing.Terminals;
using GdScript.Cli.Editing.Typing;
using Xunit;

namespace GdScript.Cli.Tests.Editing.Terminals;

/// <summary>What terminals send, and the keys it means.</summary>
public sealed class KeyDecoderTests
{
    [Theory]
    [InlineData("a", "a")]
    [InlineData("\u4e2d", "\u4e2d")]
    [InlineData("\U0001F600", "\U0001F600")]
    [InlineData("\r", "<Enter>")]
    [InlineData("\n", "<C-j>")]
    [InlineData("\t", "<Tab>")]
    [InlineData("\u007f", "<Backspace>")]
    [InlineData("\b", "<Backspace>")]
    [InlineData("\u0001", "<C-a>")]
    [InlineData("\u001a", "<C-z>")]
    [InlineData("\u001f", "<C-_>")]
    [InlineData("\0", "")]
    [InlineData("\e[A", "<Up>")]
    [InlineData("\eOA", "<Up>")]
    [InlineData("\e[B\e[C\e[D", "<Down><Right><Left>")]
    [InlineData("\e[H\e[F\eOH\eOF\e[1~\e[4~\e[7~\e[8~", "<Home><End><Home><End><Home><End><Home><End>")]
    [InlineData("\e[3~\e[5~\e[6~", "<Delete><PageUp><PageDown>")]
    [InlineData("\e[2~\e[15~\e[24~\eOP\e[200", "<Other><Other><Other><Other>")]
    [InlineData("\e[1;5D\e[1;5C\e[1;3C\e[1;2A", "<C-Left><C-Right><A-Right><S-Up>")]
    [InlineData("\e[3;5~", "<C-Delete>")]
    [InlineData("\e[Z", "<S-Tab>")]
    [InlineData("\e[13;2u\e[13;5u\e[27;2;13~", "<S-Enter><C-Enter><S-Enter>")]
    [InlineData("\e[97;5u\e[98;3u\e[27u\e[97;1:1u", "<C-a><A-b><Escape>a")]
    [InlineData("\e[9;2u\e[127;3u\e[45;5u", "<S-Tab><A-Backspace><C-->")]
    [InlineData("\eb\ef\ed\ey", "<A-b><A-f><A-d><A-y>")]
    [InlineData("\e\r\e\u007f", "<A-Enter><A-Backspace>")]
    [InlineData("\e\e[A", "<Escape><Up>")]
    [InlineData("\e[\e[A\e[1;\r", "<Other><Up><Other><Enter>")]
    [InlineData("a\u009b1", "a1")]
    public void Bytes_are_keys(string sent, string keys) => Assert.Equal(Keys.Of(keys), All(Encoding.UTF8.GetBytes(sent), int.MaxValue));

    [Fact]
    public void Bytes_may_come_one_by_one()
    {
        var sent = "a\u4e2d\e[1;5D\e[200~x\r\n\e[31m\u5ea6\e[201~\e[13;2u\U0001F600\eb"u8.ToArray();
        Key[] keys =
        [
            Key.Typed("a"),
            Key.Typed("\u4e2d"),
            new(KeyName.Left, "", Held.Ctrl),
            Key.Paste("x\r\n\e[31m\u5ea6"),
            new(KeyName.Enter, "", Held.Shift),
            Key.Typed("\U0001F600"),
            Key.Alt('b'),
        ];
        for (var piece = 1; piece <= sent.Length; piece++)
            Assert.Equal(keys, All(sent, piece));
    }

    [Fact]
    public void An_escape_alone_is_a_key_when_nothing_follows()
    {
        var decoder = new KeyDecoder();
        decoder.Feed("\e"u8);
        Assert.Null(decoder.Next());
        Assert.True(decoder.IsUnsure);
        Assert.Equal(new Key(KeyName.Escape), decoder.Settle());
        Assert.False(decoder.IsUnsure);
        decoder.Feed("\e["u8);
        Assert.Null(decoder.Next());
        Assert.Equal(new Key(KeyName.Escape), decoder.Settle());
        Assert.Equal(Key.Typed("["), decoder.Next());
    }

    [Fact]
    public void A_paste_waits_for_its_end_and_holds_whatever_it_holds()
    {
        var decoder = new KeyDecoder();
        decoder.Feed("\e[200~a\u0003\rb"u8);
        Assert.Null(decoder.Next());
        Assert.False(decoder.IsUnsure);
        Assert.Null(decoder.Settle());
        decoder.Feed("\e[201"u8);
        Assert.Null(decoder.Next());
        decoder.Feed("~c"u8);
        Assert.Equal(Key.Paste("a\u0003\rb"), decoder.Next());
        Assert.Equal(Key.Typed("c"), decoder.Next());
    }

    [Fact]
    public void Any_bytes_are_survived()
    {
        for (var seed = 0; seed < 300; seed++)
        {
            var random = new Random(seed);
            var bytes = new byte[random.Next(1, 60)];
            random.NextBytes(bytes);
            foreach (ref var b in bytes.AsSpan())
                b = random.Next(3) == 0 ? "\e[O;~u2001"u8[random.Next(10)] : b;
            var decoder = new KeyDecoder();
            decoder.Feed(bytes);
            while (decoder.Next() is not null || decoder.Settle() is not null) { }
            decoder.Feed("\e[201~"u8);
            while (decoder.Next() is not null) { }
            decoder.Feed("a"u8);
            Assert.Equal(Key.Typed("a"), decoder.Next());
        }
    }

    private static List<Key> All(byte[] sent, int piece)
    {
        var decoder = new KeyDecoder();
        var keys = new List<Key>();
        for (var at = 0; at < sent.Length; at += Math.Min(piece, sent.Length))
        {
            decoder.Feed(sent.AsSpan(at, Math.Min(piece, sent.Length - at)));
            while (decoder.Next() is { } key)
                keys.Add(key);
        }
        return keys;
    }
}
