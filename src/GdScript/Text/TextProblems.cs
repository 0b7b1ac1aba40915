using System.Collections.Immutable;

namespace GdScript.Text;

/// <summary>What one problem id means: the page that <c>gds explain</c> shows.</summary>
/// <param name="Id">The stable id.</param>
/// <param name="Title">The mistake, in a few words.</param>
/// <param name="Why">Why it is one, and what to do.</param>
/// <param name="Example">Text that makes it; empty where the text alone does not.</param>
public sealed record ProblemPage(string Id, string Title, string Why, string Example = "");

/// <summary>Every sort of mistake a text can hold, once: formulas (50xx grammar, 51xx names, 52xx shapes) and numbers, points, shapes (53xx).</summary>
public static class TextProblems
{
    internal static class Id
    {
        public const string Empty = "GDS5001";
        public const string UnexpectedCharacter = "GDS5002";
        public const string MissingOperand = "GDS5003";
        public const string MissingOperator = "GDS5004";
        public const string NeverClosed = "GDS5005";
        public const string NeverOpened = "GDS5006";
        public const string CrossedBrackets = "GDS5007";
        public const string EmptyBrackets = "GDS5008";
        public const string StrayComma = "GDS5009";
        public const string DecimalComma = "GDS5010";
        public const string StrayAssign = "GDS5011";
        public const string ChainedComparison = "GDS5012";
        public const string UnnamedLine = "GDS5013";
        public const string NoValue = "GDS5014";
        public const string BadDeclaration = "GDS5015";
        public const string BadIndex = "GDS5016";
        public const string ForeignOperator = "GDS5017";
        public const string BadTurns = "GDS5018";

        public const string UnknownFunction = "GDS5101";
        public const string ArgumentCount = "GDS5102";
        public const string FunctionWithoutCall = "GDS5103";
        public const string NotAFunction = "GDS5104";
        public const string DefinedTwice = "GDS5105";
        public const string LineNamesFunction = "GDS5106";
        public const string LineNamesParameter = "GDS5107";
        public const string UsedTooEarly = "GDS5108";
        public const string DeclaredTwice = "GDS5109";

        public const string ShapesDoNotFit = "GDS5201";
        public const string ShapeUnknown = "GDS5202";
        public const string IndexOutOfRange = "GDS5203";
        public const string NotIndexable = "GDS5204";
        public const string VectorProduct = "GDS5205";
        public const string ElementwiseWanted = "GDS5206";
        public const string RaggedArray = "GDS5207";
        public const string WholeNumberWanted = "GDS5208";
        public const string ShapeConflict = "GDS5209";
        public const string ArrayTooLarge = "GDS5210";
        public const string RowsDoNotMeet = "GDS5211";

        public const string TooLarge = "GDS5301";
        public const string TooSmall = "GDS5302";
        public const string TooManyDigits = "GDS5303";
        public const string BadNumber = "GDS5304";
        public const string IntegerRounds = "GDS5305";
        public const string DigitsRound = "GDS5306";
        public const string PointNotNumber = "GDS5311";
        public const string PointSyntax = "GDS5312";
        public const string PointTwice = "GDS5313";
        public const string PointMixed = "GDS5314";
        public const string PointNotFinite = "GDS5315";
        public const string PointRagged = "GDS5316";
        public const string PointMissing = "GDS5317";
        public const string PointExtra = "GDS5318";
        public const string PointShape = "GDS5319";
        public const string PointJson = "GDS5320";
        public const string ShapeSyntax = "GDS5331";
        public const string ShapeTwice = "GDS5332";
    }

