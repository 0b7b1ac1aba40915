using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using Id = GdScript.Scripting.Rewriting.TraceProblems.Id;

namespace GdScript.Scripting.Rewriting;

/// <summary>What reached code does that no recording can follow, each at the user's own words.</summary>
internal sealed class Refusals(ScriptModel model)
{
    private readonly Dictionary<(SyntaxTree, int, string), (Problem Problem, SyntaxNode Place)> found = [];

    public IReadOnlyList<Problem> Found =>
        [.. found.Values.OrderBy(f => model.NumberOf(f.Place.SyntaxTree)).ThenBy(f => f.Place.SpanStart).Select(f => f.Problem)];

    /// <summary>Of several at one place the one with the fewest words stays: the cause, and not what was done with it.</summary>
    public void Add(Problem problem, SyntaxNode place)
    {
        var key = (place.SyntaxTree, place.SpanStart, problem.Id);
        if (!found.TryGetValue(key, out var known) || known.Place.Span.Length > place.Span.Length)
            found[key] = (Places.In(problem, place), place);
    }

    /// <summary>Looks at words that mean the same wherever they stand.</summary>
    public void Syntax(SyntaxNode body)
    {
        foreach (var node in body.DescendantNodesAndSelf())
            switch (node)
            {
                case TypeSyntax type when Doubles.IsNarrow(TypeNamed(type)):
                    Add(TraceProblems.Of(Id.NarrowNumber, type.ToString()), type);
                    break;
                case IdentifierNameSyntax { Identifier.ValueText: "dynamic" } name when TypeNamed(name) is IDynamicTypeSymbol:
                    Add(TraceProblems.Of(Id.Dynamic), name);
                    break;
                case UnsafeStatementSyntax or FixedStatementSyntax or PointerTypeSyntax or FunctionPointerTypeSyntax:
                    Add(TraceProblems.Of(Id.Unsafe), node);
                    break;
                case AwaitExpressionSyntax await:
                    Add(TraceProblems.Of(Id.Await, await.Expression.ToString()), node);
                    break;
                case CommonForEachStatementSyntax { AwaitKeyword.RawKind: (int)SyntaxKind.AwaitKeyword } loop:
                    Add(TraceProblems.Of(Id.Await, loop.Expression.ToString()), node);
                    break;
                case GotoStatementSyntax { RawKind: (int)SyntaxKind.GotoCaseStatement, Expression: { } label } when IsCaseOfDouble(node):
                    Add(TraceProblems.Of(Id.Jump, label.ToString()), node);
                    break;
                default:
                    Changes(node);
                    break;
            }
    }

    private ITypeSymbol? TypeNamed(TypeSyntax type) => model.Symbol(type) as ITypeSymbol;

    private bool IsCaseOfDouble(SyntaxNode jump) =>
        jump.FirstAncestorOrSelf<SwitchStatementSyntax>() is { } choice && model.IsDouble(choice.Expression);

    private void Changes(SyntaxNode node)
    {
        foreach (var target in Assignments.Targets(node))
            if (ScriptVariable(target) is { } variable)
                Add(TraceProblems.Of(Id.ScriptVariable, variable.Name), node is ArgumentSyntax a ? a : node);
    }

    /// <summary>The script variable whose value, or whose element, an expression is.</summary>
    private IFieldSymbol? ScriptVariable(ExpressionSyntax target) =>
        target switch
        {
            ElementAccessExpressionSyntax element => ScriptVariable(element.Expression),
            MemberAccessExpressionSyntax member when model.Symbol(member) is not IFieldSymbol { ContainingType.IsScriptClass: true } =>
                ScriptVariable(member.Expression),
            ParenthesizedExpressionSyntax inner => ScriptVariable(inner.Expression),
            IdentifierNameSyntax or MemberAccessExpressionSyntax => model.Symbol(target)
                is IFieldSymbol { ContainingType.IsScriptClass: true, IsConst: false } field
                ? field
                : null,
            _ => null,
        };

    /// <summary>Looks at what one operation does.</summary>
    public void Check(IOperation operation)
    {
        switch (operation)
        {
            case IInvocationOperation call:
                Call(call);
                break;
            case IObjectCreationOperation { Constructor: { } constructor } creation:
                Creation(creation, constructor);
                break;
            case IMethodReferenceOperation { Method: var method } reference:
                Foreign(method, reference.Syntax, reference);
                break;
            case IPropertyReferenceOperation { Property: var property } reference:
                ForeignValue(property, property.OriginalDefinition.Type, reference);
                break;
            case IFieldReferenceOperation { Field: { IsConst: false } field } reference:
                ForeignValue(field, field.OriginalDefinition.Type, reference);
                break;
            case IConversionOperation conversion:
                Conversion(conversion);
                break;
            case IInterpolationOperation { Expression: var hole } when Doubles.Inside(hole.Type) || Doubles.IsNullable(hole.Type):
                Text(hole);
                break;
            case IDynamicInvocationOperation
            or IDynamicMemberReferenceOperation
            or IDynamicIndexerAccessOperation
            or IDynamicObjectCreationOperation:
                Add(TraceProblems.Of(Id.Dynamic), operation.Syntax);
                break;
            case IAddressOfOperation:
                Add(TraceProblems.Of(Id.Unsafe), operation.Syntax);
                break;
            case ILiteralOperation { Type: var type } when Doubles.IsNarrow(type):
                Add(TraceProblems.Of(Id.NarrowNumber, operation.Syntax.ToString()), operation.Syntax);
                break;
            default:
                break;
        }
    }

