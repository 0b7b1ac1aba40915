using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace GdScript.Scripting.Rewriting;

/// <summary>
/// What may be computed although the script, at the point of the recording, would not: the other side of a choice. Pure code changes
/// nothing that is seen outside, and ends; it may throw, and the recorder sees to that.
/// </summary>
internal sealed class Purity(ScriptModel model, Func<ExpressionSyntax, bool> isData)
{
    private readonly Dictionary<ISymbol, bool> methods = new(SymbolEqualityComparer.Default);

    /// <summary>Nothing is assigned, awaited or declared, and everything that is called is pure.</summary>
    public bool IsPure(ExpressionSyntax e) => e.DescendantNodesAndSelf().All(node => IsPure(node, null));

    /// <summary>A lambda or a method that changes nothing but its own variables.</summary>
    public bool IsPureFunction(ExpressionSyntax e) =>
        e is AnonymousFunctionExpressionSyntax function && model.Symbol(e) is IMethodSymbol lambda
            ? function.Body.DescendantNodesAndSelf().All(node => IsPure(node, lambda))
        : FunctionOf(e) is { } held ? IsPureFunction(held)
        : model.Symbol(e) is IMethodSymbol method && IsPureMethod(method);

    /// <summary>The body of a loop that changes numbers around it and its own variables, and goes through all of itself.</summary>
    public bool CanBeFolded(StatementSyntax body) =>
        body.DescendantNodesAndSelf()
            .All(node =>
                node switch
                {
                    ReturnStatementSyntax
                    or BreakStatementSyntax
                    or ContinueStatementSyntax
                    or ThrowStatementSyntax
                    or SwitchStatementSyntax => false,
                    LocalFunctionStatementSyntax or AnonymousFunctionExpressionSyntax { Block: not null } => false,
                    AssignmentExpressionSyntax { Parent: InitializerExpressionSyntax } => true,
                    _ when Assignments.Targets(node).ToList() is { Count: > 0 } targets => node
                        is not ArgumentSyntax
                            and not RefExpressionSyntax
                        && targets.All(t => t is IdentifierNameSyntax or DeclarationExpressionSyntax),
                    DeclarationExpressionSyntax or SingleVariableDesignationSyntax => true,
                    SimpleNameSyntax => !OnStack(node) && IsPure(node, null),
                    ThisExpressionSyntax or BaseExpressionSyntax => !OnStack(node),
                    _ => IsPure(node, null),
                }
            );

    /// <summary>One node of pure code; inside a method its own variables may be written.</summary>
    private bool IsPure(SyntaxNode node, IMethodSymbol? inside) =>
        (Conversion(node) is not { } conversion || IsPureMethod(conversion))
        && node switch
        {
            AssignmentExpressionSyntax { Parent: InitializerExpressionSyntax } => true,
            ArgumentSyntax { RefKindKeyword.RawKind: (int)SyntaxKind.OutKeyword or (int)SyntaxKind.RefKeyword } => false,
            AwaitExpressionSyntax or RefExpressionSyntax or YieldStatementSyntax or GotoStatementSyntax or LabeledStatementSyntax => false,
            UnsafeStatementSyntax or UsingStatementSyntax or LockStatementSyntax or TryStatementSyntax => false,
            DeclarationExpressionSyntax or SingleVariableDesignationSyntax or StackAllocArrayCreationExpressionSyntax => inside is not null,
            AnonymousFunctionExpressionSyntax { Block: not null } => inside is not null,
            _ when Assignments.Targets(node).ToList() is { Count: > 0 } targets => inside is not null && targets.All(t => IsOwn(t, inside)),
            WhileStatementSyntax loop => !MayNotEnd(loop.Condition),
            DoStatementSyntax loop => !MayNotEnd(loop.Condition),
            ForStatementSyntax loop => loop.Condition is { } condition && !MayNotEnd(condition),
            InvocationExpressionSyntax call => IsPureCall(call, inside),
            BaseObjectCreationExpressionSyntax creation => model.Symbol(creation) is not IMethodSymbol made || IsPureMethod(made),
            ElementAccessExpressionSyntax or MemberAccessExpressionSyntax or IdentifierNameSyntax => model.Symbol(node)
                is not IPropertySymbol read
                || IsPureProperty(read),
            BinaryExpressionSyntax or PrefixUnaryExpressionSyntax => model.Symbol(node) is not IMethodSymbol operation
                || ScriptModel.Declaration(operation) is null
                || IsPureMethod(operation),
            _ => true,
        };

