// With a rate of 1e-10 a hundred steps go nowhere: the point has hardly left (-3, 4).
// $ gds run scripts/rate-too-small.csx

double Loss(double x0, double x1) => x0 * x0 + x1 * x1;

Print(Descend(Loss, from: (-3, 4), lr: 1e-10, steps: 100));
