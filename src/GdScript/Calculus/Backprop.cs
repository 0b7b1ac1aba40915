using System.Collections.Immutable;
using GdScript.Algebra;
using GdScript.Graphs;

namespace GdScript.Calculus;

/// <summary>
/// One line of a backward pass: <c>dL_dW2 = outer(dL_db2, h)</c>. It is written in the names of the layers and of the lines
/// before it, so that it reads as one does it by hand.
/// </summary>
/// <param name="Name">What the line computes, <c>dL_dW2</c>.</param>
/// <param name="Layer">The layer whose rule the line applies.</param>
/// <param name="Toward">The parameter or layer the slope is toward; empty for a factor that several lines share.</param>
/// <param name="Rule">One root: the right-hand side, simplified, with layers and earlier lines as parameters.</param>
public sealed record BackwardLine(string Name, string Layer, string Toward, Formula Rule);

/// <summary>
/// Backpropagation as it is taught (Rumelhart, Hinton &amp; Williams 1986): forward values layer by layer, then the slope of
/// the loss toward the last layer, and from there back, each layer reusing the factor that reaches it from above.
/// </summary>
/// <param name="Forward">The layers in order, the loss last.</param>
/// <param name="Backward">The lines of the way back.</param>
/// <param name="Values">Over the loss's own parameters: a root per forward line, then a root per backward line.</param>
public sealed record Backprop(ImmutableArray<Layer> Forward, ImmutableArray<BackwardLine> Backward, Formula Values)
{
    /// <summary>The two passes of a loss with named lines; without any, the loss is its own only layer.</summary>
    /// <exception cref="ArgumentException">The loss is not a scalar.</exception>
    public static Backprop Of(Formula loss)
    {
        Losses.Demand(loss);
        return new Pass(loss).Run();
    }

    private sealed class Pass
    {
        private readonly Formula loss;
        private readonly ImmutableArray<Layer> layers;
        private readonly Dictionary<int, string> layerAt;
        private readonly string lossName;
        private readonly Sketch all;
        private readonly Dictionary<string, int> valueOf = new(StringComparer.Ordinal);
        private readonly HashSet<string> constants;
        private readonly Dictionary<string, int> uses = new(StringComparer.Ordinal);
        private readonly List<BackwardLine> lines = [];
        private readonly Dictionary<string, List<string>> shares = new(StringComparer.Ordinal);

        public Pass(Formula loss)
        {
            this.loss = loss;
            layers = Lines(loss);
            layerAt = layers.ToDictionary(l => l.Node, l => l.Name);
            lossName = layers[^1].Name;
            constants = Constants();
            all = Sketch.From(loss);
            foreach (var parameter in loss.Parameters)
                valueOf[parameter.Name] = all.Param(parameter.Name, parameter.Shape);
            foreach (var layer in layers)
            {
                valueOf[layer.Name] = layer.Node;
                var alone = new Sketch();
                Body(alone, layer);
                foreach (var input in alone.Parameters)
                    uses[input.Name] = uses.GetValueOrDefault(input.Name) + 1;
            }
        }

        public Backprop Run()
        {
            for (var k = layers.Length - 1; k >= 0; k--)
                Back(k);
            foreach (var parameter in loss.Parameters)
                Close(parameter.Name, parameter.Shape, "");
            int[] roots = [.. layers.Select(l => l.Node), .. lines.Select(l => valueOf[l.Name])];
            return new(layers, [.. lines], all.Finish(roots));
        }

        /// <summary>Named lines that are steps of their own (not a bare parameter, constant or a second name) and one value in all, then the loss.</summary>
        private static ImmutableArray<Layer> Lines(Formula loss)
        {
            var steps = loss
                .Layers.Where(l => loss.Nodes[l.Node].Op.Family() != Family.Leaf && l.Node != loss.Root && loss.TableOf(l.Node) < 0)
                .DistinctBy(l => l.Node);
            var named = loss.Layers.FirstOrDefault(l => l.Node == loss.Root).Name;
            var name = named ?? "L";
            while (named is null && (loss.Parameters.Any(p => p.Name == name) || loss.Layers.Any(l => l.Name == name)))
                name += "_";
            return [.. steps.OrderBy(l => l.Node), new Layer(name, loss.Root)];
        }

        /// <summary>Named lines that no parameter reaches, such as data written out: shown forward, without a slope.</summary>
        private HashSet<string> Constants()
        {
            var moves = new bool[loss.Nodes.Length];
            for (var node = 0; node < moves.Length; node++)
            {
                moves[node] = loss.Nodes[node].Op == Op.Param;
                foreach (var argument in loss.Arguments(node))
                    moves[node] |= moves[argument];
            }
            return [.. layers.Where(l => !moves[l.Node]).Select(l => l.Name)];
        }

