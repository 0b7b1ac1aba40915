using GdScript.Graphs;

namespace GdScript.Export;

/// <summary>
/// How a language with numbers, arrays and loops says what a <see cref="Writer"/> has to say: expressions, statements, and what
/// stands around them.
/// </summary>
internal abstract class Tongue(Toolbox tools)
{
    protected Toolbox Tools => tools;

    /// <summary>About how much a function may do, in bytes of .NET's intermediate language; <see cref="int.MaxValue"/> for no bound.</summary>
    public abstract int Budget { get; }

    /// <summary>Arrays are made where they are needed; else, and in functions of several parts, they lie in the scratch.</summary>
    public abstract bool OwnsArrays { get; }

    /// <summary>The reserved words of the language and the names its programs use themselves.</summary>
    public abstract IEnumerable<string> Reserved { get; }

    /// <summary>Names must be ASCII.</summary>
    public virtual bool Ascii => false;

    /// <summary>Different letters are one to the language (Unicode's compatibility forms).</summary>
    public virtual bool FoldsNames => false;

    /// <summary>A stretch of an array is a copy, so that what is filled in it must be copied back.</summary>
    public virtual bool SlicesCopy => false;

    // Expressions.

    public Code Number(double value) => double.IsFinite(value) ? Code.Finite(value) : Endless(value);

    /// <summary>Infinity, its negative, and what is no number.</summary>
    protected abstract Code Endless(double value);

    /// <summary>π or e.</summary>
    public abstract Code Letter(Op op);

    /// <summary>An elementwise function of one or two arguments.</summary>
    public abstract Code Function(Op op, Code a, Code b);

    /// <summary>a·b + c: rounded once where the language can say so, else twice.</summary>
    public virtual Code Fma(Code a, Code b, Code c) =>
        new($"{a.As(Binds.Product)} * {b.As(Binds.Unary)} + {c.As(Binds.Product)}", Binds.Sum);

    public abstract Code Polygamma(int order, Code x);

    /// <param name="top">The dividend.</param>
    /// <param name="bottom">The divisor.</param>
    /// <param name="certain">The divisor is never 0.</param>
    public virtual Code Quotient(Code top, Code bottom, bool certain) =>
        new($"{top.As(Binds.Product)} / {bottom.As(Binds.Unary)}", Binds.Product);

    public virtual Code Choice(Code condition, Code yes, Code no) =>
        new($"{condition.As(Binds.Or)} ? {yes.As(Binds.Or)} : {no.As(Binds.Or)}", Binds.Choice);

    public virtual string Equal => "==";

    public virtual string Unequal => "!=";

    public virtual string And => "&&";

    public virtual string Or => "||";

    public virtual Code Not(Code condition) => new("!" + condition.As(Binds.Primary), Binds.Unary);

    /// <summary>The number of rows as a number to divide by.</summary>
    public virtual Code Counted(string rows) => Code.Name(rows);

    // Arrays.

    /// <summary>A number from whole arrays.</summary>
    public abstract Code Reduced(Op op, ArrayCode a, ArrayCode b);

    /// <summary>A statement that fills an array from whole arrays; of an index b, where a row is put, the shape is that of the result.</summary>
    public abstract string Whole(Op op, string to, ArrayCode a, ArrayCode b);

    /// <summary>The element of a vector that an index names.</summary>
    public Code Element(ArrayCode a, Code index) => Code.Call(Tools.Use("element"), a.Text, index.Text, About.Count(a.Shape.Rows));

    /// <summary>A statement that adds a number, or an array as a row, to what an index names.</summary>
    public string AddTo(string to, Shape shape, string value, Code index) =>
        shape.IsVector
            ? Code.Call(Tools.Use("addto"), value, index.Text, About.Count(shape.Rows), to).Text + End
            : Code.Call(Tools.Use("addrow"), value, index.Text, About.Count(shape.Rows), About.Count(shape.Columns), to).Text + End;

    /// <summary>A stretch of an array as an argument.</summary>
    public abstract string Slice(string array, string offset, int count);

    // Statements.

    /// <summary>A name for a value that stays.</summary>
    public abstract string Let(string name, string value);

    /// <summary>A name for a value that changes.</summary>
    public abstract string Begin(string name, string value);

    /// <summary>A name for a stretch of memory.</summary>
    public abstract string LetSlice(string name, string memory, int offset, int count, Region region);

    /// <summary>An array of zeros, or of anything.</summary>
    public abstract string Array(string name, int count);

    public virtual string Set(string to, string value) => $"{to} = {value}{End}";

    public virtual string Add(string to, string value) => $"{to} += {value}{End}";

    public virtual string End => ";";

    /// <summary>The head of a loop from 0 to a count, and of its block.</summary>
    public abstract IEnumerable<string> Loop(string index, string count, bool overRows);

    /// <summary>The end of a block; null where indentation says it.</summary>
    public virtual string? Close => "}";

    /// <summary>How many rows a table has, where the program must count them; null where it is told.</summary>
    /// <param name="name">What the number is called.</param>
    /// <param name="column">A column of the table.</param>
    /// <param name="width">How many numbers a row has there.</param>
    public virtual string? CountRows(string name, string column, int width) => Let(name, Rows(column, width));

    /// <summary>How many rows a column has.</summary>
    public abstract string Rows(string column, int width);

    /// <summary>The number of rows is always given, also where a column could tell it.</summary>
    public virtual bool IsToldRows => false;

    /// <summary>The end of a function; null where nothing has to be said.</summary>
    /// <param name="value">The answer; null for a function that has none.</param>
    /// <param name="arrays">What was filled.</param>
    /// <param name="inPart">It is the last part of a function that ends, not the function.</param>
    public abstract string? Return(string? value, IReadOnlyList<Given> arrays, bool inPart);

    /// <summary>Numbers that stand in the formula, outside all functions.</summary>
    public abstract string Data(string name, IReadOnlyList<double> numbers);

    /// <summary>The whole text.</summary>
    public abstract string File(Sheet sheet);
}

/// <summary>Whose memory an array lies in.</summary>
internal enum Region
{
    /// <summary>The caller's, to be read.</summary>
    Point,

    /// <summary>What the parts of a function share.</summary>
    Scratch,

    /// <summary>What is filled.</summary>
    Results,
}
