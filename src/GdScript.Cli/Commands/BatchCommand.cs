using System.CommandLine;
using System.Text;
using System.Text.Json;
using GdScript.Cli.Edge;
using GdScript.Cli.Walking;
using GdScript.Scripting;

namespace GdScript.Cli.Commands;

/// <summary><c>gds batch</c>: a request per line on stdin, an answer per line on stdout, in order, each flushed at once.</summary>
internal static class BatchCommand
{
    private static readonly JsonDocumentOptions Lenient = new() { AllowTrailingCommas = true, MaxDepth = 64 };

    public static Command For(Io io)
    {
        var allowCode = Shared.Switch("--allow-code", "also take requests that run C# (script, csharp)");
        var path = WalkOptions.Text(
            EngineOptions.PathWord,
            "FOLDER",
            "where MathNet.Symbolics.dll is, for requests with \"engine\":\"mathnet\""
        );
        var command = new Subcommand(
            "batch",
            "Answer JSON requests, one per line, so that other programs can drive gds.",
            "echo '{\"do\":\"diff\",\"loss\":\"x^2/20+y^2\"}' | gds batch"
        )
        {
            allowCode,
            path,
        };
        command.SetAction(given =>
        {
            while (!io.Cancel.IsCancellationRequested && io.In.ReadLine() is { } line)
                if (!string.IsNullOrWhiteSpace(line))
                {
                    io.Out.Write(Answer(line, given.GetValue(allowCode), io, given.GetValue(path)) + "\n");
                    io.Out.Flush();
                }
            return io.Cancel.IsCancellationRequested ? Exit.Interrupted : Exit.Ok;
        });
        return command;
    }

    /// <summary>The answer to one request, as one line. Whatever happens, it is an answer.</summary>
    internal static string Answer(string line, bool allowCode, Io io, string? mathNet = null)
    {
        JsonElement? id = null;
        try
        {
            using var document = JsonDocument.Parse(line, Lenient);
            if (document.RootElement.ValueKind != JsonValueKind.Object)
                return Failed(null, Problem.Input("GDS0050", "a request is a JSON object", "write {\"do\":\"diff\",\"loss\":\"x^2\"}"));
            id = document.RootElement.TryGetProperty("id", out var given) ? given.Clone() : null;
            return new BatchRequest(document.RootElement, allowCode, io, mathNet).Answer().Is(out var reply, out var problem)
                ? Written(id, reply.Ok, reply.Body)
                : Failed(id, problem);
        }
        catch (JsonException e)
        {
            return Failed(id, Unread(line, e));
        }
        catch (InvalidOperationException e) when (e.Source?.StartsWith("System.Text.Json", StringComparison.Ordinal) == true)
        {
            return Failed(
                id,
                Problem.Input(
                    "GDS0058",
                    "the request holds half of a surrogate pair, which is no character",
                    "write \\ud83d\\ude00 whole, or the character itself"
                )
            );
        }
        catch (ProblemException e)
        {
            return Failed(id, e.Problem);
        }
        catch (OverflowException)
        {
            return Failed(
                id,
                Problem.Input("GDS0006", "the arrays of this formula hold more numbers than can be counted", "try smaller shapes")
            );
        }
        catch (OutOfMemoryException)
        {
            return Failed(id, Problem.Input("GDS0006", "the memory of this machine does not suffice", "try a smaller formula"));
        }
        catch (Exception e) when (e is not IOException)
        {
            return Failed(id, Problem.Input("GDS9001", $"a mistake of ours: {e.Message}", "please report it with the request"));
        }
    }

    private static Problem Unread(string line, JsonException e)
    {
        var bytes = Encoding.UTF8.GetBytes(line);
        var at = Encoding.UTF8.GetCharCount(bytes, 0, (int)Math.Min(e.BytePositionInLine ?? 0, bytes.Length));
        return Problem
            .Input("GDS0051", "the line is not JSON", "write one object per line, as in {\"do\":\"diff\",\"loss\":\"x^2\"}")
            .In(line, at);
    }

    private static string Failed(JsonElement? id, Problem problem) => Written(id, false, json => json.Problem(problem));

    private static string Written(JsonElement? id, bool ok, Action<Utf8JsonWriter> body) =>
        JsonText.Of(
            json =>
            {
                if (id is { } given)
                {
                    json.WritePropertyName("id");
                    given.WriteTo(json);
                }
                json.WriteBoolean("ok", ok);
                body(json);
            },
            indented: false
        );
}
