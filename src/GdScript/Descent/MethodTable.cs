using System.Collections.Immutable;

namespace GdScript.Descent;

/// <summary>Every method and link, one row each; parser, help, C# factories and the laws in the tests read this table.</summary>
public static class MethodTable
{
    private static readonly Option Beta1 = Option.Varying("beta1", 0.9, Bounds.Decay);
    private static readonly Option Beta2 = Option.Number("beta2", 0.999, Bounds.Decay);
    private static readonly Option Eps = Option.Number("eps", 1e-8, Bounds.AtLeast(0));
    private static readonly Option NoDecay = Weight(0);
    private static readonly Option Nesterov = Option.Switch("nesterov", false);
    private static readonly Option AmsGrad = Option.Switch("amsgrad", false);

    private static readonly LineSearch Fixed = SearchTable.Make("fixed");
    private static readonly LineSearch Tight = SearchTable.Make("wolfe", ("c2", 0.1));

    public static readonly ImmutableArray<MethodRow> Methods =
    [
        new(
            "gd",
            "gradient descent: x - lr*g; with normalize=true steps of length lr",
            [Option.Rate("lr", 0.01), Option.Switch("normalize", false), Option.Search(Fixed)],
            Rules.Gd
        ),
        new("sgd", "gradient descent with PyTorch's defaults", Momentous(0.001, 0, false), Rules.Sgd),
        new("momentum", "sgd with momentum 0.9", Momentous(0.01, 0.9, false), Rules.Sgd),
        new("nesterov", "sgd with momentum 0.9 that looks ahead", Momentous(0.01, 0.9, true), Rules.Sgd),
        new(
            "adagrad",
            "steps divided by the root of the sum of squared slopes",
            [
                Option.Rate("lr", 0.01),
                Option.Number("lr_decay", 0, Bounds.AtLeast(0)),
                NoDecay,
                Option.Number("init", 0, Bounds.AtLeast(0)) with
                {
                    Optax = 0.1,
                },
                Option.Number("eps", 1e-10, Bounds.AtLeast(0)) with
                {
                    Optax = 1e-7,
                },
                Option.Choice,
            ],
            Rules.Adagrad
        ),
        new(
            "adadelta",
            "steps scaled by the ratio of past steps to past slopes",
            [Option.Rate("lr", 1), Option.Number("rho", 0.9, Bounds.Decay), Option.Number("eps", 1e-6, Bounds.AtLeast(0)), NoDecay],
            Rules.Adadelta
        ),
        new(
            "rmsprop",
            "steps divided by the root of a mean of squared slopes",
            [
                Option.Rate("lr", 0.01),
                Option.Number("alpha", 0.99, Bounds.Decay) with
                {
                    Optax = 0.9,
                },
                Eps,
                NoDecay,
                Option.Varying("momentum", 0, Bounds.Decay),
                Option.Switch("centered", false),
                Option.Choice,
            ],
            Rules.RmsProp
        ),
        new(
            "adam",
            "means of slopes and squared slopes",
            [Option.Rate("lr", 1e-3), Beta1, Beta2, Eps, NoDecay, AmsGrad, Option.Choice],
            Rules.Adam
        ),
        new(
            "adamw",
            "adam with weight decay of its own",
            [Option.Rate("lr", 1e-3), Beta1, Beta2, Eps, Weight(0.01) with { Optax = 1e-4 }, AmsGrad, Option.Choice],
            Rules.AdamW
        ),
        new(
            "amsgrad",
            "adam with the largest mean of squared slopes so far",
            [Option.Rate("lr", 1e-3), Beta1, Beta2, Eps, NoDecay, Option.Switch("amsgrad", true), Option.Choice],
            Rules.Adam
        ),
        new(
            "nadam",
            "adam that looks ahead",
            [Option.Rate("lr", 2e-3), Beta1, Beta2, Eps, NoDecay, Option.Number("momentum_decay", 4e-3, Bounds.AtLeast(0)), Option.Choice],
            Rules.NAdam
        ),
        new("radam", "adam that waits for its variance", [Option.Rate("lr", 1e-3), Beta1, Beta2, Eps, NoDecay, Option.Choice], Rules.RAdam),
        new(
            "adamax",
            "adam with the largest slope instead of a mean of squares",
            [Option.Rate("lr", 2e-3), Beta1, Beta2, Eps, NoDecay],
            Rules.Adamax
        ),
        new(
            "rprop",
            "steps of their own from the signs of the slopes; lr is the first",
            [
                Option.Rate("lr", 0.01),
                Option.Number("eta_minus", 0.5, new Bounds(0, 1, Open: true)),
                Option.Number("eta_plus", 1.2, Bounds.AtLeast(1)),
                Option.Number("step_min", 1e-6, Bounds.AtLeast(0)),
                Option.Number("step_max", 50, Bounds.AtLeast(0)),
            ],
            Rules.Rprop
        ),
        new(
            "lion",
            "the sign of a mean of slopes",
            [Option.Rate("lr", 1e-4), Beta1, Option.Number("beta2", 0.99, Bounds.Decay), Weight(1e-3)],
            Rules.Lion
        ),
        new(
            "asgd",
            "a shrinking rate, and the mean of the points",
            [
                Option.Rate("lr", 0.01),
                Option.Number("lambd", 1e-4, Bounds.AtLeast(0)),
                Option.Number("alpha", 0.75, Bounds.AtLeast(0)),
                Option.Number("t0", 1e6, Bounds.AtLeast(0)),
                NoDecay,
            ],
            Rules.Asgd
        ),
        new(
            "polyak",
            "the step that would reach the target loss on a line, at most lr",
            [Option.Rate("lr", 1), Option.Number("target", 0, Bounds.Any), NoDecay],
            Rules.Polyak
        ),
        new(
            "perturbed",
            "gradient descent with a small push where the ground is flat, which leaves saddles",
            [Option.Rate("lr", 0.01), .. Push],
            a => Rules.Chain(Rules.Downhill(), Perturb(a))
        ),
        new(
            "cg",
            "nonlinear conjugate gradients: pr (with beta >= 0), fr or hz; lr is the first length of a search",
            [Option.Rate("lr", 1), Option.Word("beta", "pr", "fr", "hz"), Option.Search(Tight)],
            Rules.ConjugateGradient
        ),
        new("bfgs", "the Hessian guessed from the gradients", [Option.Rate("lr", 1), Option.Search(LineSearch.Wolfe)], Rules.Bfgs),
        new(
            "lbfgs",
            "the same from the last few steps, for many parameters",
            [Option.Rate("lr", 1), Option.Number("history", 10, new Bounds(1, 1000, Whole: true)), Option.Search(LineSearch.Wolfe)],
            Rules.Lbfgs
        ),
        new(
            "newton",
            "Newton with the absolute eigenvalues of the Hessian",
            [Option.Rate("lr", 1), Option.Search(LineSearch.Armijo)],
            Rules.Newton
        ),
        new(
            "trust",
            "the least point of the quadratic model within a radius (0: as long as the start), which leaves saddles; its rate is the radius",
            [Option.Number("radius", 0, Bounds.AtLeast(0))],
            Rules.Trust
        )
        {
            Solves = true,
        },
        new("auto", "the default solver: trust up to 100 numbers, lbfgs beyond", [], Rules.Auto) { Solves = true },
        new(
            "clip",
            "a move longer than max at that length",
            [Option.Number("max", null, Bounds.AtLeast(0)), Option.Choice],
            a => Rules.Clip(a.Number("max"), a.IsOptax)
        ),
        new(
            "clip_value",
            "every number of the move between -max and max",
            [Option.Number("max", null, Bounds.AtLeast(0))],
            a => Rules.ClipValue(a.Number("max"))
        ),
        new(
            "decay",
            "weight decay: lambda*x added to the gradient",
            [Option.Number("lambda", null, Bounds.AtLeast(0))],
            a => Rules.Decay(a.Number("lambda"))
        ),
        new("normalize", "the move at length 1", [], _ => Rules.Normalize()),
        new("scale", "the move times a factor", [Option.Number("factor", null, Bounds.Any)], a => Rules.Scale(a.Number("factor"))),
        new(
            "heavy",
            "momentum as a link of its own",
            [Option.Varying("momentum", 0.9, Bounds.Decay), Option.Number("dampening", 0, new Bounds(0, 1)), Nesterov],
            a => Rules.Heavy(a.Rate("momentum"), a.Number("dampening"), a.Switch("nesterov"))
        ),
        new("perturb", "after a method: a small push where the ground is flat", Push, Perturb) { Follows = true },
        new(
            "average",
            "after a method: the mean of its points from start on, or of the end of each cycle of restarts",
            [
                Option.Number("start", 0, Bounds.Count(0)),
                Option.Number("every", 1, Bounds.Count(1)),
                Option.Number("cycle", 0, Bounds.Count(0)),
                Option.Number("mult", 1, Bounds.Count(1)),
            ],
            a => Rules.Average(a.Whole("start"), a.Whole("every"), a.Whole("cycle"), a.Whole("mult"))
        )
        {
            Follows = true,
        },
    ];

