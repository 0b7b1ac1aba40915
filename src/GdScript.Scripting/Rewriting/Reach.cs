using GdScript.Scripting.Images;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace GdScript.Scripting.Rewriting;

/// <summary>A variable of the script that the loss reads.</summary>
/// <param name="Variable">Its symbol.</param>
/// <param name="From">Where its value lies in the running script.</param>
/// <param name="Made">For functions: the code it is declared with, written again in the twin instead of being read.</param>
internal sealed record Capture(ISymbol Variable, CaptureFrom From, ExpressionSyntax? Made)
{
    public ITypeSymbol Type =>
        Variable switch
        {
            IFieldSymbol { Type: var type } => type,
            ILocalSymbol local => local.Type,
            IParameterSymbol parameter => parameter.Type,
            _ => throw new ArgumentException("not a variable", nameof(Variable)),
        };
}

/// <summary>
/// What a loss reaches: the methods of the script, the types and which of their members, the constants, the variables it reads.
/// The twin holds this and nothing else, so that the rest of a script may do as it likes.
/// </summary>
internal sealed partial class Reach
{
    private readonly ScriptModel model;
    private readonly Refusals refusals;
    private readonly HashSet<ISymbol> seen = new(SymbolEqualityComparer.Default);
    private readonly Dictionary<ISymbol, Capture> captures = new(SymbolEqualityComparer.Default);
    private readonly List<SyntaxNode> bodies = [];
    private readonly List<Registration> registrations = [];
    private readonly Queue<Action> work = [];

    private Reach(ScriptModel model) => (this.model, refusals) = (model, new Refusals(model));

    /// <summary>Top-level methods and properties of the script, and local functions of code that is not part of the twin.</summary>
    public List<ISymbol> Members { get; } = [];

    /// <summary>Types of the script, as they are declared at its top level.</summary>
    public List<INamedTypeSymbol> Types { get; } = [];

    public List<IFieldSymbol> Constants { get; } = [];

    /// <summary>Methods whose slopes the script gives.</summary>
    public IReadOnlyList<Registration> Registrations => registrations;

    /// <summary>In the order they are declared: one function may be made of another.</summary>
    public IEnumerable<Capture> Captures =>
        from capture in captures.Values
        let declaration = ScriptModel.Declaration(capture.Variable)!
        orderby model.NumberOf(declaration.SyntaxTree), declaration.SpanStart
        select capture;

    /// <summary>The problems of everything reached, by file and place.</summary>
    public IReadOnlyList<Problem> Problems => refusals.Found;

    /// <summary>Members of types whose body is part of the twin; the others keep their face only.</summary>
    public bool Has(ISymbol member) => seen.Contains(member.OriginalDefinition);

    public bool IsCaptured(ISymbol variable) => captures.ContainsKey(variable);

    /// <summary>Everything that <paramref name="target"/> reaches.</summary>
    public static Reach Of(ScriptModel model, Target target)
    {
        var reach = new Reach(model);
        if (target.Expression is { } expression)
            reach.Body(expression);
        if (target.Expression is not AnonymousFunctionExpressionSyntax)
            reach.Method(target.Method);
        foreach (var parameter in target.Method.Parameters)
            reach.Type(parameter.Type);
        reach.Settle();
        return reach;
    }

    private void Settle()
    {
        do
        {
            while (work.TryDequeue(out var next))
                next();
            Held();
            foreach (var type in seen.OfType<INamedTypeSymbol>().ToList())
                Implementations(type);
        } while (work.Count > 0);
    }

    /// <summary>What a call through an interface or a base class may come to.</summary>
    private void Implementations(INamedTypeSymbol type)
    {
        foreach (var called in type.AllInterfaces.SelectMany(i => i.GetMembers()).Where(IsCalled))
            if (type.FindImplementationForInterfaceMember(called) is { } answer)
                Member(answer);
        foreach (var member in type.GetMembers())
            for (var above = Overridden(member); above is not null; above = Overridden(above))
                if (IsCalled(above))
                    Member(member);

        // What the framework may call: an order, an enumerator, an equality; but no text.
        bool IsCalled(ISymbol m) =>
            Has(m) || (ScriptModel.Declaration(m.OriginalDefinition) is null && m.Name is not ("ToString" or "Finalize" or "TryFormat"));
    }

    private static ISymbol? Overridden(ISymbol member) =>
        member switch
        {
            IMethodSymbol m => m.OverriddenMethod,
            IPropertySymbol p => p.OverriddenProperty,
            _ => null,
        };

    private void Member(ISymbol? symbol)
    {
        switch (symbol)
        {
            case IMethodSymbol { AssociatedSymbol: IPropertySymbol property }:
                Property(property);
                break;
            case IMethodSymbol method:
                Method(method);
                break;
            case IPropertySymbol property:
                Property(property);
                break;
            case IFieldSymbol field:
                Field(field);
                break;
            default:
                break;
        }
    }

    private void Method(IMethodSymbol method)
    {
        foreach (var argument in method.TypeArguments)
            Type(argument);
        method = (method.ReducedFrom ?? method).OriginalDefinition;
        if (method.AssociatedSymbol is IPropertySymbol property)
        {
            Property(property);
            return;
        }
        if (method.ContainingType is { IsScriptClass: false } type && method.MethodKind != MethodKind.LocalFunction)
            Type(type);
        if (ScriptModel.Declaration(method) is not { } declaration || !seen.Add(method))
            return;
        if (method.MethodKind is MethodKind.AnonymousFunction)
            return;
        if (Registration.AttributeOf(method) is { } attribute)
        {
            Registered(method, attribute);
            return;
        }
        if (method.MethodKind is MethodKind.LocalFunction && IsInside(declaration))
            return;
        if (method.MethodKind is MethodKind.LocalFunction || method.ContainingType.IsScriptClass)
            Members.Add(method);
        Signature(method);
        Later(declaration);
    }

