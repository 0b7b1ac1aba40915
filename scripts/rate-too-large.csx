// With a rate of 10 every step overshoots and the point flies off. How far depends on the gradient: the measured one
// (h = 1e-4) loses its step in rounding beyond about 1e12, reads 0 there, and the walk freezes where the lesson froze,
// near (-2.58983747e13, -1.29524862e12); the exact gradient goes on to (-2.25e128, 3.00e128).
// $ gds run scripts/rate-too-large.csx

double Loss(double x0, double x1) => x0 * x0 + x1 * x1;

Print("measured:", Descend(Loss, from: (-3, 4), lr: 10, steps: 100, gradient: "numeric").Point);
Print("exact:   ", Descend(Loss, from: (-3, 4), lr: 10, steps: 100).Point);