    private static ImmutableArray<Option> Push =>
        [
            Option.Number("threshold", 1e-3, Bounds.AtLeast(0)),
            Option.Number("noise", 1e-3, Bounds.AtLeast(0)),
            Option.Number("rest", 20, Bounds.Count(1)),
            Option.Number("seed", 0, Bounds.Count(0)),
        ];

    private static Rule Perturb(Arguments a) => Rules.Perturb(a.Number("threshold"), a.Number("noise"), a.Whole("rest"), a.Whole("seed"));

    private static Option Weight(double value) => Option.Number("weight_decay", value, Bounds.AtLeast(0));

    private static ImmutableArray<Option> Momentous(double lr, double momentum, bool nesterov) =>
        [
            Option.Rate("lr", lr),
            Option.Varying("momentum", momentum, Bounds.Decay),
            Option.Number("dampening", 0, new Bounds(0, 1)),
            Option.Switch("nesterov", nesterov),
            NoDecay,
        ];

    /// <summary>A method of the table from C#, so that code and text make the same thing.</summary>
    /// <exception cref="ArgumentException">A value is outside its bounds, or there is no such method or option.</exception>
    internal static Method Make(string name, params ReadOnlySpan<(string Name, Setting Value)> given)
    {
        var row =
            Methods.FirstOrDefault(m => m.Name == name && m.Walks)
            ?? throw new ArgumentException($"there is no method '{name}'", nameof(name));
        return Call.Method(row, Bound(row.Options, given));
    }

