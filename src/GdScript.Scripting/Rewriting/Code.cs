using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using static Microsoft.CodeAnalysis.CSharp.SyntaxFactory;

namespace GdScript.Scripting.Rewriting;

/// <summary>Pieces of C# that the rewriter puts in. Nothing is parsed again, so no blanks are needed between the words.</summary>
internal static class Code
{
    public const string Recording = "global::GdScript.Scripting.Recording";

    public static readonly TypeSyntax Scalar = ParseTypeName($"{Recording}.Scalar");
    public static readonly TypeSyntax Cond = ParseTypeName($"{Recording}.Cond");
    public static readonly TypeSyntax Double = PredefinedType(Token(SyntaxKind.DoubleKeyword));
    public static readonly TypeSyntax Bool = PredefinedType(Token(SyntaxKind.BoolKeyword));
    public static readonly ExpressionSyntax ScalarMath = ParseExpression($"{Recording}.ScalarMath");
    public static readonly ExpressionSyntax ScalarLinq = ParseExpression($"{Recording}.ScalarLinq");
    public static readonly ExpressionSyntax SystemMath = ParseExpression("global::System.Math");
    public static readonly ExpressionSyntax Throw = ThrowExpression(LiteralExpression(SyntaxKind.NullLiteralExpression));
    private static readonly ExpressionSyntax Trace = ParseExpression($"{Recording}.Trace");
    public static readonly ExpressionSyntax Fork = ParseExpression($"{Recording}.Fork");
    private static readonly ExpressionSyntax Select = ParseExpression($"{Recording}.Scalar.Select");

    public static ExpressionSyntax Name(string name) => IdentifierName(name);

    public static ExpressionSyntax Number(int value) => LiteralExpression(SyntaxKind.NumericLiteralExpression, Literal(value));

    public static ExpressionSyntax String(string value) => LiteralExpression(SyntaxKind.StringLiteralExpression, Literal(value));

    /// <summary>A double, bit for bit.</summary>
    public static ExpressionSyntax Number(double value)
    {
        if (double.IsFinite(value) && !double.IsNegative(value))
            return LiteralExpression(SyntaxKind.NumericLiteralExpression, Literal(value));
        if (double.IsFinite(value))
            return Parens(PrefixUnaryExpression(SyntaxKind.UnaryMinusExpression, Number(-value)));
        var bits = BitConverter.DoubleToInt64Bits(value).ToString(CultureInfo.InvariantCulture);
        return ParseExpression($"global::System.BitConverter.Int64BitsToDouble({bits})");
    }

    public static ExpressionSyntax Parens(ExpressionSyntax e) =>
        e is ParenthesizedExpressionSyntax or IdentifierNameSyntax or LiteralExpressionSyntax or InvocationExpressionSyntax
            ? e
            : ParenthesizedExpression(e.WithoutTrivia());

    public static ExpressionSyntax Cast(TypeSyntax type, ExpressionSyntax e) =>
        ParenthesizedExpression(CastExpression(type, ParenthesizedExpression(e.WithoutTrivia())));

    public static ExpressionSyntax Member(ExpressionSyntax of, string name) =>
        MemberAccessExpression(SyntaxKind.SimpleMemberAccessExpression, of, IdentifierName(name));

    public static ExpressionSyntax Call(ExpressionSyntax function, params ExpressionSyntax[] arguments) =>
        InvocationExpression(function, ArgumentList(SeparatedList(arguments.Select(a => Argument(a.WithoutTrivia())))));

    public static ExpressionSyntax Both(SyntaxKind kind, ExpressionSyntax a, ExpressionSyntax b) =>
        ParenthesizedExpression(BinaryExpression(kind, Parens(a), Parens(b)));

    public static ExpressionSyntax Not(ExpressionSyntax e) => PrefixUnaryExpression(SyntaxKind.LogicalNotExpression, Parens(e));

    public static ExpressionSyntax Lambda(ExpressionSyntax body) =>
        ParenthesizedLambdaExpression(ParameterList(), null, body.WithoutTrivia());

    /// <summary>The value as it is, after saying where it is made: <c>Trace.At(7).Of&lt;T&gt;(value)</c>.</summary>
    public static ExpressionSyntax At(int place, TypeSyntax type, ExpressionSyntax value) =>
        Call(
            MemberAccessExpression(
                SyntaxKind.SimpleMemberAccessExpression,
                Call(Member(Trace, "At"), Number(place)),
                GenericName(Identifier("Of"), TypeArgumentList(SingletonSeparatedList(type)))
            ),
            value
        );

    /// <summary>A truth made of recorded numbers as a bool: the point of the recording decides, and a guard is left.</summary>
    public static ExpressionSyntax Guard(int place, ExpressionSyntax condition) => Cast(Bool, At(place, Cond, condition));

    /// <summary><c>Trace.At(7);</c></summary>
    public static StatementSyntax At(int place) => ExpressionStatement(Call(Member(Trace, "At"), Number(place)));

    /// <summary>The number at the point of the recording: for the text of exceptions.</summary>
    public static ExpressionSyntax Shown(ExpressionSyntax value) => Call(Member(Trace, "Shown"), value);

    public static ExpressionSyntax Chosen(ExpressionSyntax condition, ExpressionSyntax a, ExpressionSyntax b) =>
        Call(Select, condition, a, b);

    /// <summary>A choice whose sides may fail: <c>Fork.Choose(c, 7, () => a, () => b)</c>.</summary>
    public static ExpressionSyntax Forked(ExpressionSyntax condition, int place, ExpressionSyntax a, ExpressionSyntax b) =>
        Call(Member(Fork, "Choose"), condition, Number(place), Lambda(a), Lambda(b));

    /// <summary>A second condition that leans on the first: <c>Fork.And(a, 7, () => b)</c>.</summary>
    public static ExpressionSyntax Asked(string how, ExpressionSyntax first, int place, ExpressionSyntax second) =>
        Call(Member(Fork, how), first, Number(place), Lambda(second));

    public static StatementSyntax Declare(TypeSyntax type, string name, ExpressionSyntax value) =>
        LocalDeclarationStatement(
            VariableDeclaration(
                type,
                SingletonSeparatedList(VariableDeclarator(Identifier(name), null, EqualsValueClause(value.WithoutTrivia())))
            )
        );

    public static StatementSyntax Assign(ExpressionSyntax target, ExpressionSyntax value) =>
        ExpressionStatement(AssignmentExpression(SyntaxKind.SimpleAssignmentExpression, target.WithoutTrivia(), value.WithoutTrivia()));

    public static BlockSyntax Braces(IEnumerable<StatementSyntax> statements) => Block(statements);
}
