using System.Collections.Frozen;
using GdScript.Scripting.Recording;
using Microsoft.CodeAnalysis;
using Id = GdScript.Scripting.Rewriting.TraceProblems.Id;

namespace GdScript.Scripting.Rewriting;

/// <summary>What is known of methods that come from references: which can be recorded, and why the others cannot.</summary>
internal static class Library
{
    private static readonly FrozenSet<string> KnownMath = typeof(ScalarMath).GetMembers().Select(m => m.Name).ToFrozenSet();

    private static readonly FrozenSet<string> KnownDouble = typeof(Scalar).GetMembers().Select(m => m.Name).ToFrozenSet();

    private static readonly FrozenSet<string> Changing =
    [
        "Add",
        "AddRange",
        "Clear",
        "Insert",
        "InsertRange",
        "Remove",
        "RemoveAt",
        "RemoveAll",
        "RemoveRange",
        "Reverse",
        "Sort",
        "Push",
        "Pop",
        "Enqueue",
        "Dequeue",
        "TryAdd",
        "UnionWith",
        "ExceptWith",
        "IntersectWith",
        "SetValue",
        "TryPop",
        "TryDequeue",
        "AddFirst",
        "AddLast",
        "AddAfter",
        "AddBefore",
        "AddOrUpdate",
        "And",
        "DequeueEnqueue",
        "EnqueueDequeue",
        "EnqueueRange",
        "GetOrAdd",
        "LeftShift",
        "Not",
        "Or",
        "PushRange",
        "RemoveFirst",
        "RemoveLast",
        "RemoveWhere",
        "RightShift",
        "Set",
        "SetAll",
        "SetAt",
        "SetPosition",
        "SetValueAtIndex",
        "SymmetricExceptWith",
        "TryPopRange",
        "TryRemove",
        "TryTake",
        "TryUpdate",
        "Xor",
    ];

    /// <summary>What a builder of text is only asked; everything else writes into it.</summary>
    private static readonly FrozenSet<string> Asking = ["ToString", "Equals", "GetChunks", "GetHashCode", "GetType"];

    public static bool IsMath(ISymbol member) => Full(member.ContainingType) == "System.Math";

    /// <summary>A function of Math through which numbers of the loss may flow.</summary>
    public static bool OfDoubles(IMethodSymbol method) => Mentions(method.OriginalDefinition);

    /// <summary>A LINQ method over doubles themselves, which ScalarLinq has for recording numbers.</summary>
    public static bool IsNumeric(IMethodSymbol method) =>
        method.Name is "Sum" or "Average" or "Max" or "Min" && Mentions(method.OriginalDefinition);

    public static bool IsLinq(ISymbol member) => Full(member.ContainingType) == "System.Linq.Enumerable";

    /// <summary>Makes text of what it is given, or shows it.</summary>
    public static bool IsText(IMethodSymbol method) =>
        method.Name is "ToString" or "TryFormat"
        || IsPrinting(method)
        || (method.ContainingType.SpecialType == SpecialType.System_String && method.Name is "Format" or "Concat" or "Join")
        || Full(method.ContainingType) is "System.Text.StringBuilder" or "System.IO.TextWriter" or "System.IO.StringWriter";

    /// <summary>Shows text to a person, which a recording leaves out.</summary>
    public static bool IsPrinting(IMethodSymbol method) =>
        (Full(method.ContainingType) is "System.Console" && method.Name is "Write" or "WriteLine")
        || (
            Full(method.ContainingType) is "System.Diagnostics.Debug" or "System.Diagnostics.Trace"
            && method.Name is "Write" or "WriteLine" or "Print"
        )
        || (IsWorkbench(method.ContainingType) && method.Name is "Print");

    /// <summary>Changes the collection, or the builder of a text, it is called on.</summary>
    public static bool Changes(IMethodSymbol method) =>
        method is { MethodKind: MethodKind.Ordinary, IsStatic: false } && Full(method.ContainingType) is "System.Text.StringBuilder"
            ? !Asking.Contains(method.Name)
            : Changing.Contains(method.Name)
                && method.ContainingNamespace?.ToDisplayString().StartsWith("System.Collections", StringComparison.Ordinal) == true;

    /// <summary>Writes into what it is given.</summary>
    public static bool Writes(IMethodSymbol method) =>
        method.ReturnsVoid || method.Name is "MoveNext" || method.Parameters.Any(p => p.RefKind is RefKind.Ref or RefKind.Out);

    public static bool IsExpressionTree(ITypeSymbol? type) =>
        type is INamedTypeSymbol { Name: "Expression", ContainingNamespace.Name: "Expressions" };

    public static string NameOf(ISymbol member) =>
        member is IMethodSymbol { MethodKind: MethodKind.Constructor }
            ? $"new {member.ContainingType.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat)}"
            : $"{member.ContainingType?.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat)}.{member.Name}";

