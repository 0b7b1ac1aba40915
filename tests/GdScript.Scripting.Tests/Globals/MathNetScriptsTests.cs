using GdScript.Scripting.Running;
using Xunit;

namespace GdScript.Scripting.Tests.Globals;

/// <summary>
/// Scripts as people write them over MathNet.Symbolics: parse, derive, evaluate, compile. Nothing but the <c>using</c> lines is ours.
/// </summary>
public class MathNetScriptsTests
{
    private const string Usings = "using GdScript.Symbolics;\nusing Expr = GdScript.Symbolics.SymbolicExpression;\n";

    [Fact]
    public void A_tour() =>
        Says(
            """
            var x = Expr.Variable("x");
            var a = Expr.Variable("a");
            var b = Expr.Variable("b");
            Console.WriteLine((a + a).ToString());
            Console.WriteLine((2 + 1 / x - 1).ToString());
            Console.WriteLine((1 / (a * b)).ToLaTeX());
            var symbols = new Dictionary<string, FloatingPoint> {{ "a", 2.0 }, { "b", 3.0 }};
            Console.WriteLine((1 / (a * b)).Evaluate(symbols).RealValue);
            Func<double, double, double> f = (1 / (a * b)).Compile("a", "b");
            Console.WriteLine(f(2.0, 4.0));
            """,
            @"2*a|1 + 1/x|\frac{1}{a \cdot b}|0.16666666666666666|0.125"
        );

    [Fact]
    public void A_series_by_hand() =>
        Says(
            """
            Expr Taylor(int k, Expr symbol, Expr at, Expr f)
            {
                int factorial = 1;
                Expr sum = Expr.Zero;
                Expr derivative = f;
                for (int i = 0; i < k; i++)
                {
                    var there = derivative.Substitute(symbol, at);
                    derivative = derivative.Differentiate(symbol);
                    sum = sum + there / factorial * ((symbol - at).Pow(i));
                    factorial *= (i + 1);
                }
                return sum.Expand();
            }
            var x = Expr.Variable("x");
            Console.WriteLine(Taylor(4, x, 0, x.Sin() + x.Cos()));
            Console.WriteLine((x.Sin() + x.Cos()).Taylor(4, x, 0));
            """,
            "-x^3/6 - x^2/2 + x + 1|-x^3/6 - x^2/2 + x + 1"
        );

    [Fact]
    public void Newtons_method_with_the_modules() =>
        Says(
            """
            Expression f = Infix.ParseOrThrow("x^3 - 2*x - 5");
            Expression derivative = Calculus.Differentiate(Expression.Symbol("x"), f);
            var values = new Dictionary<string, FloatingPoint> { { "x", 2 } };
            double x = 2;
            for (int i = 0; i < 6; i++)
            {
                values["x"] = x;
                x -= Evaluate.Evaluate(values, f).RealValue / Evaluate.Evaluate(values, derivative).RealValue;
            }
            Console.WriteLine(Infix.Format(derivative));
            Console.WriteLine(x);
            """,
            "3*x^2 - 2|2.0945514815423265"
        );

    [Fact]
    public void Newtons_method_for_a_system() =>
        Says(
            """
            var functions = new List<SymbolicExpression>
            {
                SymbolicExpression.Parse("x1 + x2 - 3"),
                SymbolicExpression.Parse("x1^2 + x2^2 - 9")
            };
            var variables = functions.First().CollectVariables().ToList();
            var point = new Dictionary<string, FloatingPoint>() { { "x1", 1 }, { "x2", 5 } };
            for (var k = 0; k < 20; k++)
            {
                var j = functions.Select(f => variables.Select(v => f.Differentiate(v).Evaluate(point).RealValue).ToArray()).ToArray();
                var r = functions.Select(f => f.Evaluate(point).RealValue).ToArray();
                var det = j[0][0] * j[1][1] - j[0][1] * j[1][0];
                point["x1"] = point["x1"].RealValue - (r[0] * j[1][1] - r[1] * j[0][1]) / det;
                point["x2"] = point["x2"].RealValue - (j[0][0] * r[1] - j[1][0] * r[0]) / det;
            }
            Console.WriteLine(Math.Round(point["x1"].RealValue, 9) + " " + Math.Round(point["x2"].RealValue, 9));
            """,
            "0 3"
        );

