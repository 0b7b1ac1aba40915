using GdScript.Algebra;
using GdScript.Calculus;
using GdScript.Graphs;
using GdScript.Plots.Svg;
using GdScript.Text;

namespace GdScript.Reports;

/// <summary>The formula and its partial derivatives, typeset; where they are too long for that, as text.</summary>
internal static class FormulaSection
{
    /// <summary>Formulas of more nodes are no pleasure to read as mathematics.</summary>
    private const int Typeset = 300;

    private const int MostPartials = 12;
    private const int MostLetters = 1500;

    public static void Write(SvgText page, LossReport report)
    {
        if (report.Formula is not { } formula)
            return;
        page.Around(
            "section",
            "formula",
            () =>
            {
                page.Word("h2", "Formula");
                var names =
                    string.Join(", ", formula.Parameters.Take(4).Select(p => p.Name)) + (formula.Parameters.Length > 4 ? ", …" : "");
                Equation(page, $"<mi>L</mi><mo>(</mo><mtext>{SvgText.Escaped(names)}</mtext><mo>)</mo>", "L = ", formula, formula.Root);
                if (!formula.Parameters.IsEmpty)
                    Partials(page, formula);
            }
        );
    }

    private static void Partials(SvgText page, Formula formula)
    {
        var partials = Gradient.Partials(formula);
        for (var k = 0; k < Math.Min(MostPartials, partials.Roots.Length); k++)
        {
            var name = formula.Parameters[k].Name;
            var sign = $"<mfrac><mrow><mo>∂</mo><mi>L</mi></mrow><mrow><mo>∂</mo><mi>{SvgText.Escaped(name)}</mi></mrow></mfrac>";
            Equation(page, sign, $"∂L/∂{name} = ", partials, partials.Roots[k]);
        }
        if (partials.Roots.Length > MostPartials)
            page.Word("p", FormattableString.Invariant($"… and {partials.Roots.Length - MostPartials} more partial derivatives."));
    }

    private static void Equation(SvgText page, string left, string plain, Formula formula, int root)
    {
        if (formula.WithRoots(root).Reached().Count(r => r) <= Typeset)
            page.Open("div", ("class", "equation"))
                .Raw($"<math xmlns=\"http://www.w3.org/1998/Math/MathML\" display=\"block\"><mrow>{left}<mo>=</mo></mrow>")
                .Raw(MathML.Inside(formula, root))
                .Raw("</math>")
                .Close()
                .Raw("\n");
        else
            page.Open("pre").Word("code", plain + Printer.Infix(formula, root, MostLetters)).Close().Raw("\n");
    }
}
