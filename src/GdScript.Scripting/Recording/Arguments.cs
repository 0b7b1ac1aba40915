using System.ComponentModel;
using GdScript.Graphs;

namespace GdScript.Scripting.Recording;

/// <summary>What the entry of a twin takes: the parameters of the loss by name, as recording values.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class Arguments
{
    private readonly Recorder recorder;
    private readonly double[] point;
    private readonly Dictionary<string, (Parameter Parameter, int Node, int Offset)> byName = new(StringComparer.Ordinal);

    internal Arguments(Recorder recorder, IReadOnlyList<Parameter> parameters, double[] point)
    {
        (this.recorder, this.point) = (recorder, point);
        var offset = 0;
        foreach (var parameter in parameters)
        {
            byName.Add(parameter.Name, (parameter, recorder.Parameter(parameter), offset));
            offset += parameter.Shape.Count;
        }
        if (offset != point.Length)
            throw new ArgumentException($"{point.Length} numbers where {offset} are expected", nameof(point));
    }

    /// <summary>A parameter that is a number.</summary>
    public Scalar Scalar(string name)
    {
        var (_, node, offset) = Find(name, 0);
        return new(point[offset], 1 + node, recorder.Stamp);
    }

    /// <summary>A parameter that is a vector.</summary>
    public Scalar[] Vector(string name)
    {
        var (parameter, node, offset) = Find(name, 1);
        var vector = new Scalar[parameter.Shape.Count];
        for (var i = 0; i < vector.Length; i++)
            vector[i] = recorder.Element(node, i, -1, point[offset + i]);
        return vector;
    }

    /// <summary>A parameter that is a vector, as a list.</summary>
    public List<Scalar> List(string name) => [.. Vector(name)];

    /// <summary>A parameter that is a matrix.</summary>
    public Scalar[,] Matrix(string name)
    {
        var (parameter, node, offset) = Find(name, 2);
        var (rows, columns) = (parameter.Shape.Rows, parameter.Shape.Columns);
        var matrix = new Scalar[rows, columns];
        for (var i = 0; i < rows; i++)
        for (var j = 0; j < columns; j++)
            matrix[i, j] = recorder.Element(node, i, j, point[offset + i * columns + j]);
        return matrix;
    }

    /// <summary>A parameter that is a matrix, as an array of its rows.</summary>
    public Scalar[][] Jagged(string name)
    {
        var matrix = Matrix(name);
        var rows = new Scalar[matrix.GetLength(0)][];
        for (var i = 0; i < rows.Length; i++)
        {
            rows[i] = new Scalar[matrix.GetLength(1)];
            for (var j = 0; j < rows[i].Length; j++)
                rows[i][j] = matrix[i, j];
        }
        return rows;
    }

    private (Parameter Parameter, int Node, int Offset) Find(string name, int rank)
    {
        var found = byName.TryGetValue(name, out var it) ? it : throw new ArgumentException($"no parameter '{name}'", nameof(name));
        var has = found.Parameter.Shape switch
        {
            { IsScalar: true } => 0,
            { IsVector: true } => 1,
            _ => 2,
        };
        return has == rank ? found : throw new ArgumentException($"'{name}' is {found.Parameter.Shape}", nameof(name));
    }
}
