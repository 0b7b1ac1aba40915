using System.Collections.Immutable;

namespace GdScript.Text;

public static partial class FormulaAssist
{
    /// <summary>How the function is called whose parentheses the caret stands in; null outside of a call.</summary>
    /// <param name="text">A formula, finished or not.</param>
    /// <param name="caret">Where the next character would go.</param>
    /// <param name="known">Further functions, with their signatures.</param>
    public static CallHelp? Call(string text, int caret, IReadOnlyList<KnownName>? known = null)
    {
        var at = Math.Clamp(caret, 0, text.Length);
        if ((Hand.At(text, at) ?? Hand.At(text, StartOfNumber(text, at))) is not { } hand)
            return null;
        for (var i = hand.Calls.Count - 1; i >= 0; i--)
            if (hand.Calls[i] is { Name.Length: > 0 } call && FormsOf(call.Name, known) is { IsEmpty: false } forms)
                return Help(forms, call.Commas);
        return null;
    }

    private static int StartOfNumber(string text, int at)
    {
        while (at > 0 && (char.IsAsciiLetterOrDigit(text[at - 1]) || text[at - 1] == '.'))
            at--;
        return at;
    }

    /// <summary>The form with room for the argument, and its parameter: the last one where it stands for any number.</summary>
    internal static CallHelp Help(ImmutableArray<CallForm> forms, int argument)
    {
        var best = 0;
        while (best + 1 < forms.Length && Room(forms[best]) <= argument)
            best++;
        var parameter = Math.Min(argument, forms[best].Parameters.Length - 1);
        return new(forms, best, argument < Room(forms[best]) ? parameter : -1);
    }

    /// <summary>The ways to make a call, from how a table writes them: <c>fill(a, n) or fill(a, m, n)</c>.</summary>
    internal static ImmutableArray<CallForm> Forms(string signature, string about) =>
        [.. signature.Split(" or ").Select(form => new CallForm(form, ParametersOf(form), about))];

    private static ImmutableArray<CallForm> FormsOf(string name, IReadOnlyList<KnownName>? known) =>
        known?.FirstOrDefault(k => k.Name == name) is { Signature: { } signature } further ? Forms(signature, further.About)
        : Functions.Find(name) is { } function ? Forms(function.Signature, FunctionAbouts.Of(name))
        : [];

    private static int Room(CallForm form) => form.Text.Contains("...", StringComparison.Ordinal) ? int.MaxValue : form.Parameters.Length;

    /// <summary>Where the parameters stand: what commas part between the outer parentheses.</summary>
    private static ImmutableArray<Stretch> ParametersOf(string form)
    {
        var found = ImmutableArray.CreateBuilder<Stretch>();
        var (start, depth) = (-1, 0);
        for (var i = 0; i < form.Length; i++)
        {
            var c = form[i];
            if (depth == 1 && c is ',' or ')')
            {
                var inside = form.AsSpan(start, i - start);
                var blank = inside.Length - inside.TrimStart().Length;
                if (blank < inside.Length)
                    found.Add(new(start + blank, inside.Length - blank));
                start = i + 1;
            }
            if (c is '(' or '[')
                start = depth++ == 0 ? i + 1 : start;
            else if (c is ')' or ']')
                depth--;
        }
        return found.ToImmutable();
    }
}
