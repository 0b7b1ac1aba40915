using System.Collections.Immutable;
using System.Text;

namespace GdScript.Cli.Help;

/// <summary>A command line that is still being typed, taken apart as a shell takes it apart.</summary>
/// <param name="Words">The words behind <c>gds</c>, without their quotes; the last one is being typed and may be empty.</param>
/// <param name="Typed">The last word as it stands there, quotes and all.</param>
internal sealed record TypedLine(ImmutableArray<string> Words, string Typed)
{
    /// <summary>Reads a line up to the cursor. A quote that is still open ends with the line.</summary>
    public static TypedLine Of(string line)
    {
        var words = new List<string>();
        var word = new StringBuilder();
        var (quote, begun, start) = ('\0', false, line.Length);
        for (var at = 0; at < line.Length; at++)
        {
            var c = line[at];
            if (quote == '\0' && c is ' ' or '\t' && quote == '\0')
            {
                if (begun)
                    words.Add(word.ToString());
                (begun, start) = (false, line.Length);
                word.Clear();
                continue;
            }
            if (!begun)
                (begun, start) = (true, at);
            if (quote == '\0' && c is '"' or '\'' && quote == '\0')
                quote = c;
            else if (c == quote)
                quote = '\0';
            else if (c == '\\' && quote != '\'' && at + 1 < line.Length)
                word.Append(line[++at]);
            else
                word.Append(c);
        }
        words.Add(word.ToString());
        return new([.. words.Skip(1)], line[start..]);
    }

    /// <summary>The word that is being typed.</summary>
    public string Last => Words.Length > 0 ? Words[^1] : "";

    /// <summary>True inside quotes, where a shell would put nothing but text.</summary>
    public bool IsQuoted => Typed.StartsWith('"') || Typed.StartsWith('\'');
}