    [Fact]
    public void A_differential_equation_by_Runge_and_Kutta() =>
        Says(
            """
            Func<double, double, double> function = Expr.Parse("y - 2*x/y").Compile("x", "y");
            const double h = 0.1;
            double x = 0, y = 1;
            for (int i = 0; i < 10; i++)
            {
                double k1 = h * function(x, y), k2 = h * function(x + h / 2, y + k1 / 2);
                double k3 = h * function(x + h / 2, y + k2 / 2), k4 = h * function(x + h, y + k3);
                x += h;
                y += (k1 + 2 * k2 + 2 * k3 + k4) / 6;
            }
            Console.WriteLine(y.ToString("F4") + " " + Math.Sqrt(1 + 2 * 1.0).ToString("F4"));
            """,
            "1.7321 1.7321"
        );

    [Fact]
    public void Half_an_interval_at_a_time() =>
        Says(
            """
            double Value(string equation, double x)
            {
                var f = Infix.ParseOrThrow(equation);
                return Evaluate.Evaluate(new Dictionary<string, FloatingPoint> { { "x", x } }, f).RealValue;
            }
            double low = 0, high = 1;
            while (high - low > 1e-9)
            {
                double center = (low + high) / 2;
                if (Value("cos(x) - x*e^x", low) * Value("cos(x) - x*e^x", center) <= 0) high = center; else low = center;
            }
            Console.WriteLine(Math.Round(low, 6));
            """,
            "0.517757"
        );

    [Fact]
    public void A_walk_downhill_over_expressions() =>
        Says(
            """
            var (x, y) = (Expr.Variable("x"), Expr.Variable("y"));
            Expr f = (x - 1).Pow(2) + 10 * (y + 2) * (y + 2);
            var gradient = new[] { f.Differentiate(x), f.Differentiate(y) };
            var at = new Dictionary<string, FloatingPoint> { ["x"] = 5, ["y"] = 5 };
            for (int i = 0; i < 200; i++)
            {
                var dx = gradient[0].Evaluate(at).RealValue;
                var dy = gradient[1].Evaluate(at).RealValue;
                at["x"] = at["x"].RealValue - 0.09 * dx;
                at["y"] = at["y"].RealValue - 0.09 * dy;
            }
            Console.WriteLine($"{f}: {at["x"].RealValue:F6} {at["y"].RealValue:F6}");
            """,
            "(x - 1)^2 + 10*(y + 2)^2: 1.000000 -2.000000"
        );

    [Fact]
    public void A_line_through_points_by_least_squares() =>
        Says(
            """
            Expr a = Expr.Variable("a"), b = Expr.Variable("b");
            var points = new Dictionary<double, double> { { 0, 1 }, { 1, 3 }, { 2, 5 }, { 3, 7 } };
            SymbolicExpression F = 0;
            foreach (var p in points)
            {
                var e = p.Value - (a * p.Key + b);
                F += e * e;
            }
            var (da, db) = (F.Differentiate(a).Expand(), F.Differentiate(b).Expand());
            double C(Expr e, string v) => e.Differentiate(v).RealNumberValue;
            double A0 = da.Substitute(a, 0).Substitute(b, 0).RealNumberValue, B0 = db.Substitute(a, 0).Substitute(b, 0).RealNumberValue;
            double det = C(da, "a") * C(db, "b") - C(da, "b") * C(db, "a");
            Console.WriteLine((-A0 * C(db, "b") + B0 * C(da, "b")) / det + " " + (-C(da, "a") * B0 + C(db, "a") * A0) / det);
            """,
            "2 1"
        );

    [Fact]
    public void A_polynomial_through_points() =>
        Says(
            """
            var x = Expr.Variable("x");
            int[] xi = { 1, 2, 3, 4 }, yi = { 1, 8, 27, 64 };
            Expr sum = Expr.Zero;
            for (int i = 0; i < 4; i++)
            {
                Expr term = yi[i];
                for (int j = 0; j < 4; j++)
                    if (i != j)
                        term *= (x - xi[j]) / (xi[i] - xi[j]);
                sum += term;
            }
            Console.WriteLine(sum.Expand());
            Console.WriteLine(sum.RationalSimplify(x).ToString());
            Console.WriteLine(sum.Coefficients(x).Last());
            """,
            "x^3|x^3|1"
        );