    private void Call(IInvocationOperation call)
    {
        var method = call.TargetMethod;
        if (ScriptModel.Declaration(method.OriginalDefinition) is not null)
            return;
        if (Library.IsText(method) && !IsThrown(call))
        {
            foreach (var argument in Arguments(call).Where(a => Doubles.Inside(a.Type) || Doubles.IsNullable(a.Type)))
                Text(argument);
            if (call.Instance is { } shown && (Doubles.Is(shown.Type) || Doubles.IsNullable(shown.Type)))
                Text(shown, call.Syntax);
            if (Library.IsPrinting(method))
                return;
        }
        if (Library.Changes(method) && call.Instance?.Syntax is ExpressionSyntax changed && ScriptVariable(changed) is { } variable)
            Add(TraceProblems.Of(Id.ScriptVariable, variable.Name), call.Syntax);
        Foreign(method, NameOf(call.Syntax), call);
    }

    /// <summary>What a call is given, looking through conversions and the array of a params list.</summary>
    private static IEnumerable<IOperation> Arguments(IInvocationOperation call) =>
        call.Arguments.SelectMany(a =>
            a.Value is IArrayCreationOperation { IsImplicit: true, Initializer.ElementValues: var values } ? values.Select(Bare)
            : a.ArgumentKind == ArgumentKind.DefaultValue ? []
            : [Bare(a.Value)]
        );

    private static IOperation Bare(IOperation value)
    {
        while (value is IConversionOperation { IsImplicit: true } conversion)
            value = conversion.Operand;
        return value;
    }

    /// <summary>The words that name what is called: the whole of <c>Math.BitIncrement</c>, without its arguments.</summary>
    private static SyntaxNode NameOf(SyntaxNode call) => call is InvocationExpressionSyntax invocation ? invocation.Expression : call;

    private void Creation(IObjectCreationOperation creation, IMethodSymbol constructor)
    {
        if (ScriptModel.Declaration(constructor.ContainingType.OriginalDefinition) is null)
            Foreign(constructor, creation.Syntax, creation);
    }

    private void Foreign(IMethodSymbol method, SyntaxNode place, IOperation at)
    {
        if (ScriptModel.Declaration(method.OriginalDefinition) is not null || method.MethodKind is MethodKind.AnonymousFunction)
            return;
        var id = Library.Refusal(method);
        if (id is null || (id == Id.External && IsThrown(at)))
            return;
        Add(TraceProblems.Of(id, Library.NameOf(method)), place);
    }

    private void ForeignValue(ISymbol member, ITypeSymbol type, IOperation at)
    {
        if (
            ScriptModel.Declaration(member.OriginalDefinition) is not null
            || member.ContainingType is null or { IsTupleType: true } or { IsAnonymousType: true }
        )
            return;
        var id = Library.Refusal(member, type);
        if (id is not null)
            Add(TraceProblems.Of(id, Library.NameOf(member)), at.Syntax);
    }

    private void Conversion(IConversionOperation conversion)
    {
        var (from, to) = (conversion.Operand.Type, conversion.Type);
        if (conversion.Operand is IAnonymousFunctionOperation && Library.IsExpressionTree(to))
            Add(TraceProblems.Of(Id.ExpressionTree), conversion.Syntax);
        if ((!Doubles.Is(from) && !Doubles.IsNullable(from)) || to is null or { IsValueType: true } or ITypeParameterSymbol)
            return;
        if (IsThrown(conversion) || conversion.ConstantValue.HasValue)
            return;
        if (IsPartOfText(conversion))
            Text(conversion.Operand);
        else if (to is IDynamicTypeSymbol)
            Add(TraceProblems.Of(Id.Dynamic), conversion.Syntax);
        else
            Add(TraceProblems.Of(Id.Boxing, conversion.Operand.Syntax.ToString()), conversion.Operand.Syntax);
    }

    private static bool IsPartOfText(IOperation boxed)
    {
        for (var above = boxed.Parent; above is not null and not IBlockOperation; above = above.Parent)
            if (
                above
                    is IBinaryOperation { Type.SpecialType: SpecialType.System_String }
                        or ICompoundAssignmentOperation { Type.SpecialType: SpecialType.System_String }
                        or IInterpolationOperation
                || (above is IInvocationOperation call && Library.IsText(call.TargetMethod))
            )
                return true;
        return false;
    }

    private void Text(IOperation shown, SyntaxNode? place = null)
    {
        if (!IsThrown(shown))
            Add(TraceProblems.Of(Id.Text, shown.Syntax.ToString()), place ?? shown.Syntax);
    }

    /// <summary>Inside what is thrown: there the numbers of the point itself are shown.</summary>
    private static bool IsThrown(IOperation operation)
    {
        for (var above = operation; above is not null and not IBlockOperation; above = above.Parent)
            if (above is IThrowOperation)
                return true;
        return false;
    }
}
