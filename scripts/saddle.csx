// A saddle: down along one axis, up along the other, flat in the middle. A walk that starts exactly on the ridge runs into
// the middle and rests there; the smallest push to the side, and it leaves.
// $ gds run scripts/saddle.csx

double Loss(double x, double y) => x * x - y * y + y * y * y * y / 4;

Print(Grad(Loss, at: (0, 0)));
Print(Hess(Loss, at: (0, 0)));
Print("the middle is a", Hess(Loss, at: (0, 0)).Kind);
Print("on the ridge:", Descend(Loss, from: (1, 0), lr: 0.1, steps: 200).Loss.ToString("0.000000"));
var beside = Descend(Loss, from: (1, 1e-6), lr: 0.1, steps: 200);
Print(
    "beside it:   ",
    beside.Loss.ToString("0.000000"),
    "at y =",
    Math.Round(beside["y"], 6),
    "a",
    Hess(Loss, at: beside).Kind
);
