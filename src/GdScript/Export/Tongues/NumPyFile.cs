namespace GdScript.Export.Tongues;

/// <summary>A module of Python over NumPy or JAX around the routines.</summary>
internal sealed class NumPyFile(Sheet sheet, string name, Toolbox tools, bool isJax)
{
    private readonly Page page = new();

    public string Text()
    {
        string[] helpers = [.. tools.Texts];
        page.Line($"# Written by gds export --to {(isJax ? "jax" : "numpy")}.");
        if (isJax)
            ImportJax();
        else if (helpers.Any(h => h.Contains("math.", StringComparison.Ordinal)))
            page.Line("import math").Line().Line("import numpy as np");
        else
            page.Line("import numpy as np");
        foreach (var data in sheet.Data)
            page.Line().Block(data);
        foreach (var helper in helpers)
            page.Line().Line().Block(helper);
        foreach (var written in sheet.Routines)
            Function(written);
        return page.ToString();
    }

    private void ImportJax()
    {
        page.Line("# For doubles: jax.config.update(\"jax_enable_x64\", True)").Line("import jax");
        if (sheet.Routines.Any(r => r.Parts[0].Contains("jax.nn.", StringComparison.Ordinal)))
            page.Line("import jax.nn");
        page.Line("import jax.numpy as jnp");
        if (sheet.Routines.Any(r => r.Parts[0].Contains("jax.scipy.special.", StringComparison.Ordinal)))
            page.Line("import jax.scipy.special");
    }

    private void Function(Written written)
    {
        var signature = written.Signature;
        var function = written.Routine.Told == Told.Gradient ? name : $"{name}_{written.Routine.Told.ToString().ToLowerInvariant()}";
        page.Line().Line();
        if (!isJax)
            page.Line("@np.errstate(all=\"ignore\")");
        page.Line($"def {function}({string.Join(", ", PythonFile.Parameters(signature))}):");
        page.Block(PythonFile.Comment(sheet.Loss, written), "    ");
        page.Line($"    {signature.Point} = {(isJax ? "jnp" : "np")}.asarray({signature.Point}, dtype=float)");
        page.Block(written.Parts[0], "    ");
    }
}
