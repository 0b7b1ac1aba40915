using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using GdScript.Calculus;
using GdScript.Descent;
using GdScript.Graphs;
using GdScript.Text;

namespace GdScript.Cli.Walking;

/// <summary>
/// What decides a walk and is seen neither in its loss nor in its method: it stands in the head of the trace, and a checkpoint of a
/// walk with other facts is refused. How long to walk (steps, epochs, evaluations, time) is not among them.
/// </summary>
internal static class HeaderFacts
{
    public static IEnumerable<(string Key, string Value)> Of(WalkOrder order)
    {
        if (order.Question.Fixed is { Length: > 0 } constants)
            yield return ("fixed", constants);
        if (!order.Question.Engine.IsOwn)
            yield return ("engine", order.Question.Engine.Name);
        if (order.Method.Box is { } box)
            yield return ("bounds", Text(box, order.Question.Loss));
        Table[] tables = order.Rows?.All is { } all ? [all] : [.. order.Question.Loss.Data];
        if (tables.Length > 0)
            yield return ("data", string.Join("; ", tables.Select(Text)));
        if (order.Question is { IsEverywhere: false, Text.Fingerprint: { } script })
            yield return ("script", script);
        if (Text(order.Stops) is { Length: > 0 } stops)
            yield return ("until", stops);
    }

    private static string Text(Box box, Formula loss) =>
        string.Join(
            ", ",
            from element in loss.ElementNames.Index()
            let low = box.Low[element.Index]
            let high = box.High[element.Index]
            where double.IsFinite(low) || double.IsFinite(high)
            select $"{element.Item} = {(double.IsFinite(low) ? Number(low) : "")}..{(double.IsFinite(high) ? Number(high) : "")}"
        );

    /// <summary>Rows, columns, and a hash over names and bits, whatever the file is called and however it is written.</summary>
    private static string Text(Table table)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        for (var column = 0; column < table.Names.Length; column++)
        {
            hash.AppendData(Encoding.UTF8.GetBytes(table.Names[column] + "\n"));
            hash.AppendData(MemoryMarshal.AsBytes(table[column]));
        }
        var names = string.Join(", ", table.Names.Take(20)) + (table.Names.Length > 20 ? ", …" : "");
        return $"{RowOrder.Counted(table.Count)} of {names}, sha256 {Convert.ToHexStringLower(hash.GetHashAndReset())}";
    }

    private static string Text(Stops stops) =>
        string.Join(
            "; ",
            new (string What, double? Number)[]
            {
                ("gradient", stops.GradientNorm),
                ("relative gradient", stops.RelativeGradient),
                ("step", stops.StepLength),
                ("relative step", stops.RelativeStep),
                ("loss change", stops.LossChange),
                ("relative loss change", stops.RelativeChange),
                ("loss", stops.Target),
                ("rate", stops.LeastRate),
                ("steps without progress", stops.Patience),
                ("epochs without progress", stops.Exam?.Patience),
            }
                .Where(stop => stop.Number is not null)
                .Select(stop => $"{stop.What} {Number(stop.Number!.Value)}")
                .Concat(stops.Only ? ["nothing but steps"] : Array.Empty<string>())
        );

    private static string Number(double x) => NumberText.Of(x);
}