    /// <summary>The method of the script that makes one type of another here, written as a cast or not.</summary>
    private IMethodSymbol? Conversion(SyntaxNode node) =>
        node is CastExpressionSyntax && model.Symbol(node) is IMethodSymbol { MethodKind: MethodKind.Conversion } cast ? cast
        : node is ExpressionSyntax e && model.Of(e).GetConversion(e) is { IsUserDefined: true, MethodSymbol: { } method } ? method
        : null;

    private bool MayNotEnd(ExpressionSyntax condition) => isData(condition) || model.Constant(condition).HasValue;

    private bool IsPureCall(InvocationExpressionSyntax call, IMethodSymbol? inside)
    {
        if (model.Symbol(call) is not IMethodSymbol method)
            return model.Constant(call).HasValue; // nameof
        if (method.MethodKind == MethodKind.DelegateInvoke)
            return FunctionOf(call.Expression) is { } held && IsPureLambda(held);
        if (ScriptModel.Declaration(method.OriginalDefinition) is not null)
            return IsPureMethod(method);
        if (!Library.Changes(method) && !Library.Writes(method))
            return true;
        return inside is not null
            && call.Expression is MemberAccessExpressionSyntax { Expression: var changed }
            && IsFresh(changed, inside);
    }

    private bool IsPureLambda(AnonymousFunctionExpressionSyntax function)
    {
        if (function.ExpressionBody is not { } body || model.Symbol(function) is not { } lambda)
            return false;
        if (methods.TryGetValue(lambda, out var known))
            return known;
        methods[lambda] = false; // as for a method that calls itself
        return methods[lambda] = IsPure(body);
    }

    /// <summary>The lambda behind a name, when it can be no other.</summary>
    private AnonymousFunctionExpressionSyntax? FunctionOf(ExpressionSyntax name) =>
        model.Symbol(name) is { } variable and (ILocalSymbol or IFieldSymbol)
            ? Target.InitializerOf(model, variable) as AnonymousFunctionExpressionSyntax
            : null;

    private bool IsPureProperty(IPropertySymbol property) =>
        ScriptModel.Declaration(property.OriginalDefinition) is null || property.GetMethod is null || IsPureMethod(property.GetMethod);

    private bool IsPureMethod(IMethodSymbol method)
    {
        method = (method.ReducedFrom ?? method).OriginalDefinition;
        if (ScriptModel.Declaration(method) is not { } declaration)
            return true;
        if (declaration is ParameterSyntax or TypeDeclarationSyntax)
            return true;
        if (method.IsAbstract || method.IsVirtual || method.IsOverride || method.ContainingType?.TypeKind == TypeKind.Interface)
            return false;
        if (methods.TryGetValue(method, out var known))
            return known;
        methods[method] = false; // what calls itself may not end where the loss would not call it
        return methods[method] = declaration.DescendantNodes().All(node => IsPure(node, method));
    }

    /// <summary>A variable of the method itself, an element of an array that it made, or a field of the object that it makes.</summary>
    private bool IsOwn(ExpressionSyntax target, IMethodSymbol method) =>
        target switch
        {
            DeclarationExpressionSyntax => true,
            IdentifierNameSyntax when model.Symbol(target) is ILocalSymbol { IsRef: false } local => Holds(method, local),
            IdentifierNameSyntax when model.Symbol(target) is IParameterSymbol { RefKind: RefKind.None } parameter => Holds(
                method,
                parameter
            ),
            IdentifierNameSyntax or MemberAccessExpressionSyntax { Expression: ThisExpressionSyntax } => method.MethodKind
                == MethodKind.Constructor
                && model.Symbol(target) is IFieldSymbol or IPropertySymbol,
            ElementAccessExpressionSyntax element => IsFresh(element.Expression, method),
            _ => false,
        };

    private bool IsFresh(ExpressionSyntax collection, IMethodSymbol method) =>
        collection is ElementAccessExpressionSyntax inner
            ? IsFresh(inner.Expression, method)
            : model.Symbol(collection) is ILocalSymbol local
                && Holds(method, local)
                && Target.InitializerOf(model, local)
                    is BaseObjectCreationExpressionSyntax
                        or ArrayCreationExpressionSyntax
                        or ImplicitArrayCreationExpressionSyntax
                        or CollectionExpressionSyntax
                        or StackAllocArrayCreationExpressionSyntax;

