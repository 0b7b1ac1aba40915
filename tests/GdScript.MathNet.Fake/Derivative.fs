namespace MathNet.Symbolics

open System.Numerics

/// The rules of a first course, with nothing simplified. Toward some names it misbehaves, each in its own way.
module internal Derivative =

    let whole (n: int) = Number(BigRational(BigInteger n, BigInteger.One))
    let plus a b = Sum [ a; b ]
    let times a b = Product [ a; b ]
    let over a b = Product [ a; Power(b, whole -1) ]
    let minus a = times (whole -1) a
    let square a = Power(a, whole 2)
    let root a = Power(a, Number(BigRational(BigInteger.One, BigInteger 2)))

    let private outer f x =
        match f with
        | Ln -> over (whole 1) x
        | Lg -> over (whole 1) (times x (Function(Ln, whole 10)))
        | Exp -> Function(Exp, x)
        | Sin -> Function(Cos, x)
        | Cos -> minus (Function(Sin, x))
        | Tan -> square (Function(Sec, x))
        | Sinh -> Function(Cosh, x)
        | Cosh -> Function(Sinh, x)
        | Tanh -> square (Function(Sech, x))
        | Asin -> over (whole 1) (root (plus (whole 1) (minus (square x))))
        | Acos -> over (whole -1) (root (plus (whole 1) (minus (square x))))
        | Atan -> over (whole 1) (plus (whole 1) (square x))
        | Asinh -> over (whole 1) (root (plus (square x) (whole 1)))
        | Acosh -> over (whole 1) (root (plus (square x) (whole -1)))
        | Atanh -> over (whole 1) (plus (whole 1) (minus (square x)))
        | _ -> failwith "not supported"

    let rec toward name expression =
        match expression with
        | Identifier(Symbol n) when n = name -> whole 1
        | Number _
        | Approximation _
        | Identifier _
        | Argument _
        | Constant _ -> whole 0
        | Sum all -> Sum(List.map (toward name) all)
        | Product all ->
            all
            |> List.mapi (fun i factor -> Product(toward name factor :: List.removeAt i all))
            |> Sum
        | Power(radix, (Number n as exponent)) ->
            let lower = Number(BigRational(n.Numerator - n.Denominator, n.Denominator))
            Product [ exponent; Power(radix, lower); toward name radix ]
        | Power(radix, exponent) ->
            let logarithmic =
                plus (times (toward name exponent) (Function(Ln, radix))) (over (times exponent (toward name radix)) radix)

            times expression logarithmic
        | Function(f, x) -> times (outer f x) (toward name x)
        | _ -> failwith "not supported"

    let misbehaving name expression =
        match name with
        | "liar" -> times (whole 2) (toward name expression)
        | "almost" -> times (Approximation(Real 1.0000001)) (toward name expression)
        | "thrower" -> failwith "not supported"
        | "imaginary" -> Constant I
        | "complex" -> Approximation(Approximation.Complex(System.Numerics.Complex(1.0, 1.0)))
        | "endless" -> PositiveInfinity
        | "undefined" -> Undefined
        | "stranger" -> Identifier(Symbol "somebody")
        | "bessel" -> FunctionN(BesselJ, [ Identifier(Symbol name); whole 1 ])
        | "hankel" -> FunctionN(HankelH1, [ whole 1; Identifier(Symbol name) ])
        | "sloth" ->
            System.Threading.Thread.Sleep System.Threading.Timeout.Infinite
            Undefined
        | _ -> toward name expression