    /// <summary>A method with registered slopes is called as it is: nothing in it is reached.</summary>
    private void Registered(IMethodSymbol method, AttributeData attribute)
    {
        if (Registration.Of(model, method, attribute).Is(out var registration, out var problem))
            registrations.Add(registration);
        else
            refusals.Add(problem, attribute.ApplicationSyntaxReference!.GetSyntax());
    }

    private void Signature(IMethodSymbol method)
    {
        Type(method.ReturnType);
        foreach (var parameter in method.Parameters)
            Type(parameter.Type);
        foreach (var constraint in method.TypeParameters.SelectMany(p => p.ConstraintTypes))
            Type(constraint);
    }

    private void Property(IPropertySymbol property)
    {
        property = property.OriginalDefinition;
        if (property.ContainingType is { IsScriptClass: false } type)
            Type(type);
        if (ScriptModel.Declaration(property) is not { } declaration || !seen.Add(property))
            return;
        Type(property.Type);
        if (property.ContainingType.IsScriptClass)
        {
            if (
                declaration is PropertyDeclarationSyntax { AccessorList.Accessors: var accessors }
                && accessors.All(a => a.Body is null && a.ExpressionBody is null)
            )
                refusals.Add(TraceProblems.Of(TraceProblems.Id.StaticState, property.Name), declaration);
            Members.Add(property);
        }
        Later(declaration);
    }

    private void Field(IFieldSymbol field)
    {
        field = (field.CorrespondingTupleField ?? field).OriginalDefinition;
        if (ScriptModel.Declaration(field) is not { } declaration)
            return;
        if (!field.ContainingType.IsScriptClass)
        {
            Type(field.ContainingType);
            if (seen.Add(field) && field is { IsStatic: true, IsConst: false, IsReadOnly: false } && Assignments.AnyOf(model, field))
                refusals.Add(TraceProblems.Of(TraceProblems.Id.StaticState, $"{field.ContainingType.Name}.{field.Name}"), declaration);
        }
        else if (field.IsConst)
        {
            if (seen.Add(field))
            {
                Constants.Add(field);
                Later(declaration);
            }
        }
        else
            Captured(field, CaptureFrom.Script);
    }

    private void Captured(ISymbol variable, CaptureFrom from)
    {
        if (captures.ContainsKey(variable))
            return;
        var capture = new Capture(variable, from, null);
        if (Functions.Inside(capture.Type))
        {
            var made = Target.InitializerOf(model, variable);
            if (made is null || !Functions.CanBeMadeAgain(model, made))
            {
                var place = ScriptModel.Declaration(variable)!;
                refusals.Add(TraceProblems.Of(TraceProblems.Id.StoredFunction, variable.Name), place);
            }
            else
            {
                capture = capture with { Made = made };
                Later(made);
            }
        }
        captures.Add(variable, capture);
        Type(capture.Type);
    }

    /// <summary>A type and everything its face speaks of; the initial values of its fields come along, other bodies only when called.</summary>
    private void Type(ITypeSymbol? type)
    {
        switch (type)
        {
            case IArrayTypeSymbol array:
                Type(array.ElementType);
                return;
            case not INamedTypeSymbol:
                return;
        }
        var named = (INamedTypeSymbol)type;
        foreach (var argument in named.TypeArguments)
            Type(argument);
        if (named.IsAnonymousType)
        {
            foreach (var part in named.GetMembers().OfType<IPropertySymbol>())
                Type(part.Type);
            return;
        }
        named = named.OriginalDefinition;
        if (named.IsScriptClass || ScriptModel.Declaration(named) is not { } declaration || !seen.Add(named))
            return;
        if (named.ContainingType is { IsScriptClass: false } outer)
            Type(outer);
        else
            Types.Add(named);
        Type(named.BaseType);
        foreach (var contract in named.Interfaces)
            Type(contract);
        foreach (var member in named.GetMembers().Where(m => !m.IsImplicitlyDeclared))
            Face(member);
        foreach (var initializer in Initializers(named))
            Later(initializer);
        foreach (var constructor in named.StaticConstructors)
            Method(constructor);
    }

    private void Face(ISymbol member)
    {
        switch (member)
        {
            case IMethodSymbol method:
                Signature(method);
                break;
            case IPropertySymbol property:
                Type(property.Type);
                break;
            case IFieldSymbol field:
                Type(field.Type);
                break;
            default:
                break;
        }
    }

    private static IEnumerable<SyntaxNode> Initializers(INamedTypeSymbol type) =>
        from reference in type.DeclaringSyntaxReferences
        let declaration = reference.GetSyntax() as TypeDeclarationSyntax
        where declaration is not null
        from value in declaration
            .Members.SelectMany(m =>
                m switch
                {
                    FieldDeclarationSyntax f => f.Declaration.Variables.Select(v => (SyntaxNode?)v.Initializer),
                    PropertyDeclarationSyntax p => [p.Initializer],
                    _ => [],
                }
            )
            .Concat(declaration.BaseList?.Types.OfType<PrimaryConstructorBaseTypeSyntax>() ?? [])
        where value is not null
        select value;
}
