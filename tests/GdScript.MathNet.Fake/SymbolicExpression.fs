namespace MathNet.Symbolics

open System.Numerics
open Derivative

/// The type that C# sees.
[<AllowNullLiteral>]
type SymbolicExpression(expression: Expression) =
    let apply f = SymbolicExpression(Function(f, expression))

    member _.Expression = expression

    static member Variable(name: string) = SymbolicExpression(Identifier(Symbol name))
    static member Real(value: float) = SymbolicExpression(Approximation(Real value))
    static member Pi = SymbolicExpression(Constant Pi)
    static member E = SymbolicExpression(Constant E)

    static member IntegerFraction(numerator: BigInteger, denominator: BigInteger) =
        SymbolicExpression(Number(BigRational(numerator, denominator)))

    static member op_Implicit(value: int) = SymbolicExpression(whole value)

    static member (~-)(x: SymbolicExpression) = SymbolicExpression(minus x.Expression)

    static member (+)(x: SymbolicExpression, y: SymbolicExpression) =
        SymbolicExpression(plus x.Expression y.Expression)

    static member (-)(x: SymbolicExpression, y: SymbolicExpression) =
        SymbolicExpression(plus x.Expression (minus y.Expression))

    static member (*)(x: SymbolicExpression, y: SymbolicExpression) =
        SymbolicExpression(times x.Expression y.Expression)

    static member (/)(x: SymbolicExpression, y: SymbolicExpression) =
        SymbolicExpression(over x.Expression y.Expression)

    member _.Pow(power: SymbolicExpression) =
        SymbolicExpression(Power(expression, power.Expression))

    member _.Root(n: SymbolicExpression) =
        match n.Expression with
        | Number r -> SymbolicExpression(Power(expression, Number(BigRational(r.Denominator, r.Numerator))))
        | other -> SymbolicExpression(Power(expression, over (whole 1) other))

    member _.Sqrt() = SymbolicExpression(root expression)
    member _.Exp() = apply Exp
    member _.Ln() = apply Ln
    member _.Log() = apply Lg
    member _.Abs() = apply Abs
    member _.Sin() = apply Sin
    member _.Cos() = apply Cos
    member _.Tan() = apply Tan
    member _.Cot() = apply Cot
    member _.ArcSin() = apply Asin
    member _.ArcCos() = apply Acos
    member _.ArcTan() = apply Atan
    member _.Sinh() = apply Sinh
    member _.Cosh() = apply Cosh
    member _.Tanh() = apply Tanh
    member _.ArcSinh() = apply Asinh
    member _.ArcCosh() = apply Acosh
    member _.ArcTanh() = apply Atanh

    member _.Differentiate(variable: SymbolicExpression) =
        match variable.Expression with
        | Identifier(Symbol name) -> SymbolicExpression(misbehaving name expression)
        | _ -> failwith "not a variable"
