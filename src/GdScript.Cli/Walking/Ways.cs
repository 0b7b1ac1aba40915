using GdScript.Cli.Commands;
using GdScript.Cli.Edge;
using GdScript.Descent;
using GdScript.Graphs;

namespace GdScript.Cli.Walking;

/// <summary>How to walk: the one method, or several in a contest.</summary>
/// <param name="One">The method of <c>--method</c> or <c>--lr</c>; in a contest of methods the first one's stand-in.</param>
/// <param name="Several">The contest; null where one walk is asked for.</param>
internal sealed record Ways(Method One, Contest? Several)
{
    /// <summary>
    /// The ways as far as they can be told without the loss; null where a method goes by parameter
    /// (<c>each(x: gd(lr=0.1))</c>), which waits for <see cref="Read(Words, IReadOnlyList{Parameter}?)"/>. So a slip in a method is
    /// told before a script runs.
    /// </summary>
    public static Result<Ways?> Early(Words words) => ByParameter(words) ? (Ways?)null : Read(words, null).Select(ways => (Ways?)ways);

    /// <summary>The ways on a loss with these parameters.</summary>
    public static Result<Ways> Read(Words words, IReadOnlyList<Parameter>? parameters) =>
        from one in Meant(Contests.Single(words["--method"]), Contests.Single(words["--lr"]), parameters)
        from several in Contests.Read(words, one, parameters)
        select new Ways(one, several);

    /// <summary>The same ways in a box.</summary>
    public Ways In(Box? box) =>
        new(
            One with
            {
                Box = box,
            },
            Several is null ? null : Several with { Methods = [.. Several.Methods.Select(m => m with { Box = box })] }
        );

    private static bool ByParameter(Words words) => (words["--method"] + words["--compare"]).Contains("each(", StringComparison.Ordinal);

    /// <summary><c>--method</c>, or gd with the rate given: a number, or a schedule such as <c>constant(0.1)</c>.</summary>
    private static Result<Method> Meant(string? method, string? lr, IReadOnlyList<Parameter>? parameters)
    {
        if (method is not null && lr is not null)
            return Problem.Input(
                "GDS0040",
                "--method and --lr are both given",
                $"put the rate into the method: --method \"{(method.All(char.IsLetter) ? method : "gd")}(lr={Complaint.Clipped(lr)})\""
            );
        if (lr is null)
            return MethodText.Parse(method ?? "gd", parameters).Else(p => p with { File = "--method" });
        return lr.Contains('(', StringComparison.Ordinal) ? Called(lr) : NumberOption.Read("--lr", lr).SelectMany(_ => Gd(lr));
    }

    private static Result<Method> Called(string lr) =>
        lr.Count(c => c == '(') > lr.Count(c => c == ')')
            ? Problem.Input("GDS7001", "'(' is never closed", "add ')'").In(lr, lr.LastIndexOf('(')) with
            {
                File = "--lr",
            }
            : Gd(lr);

    /// <summary>gd with this rate; a problem points into the rate as it was given.</summary>
    private static Result<Method> Gd(string lr) =>
        MethodText
            .Parse(Before + lr + ")")
            .Else(p =>
                p with
                {
                    File = "--lr",
                    Line = lr,
                    Place = p.Place is { } at ? at with { Column = Math.Max(1, at.Column - Before.Length) } : null,
                }
            );

    private const string Before = "gd(lr=";
}
