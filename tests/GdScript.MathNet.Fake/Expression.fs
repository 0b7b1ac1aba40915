namespace MathNet.Symbolics

open System.Numerics

/// Stands for the rational numbers of MathNet.Numerics: only its two halves are looked at.
type BigRational(numerator: BigInteger, denominator: BigInteger) =
    member _.Numerator = numerator
    member _.Denominator = denominator

type Symbol = Symbol of string

type Approximation =
    | Real of float
    | Complex of Complex

type Constant =
    | E
    | Pi
    | I

type Function =
    | Abs
    | Ln
    | Lg
    | Exp
    | Sin
    | Cos
    | Tan
    | Csc
    | Sec
    | Cot
    | Sinh
    | Cosh
    | Tanh
    | Csch
    | Sech
    | Coth
    | Asin
    | Acos
    | Atan
    | Acsc
    | Asec
    | Acot
    | Asinh
    | Acosh
    | Atanh
    | Acsch
    | Asech
    | Acoth
    | AiryAi

type FunctionN =
    | Log
    | Atan2
    | BesselJ
    | HankelH1

[<ReferenceEquality>]
type Expression =
    | Number of BigRational
    | Approximation of Approximation
    | Identifier of Symbol
    | Argument of Symbol
    | Constant of Constant
    | Sum of Expression list
    | Product of Expression list
    | Power of Expression * Expression
    | Function of Function * Expression
    | FunctionN of FunctionN * Expression list
    | ComplexInfinity
    | PositiveInfinity
    | NegativeInfinity
    | Undefined
