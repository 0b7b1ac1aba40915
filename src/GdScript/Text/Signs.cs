namespace GdScript.Text;

/// <summary>An operator as it is written. The shapes beside it decide later which operation it becomes.</summary>
internal enum Sign : byte
{
    Or,
    And,
    Eq,
    Ne,
    Lt,
    Le,
    Gt,
    Ge,
    Add,
    Sub,
    Mul,
    Div,
    DotMul,
    DotDiv,
    Pow,
    DotPow,
    Neg,
    Plus,
    Not,
}

/// <summary>How tightly things hold together, loosest first. Reader and printers share this one scale.</summary>
internal static class Levels
{
    public const int Any = 0;
    public const int Or = 1;
    public const int And = 2;
    public const int Equality = 3;
    public const int Order = 4;
    public const int Sum = 5;
    public const int Product = 6;
    public const int Prefix = 7;
    public const int Power = 8;
    public const int Atom = 9;
}

/// <summary>The facts about each sign that reader, builder and messages need.</summary>
internal static class Signs
{
    public static int Level(this Sign sign) =>
        sign switch
        {
            Sign.Or => Levels.Or,
            Sign.And => Levels.And,
            Sign.Eq or Sign.Ne => Levels.Equality,
            Sign.Lt or Sign.Le or Sign.Gt or Sign.Ge => Levels.Order,
            Sign.Add or Sign.Sub => Levels.Sum,
            Sign.Mul or Sign.Div or Sign.DotMul or Sign.DotDiv => Levels.Product,
            Sign.Neg or Sign.Plus or Sign.Not => Levels.Prefix,
            Sign.Pow or Sign.DotPow => Levels.Power,
        };

    public static string Text(this Sign sign) =>
        sign switch
        {
            Sign.Or => "||",
            Sign.And => "&&",
            Sign.Eq => "==",
            Sign.Ne => "!=",
            Sign.Lt => "<",
            Sign.Le => "<=",
            Sign.Gt => ">",
            Sign.Ge => ">=",
            Sign.Add or Sign.Plus => "+",
            Sign.Sub or Sign.Neg => "-",
            Sign.Mul => "*",
            Sign.Div => "/",
            Sign.DotMul => ".*",
            Sign.DotDiv => "./",
            Sign.Pow => "^",
            Sign.DotPow => ".^",
            Sign.Not => "!",
        };

    /// <summary>True where <c>a s b s c</c> reads as <c>a s (b s c)</c>.</summary>
    public static bool IsRightAssociative(this Sign sign) => sign is Sign.Pow or Sign.DotPow;

    /// <summary>True where <c>a s b s c</c> is refused because it does not mean what it seems to.</summary>
    public static bool IsComparison(this Sign sign) => sign.Level() is Levels.Equality or Levels.Order;
}