        private void Back(int k)
        {
            var layer = layers[k];
            var shape = loss.Nodes[layer.Node].Shape;
            var h = new Sketch();
            var body = Body(h, layer);
            var inputs = h.Parameters.Where(p => !constants.Contains(p.Name)).ToArray();
            int seed;
            if (constants.Contains(layer.Name))
                return;
            if (k == layers.Length - 1)
                seed = h.Const(1);
            else if (Close(layer.Name, shape, layer.Name) is { } upstream)
                seed = h.Param(upstream, shape);
            else
                return;
            int[] toward = [.. inputs.Select(p => h.Param(p.Name, p.Shape))];
            var slopes = Reverse.Sweep(h, body, seed, toward);
            foreach (var (input, line) in inputs.Zip(Named(h.Finish(slopes), layer.Name, body, [.. inputs.Select(p => p.Name)])))
                if (line is not null)
                    Shares(input.Name).Add(line);
        }

        /// <summary>Adds a line per slope that is not zero; a slope that is part of another is written first and then reused by name.</summary>
        private string?[] Named(Formula slopes, string layer, int body, string[] toward)
        {
            var order = Enumerable.Range(0, toward.Length).OrderBy(i => slopes.Roots[i]).ToArray();
            var names = new string?[toward.Length];
            var known = new Dictionary<int, string> { [body] = layer };
            foreach (var i in order)
            {
                var root = slopes.Roots[i];
                if (Zero(slopes, root))
                    continue;
                var name = Fresh(lossName, toward[i], HasSeveralUsers(toward[i]) ? layer : "");
                Write(name, layer, toward[i], slopes, root, known);
                if (slopes.Nodes[root].Op.Family() != Family.Leaf)
                    known.TryAdd(root, name);
                names[i] = name;
            }
            return names;
        }

        private void Write(string name, string layer, string toward, Formula slopes, int root, Dictionary<int, string> known)
        {
            var h = new Sketch();
            var made = Graft.Onto(
                h,
                slopes,
                [root],
                n => known.TryGetValue(n, out var before) ? h.Param(before, slopes.Nodes[n].Shape) : null
            );
            Write(name, layer, toward, h.Finish(made));
        }

        private void Write(string name, string layer, string toward, Formula rule)
        {
            rule = Simplify.Of(rule);
            lines.Add(new(name, layer, toward, rule));
            valueOf[name] = Graft.Onto(
                all,
                rule,
                rule.Roots.AsSpan(),
                n => rule.Nodes[n].Op == Op.Param ? valueOf[rule.Parameters[rule.Nodes[n].A].Name] : null
            )[0];
        }

        /// <summary>All that has reached a name is in: one line adds it up. Null when nothing reached it.</summary>
        private string? Close(string toward, Shape shape, string layer)
        {
            var parts = Shares(toward);
            if (parts.Count < 2)
                return parts.FirstOrDefault();
            var h = new Sketch();
            var sum = parts.Select(p => h.Param(p, shape)).Aggregate(h.Plus);
            var name = Fresh(lossName, toward, "");
            Write(name, layer, toward, h.Finish(sum));
            parts.Clear();
            parts.Add(name);
            return name;
        }

        private List<string> Shares(string name) => shares.TryGetValue(name, out var list) ? list : shares[name] = [];

        /// <summary>True when several layers use the same input, so that its slope is a sum of shares.</summary>
        private bool HasSeveralUsers(string input) => uses.GetValueOrDefault(input) > 1;

        /// <summary>A layer alone: the layers before it stand as names.</summary>
        private int Body(Sketch h, Layer layer) =>
            Graft.Onto(
                h,
                loss,
                [layer.Node],
                n => n != layer.Node && layerAt.TryGetValue(n, out var name) ? h.Param(name, loss.Nodes[n].Shape) : null
            )[0];

        private string Fresh(string of, string toward, string by)
        {
            var name = by.Length > 0 ? $"d{of}_d{toward}_by_{by}" : $"d{of}_d{toward}";
            while (valueOf.ContainsKey(name))
                name += "_";
            return name;
        }

        private static bool Zero(Formula f, int node) =>
            f.Nodes[node].Op == Op.Fill ? Zero(f, f.Nodes[node].A) : f.Nodes[node].Op == Op.Const && f.ConstantOf(f.Nodes[node]).IsZero;
    }
}
