using GdScript.Scripting.Images;

namespace GdScript.Scripting.Caching;

/// <summary>
/// Compiled scripts on disk: <c>$XDG_CACHE_HOME/gdscript/v1/KEY/image</c>. An entry is moved into place whole, so any number of
/// processes may read and write at once; one that is damaged or out of date counts as absent and is written anew.
/// </summary>
internal sealed class ScriptCache(string root)
{
    private const string Entry = "image";
    private const int Magic = 0x31534447; // "GDS1"
    private const int MostEntries = 400;

    /// <summary>Where compiled scripts of this user lie; null where there is no home for them.</summary>
    public static string? Root => Sources.UserFolder.Path is { } folder ? Path.Combine(folder, "v1") : null;

    /// <summary>The image kept under this key whose sources and references are what they were; null when there is none.</summary>
    /// <param name="key">What the caller knows about the script before it is read in full.</param>
    public ScriptImage? Find(CacheKey key)
    {
        try
        {
            var bytes = File.ReadAllBytes(PathOf(key));
            using var from = new BinaryReader(new MemoryStream(bytes, writable: false));
            if (from.ReadInt32() != Magic || from.ReadString() != ContentHash.Of(bytes.AsSpan((int)from.BaseStream.Position)))
                return null;
            return
                from.ReadString() == key.Material
                && ReferencesStand(from)
                && ImageFormat.Image(from) is var image
                && SourcesStand(image, key)
                ? image
                : null;
        }
        catch (Exception e) when (IsTrouble(e))
        {
            return null;
        }
    }

    /// <summary>Keeps an image; the answer says why it could not be kept, or is null.</summary>
    public string? Keep(CacheKey key, ScriptImage image)
    {
        try
        {
            Sources.UserFolder.Create(Path.GetDirectoryName(PathOf(key))!);
            var beside = Path.Combine(root, $"{key.Name}.{Environment.ProcessId}.{Environment.CurrentManagedThreadId}.tmp");
            File.WriteAllBytes(beside, Written(key, image));
            File.Move(beside, PathOf(key), overwrite: true);
            Prune();
            return null;
        }
        catch (Exception e) when (IsTrouble(e))
        {
            return $"the compiled script is not kept: {e.Message.TrimEnd('.')}";
        }
    }

    /// <summary>How many entries there are, and how many bytes they take.</summary>
    public (int Entries, long Bytes) Size()
    {
        var files = Directory.Exists(root) ? new DirectoryInfo(root).GetFiles("*", SearchOption.AllDirectories) : [];
        return (files.Count(f => f.Name == Entry), files.Sum(f => f.Length));
    }

    /// <summary>Removes every entry.</summary>
    /// <exception cref="IOException">Something in it cannot be removed.</exception>
    public void Clear()
    {
        if (Directory.Exists(root))
            Directory.Delete(root, recursive: true);
    }

    private string PathOf(CacheKey key) => Path.Combine(root, key.Name, Entry);

    private static byte[] Written(CacheKey key, ScriptImage image)
    {
        using var body = new MemoryStream();
        using (var to = new BinaryWriter(body))
        {
            to.Write(key.Material);
            to.Write(image.References.Length);
            foreach (var path in image.References)
                to.Write(Identity(path));
            ImageFormat.Write(to, image);
        }
        var bytes = body.ToArray();
        using var whole = new MemoryStream(bytes.Length + 64);
        using (var to = new BinaryWriter(whole))
        {
            to.Write(Magic);
            to.Write(ContentHash.Of(bytes));
            to.Write(bytes);
        }
        return whole.ToArray();
    }

    private static bool ReferencesStand(BinaryReader from)
    {
        var stand = true;
        for (var left = from.ReadInt32(); left > 0; left--)
        {
            var identity = from.ReadString();
            stand = stand && identity == Identity(identity.Split('|', 2)[1]);
        }
        return stand;
    }

    /// <summary>The content of an assembly. A package's folder is named for its version and never changes.</summary>
    private static string Identity(string path) => $"{ContentHash.Of(File.ReadAllBytes(path))}|{path}";

    private static bool SourcesStand(ScriptImage image, CacheKey key) =>
        image.Sources[0].Text == key.Text
        && image.Sources.Skip(1).All(s => Sources.ScriptText.Read(s.Path).Is(out var now, out _) && now.Text == s.Text);

    /// <summary>Old entries make room; the newest stay.</summary>
    private void Prune()
    {
        var entries = new DirectoryInfo(root).GetDirectories();
        if (entries.Length > MostEntries)
            foreach (var old in entries.OrderByDescending(d => d.LastWriteTimeUtc).Skip(MostEntries / 2))
                old.Delete(recursive: true);
    }

    private static bool IsTrouble(Exception e) =>
        e
            is IOException
                or UnauthorizedAccessException
                or ArgumentException
                or NotSupportedException
                or FormatException
                or OverflowException;
}
