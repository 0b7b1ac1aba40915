using System.Globalization;
using GdScript.Text;

namespace GdScript.Descent;

/// <summary>Numbers as traces and method texts write them; short to say, because every sentence here holds one.</summary>
internal static class Digits
{
    public static string Of(double x) => NumberText.Of(x);

    public static string Of(long n) => n.ToString(CultureInfo.InvariantCulture);
}
