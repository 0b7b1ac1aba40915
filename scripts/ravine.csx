// A ravine: steep across, nearly flat along. The rate must be small for the steep way, so plain steps crawl along the
// bottom; a step that remembers the ones before (momentum) gathers speed there.
// $ gds run scripts/ravine.csx

double Loss(double x, double y) => x * x / 200 + y * y;

Print(Hess(Loss, at: (-7, 2)).Eigenvalues);
foreach (
    var method in new[]
    {
        "gd(lr=0.9)",
        "momentum(lr=0.5, momentum=0.9)",
        "adagrad(lr=1.5)",
        "adam(lr=0.3)",
    }
)
{
    var walk = Descend(Loss, from: (-7, 2), method, steps: 100);
    Print(method.PadRight(32), "loss after 100 steps", walk.Loss.ToString("0.0e+0"));
}
