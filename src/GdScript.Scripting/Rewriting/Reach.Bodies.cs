using GdScript.Scripting.Images;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace GdScript.Scripting.Rewriting;

/// <summary>What the code of a body names, one operation after the other.</summary>
internal sealed partial class Reach
{
    private void Later(SyntaxNode body) => work.Enqueue(() => Body(body));

    private bool IsInside(SyntaxNode node) => bodies.Any(b => b.SyntaxTree == node.SyntaxTree && b.Span.Contains(node.Span));

    private void Body(SyntaxNode body)
    {
        if (body is TypeDeclarationSyntax) // a primary constructor: what it does stands in the initializers
            return;
        bodies.Add(body);
        refusals.Syntax(body);
        foreach (var root in Operations(body))
        foreach (var operation in root.DescendantsAndSelf())
            Operation(operation, body);
        foreach (var loop in body.DescendantNodes())
            Silent(loop);
    }

    /// <summary>The roots of what the compiler knows of a body.</summary>
    private IEnumerable<IOperation> Operations(SyntaxNode body)
    {
        if (model.Operation(body) is { } whole)
            return [whole];
        var parts = body switch
        {
            PropertyDeclarationSyntax { ExpressionBody: { } arrow } => [arrow],
            IndexerDeclarationSyntax { ExpressionBody: { } arrow } => [arrow],
            BasePropertyDeclarationSyntax { AccessorList.Accessors: var accessors } => accessors.Cast<SyntaxNode>(),
            VariableDeclaratorSyntax { Initializer: { } initializer } => [initializer],
            _ => [],
        };
        return parts.Select(model.Operation).OfType<IOperation>();
    }

    /// <summary>Calls that no operation names: of enumerators and of deconstruction.</summary>
    private void Silent(SyntaxNode node)
    {
        if (node is CommonForEachStatementSyntax loop)
        {
            var info = model.Of(loop).GetForEachStatementInfo(loop);
            foreach (
                var called in new ISymbol?[] { info.GetEnumeratorMethod, info.MoveNextMethod, info.CurrentProperty, info.DisposeMethod }
            )
                Member(called);
        }
        else if (node is AssignmentExpressionSyntax { RawKind: (int)SyntaxKind.SimpleAssignmentExpression } assignment)
            Deconstruction(model.Of(node).GetDeconstructionInfo(assignment));
        if (node is ForEachVariableStatementSyntax variable)
            Deconstruction(model.Of(node).GetDeconstructionInfo(variable));
    }

    private void Deconstruction(DeconstructionInfo info)
    {
        if (info.Method is { } method)
            Method(method);
        foreach (var nested in info.Nested)
            Deconstruction(nested);
    }

    private void Operation(IOperation operation, SyntaxNode body)
    {
        refusals.Check(operation);
        Type(operation.Type);
        Type(AskedFor(operation));
        switch (operation)
        {
            case ILocalReferenceOperation { Local: var local } when IsOutside(local, body):
                Captured(local, CaptureFrom.Closure);
                break;
            case IParameterReferenceOperation { Parameter: var parameter } when IsOutside(parameter, body):
                Captured(parameter, CaptureFrom.Closure);
                break;
            case IVariableDeclaratorOperation declarator:
                Type(declarator.Symbol.Type);
                break;
            default:
                break;
        }
        foreach (var member in Named(operation))
            Member(member);
    }

    /// <summary>The members an operation calls, reads or writes.</summary>
    private static IEnumerable<ISymbol?> Named(IOperation operation) =>
        operation switch
        {
            IInvocationOperation call => [call.TargetMethod],
            IMethodReferenceOperation reference => [reference.Method],
            IObjectCreationOperation creation => [creation.Constructor],
            IPropertyReferenceOperation property => [property.Property],
            IFieldReferenceOperation field => [field.Field],
            IBinaryOperation binary => [binary.OperatorMethod],
            IUnaryOperation unary => [unary.OperatorMethod],
            IConversionOperation conversion => [conversion.OperatorMethod],
            IIncrementOrDecrementOperation step => [step.OperatorMethod],
            ICompoundAssignmentOperation compound =>
            [
                compound.OperatorMethod,
                compound.InConversion.MethodSymbol,
                compound.OutConversion.MethodSymbol,
            ],
            IWithOperation with => [with.CloneMethod],
            IRecursivePatternOperation pattern => [pattern.DeconstructSymbol],
            IPropertySubpatternOperation { Member: IMemberReferenceOperation member } => [member.Member],
            IListPatternOperation list => [list.LengthSymbol, list.IndexerSymbol],
            ISlicePatternOperation slice => [slice.SliceSymbol],
            IImplicitIndexerReferenceOperation index => [index.LengthSymbol, index.IndexerSymbol],
            ICollectionExpressionOperation collection => [collection.ConstructMethod],
            ISpreadOperation spread => [spread.ElementConversion.MethodSymbol],
            _ => [],
        };

    /// <summary>A local or a parameter of code around the body, and not of a constructor of its type.</summary>
    private bool IsOutside(ISymbol variable, SyntaxNode body) =>
        ScriptModel.Declaration(variable) is { } declaration
        && variable.ContainingSymbol is not IMethodSymbol { MethodKind: MethodKind.Constructor }
        && !(declaration.SyntaxTree == body.SyntaxTree && body.Span.Contains(declaration.Span))
        && !IsInside(declaration)
        && variable is not ILocalSymbol { IsConst: true };
}
