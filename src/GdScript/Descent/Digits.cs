using System.Globalization;

namespace GdScript.Descent;

/// <summary>Numbers as traces and method texts write them: shortest round-trip, invariant.</summary>
internal static class Digits
{
    public static string Of(double x) => x.ToString("R", CultureInfo.InvariantCulture);

    public static string Of(long n) => n.ToString(CultureInfo.InvariantCulture);
}
