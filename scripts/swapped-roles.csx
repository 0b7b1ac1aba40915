// One model, two questions. Training: the data stay, the weights move. The other way round: the weights stay and the input
// moves, to find what the model likes best. The derivative is taken toward whatever is a parameter.
// $ gds run scripts/swapped-roles.csx

double Model(double x, double a, double b) => a * x * x + b * x;

double[] xs = [-2, -1, 0, 1, 2];
double[] ys = [8, 3, 0, -1, 0];

// Training: toward a and b, over the data.
double Training(double a, double b)
{
    var sum = 0.0;
    for (var i = 0; i < xs.Length; i++)
        sum += Math.Pow(Model(xs[i], a, b) - ys[i], 2);
    return sum / xs.Length;
}

Print(Grad(Training, at: (0, 0)));
var trained = Descend(Training, from: (0, 0), lr: 0.1, steps: 100);
Print("the data are", Math.Round(trained["a"], 6), "* x^2 +", Math.Round(trained["b"], 6), "* x");

// Inference turned round: toward x, with the trained weights.
var (a, b) = (trained["a"], trained["b"]);
var best = Descend(x => Model(x, a, b), from: -2, "gd(lr=0.1)");
Print("the model is lowest at x =", Math.Round(best["x"], 6));
