// The chain rule, layer by layer: forward through u and v to the loss, then back, each layer multiplying what reaches it
// from above by its own slope. What comes out by hand is what Grad derives.
// $ gds run scripts/chain-rule.csx

double U(double x, double w, double b) => w * x + b;

double V(double u) => Math.Tanh(u);

double L(double v) => (v - 1) * (v - 1);

double Loss(double x, double w, double b) => L(V(U(x, w, b)));

var (x, w, b) = (2.0, 0.5, 1.0);

// Forward.
var u = U(x, w, b);
var v = V(u);
Print("u =", u, "v =", v, "L =", L(v));

// Back: one slope for each layer.
var dL_dv = Grad(L, at: v)["v"];
var dv_du = Grad(V, at: u)["u"];
var dL_du = dL_dv * dv_du;
Print("dL/dv =", dL_dv, "dv/du =", dv_du, "dL/du =", dL_du);
Print("dL/dx =", dL_du * w, "dL/dw =", dL_du * x, "dL/db =", dL_du);

// All at once.
Print(Grad(Loss, at: (x, w, b)));
Check(Loss, at: (x, w, b)).OrFail();
