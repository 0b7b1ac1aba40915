// Logistic regression on a file of points: hours of study, and whether the exam was passed. The sum over the rows is one
// formula with columns, however many rows there are.
// $ gds run scripts/logistic.csx

record Exam(double Hours, double Passed);

var exams = Csv<Exam>("exams.csv");
Print(exams.Take(4));

double Loss(double w, double b) =>
    exams.Average(e => Math.Log(1 + Math.Exp(-(2 * e.Passed - 1) * (w * e.Hours + b))));

Print(Grad(Loss, at: (0, 0)));
Check(Loss, at: (0.5, -1)).OrFail();
var walk = Descend(Loss, from: (0, 0), lr: 0.5, steps: 5000);
Print(
    "w =",
    Math.Round(walk["w"], 3),
    "b =",
    Math.Round(walk["b"], 3),
    "loss =",
    Math.Round(walk.Loss, 5)
);
Print("even odds at", Math.Round(-walk["b"] / walk["w"], 2), "hours");
