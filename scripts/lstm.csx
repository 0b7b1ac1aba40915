// ADBench's third objective: a network with long short-term memory reads a text, character by character, and says which one
// comes next. Two layers; in each, four gates with a weight and a bias for every unit. The loops over time, layers and units are
// plain C#: recording writes them out, so the graph grows with the length of the text.
// $ gds eval scripts/lstm.csx --at @scripts/lstm.json
// $ gds grad scripts/lstm.csx --at @scripts/lstm.json
// $ gds check scripts/lstm.csx --at @scripts/lstm.json
const int Layers = 2,
    Units = 4;
int[] text = [2, 1, 0, 2, 2, 2];

double Loss(double[,] W, double[,] B, double[,] e, double[,] s)
{
    var state = new double[2 * Layers, Units];
    for (var row = 0; row < 2 * Layers; row++)
    for (var u = 0; u < Units; u++)
        state[row, u] = s[row, u];
    var loss = 0.0;
    for (var t = 0; t + 1 < text.Length; t++)
    {
        var x = new double[Units];
        x[text[t]] = e[0, text[t]];
        for (var layer = 0; layer < Layers; layer++)
        for (var u = 0; u < Units; u++)
        {
            double Gate(int g, double from) => from * W[4 * layer + g, u] + B[4 * layer + g, u];
            var (h, c) = (state[2 * layer, u], state[2 * layer + 1, u]);
            var (forget, take, show) = (
                Sigmoid(Gate(0, x[u])),
                Sigmoid(Gate(1, h)),
                Sigmoid(Gate(2, x[u]))
            );
            c = c * forget + take * Math.Tanh(Gate(3, h));
            h = show * Math.Tanh(c);
            (state[2 * layer, u], state[2 * layer + 1, u], x[u]) = (h, c, h);
        }
        var total = 0.0;
        for (var u = 0; u < Units; u++)
            total += Math.Exp(x[u] * e[1, u] + e[2, u]);
        var next = text[t + 1];
        loss += Math.Log(total) - (x[next] * e[1, next] + e[2, next]);
    }
    return loss / (Units * (text.Length - 1));
}

double Sigmoid(double z) => 1 / (1 + Math.Exp(-z));
