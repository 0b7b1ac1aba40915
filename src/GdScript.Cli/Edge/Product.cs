using System.Reflection;

namespace GdScript.Cli.Edge;

/// <summary>What the program is called after: its version.</summary>
internal static class Product
{
    public static string Version { get; } =
        typeof(Product).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "0";
}
