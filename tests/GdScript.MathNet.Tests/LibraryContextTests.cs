using System.Numerics;
using GdScript.Text;
using Xunit;

namespace GdScript.MathNet.Tests;

public sealed class LibraryContextTests
{
    /// <summary>The folder of a self-contained program holds .NET as well: with a BigInteger of its own the library would have no members.</summary>
    [Fact]
    public void A_library_beside_the_assemblies_of_NET_is_the_same_library()
    {
        var folder = Directory.CreateDirectory(Path.Combine(AppContext.BaseDirectory, "self-contained")).FullName;
        foreach (var file in Directory.GetFiles(Libraries.Fake, "*.dll").Append(typeof(BigInteger).Assembly.Location))
            File.Copy(file, Path.Combine(folder, Path.GetFileName(file)), overwrite: true);

        var engine = MathNetEngine.Load(folder).Value;

        Assert.StartsWith(folder, engine.File, StringComparison.Ordinal);
        Assert.Null(engine.Gradient(FormulaText.Parse("x^2/3").Value).Problem);
    }
}