    [Fact]
    public void A_curve_for_a_chart_leaves_out_what_has_no_value() =>
        Says(
            """
            SymbolicExpression equation = SymbolicExpression.Parse("ln(x)/x");
            var variables = new Dictionary<string, FloatingPoint>();
            for (double x = -1; x <= 2; x += 1)
            {
                variables["x"] = x;
                var result = equation.Evaluate(variables);
                if (result.IsReal)
                    Console.WriteLine(x + " " + result.RealValue.ToString("F3"));
                else
                    Console.WriteLine(x + " -");
            }
            """,
            "-1 -|0 -|1 0.000|2 0.347"
        );

    [Fact]
    public void The_reliability_of_a_graph() =>
        Says(
            """
            var names = new[] { "p", "q" };
            var edges = names.Select(Expr.Variable).ToArray();
            Expr result = 0;
            foreach (var way in new[] { "11", "10", "01" })
            {
                Expr product = 1;
                for (int i = 0; i < way.Length; i++)
                    product *= way[i] == '1' ? edges[i] : (1 - edges[i]);
                result += product;
            }
            var values = new Dictionary<string, FloatingPoint>();
            foreach (var edge in edges)
                values.Add(edge.VariableName, 0.9);
            Console.WriteLine(result.Expand() + ", " + Math.Round(result.Evaluate(values).RealValue, 12));
            """,
            "p - p*q + q, 0.99"
        );

    [Fact]
    public void Velocity_and_acceleration() =>
        Says(
            """
            var x = Expr.Parse("0.2*B*cos(B)");
            var prime = x.Differentiate("B");
            var doublePrime = prime.Differentiate("B");
            var at = new Dictionary<string, FloatingPoint> { { "B", 0.5 } };
            Console.WriteLine(prime + " , " + Math.Round(prime.Evaluate(at).RealValue, 9) + " , " + Math.Round(doublePrime.Evaluate(at).RealValue, 9));
            """,
            "cos(B)/5 - B*sin(B)/5 , 0.127573959 , -0.279528472"
        );

    [Fact]
    public void Formulas_that_come_as_text() =>
        Says(
            """
            foreach (var text in new[] { "1/(a*b)", "|a - 2|*b", "sin^2(a) + cos(π)", "1/(a*b" })
                try
                {
                    Expression e = Infix.ParseOrThrow(text);
                    Console.WriteLine(Infix.Format(Algebraic.Expand(e)));
                }
                catch (Exception e)
                {
                    Console.WriteLine(e.Message.Split('\n')[0]);
                }
            SymbolicExpression s = Infix.ParseOrUndefined("a +");
            Console.WriteLine(s.Type);
            """,
            "1/(a*b)|b*abs(a - 2)|-cos(a)^2|'(' is never closed; add ')' (line 1, column 3)|Undefined"
        );

    /// <summary>And what is ours: an expression wherever a script takes a formula.</summary>
    [Fact]
    public void An_expression_is_accepted_where_a_formula_is() =>
        Says(
            """
            var (x, y) = (Expr.Variable("x"), Expr.Variable("y"));
            var loss = x * x / 20 + y * y;
            Print(Grad(loss, at: (10, 4)));
            Print(Check(loss, at: (3, 4)).Verdict, Hess(loss, at: (3, 4))[1, 1]);
            Print(Descend(loss, from: (-7, 2), lr: 0.1, steps: 2).Steps, Formula(loss).At((10, 1)));
            Expr back = Grad("x^3").Partials[0];
            Print(back.Differentiate(x), loss.Gradient(), loss);
            """,
            "loss  = 21|d/dx  = 1|d/dy  = 8|match 2|2 6|6*x [x/10, 2*y] x^2/20 + y^2"
        );

    [Fact]
    public void A_mistake_is_told_at_the_line_of_the_script()
    {
        var ran = Ran.Of(Usings + "var f = Expr.Parse(\"2*(x\");");
        Assert.Equal(("GDS5005", 3), (ran.Problem.Id, ran.Problem.Place?.Line));
        Assert.Equal("'(' is never closed (in \"2*(x\")", ran.Problem.What);
    }

    /// <summary>Runs the script; a bar in what is expected ends a line.</summary>
    private static void Says(string script, string expected)
    {
        var ran = Ran.Of(Usings + script);
        Assert.IsType<Ending.Done>(ran.Ending);
        Assert.Equal("", ran.Err);
        Assert.Equal(expected.Replace('|', '\n') + "\n", ran.Out);
    }
}
