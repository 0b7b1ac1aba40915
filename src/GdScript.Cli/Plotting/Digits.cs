using System.Globalization;
using GdScript.Text;

namespace GdScript.Cli.Plotting;

/// <summary>Numbers with as many digits as a reader of a picture wants.</summary>
internal static class Digits
{
    /// <summary>The nearest number of three digits.</summary>
    public static double Three(double x) => double.Parse(x.ToString("G3", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);

    /// <summary>The same as text.</summary>
    public static string Text(double x) => NumberText.Of(Three(x));
}
