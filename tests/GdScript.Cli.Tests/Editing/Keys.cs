using GdScript.Cli.Editing.Typing;

namespace GdScript.Cli.Tests.Editing;

/// <summary>Keys as a test writes them: <c>ab&lt;C-a&gt;&lt;Up&gt;&lt;A-Backspace&gt;</c>; <c>&lt;lt&gt;</c> is the letter <c>&lt;</c>.</summary>
internal static class Keys
{
    public static IEnumerable<Key> Of(string keys)
    {
        for (int at = 0, next; at < keys.Length; at = next)
        {
            next = keys[at] == '<' ? keys.IndexOf('>', at) + 1 : Clusters.Next(keys, at);
            yield return keys[at] == '<' ? Named(keys[(at + 1)..(next - 1)]) : Key.Typed(keys[at..next]);
        }
    }

    public static Key Named(string name)
    {
        var with = Held.Nothing;
        for (; name.Length > 2 && name[1] == '-'; name = name[2..])
            with |= name[0] switch
            {
                'C' => Held.Ctrl,
                'A' => Held.Alt,
                'S' => Held.Shift,
                _ => throw new ArgumentException(name),
            };
        return name == "lt" ? Key.Typed("<")
            : Enum.TryParse<KeyName>(name, out var key) ? new(key, "", with)
            : new(KeyName.Text, name, with);
    }
}
