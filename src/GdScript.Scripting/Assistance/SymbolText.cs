using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace GdScript.Scripting.Assistance;

/// <summary>Symbols in as few words as a person needs.</summary>
internal static class SymbolText
{
    private const int Widest = 72;

    private const SymbolDisplayMiscellaneousOptions Short =
        SymbolDisplayMiscellaneousOptions.UseSpecialTypes | SymbolDisplayMiscellaneousOptions.EscapeKeywordIdentifiers;

    private static readonly SymbolDisplayFormat TypeFormat = new(
        typeQualificationStyle: SymbolDisplayTypeQualificationStyle.NameOnly,
        genericsOptions: SymbolDisplayGenericsOptions.IncludeTypeParameters,
        miscellaneousOptions: Short
    );

    private static readonly SymbolDisplayFormat MemberFormat = TypeFormat
        .WithMemberOptions(
            SymbolDisplayMemberOptions.IncludeParameters | SymbolDisplayMemberOptions.IncludeType | SymbolDisplayMemberOptions.IncludeRef
        )
        .WithParameterOptions(Parameters);

    private static readonly SymbolDisplayFormat ParameterFormat = TypeFormat.WithParameterOptions(Parameters);

    private static readonly SymbolDisplayFormat WholeFormat = new(
        typeQualificationStyle: SymbolDisplayTypeQualificationStyle.NameAndContainingTypesAndNamespaces,
        genericsOptions: SymbolDisplayGenericsOptions.IncludeTypeParameters
    );

    private const SymbolDisplayParameterOptions Parameters =
        SymbolDisplayParameterOptions.IncludeType
        | SymbolDisplayParameterOptions.IncludeName
        | SymbolDisplayParameterOptions.IncludeParamsRefOut
        | SymbolDisplayParameterOptions.IncludeDefaultValue;

    /// <summary>A type's name: <c>List&lt;double&gt;</c>.</summary>
    public static string Type(ITypeSymbol type) => type.ToDisplayString(TypeFormat);

    public static string Parameter(IParameterSymbol parameter) => parameter.ToDisplayString(ParameterFormat);

    /// <summary>A member as it was declared, without its body.</summary>
    public static string Member(ISymbol member) => member.ToDisplayString(MemberFormat);

    /// <summary>What stands beside a name in a list.</summary>
    /// <param name="symbol">What the name stands for.</param>
    /// <param name="more">How many others of the name there are.</param>
    public static string Detail(ISymbol symbol, int more)
    {
        var text = Clipped(Plain(symbol));
        return more == 0 || symbol is not IMethodSymbol ? text
            : more == 1 ? $"{text} +1 overload"
            : FormattableString.Invariant($"{text} +{more} overloads");
    }

    /// <summary>The type of a value, the signature of a method, what sort of type a type is.</summary>
    public static string Plain(ISymbol symbol) =>
        symbol switch
        {
            ILocalSymbol local => Type(local.Type),
            IParameterSymbol parameter => Type(parameter.Type),
            IFieldSymbol { ContainingType.TypeKind: TypeKind.Enum, ConstantValue: { } value } => FormattableString.Invariant($"= {value}"),
            IFieldSymbol field => Type(field.Type),
            IEventSymbol @event => Type(@event.Type),
            IPropertySymbol property => Type(property.Type),
            IMethodSymbol method => Member(method),
            INamedTypeSymbol type => $"{Sort(type)} {type.ToDisplayString(WholeFormat)}",
            ITypeParameterSymbol => "type parameter",
            INamespaceSymbol => "namespace",
            _ => "",
        };

    public static string Sort(INamedTypeSymbol type) =>
        type switch
        {
            { TypeKind: TypeKind.Enum } => "enum",
            { TypeKind: TypeKind.Interface } => "interface",
            { TypeKind: TypeKind.Delegate } => "delegate",
            { TypeKind: TypeKind.Struct, IsRecord: true } => "record struct",
            { TypeKind: TypeKind.Struct } => "struct",
            { IsRecord: true } => "record",
            _ => "class",
        };

    private static string Clipped(string text) => text.Length <= Widest ? text : string.Concat(text.AsSpan(0, Widest - 1), "…");
}
