using System.Collections.Immutable;
using GdScript.Scripting.Images;
using GdScript.Scripting.Losses;
using GdScript.Scripting.Recording;

namespace GdScript.Scripting.Tests.Losses;

/// <summary>Losses with twins written by hand, as the host would put them together.</summary>
internal static class Scripts
{
    public const string File = "loss.csx";

    /// <summary>A loss with its twin; places number the lines of <paramref name="text"/> from 0.</summary>
    public static ScriptLoss Loss(
        Delegate plain,
        Func<Arguments, Scalar> twin,
        ImmutableArray<TwinParameter> parameters,
        string text = "",
        Func<Problem?>? fill = null
    )
    {
        var lines = text.Split('\n');
        var image = new TwinImage(
            new LossSite.Method("Loss", parameters.Length),
            [],
            "",
            "",
            parameters,
            [],
            [.. lines.Select((line, i) => new SourceSpan(File, i + 1, 1 + line.TakeWhile(c => c == ' ').Count(), line.Trim().Length))],
            []
        );
        return new(plain, image, new TwinProgram(twin, fill ?? (() => null)), [new(File, text)]);
    }

    /// <summary>A loss of numbers named by its letters.</summary>
    public static BoundLoss OfNumbers(Delegate plain, Func<Scalar[], Scalar> twin, string names, string text = "")
    {
        ImmutableArray<TwinParameter> parameters = [.. names.Select(c => new TwinParameter(c.ToString(), 0))];
        return Loss(plain, a => twin([.. parameters.Select(p => a.Scalar(p.Name))]), parameters, text)
            .Bind(new Dictionary<string, Graphs.Shape>())
            .Value;
    }
}
