// A hundred small steps against the gradient lead from (-3, 4) to the bottom of the bowl.
// $ gds run scripts/walk-down.csx

double Loss(double x0, double x1) => x0 * x0 + x1 * x1;

var walk = Descend(Loss, from: (-3, 4), lr: 0.1, steps: 100);
Print(walk);
Print("x0 is the lesson's -6.11110793e-10:", Math.Abs(walk["x0"] + 6.11110793e-10) < 1e-18);
Print("x1 is the lesson's  8.14814391e-10:", Math.Abs(walk["x1"] - 8.14814391e-10) < 1e-18);

// The walk by hand, step by step, is the same walk.
double[] x = [-3, 4];
for (var step = 0; step < 100; step++)
{
    double[] slope = Grad(Loss, at: x);
    for (var i = 0; i < x.Length; i++)
        x[i] -= 0.1 * slope[i];
}
Print("by hand to the last bit:", x.SequenceEqual(walk.Point));
