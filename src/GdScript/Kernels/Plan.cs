using GdScript.Graphs;

namespace GdScript.Kernels;

/// <summary>One step of the interpreter: what, which node, where to and where from, as offsets into one workspace.</summary>
internal readonly record struct Step(Op Op, bool IsScalar, int Node, int To, int A, int B, int C);

/// <summary>
/// A schedule with a place in one workspace for every value: first the point, then the constants, then what is computed.
/// An element of an array value is computed straight into its place in the array where it can be, and an element or a row
/// taken from an array is the place it already has.
/// </summary>
internal sealed class Plan
{
    public required Schedule Schedule { get; init; }

    /// <summary>Where each value starts; −1 for what no root needs.</summary>
    public required int[] Places { get; init; }

    public required Step[] Steps { get; init; }

    /// <summary>How many doubles the workspace has.</summary>
    public required int Size { get; init; }

    /// <summary>The plan of a formula. <paramref name="whole"/> keeps the values that only an explanation needs.</summary>
    public static Plan Of(Formula formula, bool whole = false) => Of(Lowering.Of(formula), whole);

    public static Plan Of(Schedule schedule, bool whole = false)
    {
        var uses = schedule.Uses();
        if (whole)
            Array.Fill(uses, 1);
        return Of(schedule, uses);
    }

    /// <summary>The plan of the nodes with uses. Reductions of rows get a place and no step: a <see cref="RowPlan"/> has them.</summary>
    public static Plan Of(Schedule schedule, int[] uses)
    {
        var places = new int[schedule.Nodes.Length];
        Array.Fill(places, -1);
        var size = schedule.PointSize + schedule.Constants.Length;
        PlaceArrays(schedule, uses, places, ref size);
        PlaceRest(schedule, uses, places, ref size);
        return new()
        {
            Schedule = schedule,
            Places = places,
            Size = Math.Max(1, size),
            Steps = [.. StepsOf(schedule, uses, places)],
        };
    }

    private static void PlaceArrays(Schedule schedule, int[] uses, int[] places, ref int size)
    {
        for (var i = 0; i < places.Length; i++)
        {
            var node = schedule.Nodes[i];
            if (node.Op != Op.Array || uses[i] == 0)
                continue;
            places[i] = size;
            size = checked(size + node.Shape.Count);
            for (var k = 0; k < node.Shape.Count; k++)
                if (schedule.Lists[node.A + k] is var element && places[element] < 0 && Schedule.IsComputed(schedule.Nodes[element].Op))
                    places[element] = places[i] + k;
        }
    }

    private static void PlaceRest(Schedule schedule, int[] uses, int[] places, ref int size)
    {
        for (var i = 0; i < places.Length; i++)
        {
            var node = schedule.Nodes[i];
            if (uses[i] == 0 || places[i] >= 0)
                continue;
            places[i] =
                node.Op == Op.Param ? node.A
                : node.Op == Op.Const ? schedule.PointSize + node.A
                : node.Op == Op.At ? places[node.A] + node.B
                : size;
            if (Schedule.IsComputed(node.Op))
                size = checked(size + node.Shape.Count);
        }
    }

    private static IEnumerable<Step> StepsOf(Schedule schedule, int[] uses, int[] places)
    {
        for (var i = 0; i < places.Length; i++)
        {
            var node = schedule.Nodes[i];
            if (uses[i] == 0 || !Schedule.IsComputed(node.Op) || node.Op.Family() == Family.Rows)
                continue;
            if (node.Op == Op.Array)
            {
                foreach (var step in Gathers(schedule, node, i, places))
                    yield return step;
                continue;
            }
            var a = places[node.A];
            var b = node.B >= 0 ? places[node.B] : a;
            var c = node.C >= 0 ? places[node.C] : a;
            yield return new(node.Op, Schedule.IsScalarStep(node), i, places[i], a, b, c);
        }
    }

    /// <summary>The elements that were not computed in their place of the array are copied there.</summary>
    private static IEnumerable<Step> Gathers(Schedule schedule, Node array, int i, int[] places)
    {
        for (var k = 0; k < array.Shape.Count; k++)
            if (places[schedule.Lists[array.A + k]] is var from && from != places[i] + k)
                yield return new(Op.Array, false, i, places[i] + k, from, from, from);
    }
}
