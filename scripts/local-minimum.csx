// Two valleys: where a walk ends depends on where it starts. Both ends are flat and curve upward, but only one is lowest.
// $ gds run scripts/local-minimum.csx

double Loss(double x) => x * x * x * x - 3 * x * x + x;

foreach (var start in new[] { -2.0, 2.0 })
{
    var walk = Descend(Loss, from: start, "gd(lr=0.05)");
    Print(
        "from",
        start,
        "to x =",
        Math.Round(walk["x"], 6),
        "loss",
        Math.Round(walk.Loss, 6),
        "a",
        Hess(Loss, at: walk).Kind
    );
}

// Between them lies a hill that no walk downhill ends on.
Print("at the top between them, x = 0.169938:", Hess(Loss, at: 0.169938).Kind);
