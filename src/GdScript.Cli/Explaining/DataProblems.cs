using System.Collections.Immutable;
using GdScript.Text;

namespace GdScript.Cli.Explaining;

/// <summary>The pages of what can go wrong with data: their roles (GDS78xx), their files (GDS79xx), losses over rows.</summary>
internal static class DataProblems
{
    public static ImmutableArray<ProblemPage> All { get; } =
    [
        new(
            "GDS0090",
            "a formula over data without data",
            "Names of a 'column' line are read from a file, row by row. 'gds diff' derives without one.",
            "column x, y; mean((w*x - y)^2)"
        ),
        new("GDS0091", "options that need --data", "--columns, --params and --reduce say what is done with the columns of a file."),
        new("GDS0092", "data for a script", "A script reads its own data; --data goes with a formula."),
        new("GDS0093", "two things from standard input", "Either the formula or the data can be piped in, not both."),
        new("GDS0094", "data of another form", "In a request, data are lists of numbers of one length by name, or the path of a CSV file."),
        new(
            "GDS0095",
            "rows asked for without data",
            "--batch, --epochs and --hold-out say which rows of --data a walk sees at each step."
        ),
        new(
            "GDS0096",
            "batches with another gradient",
            "A walk over batches uses the gradient derived from the formula. A measured or a claimed one, and --check-every, walk over all rows."
        ),
        new(
            "GDS0097",
            "an impossible part of the rows",
            "A batch has one row or more, and a share held out leaves at least one row on each side."
        ),
        new("GDS0098", "steps and epochs", "An epoch is as many steps as see every row once, so either counts the steps."),
        new(
            "GDS5291",
            "a loss for every row",
            "With columns in it the formula has a value for every row. mean(...) or sum(...) makes one loss of them; --data does it by itself.",
            "column x; w*x"
        ),
        new("GDS6007", "no rows", "A mean, a largest or a smallest value needs at least one row; the sum of no rows is 0."),
        new("GDS7801", "a role for a name that is not there", "--columns and --params name what the formula uses."),
        new("GDS7802", "a column that the data do not have", "The names of the columns stand in the first line of the file."),
        new("GDS7803", "a name with two roles", "A name comes from the data or is a parameter."),
        new("GDS7804", "data that are not used", "A column is used when the formula has its name; upper and lower case differ."),
        new("GDS7805", "a column of another shape", "Each row has a number, or an array of the declared size: column x[784], label."),
        new("GDS7901", "an empty data file", "The first line of a CSV file holds the names of the columns."),
        new("GDS7902", "a data file without a header", "Columns are found by name, so the first line has to hold names."),
        new("GDS7903", "a row of another length", "Every row has a cell for each column of the header."),
        new("GDS7904", "an empty cell", "Nothing is guessed for a number that is not there."),
        new("GDS7905", "a cell that is no number", "Numbers have a decimal point and no grouping marks; NaN and infinities are none."),
        new("GDS7906", "a data file without rows", "There is nothing to take a mean of."),
        new("GDS7907", "misplaced quotes", "A cell in quotes begins and ends with one; inside, a quote is written twice."),
        new("GDS7908", "a column that is not in the file", "The names of the columns stand in the first line of the file."),
        new("GDS7909", "a header that does not name", "Every column has a name, and no two have the same."),
        new("GDS7910", "a file that is no text", "Data files are CSV text in UTF-8 (or UTF-16 with a byte order mark), plain or gzipped."),
    ];
}
