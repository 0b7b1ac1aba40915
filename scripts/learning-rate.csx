// From unit steps to raw steps to a learning rate, on the loss t^2 from t = 3.5. Unit steps come near and then jump across
// the bottom for ever; raw steps (rate 1) jump from t to -t and never get anywhere; a rate of 0.1 arrives.
// $ gds run scripts/learning-rate.csx

double Loss(double t) => t * t;

void Show(string what, LossDescent walk) =>
    Print(
        what.PadRight(11),
        string.Join(" ", walk.Trace.Rows.Select(row => row.Point[0].ToString("0.###")))
    );

Show("unit steps:", Descend(Loss, from: 3.5, "gd(lr=1, normalize=true)", steps: 8));
Show("raw steps:", Descend(Loss, from: 3.5, "gd(lr=1)", steps: 8));
Show("rate 0.1:", Descend(Loss, from: 3.5, "gd(lr=0.1)", steps: 8));
Show("rate 0.5:", Descend(Loss, from: 3.5, "gd(lr=0.5)", steps: 1));

// Raw steps on t^2: the slope is 2t, so t - 2t = -t, and back again.
var bounce = Descend(Loss, from: 3.5, "gd(lr=1)", steps: 1001);
Print("after 1001 raw steps:", bounce["t"]);
