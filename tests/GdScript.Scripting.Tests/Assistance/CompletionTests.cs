using Xunit;

namespace GdScript.Scripting.Tests.Assistance;

public sealed class CompletionTests
{
    private const int Seen = 5;

    [Fact]
    public void Behind_a_dot_stand_the_members() => Judged(Situations.AfterDot);

    [Fact]
    public void Where_a_word_begins_stands_what_fits() => Judged(Situations.Words);

    [Fact]
    public void What_grows_over_several_lines_is_understood() => Judged(Situations.Longer);

    [Fact]
    public void The_table_is_long_enough_to_say_something() => Assert.True(Situations.AfterDot.Length + Situations.Words.Length >= 120);

    private static void Judged(Situation[] situations)
    {
        var wrong = situations.Select(Wrong).OfType<string>().ToArray();
        Assert.True(wrong.Length == 0, $"{wrong.Length} of {situations.Length}\n{string.Join('\n', wrong)}");
    }

    private static string? Wrong(Situation situation)
    {
        var (text, caret) = Talk.Cut(situation.Text);
        var found = Talk.With.Complete(text, caret);
        string[] all = [.. found.Items.Select(i => i.Text)];
        var first = all.Take(Seen).ToArray();
        var missing = Names(situation.Wanted).Except(first).ToArray();
        var extra =
            situation is { Wanted: "", Unwanted: "" } && !MayBeAnything(situation) ? all.Take(3) : Names(situation.Unwanted).Intersect(all);
        var misplaced = found.Start + found.Length != caret && all.Length > 0;
        return missing.Length == 0 && !extra.Any() && !misplaced
            ? null
            : $"{situation.Text}: missing {string.Join(' ', missing)}; unwanted {string.Join(' ', extra)}; first {string.Join(' ', first)}{(misplaced ? "; misplaced" : "")}";
    }

    private static bool MayBeAnything(Situation situation) =>
        situation.Text
            is "Grad(Loss).¦"
                or "Grad(Loss, (1, 2)).Nu¦"
                or "Check(Loss).¦"
                or "var walk = Descend(Loss, from: (1, 2)); walk.¦"
                or "Formula(\"x^2\").¦"
                or "Task.Ru¦"
                or "await Ta¦"
                or "Colour c = Gr¦"
                or "void M(ref la¦";

    private static IEnumerable<string> Names(string list) =>
        list.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(n => n.Replace('·', ' '));
}
