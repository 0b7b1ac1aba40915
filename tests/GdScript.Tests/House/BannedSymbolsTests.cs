using System.Numerics;
using System.Reflection;
using System.Runtime.Intrinsics;
using System.Xml.Linq;
using Xunit;

namespace GdScript.Tests.House;

/// <summary>
/// The compiler bites on what the list names and stays silent about a name it does not know, so the list itself is tested: nothing
/// elementary is missing, and every line is real.
/// </summary>
public sealed class BannedSymbolsTests
{
    private const BindingFlags Declared = BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    /// <summary>
    /// Exact, or correctly rounded, or moving bits only: the same on every machine. Anything else that makes a float of a float is
    /// banned, also when a later .NET brings it.
    /// </summary>
    private static readonly string[] Reproducible =
    [
        "Abs",
        "BitDecrement",
        "BitIncrement",
        "Ceiling",
        "Clamp",
        "ConditionalSelect",
        "CopySign",
        "Create",
        "CreateScalar",
        "CreateScalarUnsafe",
        "Floor",
        "FusedMultiplyAdd",
        "IEEERemainder",
        "Ieee754Remainder",
        "Max",
        "MaxMagnitude",
        "MaxMagnitudeNumber",
        "MaxNumber",
        "Min",
        "MinMagnitude",
        "MinMagnitudeNumber",
        "MinNumber",
        "Round",
        "ScaleB",
        "Shuffle",
        "ShuffleNative",
        "Sqrt",
        "Truncate",
    ];

    /// <summary>Banned for the day a package brings it; not here to be found.</summary>
    private static readonly string[] Absent = ["N:System.Numerics.Tensors"];

    private static readonly string[] Banned =
    [
        .. File.ReadLines(Repository.At("src/GdScript/BannedSymbols.txt"))
            .Where(line => line.Length > 0 && !line.StartsWith("//", StringComparison.Ordinal))
            .Select(line => line.Split(';')[0]),
    ];

    [Theory]
    [InlineData(typeof(Math))]
    [InlineData(typeof(double))]
    [InlineData(typeof(float))]
    [InlineData(typeof(Vector))]
    [InlineData(typeof(Vector64))]
    [InlineData(typeof(Vector128))]
    [InlineData(typeof(Vector256))]
    [InlineData(typeof(Vector512))]
    public void No_function_that_differs_between_machines_is_free(Type holder) =>
        Findings.None(holder.GetMethods(Declared).Where(Differs).Select(DocumentationId.Of).Except(Banned));

    [Theory]
    [InlineData(typeof(Math), nameof(Math.Exp), true)]
    [InlineData(typeof(Math), nameof(Math.SinCos), true)]
    [InlineData(typeof(Math), nameof(Math.ReciprocalEstimate), true)]
    [InlineData(typeof(Math), nameof(Math.Sqrt), false)]
    [InlineData(typeof(Math), nameof(Math.ILogB), false)]
    [InlineData(typeof(Math), nameof(Math.Sign), false)]
    [InlineData(typeof(double), nameof(double.RootN), true)]
    [InlineData(typeof(double), nameof(double.MaxNative), true)]
    [InlineData(typeof(Vector256), nameof(Vector256.Log2), true)]
    [InlineData(typeof(Vector256), nameof(Vector256.MinNative), true)]
    [InlineData(typeof(Vector256), nameof(Vector256.Multiply), false)]
    public void A_function_is_known_by_what_it_makes_of_a_float(Type holder, string name, bool differs) =>
        Assert.All(holder.GetMethods(Declared).Where(method => method.Name == name), method => Assert.Equal(differs, Differs(method)));

    [Fact]
    public void Every_line_names_something_that_exists()
    {
        var known = Banned.Select(line => line[2..].Split('(')[0]).SelectMany(Holders).Distinct().SelectMany(Names).ToHashSet();

        Findings.None(Banned.Except(Absent).Except(known));
    }

    [Fact]
    public void No_line_stands_twice() => Assert.Equal(Banned.Distinct(), Banned);

    [Fact]
    public void The_core_is_built_with_the_list_and_a_breach_is_an_error()
    {
        var project = XDocument.Load(Repository.At("src/GdScript/GdScript.csproj"));
        var house = XDocument.Load(Repository.At("Directory.Build.props"));

        Assert.Contains(project.Descendants("AdditionalFiles"), item => (string?)item.Attribute("Include") == "BannedSymbols.txt");
        Assert.Contains(
            project.Descendants("PackageReference"),
            item => (string?)item.Attribute("Include") == "Microsoft.CodeAnalysis.BannedApiAnalyzers"
        );
        Assert.Equal("true", house.Descendants("TreatWarningsAsErrors").Single().Value);
    }

    /// <summary>
    /// Neither a project, nor a rule, nor a pragma or attribute in the source may silence the analyzer, but in one place: the Bessel
    /// functions are MathNet's.
    /// </summary>
    [Fact]
    public void Nobody_silences_it()
    {
        const string rule = "RS" + "0030";
        var silent = Repository
            .Below("src", ".cs")
            .Concat(Repository.Below("src", ".csproj"))
            .Append("Directory.Build.props")
            .Append(".editorconfig")
            .Where(file => file != "src/GdScript/Kernels/Bessels.cs")
            .Where(file => File.ReadAllText(Repository.At(file)).Contains(rule, StringComparison.Ordinal));

        Findings.None(silent);
    }

    private static bool Differs(MethodInfo method) =>
        method.Name is "MinNative" or "MaxNative" or "ClampNative"
        || method.Name.EndsWith("Estimate", StringComparison.Ordinal)
        || !method.IsSpecialName
            && !Reproducible.Contains(method.Name)
            && HoldsFloat(method.ReturnType)
            && method.GetParameters().Any(parameter => HoldsFloat(parameter.ParameterType));

    private static bool HoldsFloat(Type type) =>
        type == typeof(double) || type == typeof(float) || type.IsGenericType && type.GetGenericArguments().Any(HoldsFloat);

    /// <summary>The types that a dotted name may speak of: itself, its owner, or one in the namespace it names.</summary>
    private static IEnumerable<Type> Holders(string name) =>
        from assembly in Assemblies.Value
        from type in assembly.GetExportedTypes()
        where type.FullName == name || type.Namespace == name || name.StartsWith(type.FullName + ".", StringComparison.Ordinal)
        select type;

    private static IEnumerable<string> Names(Type type) =>
        [
            $"N:{type.Namespace}",
            $"T:{type.FullName}",
            .. type.GetProperties(Declared).Select(property => $"P:{type.FullName}.{property.Name}"),
            .. type.GetMethods(Declared).Cast<MethodBase>().Concat(type.GetConstructors()).Select(DocumentationId.Of),
        ];

    private static readonly Lazy<Assembly[]> Assemblies = new(() =>
        [
            typeof(object).Assembly,
            typeof(Console).Assembly,
            typeof(System.Diagnostics.Process).Assembly,
            typeof(DriveInfo).Assembly,
            typeof(FileSystemWatcher).Assembly,
            typeof(Complex).Assembly,
            typeof(System.Security.Cryptography.RandomNumberGenerator).Assembly,
            typeof(System.IO.MemoryMappedFiles.MemoryMappedFile).Assembly,
            typeof(System.IO.Pipes.PipeStream).Assembly,
            typeof(System.Net.Http.HttpClient).Assembly,
            typeof(System.Net.Sockets.Socket).Assembly,
            Assembly.Load("MathNet.Numerics"),
        ]
    );
}
