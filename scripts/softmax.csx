// A one-layer classifier as the lesson writes it: a class that holds the weights W, two inputs, three classes, the right one
// is number 2. Scores, loss, and the gradient of the loss toward the six weights, in the weights' own shape. (A guard such as
// Math.Log(y[k] + 1e-7) would move the loss by 2.5e-7.)
// $ gds run scripts/softmax.csx

class SimpleNet
{
    public double[,] W =
    {
        { 0.47355232, 0.9977393, 0.84668094 },
        { 0.85557411, 0.03563661, 0.69422093 },
    };

    public double[] Predict(double[] x)
    {
        var scores = new double[3];
        for (var j = 0; j < 3; j++)
        for (var i = 0; i < 2; i++)
            scores[j] += x[i] * W[i, j];
        return scores;
    }

    public double Loss(double[] x, double[] t) => CrossEntropy(Softmax(Predict(x)), t);

    static double[] Softmax(double[] scores)
    {
        var largest = scores.Max();
        var powers = scores.Select(s => Math.Exp(s - largest)).ToArray();
        var sum = powers.Sum();
        return powers.Select(p => p / sum).ToArray();
    }

    static double CrossEntropy(double[] y, double[] t)
    {
        var loss = 0.0;
        for (var k = 0; k < y.Length; k++)
            loss -= t[k] * Math.Log(y[k]);
        return loss;
    }
}

var net = new SimpleNet();
double[] x = [0.6, 0.9];
double[] t = [0, 0, 1];

var scores = net.Predict(x);
Print("scores:", scores);
Print("the largest is number", Array.IndexOf(scores, scores.Max()));
Print("loss:", net.Loss(x, t));

// The loss as a function of the weights: that is what is walked down.
double Loss(double[,] W) => new SimpleNet { W = W }.Loss(x, t);

var gradient = Grad(Loss, at: net.W);
Print(gradient.Matrix("W"));
Check(Loss, at: net.W).OrFail();

// A few steps make the right answer likelier.
var walk = Descend(Loss, from: net.W, lr: 1, steps: 20);
Print("after 20 steps:", walk.Loss);
