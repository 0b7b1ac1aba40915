namespace GdScript.Cli.Editing.Screens;

/// <summary>Finds the parameters in the text of a signature, such as <c>int F(Dictionary&lt;string, int&gt; d, int n = 3)</c>.</summary>
internal static class SignatureText
{
    /// <summary>Where the parameter of this number stands; the last one takes all that follow (<c>params</c>). Nothing where there is none.</summary>
    public static (int Start, int Length) Parameter(string signature, int number)
    {
        var parameters = Parameters(signature);
        if (parameters.Count == 0 || number < 0)
            return (0, 0);
        var (start, end) = parameters[Math.Min(number, parameters.Count - 1)];
        return (start, end - start);
    }

    private static List<(int Start, int End)> Parameters(string signature)
    {
        var found = new List<(int, int)>();
        var open = signature.IndexOf('(', StringComparison.Ordinal);
        if (open < 0)
            return found;
        var (depth, start) = (0, open + 1);
        for (var i = open + 1; i < signature.Length; i++)
        {
            var c = signature[i];
            if (depth == 0 && c is ',' or ')' && depth == 0)
            {
                Add(found, signature, start, i);
                start = i + 1;
                if (c == ')')
                    break;
            }
            else if (c is '(' or '[' or '<' or '{')
                depth++;
            else if (c is ')' or ']' or '}' || c == '>' && signature[i - 1] is not ('=' or '-'))
                depth--;
        }
        return found;
    }

    private static void Add(List<(int, int)> found, string signature, int start, int end)
    {
        while (start < end && signature[start] == ' ')
            start++;
        if (start < end)
            found.Add((start, end));
    }
}
