using System.Collections.Immutable;
using GdScript.Scripting.Images;

namespace GdScript.Scripting.Sources;

/// <summary>One file as the compiler gets it.</summary>
/// <param name="Name">What messages and the compiled script call it.</param>
/// <param name="Path">Where it lies.</param>
/// <param name="Text">What it says.</param>
/// <param name="Ready">The same with every directive a comment, except the <c>#load</c> lines that bring a file for the first time.</param>
/// <param name="Loads">Which file each of these <c>#load</c> lines means.</param>
internal sealed record SourceFile(string Name, string Path, string Text, string Ready, ImmutableDictionary<string, string> Loads);

/// <summary>A script with everything it loads and refers to.</summary>
/// <param name="Files">The script, then each loaded file once, in the order they are met.</param>
/// <param name="References">Assemblies named by <c>#r</c> and those of packages, as full paths.</param>
internal sealed record SourceSet(ImmutableArray<SourceFile> Files, ImmutableArray<string> References)
{
    public ImmutableArray<ScriptSource> Sources => [.. Files.Select(f => new ScriptSource(f.Name, f.Text, f.Path))];

    /// <summary>Reads the script's head and follows it. The first thing that is missing is the answer.</summary>
    public static Result<SourceSet> Of(ScriptText script, CancellationToken cancel = default)
    {
        var gathering = new Gathering(Path.IsPathRooted(script.Name));
        return gathering.Add(script) is { } problem
            ? problem
            : Packages
                .Resolve(gathering.Packages, script.Folder, cancel)
                .Select(found => new SourceSet(
                    [.. gathering.Files],
                    [.. gathering.Assemblies.Concat(found).Distinct(StringComparer.Ordinal)]
                ));
    }

    /// <summary>The files met so far. A file that is met again, also by way of a circle, is not read again.</summary>
    private sealed class Gathering(bool rooted)
    {
        private const int Deepest = 200;

        private readonly HashSet<string> met = new(StringComparer.Ordinal);

        public List<SourceFile> Files { get; } = [];

        public List<string> Assemblies { get; } = [];

        public List<PackageReference> Packages { get; } = [];

        /// <summary>Reads a file's head; what it loads comes first, as it will when the script runs.</summary>
        public Problem? Add(ScriptText script, int depth = 0)
        {
            met.Add(script.Path);
            if (Depth.Problem(script.Text, script.Name) is { } deep)
                return deep;
            var place = Files.Count;
            Files.Add(null!);
            var hidden = new List<Directive>();
            var loads = ImmutableDictionary.CreateBuilder<string, string>();
            foreach (var directive in Directives.Of(script.Text))
                if (Take(script, directive, loads, hidden, depth) is { } problem)
                    return problem;
            Files[place] = new(script.Name, script.Path, script.Text, Directives.Hidden(script.Text, hidden), loads.ToImmutable());
            return null;
        }

        private Problem? Take(
            ScriptText script,
            Directive directive,
            ImmutableDictionary<string, string>.Builder loads,
            List<Directive> hidden,
            int depth
        )
        {
            if (directive.Kind == DirectiveKind.Load)
                return Load(script, directive, loads, hidden, depth);
            hidden.Add(directive);
            if (directive.Kind == DirectiveKind.Assembly)
                return Refer(script, directive);
            if (directive.Kind == DirectiveKind.Ignored)
                return null;
            if (!PackageReference.Of(directive.Value).Is(out var package, out var problem))
                return At(problem, script, directive);
            Packages.Add(package with { File = script.Name, Source = script.Text, At = directive.ValueAt });
            return null;
        }

        private Problem? Load(
            ScriptText script,
            Directive directive,
            ImmutableDictionary<string, string>.Builder loads,
            List<Directive> hidden,
            int depth
        )
        {
            var path = Path.GetFullPath(Path.Combine(script.Folder, directive.Value));
            if (met.Contains(path))
            {
                hidden.Add(directive);
                return null;
            }
            if (depth == Deepest)
                return At(Problem.Input("GDS0101", $"more than {Deepest} files load each other in a row"), script, directive);
            var name = rooted ? path : Path.GetRelativePath(Directory.GetCurrentDirectory(), path);
            if (!ScriptText.Read(path).Is(out var loaded, out var problem))
                return problem.Place is null
                    ? At(problem with { Id = "GDS0101", What = $"'{directive.Value}' cannot be loaded: {problem.What}" }, script, directive)
                    : problem with
                    {
                        File = name,
                    };
            loads[directive.Value] = name;
            return Add(loaded with { Name = name }, depth + 1);
        }

        private Problem? Refer(ScriptText script, Directive directive)
        {
            var path = Path.GetFullPath(Path.Combine(script.Folder, directive.Value));
            if (!File.Exists(path))
            {
                // The framework's own assemblies may be named without a path, as csi allows.
                if (!directive.Value.Contains('/', StringComparison.Ordinal) && Framework.Has(directive.Value))
                    return null;
                var missing = new Problem("GDS0102", ProblemKind.File, $"there is no assembly '{directive.Value}'", "check the path");
                return At(missing, script, directive);
            }
            Assemblies.Add(path);
            return null;
        }

        private static Problem At(Problem problem, ScriptText script, Directive directive) =>
            problem.In(script.Text, directive.ValueAt, Math.Max(1, directive.Value.Length)) with
            {
                File = script.Name,
            };
    }
}
