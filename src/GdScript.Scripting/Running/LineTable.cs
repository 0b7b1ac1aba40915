using System.Collections.Immutable;
using System.Diagnostics;
using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;

namespace GdScript.Scripting.Running;

/// <summary>From a place in compiled code to a line of the script, by the script's own symbols.</summary>
internal static class LineTable
{
    public static ImmutableArray<Frame> Lines(IReadOnlyList<(StackFrame Frame, MethodBase Method)> calls, OwnCode code) =>
        [.. calls.Select(c => Line(c.Frame, c.Method, code.SymbolsOf(c.Method.Module.Assembly))).OfType<Frame>()];

    private static Frame? Line(StackFrame frame, MethodBase method, ImmutableArray<byte> symbols)
    {
        if (symbols.IsDefaultOrEmpty)
            return null;
        using var provider = MetadataReaderProvider.FromPortablePdbImage(symbols);
        return Line(provider.GetMetadataReader(), frame, method);
    }

    private static Frame? Line(MetadataReader reader, StackFrame frame, MethodBase method)
    {
        var row = MetadataTokens.GetRowNumber(MetadataTokens.EntityHandle(method.MetadataToken));
        SequencePoint? nearest = null;
        foreach (var point in reader.GetMethodDebugInformation(MetadataTokens.MethodDebugInformationHandle(row)).GetSequencePoints())
            if (!point.IsHidden && (point.Offset <= frame.GetILOffset() || nearest is null))
                nearest = point;
        return nearest is { } found
            ? new Frame(Named(method), reader.GetString(reader.GetDocument(found.Document).Name), found.StartLine)
            : null;
    }

    /// <summary>The compiler hides the user's names in its own: <c>&lt;Loss>g__Inner|0_0</c>, <c>&lt;&lt;Initialize>>d__0.MoveNext</c>.</summary>
    private static string Named(MethodBase method)
    {
        var name = method.Name == "MoveNext" && method.DeclaringType is { } machine ? machine.Name : method.Name;
        if (name.Contains("<Initialize>", StringComparison.Ordinal) || name == "<Factory>" || method.DeclaringType is null)
            return "the script";
        if (name.IndexOf(">g__", StringComparison.Ordinal) is var local and >= 0)
            return name[(local + 4)..].Split('|')[0];
        if (name is ['<', ..] && name.IndexOf('>', StringComparison.Ordinal) is var end and > 1)
            return name.Contains(">b__", StringComparison.Ordinal) ? $"a lambda in {name[1..end].TrimStart('<')}" : name[1..end];
        return name == ".ctor" ? $"new {method.DeclaringType.Name}" : name;
    }
}
