using System.Globalization;

namespace GdScript.Benchmarks.Peers;

/// <summary>ADOL-C as its manual shows it: the loss is taped once, the gradient driver runs over the tape.</summary>
internal static class Adolc
{
    public static string Tape(string body, int size) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $$"""
            #include <adolc/adolc.h>
            static const int n = {{size}};
            static adouble loss(const adouble *x) { {{body}} }
            static bool taped = false;
            static void tape(const double *point)
            {
                adouble x[n], y;
                double value;
                trace_on(1);
                for (int i = 0; i < n; i++) x[i] <<= point[i];
                y = loss(x);
                y >>= value;
                trace_off();
                taped = true;
            }
            extern "C" double work(const double *x, double *g, const double *const *columns, long rows)
            {
                double value;
                if (!taped) tape(x);
                function(1, 1, n, (double *)x, &value);
                gradient(1, n, (double *)x, g);
                return value;
            }
            """
        );
}
