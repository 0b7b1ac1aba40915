using GdScript.Cli.Commands;
using GdScript.Data;
using GdScript.Descent;
using GdScript.Text;

namespace GdScript.Cli.Walking;

/// <summary>The options <c>--batch</c>, <c>--epochs</c> and <c>--hold-out</c>: which rows of the data a walk sees.</summary>
internal static class RowOptions
{
    public static System.CommandLine.Option[] All =>
        [
            WalkOptions.Text(
                "--batch",
                "N",
                "N rows of the data at each step, every row once in an epoch, in an order drawn with --seed; 1: single samples"
            ),
            WalkOptions.Text("--epochs", "E", "as many steps as see every row E times"),
            WalkOptions.Text(
                "--hold-out",
                "SHARE",
                "keep this share of the rows aside, judge by the loss on them; --patience N then counts epochs"
            ),
        ];

    /// <summary>The question about the rows to learn from, and how they are dealt out; null where all are seen at each step.</summary>
    /// <param name="words">What was asked.</param>
    /// <param name="question">The loss over all rows.</param>
    /// <param name="machine">On how many threads the walk is judged.</param>
    public static Result<(Question Question, RowOrder? Rows)> Read(Words words, Question question, Machine machine)
    {
        var asked = All.FirstOrDefault(o => words.Says(o.Name));
        if (asked is null)
            return (question, (RowOrder?)null);
        if (question.Text.Data is not { } data)
            return Problem.Input(
                "GDS0095",
                $"{asked.Name} is about rows of data, and there are none",
                question.Script is null ? "give --data" : "rows are dealt out to formulas: write the loss as one, and give --data"
            );
        return from some in Results.When(data.Rows.Count > 0, true, () => NoRows(asked.Name, data))
            from size in Size(words["--batch"])
            from share in Share(words["--hold-out"], data)
            from drawn in NumberOption.Count("--seed", words["--seed"])
            let order = RowOrder.Of(question, data.Rows, size, share, (ulong)(drawn ?? 1), machine)
            select (order.Learning(question), (RowOrder?)order);
    }

    private static Problem NoRows(string option, LossData data) =>
        Problem.Input("GDS0097", $"{option} deals out rows, and there are none", "give data with at least one row") with
        {
            File = data.Name,
        };

    /// <summary>The end of the walk: epochs in steps, and patience where the walk is judged.</summary>
    public static Result<Stops> Ends(Words words, Stops stops, RowOrder? rows) =>
        from count in NumberOption.Count("--epochs", words["--epochs"])
        from once in Results.When(
            count is null || !words.Says("--steps"),
            true,
            () => Problem.Input("GDS0098", "--steps and --epochs both say how long to walk", "leave out one of them")
        )
        select rows is null
            ? stops
            : rows.Judging(
                stops with
                {
                    Steps = count is { } e ? (long)Int128.Min((Int128)e * rows.Batching.PerEpoch, long.MaxValue) : stops.Steps,
                }
            );

    private static Result<int> Size(string? text) =>
        NumberOption
            .Count("--batch", text)
            .SelectMany(size =>
                size == 0
                    ? Problem.Input("GDS0097", "a batch has at least one row", "try --batch 16").In(text!, 0, text!.Length) with
                    {
                        File = "--batch",
                    }
                    : (Result<int>)(int)Math.Min(size ?? int.MaxValue, int.MaxValue)
            );

    private static Result<double?> Share(string? text, LossData data) =>
        text is null
            ? (double?)null
            : NumberOption
                .Read("--hold-out", text)
                .SelectMany(share =>
                    !(share > 0 && share < 1)
                        ? Problem
                            .Input("GDS0097", $"{NumberText.Of(share)} is not between 0 and 1", "try --hold-out 0.2")
                            .In(text, 0, text.Length) with
                        {
                            File = "--hold-out",
                        }
                    : data.Rows.Count < 2
                        ? Problem.Input("GDS0097", "one row cannot be learned from and held out", "leave out --hold-out") with
                        {
                            File = data.Name,
                        }
                    : (Result<double?>)share
                );
}
