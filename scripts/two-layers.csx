// A network of two layers learns exclusive or: no straight line separates its four points, one hidden layer of tanh does.
// $ gds run scripts/two-layers.csx

double[][] inputs =
[
    [0, 0],
    [0, 1],
    [1, 0],
    [1, 1],
];
double[] answers = [0, 1, 1, 0];

double Predict(double[,] W1, double[] b1, double[] w2, double b2, double[] x)
{
    var sum = b2;
    for (var h = 0; h < b1.Length; h++)
    {
        var score = b1[h];
        for (var i = 0; i < x.Length; i++)
            score += x[i] * W1[i, h];
        sum += w2[h] * Math.Tanh(score);
    }
    return 1 / (1 + Math.Exp(-sum));
}

double Loss(double[,] W1, double[] b1, double[] w2, double b2)
{
    var loss = 0.0;
    for (var k = 0; k < inputs.Length; k++)
    {
        var y = Predict(W1, b1, w2, b2, inputs[k]);
        loss -= answers[k] * Math.Log(y) + (1 - answers[k]) * Math.Log(1 - y);
    }
    return loss / inputs.Length;
}

double[,] W1 =
{
    { 0.8, -0.6, 0.3 },
    { -0.5, 0.9, 0.4 },
};
double[] b1 = [0.1, -0.2, 0.05];
double[] w2 = [0.7, 0.6, -0.4];

Check(Loss, at: (W1, b1, w2, 0)).OrFail();
Print("loss before:", Loss(W1, b1, w2, 0));
var walk = Descend(Loss, from: (W1, b1, w2, 0), lr: 1, steps: 1000);
Print("loss after 1000 steps:", walk.Loss.ToString("0.000"));
foreach (var x in inputs)
    Print(
        x,
        "->",
        Predict(walk.Matrix("W1"), walk.Vector("b1"), walk.Vector("w2"), walk["b2"], x)
            .ToString("0.00")
    );
