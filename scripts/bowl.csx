// The bowl: two weights, one lowest point. The gradient as formulas, at points, checked, and as the lesson measures it.
// $ gds run scripts/bowl.csx
// $ gds grad scripts/bowl.csx --at 3,4 --difference central

double Loss(double x0, double x1) => x0 * x0 + x1 * x1;

Print(Grad(Loss));
foreach (var point in new[] { (3.0, 4.0), (0, 2), (3, 0) })
    Print("the gradient at", point, "is", Grad(Loss, at: point).Slopes);
Check(Loss, at: (3, 4)).OrFail();