    /// <summary>The table, in order of id.</summary>
    public static ImmutableArray<ProblemPage> All { get; } =
    [
        new(Id.Empty, "the formula is empty", "A formula ends with the value it computes: the loss.", "# only a comment"),
        new(
            Id.UnexpectedCharacter,
            "a character no formula can hold",
            "Formulas use ASCII operators, digits 0-9, and letters of any script in names. Signs pasted from documents (×, −, ², √) have an ASCII way of writing.",
            "2 × x"
        ),
        new(
            Id.MissingOperand,
            "an operand is missing",
            "Every operator needs a value on each side; 'not' and the sign need one after them.",
            "x + * y"
        ),
        new(
            Id.MissingOperator,
            "an operator is missing",
            "There is no implicit product: 2x could be a name, x(y) a call. A product is written with '*'.",
            "2x"
        ),
        new(Id.NeverClosed, "a bracket is never closed", "The place is that of the opening bracket.", "(x + 1"),
        new(Id.NeverOpened, "a bracket closes nothing", "There is one closing bracket too many, or an opening one is missing.", "x + 1)"),
        new(Id.CrossedBrackets, "brackets cross", "'(' is closed by ')' and '[' by ']', innermost first.", "(x + 1]"),
        new(Id.EmptyBrackets, "brackets around nothing", "Parentheses hold a value, an array at least one number.", "x*()"),
        new(
            Id.StrayComma,
            "a comma in the wrong place",
            "Commas separate the arguments of a call and the elements of an array, nothing else.",
            "x, y"
        ),
        new(Id.DecimalComma, "a decimal comma", "The decimal sign is a point in every language: 1.5, never 1,5.", "1,5*x"),
        new(
            Id.StrayAssign,
            "'=' inside an expression",
            "'=' names a line and stands after a name at its start; equality is '=='.",
            "where(x = 1, 2, 3)"
        ),
        new(Id.ChainedComparison, "a chain of comparisons", "a < b < c would compare the truth of a < b with c.", "0 < x < 1"),
        new(
            Id.UnnamedLine,
            "an unnamed line before the last",
            "Only the last line gives the value; the value of an unnamed line would be lost.",
            "x + 1\ny + 2"
        ),
        new(Id.NoValue, "declarations without a value", "After its 'param' lines a formula computes something.", "param x, w[3]"),
        new(
            Id.BadDeclaration,
            "a declaration that cannot be read",
            "A declaration lists names, each with its sizes in brackets when it is an array.",
            "param x, 3\nx"
        ),
        new(
            Id.BadIndex,
            "an index that is no whole number",
            "Indexes are written out, so that shapes are known before anything runs.",
            "param w[3]\nw[1.5]"
        ),
        new(Id.ForeignOperator, "an operator of another language", "Powers are '^', inequality is '!=', comments start with '#'.", "x**2"),
        new(
            Id.BadTurns,
            "a fold or scan whose turns do not go on",
            "Each state has a start and gets its next value in every turn; a turn reads what the one before left, else it is a list.",
            "fold(h = 0, t = 0, 9, t^2)"
        ),
        new(
            Id.UnknownFunction,
            "an unknown function",
            "The functions are those of the list; there are no functions of your own.",
            "sen(x)"
        ),
        new(Id.ArgumentCount, "the wrong number of arguments", "Each function takes the arguments of its signature.", "atan2(x)"),
        new(Id.FunctionWithoutCall, "a function without parentheses", "A function name alone is no value.", "sin x"),
        new(
            Id.NotAFunction,
            "a call of something that is no function",
            "A name before '(' is a call; for a product write '*'.",
            "x + x(2)"
        ),
        new(
            Id.DefinedTwice,
            "two lines of one name",
            "A name keeps its value from the line that defines it to the end.",
            "h = x\nh = 2*x\nh"
        ),
        new(
            Id.LineNamesFunction,
            "a line named like a function",
            "The name could not be told from the function afterwards.",
            "sin = x\n2*x"
        ),
        new(
            Id.LineNamesParameter,
            "a line named like a parameter",
            "A declared parameter gets its value from the point.",
            "param h\nh = x\nh"
        ),
        new(Id.UsedTooEarly, "a name used before its line", "Lines are read from top to bottom.", "y = h + 1\nh = x\ny*h"),
        new(Id.DeclaredTwice, "a parameter declared twice", "Order and shape of a parameter are declared once.", "param x, x\nx"),
        new(
            Id.ShapesDoNotFit,
            "shapes that do not fit",
            "Element by element, arrays have one shape or are joined with a scalar; in a matrix product the columns on the left are as many as the rows on the right.",
            "[1, 2] + [1, 2, 3]"
        ),
        new(
            Id.ShapeUnknown,
            "a shape nobody gave",
            "A name is a scalar unless the point, '--shape' or a 'param' line says otherwise.",
            "sum(w)"
        ),
        new(Id.IndexOutOfRange, "an index outside the array", "Indexes count from 0.", "param w[3]\nw[3]"),
        new(
            Id.NotIndexable,
            "an index on something without elements",
            "Scalars have no elements, vectors take one index, matrices one (a row) or two.",
            "(1 + 2)[0]"
        ),
        new(
            Id.VectorProduct,
            "'*' between two vectors",
            "It could mean element by element, inner or outer product; each has its own way of writing.",
            "[1, 2]*[3, 4]"
        ),
        new(
            Id.ElementwiseWanted,
            "'/' by an array, or '^' with one",
            "Element by element is written with a point: './' and '.^'.",
            "[1, 2]^2"
        ),
        new(
            Id.RaggedArray,
            "an array of unlike elements",
            "The elements of an array are all numbers or all rows of one length.",
            "[[1, 2], [3]]"
        ),
        new(
            Id.WholeNumberWanted,
            "a whole number is needed here",
            "Sizes, places and orders are written out, so that shapes are known before anything runs.",
            "fill(x, 1.5)"
        ),
        new(Id.ShapeConflict, "a shape declared and given differently", "The 'param' line says one shape, the point or '--shape' another."),
        new(
            Id.ArrayTooLarge,
            "an array that is too large",
            "One array holds at most 2^24 numbers, so that evaluating a formula stays bounded.",
            "sum(fill(x, 99999, 99999))"
        ),
        new(
            Id.RowsDoNotMeet,
            "rows of two tables",
            "Nothing says which row of one table goes with which row of the other: reduce one side first.",
            "column x; rowmean(x, 1)"
        ),
        new(Id.TooLarge, "a number too large for a double", "It would be read as infinity.", "x + 1e400"),
        new(Id.TooSmall, "a number too small for a double", "It would be read as 0 without being 0.", "x + 1e-400"),
        new(
            Id.TooManyDigits,
            "a number with more digits than can matter",
            "17 significant digits tell any double from its neighbours.",
            ""
        ),
        new(Id.BadNumber, "a number that cannot be read", "Numbers are digits with at most one point and an exponent: 1.5e-3.", "1.2.3"),
        new(Id.IntegerRounds, "a whole number that rounds (a warning)", "Above 2^53 doubles are further than 1 apart."),
        new(Id.DigitsRound, "more digits than a double holds (a warning)", "The number used is the double nearest to the one written."),
        new(Id.PointNotNumber, "not a number", "A point holds plain numbers: 3, -1.5, 1e-3."),
        new(
            Id.PointSyntax,
            "a point that cannot be read",
            "A point is name=number, separated by commas, or numbers alone in the order of the parameters."
        ),
        new(Id.PointTwice, "a value given twice", "Each parameter has one value."),
        new(Id.PointMixed, "named and unnamed values together", "Either every value has a name or none has."),
        new(Id.PointNotFinite, "a point that is not finite", "A descent cannot start at infinity, and NaN is no place."),
        new(Id.PointRagged, "rows of different lengths", "An array is a list of numbers or a list of rows of one length."),
        new(Id.PointMissing, "a parameter without a value", "The point gives every parameter a value."),
        new(Id.PointExtra, "a value without a parameter", "The formula has no parameter of that name."),
        new(Id.PointShape, "a value of the wrong shape", "The formula was read with another shape for this parameter."),
        new(Id.PointJson, "JSON that is no point", "A point in JSON is an object of numbers and arrays of numbers."),
        new(Id.ShapeSyntax, "a shape that cannot be read", "A shape is name=3 for a vector or name=2x3 for a matrix."),
        new(Id.ShapeTwice, "a shape given twice", "Each parameter has one shape."),
    ];

    /// <summary>The page of an id, or null.</summary>
    public static ProblemPage? Find(string id) => All.FirstOrDefault(page => page.Id == id);
}
