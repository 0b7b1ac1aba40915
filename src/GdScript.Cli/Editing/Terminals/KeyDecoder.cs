using System.Buffers;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using GdScript.Cli.Editing.Typing;

namespace GdScript.Cli.Editing.Terminals;

/// <summary>
/// Keys from the bytes a terminal sends: UTF-8, control characters, Alt as a leading escape, the sequences of ECMA-48 and xterm
/// (cursor keys with modifiers, <c>CSI u</c>, <c>modifyOtherKeys</c>) and bracketed paste. Bytes may come in any pieces.
/// </summary>
internal sealed class KeyDecoder
{
    private const byte Escape = 0x1b;
    private readonly List<byte> waiting = [];
    private bool pasting;

    private static ReadOnlySpan<byte> PasteEnd => "\e[201~"u8;

    /// <summary>True when an escape waits for the rest of its sequence, or was the key itself: only time can tell.</summary>
    public bool IsUnsure => waiting.Count > 0 && !pasting;

    public void Feed(ReadOnlySpan<byte> bytes) => waiting.AddRange(bytes);

    /// <summary>The next whole key; null when there is none yet.</summary>
    public Key? Next()
    {
        while (waiting.Count > 0)
        {
            var (key, used) = pasting ? Pasted() : Read(Bytes());
            if (used == 0)
                return null;
            waiting.RemoveRange(0, used);
            if (key is { } found)
                return found;
        }
        return null;
    }

    /// <summary>Nothing more has come in time: what was taken for the start of a sequence was a key.</summary>
    public Key? Settle()
    {
        if (!IsUnsure)
            return null;
        var first = waiting[0];
        waiting.RemoveRange(0, first == Escape ? 1 : waiting.Count);
        return first == Escape ? new Key(KeyName.Escape) : null;
    }

    private ReadOnlySpan<byte> Bytes() => CollectionsMarshal.AsSpan(waiting);

    private (Key?, int) Pasted()
    {
        var bytes = Bytes();
        var end = bytes.IndexOf(PasteEnd);
        if (end < 0)
            return (null, 0);
        pasting = false;
        return (Key.Paste(Encoding.UTF8.GetString(bytes[..end])), end + PasteEnd.Length);
    }

    private (Key?, int) Read(ReadOnlySpan<byte> bytes) =>
        bytes[0] switch
        {
            Escape => Escaped(bytes),
            < 0x20 or 0x7f => (Control(bytes[0]), 1),
            _ => Character(bytes),
        };

    private static (Key?, int) Character(ReadOnlySpan<byte> bytes) =>
        Rune.DecodeFromUtf8(bytes, out var rune, out var used) switch
        {
            OperationStatus.Done => (Rune.IsControl(rune) ? null : Key.Typed(rune.ToString()), used),
            OperationStatus.NeedMoreData => (null, 0),
            _ => (null, used), // not UTF-8: nobody's key
        };

    private static Key? Control(byte code) =>
        code switch
        {
            0 => null, // what is left of a Ctrl-D that was typed while nobody read
            (byte)'\r' => new(KeyName.Enter),
            (byte)'\t' => new(KeyName.Tab),
            0x08 or 0x7f => new(KeyName.Backspace),
            <= 26 => Key.Ctrl((char)('a' + code - 1)),
            _ => Key.Ctrl((char)('@' + code)),
        };

    private (Key?, int) Escaped(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length == 1)
            return (null, 0);
        switch (bytes[1])
        {
            case (byte)'[':
                return Sequence(bytes);
            case (byte)'O':
                return bytes.Length == 2 ? (null, 0) : (Letter((char)bytes[2], Held.Nothing), 3);
            case Escape:
                return (new Key(KeyName.Escape), 1);
            default:
                var (key, used) = Read(bytes[1..]);
                return used == 0 ? (null, 0) : (key is { } plain ? plain with { With = plain.With | Held.Alt } : null, used + 1);
        }
    }

    /// <summary>CSI: numbers, then a letter that says what it is.</summary>
    private (Key?, int) Sequence(ReadOnlySpan<byte> bytes)
    {
        var end = 2;
        while (end < bytes.Length && bytes[end] is >= 0x20 and <= 0x3f)
            end++;
        if (end == bytes.Length)
            return (null, 0);
        if (bytes[end] is < 0x40 or > 0x7e) // broken off: what follows is a key of its own
            return (new Key(KeyName.Other), end);
        var numbers = Numbers(Encoding.ASCII.GetString(bytes[2..end]));
        var used = end + 1;
        switch ((char)bytes[end])
        {
            case '~' when numbers[0] == 200:
                pasting = true;
                return (null, used);
            case '~' when numbers[0] == 27 && numbers.Length > 2:
                return (Coded(numbers[2], Modifiers(numbers, 1)), used);
            case '~':
                return (Numbered(numbers[0], Modifiers(numbers, 1)), used);
            case 'u':
                return (Coded(numbers[0], Modifiers(numbers, 1)), used);
            case 'Z':
                return (new Key(KeyName.Tab, "", Held.Shift), used);
            case var letter:
                return (Letter(letter, Modifiers(numbers, 1)), used);
        }
    }

    /// <summary>Parameters; of <c>1:2</c> only the part before the colon.</summary>
    private static int[] Numbers(string parameters) =>
        [
            .. parameters
                .Split(';')
                .Select(p => int.TryParse(p.Split(':')[0], NumberStyles.None, CultureInfo.InvariantCulture, out var n) ? n : 0),
        ];

    /// <summary>xterm adds one to a sum of 1 for Shift, 2 for Alt, 4 for Ctrl.</summary>
    private static Held Modifiers(int[] numbers, int at) =>
        numbers.Length > at && numbers[at] > 1 ? (Held)((numbers[at] - 1) & 7) : Held.Nothing;

    private static Key Letter(char letter, Held with) =>
        letter switch
        {
            'A' => new(KeyName.Up, "", with),
            'B' => new(KeyName.Down, "", with),
            'C' => new(KeyName.Right, "", with),
            'D' => new(KeyName.Left, "", with),
            'H' => new(KeyName.Home, "", with),
            'F' => new(KeyName.End, "", with),
            'M' => new(KeyName.Enter, "", with),
            _ => new(KeyName.Other),
        };

    private static Key Numbered(int number, Held with) =>
        number switch
        {
            1 or 7 => new(KeyName.Home, "", with),
            4 or 8 => new(KeyName.End, "", with),
            3 => new(KeyName.Delete, "", with),
            5 => new(KeyName.PageUp, "", with),
            6 => new(KeyName.PageDown, "", with),
            _ => new(KeyName.Other),
        };

    /// <summary>A key as its code point and modifiers.</summary>
    private static Key? Coded(int code, Held with)
    {
        if (code is Escape or '\r' or '\t' or 0x7f or 0x08)
            return code == Escape ? new(KeyName.Escape)
                : Control((byte)code) is { } key ? key with { With = with }
                : null;
        if (!Rune.IsValid(code) || code < ' ')
            return null;
        var text = new Rune(code).ToString();
        return with is Held.Nothing or Held.Shift
            ? Key.Typed(with == Held.Shift ? text.ToUpperInvariant() : text)
            : new(KeyName.Text, text, with);
    }
}
