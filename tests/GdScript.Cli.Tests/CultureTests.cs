using System.Globalization;
using Xunit;

namespace GdScript.Cli.Tests;

/// <summary>The language of the machine changes nothing.</summary>
public class CultureTests
{
    private static readonly string[] Lines =
    [
        "gds eval 1234567.5/3",
        "gds eval \"x^2*exp(-y)\" x=-1.5 y=0.25",
        "gds diff \"(I + i)^1.5/20\"",
        "gds diff \"sin(x^2)\" --steps",
        "gds grad \"x0^2 + x1^2\" --at -3.5,4 --explain --along 1,0",
        "gds grad x^2 --at 3 --shrinking x",
        "gds hess \"x^2.5*y\" --at 1.5,-2",
        "gds jac \"[x/3, y]\" --at -1.5,2 --json",
        "gds descend \"x0^2 + x1^2\" --from -3,4 --lr 0.1 --steps 100",
        "gds descend x^4 --from 3 --lr 10 --steps 20",
        "gds descend x^2 --from 3 -n 3 --json",
        "gds check \"x^2/20 + y^2\" --at 3,4",
        "gds descend x --from 1 --lr 0,1",
        "gds grad x --at 1 --at 2",
        "gds grad x+y --at 1,5,2",
        "gds eval sen(I)",
        "gds INFO",
        "gds diff --help",
    ];

    private static readonly Lazy<string> Usual = new(() => Under(CultureInfo.InvariantCulture));

    public static TheoryData<string> Cultures => ["de-DE", "tr-TR", "fa-IR", "ar-SA", "weird"];

    [Theory]
    [MemberData(nameof(Cultures))]
    public void Nothing_changes_under_another_culture(string culture)
    {
        Assert.Equal(Usual.Value, Under(culture == "weird" ? Weird() : new CultureInfo(culture)));
    }

    private static CultureInfo Weird()
    {
        var culture = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        culture.NumberFormat.NegativeSign = "minus";
        culture.NumberFormat.NumberDecimalSeparator = "@";
        culture.NumberFormat.NumberGroupSeparator = ".";
        culture.NumberFormat.PositiveInfinitySymbol = "lots";
        culture.NumberFormat.NaNSymbol = "nonsense";
        return culture;
    }

    private static string Under(CultureInfo culture)
    {
        var before = (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture);
        (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = (culture, culture);
        try
        {
            return string.Join('\n', Lines.Select(Command.Session));
        }
        finally
        {
            (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = before;
        }
    }
}