    internal static Arguments Bound(ImmutableArray<Option> options, ReadOnlySpan<(string Name, Setting Value)> given)
    {
        var settings = new Setting?[options.Length];
        foreach (var (option, value) in given)
        {
            var at = Option.At(options, option);
            if (at < 0)
                throw new ArgumentException($"there is no option '{option}'", nameof(given));
            settings[at] = Checked(options[at], value);
        }
        for (var i = 0; i < settings.Length; i++)
            if ((settings[i] ?? options[i].Default) is null)
                throw new ArgumentException($"'{options[i].Name}' is missing", nameof(given));
        return new Arguments(options, settings);
    }

    private static Setting Checked(Option option, Setting value)
    {
        if (option.Kind is OptionKind.Rate or OptionKind.Varying && value is Setting.Number { Amount: var x })
            value = option.Bounds.Hold(x) ? Schedules.Constant(x) : value;
        var holds = value switch
        {
            Setting.Number number => option.Kind == OptionKind.Number && option.Bounds.Hold(number.Amount),
            Setting.Rate rate => option.Kind is OptionKind.Rate or OptionKind.Varying && option.Bounds.Hold(rate.Schedule.At(0)),
            Setting.Word word => option.Words.Contains(word.Name),
            Setting.Numbers numbers => numbers.Values.All(option.Bounds.Hold),
            _ => true,
        };
        return holds ? value : throw new ArgumentException($"{option.Name} must be {option.Bounds.Text}; {value.Text} is not");
    }
}