    private static bool Holds(IMethodSymbol method, ISymbol variable) =>
        ScriptModel.Declaration(method) is { } body
        && ScriptModel.Declaration(variable) is { } declaration
        && body.Span.Contains(declaration.Span)
        && body.SyntaxTree == declaration.SyntaxTree;

    /// <summary>Pure, cheap and without any way to throw: arithmetic on numbers that are there.</summary>
    public bool IsSafe(ExpressionSyntax e) =>
        model.Constant(e).HasValue
        || Conversion(e) is null
            && e switch
            {
                ParenthesizedExpressionSyntax inner => IsSafe(inner.Expression),
                IdentifierNameSyntax => model.Symbol(e) is ILocalSymbol or IParameterSymbol or IFieldSymbol,
                PrefixUnaryExpressionSyntax unary => IsArithmetic(e) && IsPure(e) && IsSafe(unary.Operand),
                BinaryExpressionSyntax binary => IsArithmetic(e) && IsSafe(binary.Left) && IsSafe(binary.Right),
                ConditionalExpressionSyntax choice => IsSafe(choice.Condition) && IsSafe(choice.WhenTrue) && IsSafe(choice.WhenFalse),
                CastExpressionSyntax cast => Doubles.Is(model.Type(e)) && IsWhole(cast.Expression) && IsSafe(cast.Expression),
                IsPatternExpressionSyntax test => Doubles.Is(model.Type(test.Expression)) && IsPure(e) && IsSafe(test.Expression),
                InvocationExpressionSyntax call => model.Symbol(call) is IMethodSymbol { Name: not ("Clamp" or "Round" or "Sign") } method
                    && (Library.IsMath(method) || Doubles.Is(method.ContainingType))
                    && method.IsStatic
                    && call.ArgumentList.Arguments.All(a => a.RefKindKeyword.RawKind == 0 && IsSafe(a.Expression)),
                _ => false,
            };

    /// <summary>A whole number that is there, for certain.</summary>
    private bool IsWhole(ExpressionSyntax e) =>
        model.Type(e) is { OriginalDefinition.SpecialType: not SpecialType.System_Nullable_T } type && Doubles.IsInteger(type);

    /// <summary>Operators of numbers and truths; whole numbers may not be divided.</summary>
    private bool IsArithmetic(ExpressionSyntax e) =>
        model.Symbol(e) is IMethodSymbol { MethodKind: MethodKind.BuiltinOperator } operation
        && operation.Parameters.All(p => p.Type.IsValueType)
        && (Doubles.Is(operation.ReturnType) || operation.Name is not ("op_Division" or "op_Modulus"));

    /// <summary>Whether an expression may stand in a lambda: it touches nothing that only lives on the stack.</summary>
    public bool CanBeDelayed(ExpressionSyntax e) => !e.DescendantNodesAndSelf().Any(OnStack);

    private bool OnStack(SyntaxNode node) =>
        node switch
        {
            ThisExpressionSyntax or BaseExpressionSyntax => model.Type(node) is { IsValueType: true },
            SimpleNameSyntax => model.Symbol(node) switch
            {
                IParameterSymbol p => p.RefKind != RefKind.None || p.Type.IsRefLikeType || IsOfStruct(p),
                ILocalSymbol l => l.IsRef || l.Type.IsRefLikeType,
                IFieldSymbol or IPropertySymbol or IMethodSymbol => IsOwnMemberOfStruct(node),
                _ => false,
            },
            _ => false,
        };

    private static bool IsOfStruct(IParameterSymbol p) =>
        p.ContainingSymbol is IMethodSymbol { MethodKind: MethodKind.Constructor, ContainingType.IsValueType: true };

    /// <summary>A member named without <c>this.</c> inside a struct.</summary>
    private bool IsOwnMemberOfStruct(SyntaxNode name) =>
        name.Parent is not MemberAccessExpressionSyntax { Name: var last } || last != name
            ? model.Symbol(name) is { IsStatic: false, ContainingType: { IsValueType: true, IsTupleType: false } }
                && name.Parent is not (AssignmentExpressionSyntax { Parent: InitializerExpressionSyntax } or NameColonSyntax)
            : false;
}
