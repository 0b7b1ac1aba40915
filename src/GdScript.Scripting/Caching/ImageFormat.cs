using System.Collections.Immutable;
using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text;
using GdScript.Scripting.Images;

namespace GdScript.Scripting.Caching;

/// <summary>A script image as bytes. What is written stands beside what is read, in the order of the records' members.</summary>
internal static class ImageFormat
{
    public static void Write(BinaryWriter to, ScriptImage image)
    {
        Bytes(to, image.Assembly);
        Bytes(to, image.Symbols);
        to.Write(image.EntryType);
        List(to, image.Sources, Write);
        List(to, image.References, static (w, path) => w.Write(path));
        List(to, image.Losses, Write);
        List(to, image.Twins, Write);
        to.Write(image.Returns);
    }

    /// <exception cref="IOException">The bytes are not an image.</exception>
    public static ScriptImage Image(BinaryReader from) =>
        new(
            Bytes(from),
            Bytes(from),
            from.ReadString(),
            List(from, Source),
            List(from, static r => r.ReadString()),
            List(from, Loss),
            List(from, Twin)
        )
        {
            Returns = from.ReadBoolean(),
        };

    private static void Write(BinaryWriter to, ScriptSource source)
    {
        to.Write(source.File);
        to.Write(source.Text);
        to.Write(source.Path);
    }

    private static ScriptSource Source(BinaryReader from) => new(from.ReadString(), from.ReadString(), from.ReadString());

    private static void Write(BinaryWriter to, LossCandidate loss)
    {
        Write(to, loss.Site);
        to.Write(loss.Marked);
        to.Write(loss.Method);
        List(to, loss.Types, static (w, type) => w.Write(type));
        to.Write(loss.File);
        to.Write(loss.Line);
    }

    private static LossCandidate Loss(BinaryReader from) =>
        new(
            (LossSite.Method)Site(from),
            from.ReadBoolean(),
            from.ReadString(),
            List(from, static r => r.ReadString()),
            from.ReadString(),
            from.ReadInt32()
        );

    private static void Write(BinaryWriter to, LossSite site)
    {
        switch (site)
        {
            case LossSite.Method method:
                to.Write(false);
                to.Write(method.Name);
                to.Write(method.Arity);
                break;
            case LossSite.Call call:
                to.Write(true);
                to.Write(call.File);
                to.Write(call.Line);
                to.Write(call.Text);
                break;
            default:
                throw new UnreachableException();
        }
    }

    private static LossSite Site(BinaryReader from) =>
        from.ReadBoolean()
            ? new LossSite.Call(from.ReadString(), from.ReadInt32(), from.ReadString())
            : new LossSite.Method(from.ReadString(), from.ReadInt32());

    private static void Write(BinaryWriter to, TwinImage twin)
    {
        Write(to, twin.Site);
        Bytes(to, twin.Assembly);
        to.Write(twin.EntryType);
        to.Write(twin.EntryMethod);
        List(to, twin.Parameters, Write);
        List(to, twin.Captures, Write);
        List(to, twin.Spans, Write);
        List(to, twin.Problems, Write);
    }

    private static TwinImage Twin(BinaryReader from) =>
        new(
            Site(from),
            Bytes(from),
            from.ReadString(),
            from.ReadString(),
            List(from, Parameter),
            List(from, Capture),
            List(from, Span),
            List(from, Problem)
        );

    private static void Write(BinaryWriter to, TwinParameter parameter)
    {
        to.Write(parameter.Name);
        to.Write(parameter.Rank);
    }

    private static TwinParameter Parameter(BinaryReader from) => new(from.ReadString(), from.ReadInt32());

    private static void Write(BinaryWriter to, TwinCapture capture)
    {
        to.Write(capture.Field);
        to.Write(capture.Name);
        to.Write((int)capture.From);
    }

    private static TwinCapture Capture(BinaryReader from) => new(from.ReadString(), from.ReadString(), (CaptureFrom)from.ReadInt32());

    private static void Write(BinaryWriter to, SourceSpan span)
    {
        to.Write(span.File);
        to.Write(span.Line);
        to.Write(span.Column);
        to.Write(span.Length);
    }

    private static SourceSpan Span(BinaryReader from) => new(from.ReadString(), from.ReadInt32(), from.ReadInt32(), from.ReadInt32());

    private static void Write(BinaryWriter to, Problem problem)
    {
        to.Write(problem.Id);
        to.Write((int)problem.Kind);
        to.Write(problem.What);
        to.Write(problem.Hint);
        to.Write(problem.Place is not null);
        if (problem.Place is { } place)
        {
            to.Write(place.Line);
            to.Write(place.Column);
            to.Write(place.Length);
        }
        Maybe(to, problem.Line);
        Maybe(to, problem.File);
    }

    private static Problem Problem(BinaryReader from) =>
        new(
            from.ReadString(),
            (ProblemKind)from.ReadInt32(),
            from.ReadString(),
            from.ReadString(),
            from.ReadBoolean() ? new Place(from.ReadInt32(), from.ReadInt32(), from.ReadInt32()) : null,
            Maybe(from),
            Maybe(from)
        );

    private static void Maybe(BinaryWriter to, string? text)
    {
        to.Write(text is not null);
        if (text is not null)
            to.Write(text);
    }

    private static string? Maybe(BinaryReader from) => from.ReadBoolean() ? from.ReadString() : null;

    private static void Bytes(BinaryWriter to, ImmutableArray<byte> bytes)
    {
        to.Write(bytes.IsDefault ? -1 : bytes.Length);
        if (!bytes.IsDefault)
            to.Write(bytes.AsSpan());
    }

    private static ImmutableArray<byte> Bytes(BinaryReader from) =>
        from.ReadInt32() is var count and >= 0 ? ImmutableCollectionsMarshal.AsImmutableArray(from.ReadBytes(count)) : default;

    private static void List<T>(BinaryWriter to, ImmutableArray<T> items, Action<BinaryWriter, T> write)
    {
        to.Write(items.IsDefault ? -1 : items.Length);
        if (!items.IsDefault)
            foreach (var item in items)
                write(to, item);
    }

    private static ImmutableArray<T> List<T>(BinaryReader from, Func<BinaryReader, T> read)
    {
        var count = from.ReadInt32();
        if (count < 0)
            return default;
        var items = ImmutableArray.CreateBuilder<T>(count);
        for (var i = 0; i < count; i++)
            items.Add(read(from));
        return items.MoveToImmutable();
    }
}