    /// <summary>Why a method from a reference cannot be part of a loss; null when it can.</summary>
    public static string? Refusal(IMethodSymbol method)
    {
        if (method.MethodKind is MethodKind.BuiltinOperator || method.ContainingType is not { } type)
            return null;
        if (OfWorld(method) is { } world)
            return world;
        if (IsNarrowMath(type))
            return Id.NarrowNumber;
        if (IsMath(method))
            return Mentions(method) && !KnownMath.Contains(method.Name) ? Id.UnknownMath : null;
        if (Doubles.Is(type))
            return OfDouble(method);
        if (
            type.SpecialType == SpecialType.System_Object
            || IsLinq(method)
            || type.TypeKind == TypeKind.Delegate
            || Doubles.IsNullable(type)
        )
            return null;
        return Mentions(method.OriginalDefinition) || IsHardware(type) || IsWorkbench(type) || NeedsBits(method) ? Id.External : null;
    }

    /// <summary>Why a property or a field from a reference cannot be part of a loss; null when it can.</summary>
    public static string? Refusal(ISymbol member, ITypeSymbol type) =>
        OfWorld(member)
        ?? (
            Doubles.Inside(type) && !IsMath(member) && !Doubles.Is(member.ContainingType) ? Id.External
            : Doubles.IsNarrow(type) ? Id.NarrowNumber
            : IsHardware(member.ContainingType) || IsWorkbench(member.ContainingType) ? Id.External
            : null
        );

    private static string? OfDouble(IMethodSymbol method) =>
        method.Name is "Parse" or "TryParse" or "GetHashCode" or "GetTypeCode" ? Id.External
        : !method.IsStatic || KnownDouble.Contains(method.Name) ? null
        : method.MethodKind is MethodKind.UserDefinedOperator or MethodKind.Conversion ? null
        : Id.UnknownMath;

    private static string? OfWorld(ISymbol member)
    {
        var type = Full(member.ContainingType);
        var space = member.ContainingType?.ContainingNamespace?.ToDisplayString() ?? "";
        if (
            type
            is "System.Random"
                or "System.Environment"
                or "System.Diagnostics.Stopwatch"
                or "System.TimeProvider"
                or "System.Security.Cryptography.RandomNumberGenerator"
        )
            return Id.Impure;
        if (
            type is "System.Guid" && member.Name.StartsWith("New", StringComparison.Ordinal)
            || type is "System.Guid" && member.Name == "CreateVersion7"
        )
            return Id.Impure;
        if (type is "System.DateTime" or "System.DateTimeOffset" && member.Name is "Now" or "UtcNow" or "Today")
            return Id.Impure;
        if (type is "System.Console" && member.Name is "ReadLine" or "ReadKey" or "Read" or "In")
            return Id.Impure;
        if (
            space is "System.IO" or "System.Net.Http" or "System.Net" or "System.Net.Sockets"
            && type is not ("System.IO.Path" or "System.IO.TextWriter" or "System.IO.StringWriter")
        )
            return Id.Impure;
        if (space is "System.Threading" && type is not ("System.Threading.Monitor" or "System.Threading.Lock"))
            return Id.Threads;
        if (space.StartsWith("System.Threading.Tasks", StringComparison.Ordinal) || type is "System.Linq.ParallelEnumerable")
            return Id.Threads;
        return null;
    }

    private static bool IsNarrowMath(INamedTypeSymbol type) => Full(type) is "System.MathF" || Doubles.IsNarrow(type);

    private static bool IsHardware(INamedTypeSymbol type) =>
        type.ContainingNamespace?.ToDisplayString() is { } space
        && (
            space.StartsWith("System.Numerics", StringComparison.Ordinal) && type.TypeKind != TypeKind.Interface
            || space.StartsWith("System.Runtime.Intrinsics", StringComparison.Ordinal)
            || Full(type)
                is "System.Runtime.InteropServices.MemoryMarshal"
                    or "System.Runtime.CompilerServices.Unsafe"
                    or "System.Buffer"
                    or "System.Convert"
        );

    private static bool IsWorkbench(ITypeSymbol? type) =>
        type?.ContainingNamespace?.ToDisplayString().StartsWith("GdScript.Scripting.Globals", StringComparison.Ordinal) == true;

    private static bool NeedsBits(IMethodSymbol method) =>
        method.IsGenericMethod
        && method.TypeParameters.Zip(method.TypeArguments).Any(p => p.First.HasUnmanagedTypeConstraint && Doubles.Inside(p.Second));

    private static bool Mentions(IMethodSymbol method) =>
        Doubles.Inside(method.ReturnType) || method.Parameters.Any(p => Doubles.Inside(p.Type));

    private static string Full(ITypeSymbol? type) =>
        type?.OriginalDefinition is { } t ? $"{t.ContainingNamespace?.ToDisplayString()}.{t.Name}" : "";
}
