using System.Text;
using GdScript.Graphs;

namespace GdScript.Text;

/// <summary>
/// What all printers share: a node is spelled as pieces, words and smaller nodes, and an explicit stack writes them out, so
/// that depth costs nothing. A shared subterm is written once for each use, unless it has been given a name.
/// </summary>
internal abstract class Scribe(Formula formula)
{
    /// <summary>Past this many characters shared subterms are named instead of repeated.</summary>
    public const int PlainLimit = 20_000;

    /// <summary>A word, or a node and how tightly it must hold together to stand without parentheses.</summary>
    private readonly record struct Piece(string? Word, int Node, int Level);

    private readonly Stack<Piece> waiting = new();
    private readonly List<Piece> pieces = [];

    protected Formula Formula => formula;

    /// <summary>The names of shared subterms, by node; empty while everything is written in full.</summary>
    public Dictionary<int, string> Named { get; } = [];

    protected virtual string Open => "(";

    protected virtual string Close => ")";

    /// <summary>How tightly the node holds together as this printer writes it: see <see cref="Levels"/>.</summary>
    protected abstract int LevelOf(int node);

    /// <summary>Lays down the pieces of a node, left to right.</summary>
    protected abstract void Spell(int node);

    /// <summary>A named subterm where it is used.</summary>
    protected virtual string Use(string name) => name;

    protected void Put(string word) => pieces.Add(new(word, -1, 0));

    /// <summary>Puts an argument, in parentheses where it holds together less tightly than <paramref name="level"/>.</summary>
    protected void Put(int node, int level = Levels.Any) => pieces.Add(new(null, node, level));

    protected void Put(string before, int node, string after)
    {
        Put(before);
        Put(node);
        Put(after);
    }

    /// <summary>Writes the node, or its start when the text passes the limit; true when it is complete.</summary>
    public bool Write(StringBuilder text, int root, int limit = int.MaxValue)
    {
        waiting.Clear();
        SpellOut(text, new(null, root, Levels.Any));
        while (text.Length <= limit && waiting.TryPop(out var piece))
            if (piece.Word is not null)
                text.Append(piece.Word);
            else if (Named.TryGetValue(piece.Node, out var name))
                text.Append(Use(name));
            else
                SpellOut(text, piece);
        return text.Length <= limit;
    }

    /// <summary>
    /// True for an index that stands between brackets: its first letter tells the reader that it is worked out. A number there would
    /// have to be a place, and text that begins with brackets of its own would end too early.
    /// </summary>
    protected bool StartsWithName(int index)
    {
        while (!Named.ContainsKey(index) && formula.Nodes[index].Op is Op.Add or Op.Sub or Op.Mul or Op.Div or Op.At or Op.Gather)
            index = formula.Nodes[index].A;
        return Named.ContainsKey(index) || formula.Nodes[index].Op is Op.Param or Op.Column or Op.Round or Op.Floor or Op.Ceil or Op.Abs;
    }

    private void SpellOut(StringBuilder text, Piece piece)
    {
        pieces.Clear();
        var wrap = piece.Level > Levels.Any && LevelOf(piece.Node) < piece.Level;
        if (wrap)
            text.Append(Open);
        Spell(piece.Node);
        if (wrap)
            Put(Close);
        for (var i = pieces.Count - 1; i >= 0; i--)
            waiting.Push(pieces[i]);
    }
}
