using System.Collections.Immutable;
using GdScript.Scripting.Caching;
using GdScript.Scripting.Images;
using GdScript.Scripting.Sources;
using Xunit;

namespace GdScript.Scripting.Tests.Caching;

public class ScriptCacheTests
{
    /// <summary>Every member of every record differs from its default, so that one that is forgotten is seen.</summary>
    private static readonly ScriptImage Full = new(
        [1, 2, 3],
        [4],
        "Entry",
        [new("a.csx", "text", "/a.csx"), new("b.csx", "more", "/b.csx")],
        [],
        [new(new("Loss", 2), true, "Loss", ["System.Double"], "a.csx", 7)],
        [
            new(
                new LossSite.Call("a.csx", 3, "w => w"),
                [9, 8],
                "Twin",
                "Go",
                [new("w", 1)],
                [new("f", "n", CaptureFrom.Closure)],
                [new("a.csx", 1, 2, 3)],
                [new("GDS1001", ProblemKind.Script, "what", "hint", new Place(1, 2, 3), "line", "a.csx"), Problem.Input("GDS1002", "bare")]
            ),
        ]
    )
    {
        Returns = true,
    };

    [Fact]
    public void What_is_kept_is_found_again_member_by_member()
    {
        using var folder = new Folder();
        var (cache, key) = (new ScriptCache(folder.Path), new CacheKey("material", "text"));
        var image = Full with { Sources = [Full.Sources[0]] };
        Assert.Null(cache.Keep(key, image));
        Assert.Equal(Shown(image), Shown(cache.Find(key)!));
        Assert.Equal(1, cache.Size().Entries);
    }

    [Fact]
    public void The_format_holds_every_member()
    {
        using var bytes = new MemoryStream();
        using var writer = new BinaryWriter(bytes);
        ImageFormat.Write(writer, Full);
        bytes.Position = 0;
        using var reader = new BinaryReader(bytes);
        Assert.Equal(Shown(Full), Shown(ImageFormat.Image(reader)));
        Assert.Equal(bytes.Length, bytes.Position);
    }

    [Fact]
    public void A_damaged_entry_is_not_there()
    {
        using var folder = new Folder();
        var (cache, key) = (new ScriptCache(folder.Path), new CacheKey("material", "text"));
        cache.Keep(key, Full with { Sources = [Full.Sources[0]] });
        var path = Directory.GetFiles(folder.Path, "image", SearchOption.AllDirectories).Single();
        var good = File.ReadAllBytes(path);
        for (var at = 0; at < good.Length; at += 7)
        {
            var bad = good.ToArray();
            bad[at] ^= 1;
            File.WriteAllBytes(path, bad);
            Assert.Null(cache.Find(key));
            File.WriteAllBytes(path, good[..at]);
            Assert.Null(cache.Find(key));
        }
        File.WriteAllBytes(path, good);
        Assert.NotNull(cache.Find(key));
        Assert.Null(cache.Find(key with { Text = "other" }));
    }

    [Fact]
    public void A_loaded_file_or_an_assembly_that_changes_makes_the_entry_stale()
    {
        using var folder = new Folder();
        var (library, loaded) = (folder.Write("x.dll", "one"), folder.Write("b.csx", "more"));
        var image = Full with { Sources = [Full.Sources[0], new("b.csx", "more", loaded)], References = [library] };
        var (cache, key) = (new ScriptCache(folder.At("cache")), new CacheKey("material", "text"));
        cache.Keep(key, image);
        Assert.NotNull(cache.Find(key));
        folder.Write("b.csx", "less");
        Assert.Null(cache.Find(key));
        folder.Write("b.csx", "more");
        folder.Write("x.dll", "two");
        Assert.Null(cache.Find(key));
        File.Delete(library);
        Assert.Null(cache.Find(key));
    }

    [Fact]
    public void An_assembly_may_have_any_name()
    {
        using var folder = new Folder();
        var image = Full with
        {
            Sources = [Full.Sources[0]],
            References = [folder.Write(OperatingSystem.IsWindows() ? "a.dll" : "a|b.dll", "")],
        };
        var (cache, key) = (new ScriptCache(folder.At("cache")), new CacheKey("material", "text"));
        Assert.Null(cache.Keep(key, image));
        Assert.NotNull(cache.Find(key));
    }

    [Fact]
    public void Only_the_user_may_look_into_the_cache()
    {
        if (OperatingSystem.IsWindows())
            return;
        using var folder = new Folder();
        new ScriptCache(folder.At("above/cache")).Keep(new("m", "t"), Full);
        foreach (var made in Directory.GetDirectories(folder.Path, "*", SearchOption.AllDirectories))
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(made));
    }

    [Fact]
    public void A_cache_that_cannot_be_written_is_a_note()
    {
        using var folder = new Folder();
        var cache = new ScriptCache(folder.Write("file", "") + "/below");
        Assert.StartsWith("the compiled script is not kept: ", cache.Keep(new("m", "t"), Full), StringComparison.Ordinal);
    }

    [Fact]
    public void The_key_knows_the_text_the_place_the_options_and_the_loss()
    {
        var script = ScriptText.Of("1");
        string[] names =
        [
            CacheKey.Of(script, new()).Name,
            CacheKey.Of(ScriptText.Of("2"), new()).Name,
            CacheKey.Of(ScriptText.Of("1", "other"), new()).Name,
            CacheKey.Of(script, new(Debug: true)).Name,
            CacheKey.Of(script, new(Wanted: new(null))).Name,
            CacheKey.Of(script, new(Wanted: new("F"))).Name,
        ];
        Assert.Equal(names.Distinct(), names);
        Assert.Equal(names[0], CacheKey.Of(ScriptText.Of("1"), new()).Name);
    }

    /// <summary>Records with arrays, as text to compare.</summary>
    private static string Shown(object? value) =>
        value switch
        {
            null => "null",
            string text => text,
            System.Collections.IEnumerable items => $"[{string.Join(", ", items.Cast<object?>().Select(Shown))}]",
            _ when value.GetType().Namespace?.StartsWith("GdScript", StringComparison.Ordinal) == true && !value.GetType().IsEnum =>
                $"{value.GetType().Name}({string.Join(", ", value.GetType().GetProperties().Where(p => p.GetIndexParameters().Length == 0).Select(p => $"{p.Name}={Shown(p.GetValue(value))}"))})",
            _ => value.ToString()!,
        };
}
