using System.Globalization;
using GdScript.Graphs;
using GdScript.Text;
using Xunit;

namespace GdScript.Tests.Text;

/// <summary>Every message of the formula reader, word for word: text, id and place, what is wrong, what to write.</summary>
public class MessageTests
{
    /// <summary>Mistakes that fit in one line.</summary>
    public static TheoryData<string, string, string, string> OneLine =>
        new()
        {
            { "2x", "GDS5004 1:2+1", "an operator is missing between '2' and 'x'", "for a product write 2*x" },
            { "2 x", "GDS5004 1:3+1", "an operator is missing between '2' and 'x'", "for a product write 2*x" },
            { "x y", "GDS5004 1:3+1", "an operator is missing between 'x' and 'y'", "for a product write x*y" },
            { "(a)(b)", "GDS5004 1:4+1", "an operator is missing between ')' and '('", "for a product write (a)*(b)" },
            { "2(x)", "GDS5004 1:2+1", "an operator is missing between '2' and '('", "for a product write 2*(x)" },
            {
                "(x + 1)(x - 1)(x + 2)",
                "GDS5004 1:8+1",
                "an operator is missing between ')' and '('",
                "for a product write (x + 1)*(x - 1)"
            },
            { "exp(x)(y)", "GDS5004 1:7+1", "an operator is missing between ')' and '('", "for a product write exp(x)*(y)" },
            { "w_1 (x + 1) w_2", "GDS5004 1:13+3", "an operator is missing between ')' and 'w_2'", "for a product write (x + 1)*w_2" },
            { "x2 y", "GDS5004 1:4+1", "an operator is missing between 'x2' and 'y'", "for a product write x2*y" },
            { "x(2)", "GDS5104 1:1+1", "'x' is not a function", "for a product write x*(2)" },
            { "a*x + x(2 + y)", "GDS5104 1:7+1", "'x' is not a function", "for a product write x*(2 + y)" },
            { "pi(2)", "GDS5104 1:1+2", "'pi' is not a function", "for a product write pi*(2)" },
            { "sen(x)", "GDS5101 1:1+3", "unknown function 'sen'", "did you mean 'sin'?" },
            { "Sin(x)", "GDS5101 1:1+3", "unknown function 'Sin'", "did you mean 'sin'?" },
            { "SQRT(x)", "GDS5101 1:1+4", "unknown function 'SQRT'", "did you mean 'sqrt'?" },
            { "arcsin(x)", "GDS5101 1:1+6", "unknown function 'arcsin'", "did you mean 'asin'?" },
            { "Ln(x)", "GDS5101 1:1+2", "unknown function 'Ln'", "did you mean 'ln'?" },
            { "fabs(x)", "GDS5101 1:1+4", "unknown function 'fabs'", "did you mean 'abs'?" },
            { "tg(x)", "GDS5101 1:1+2", "unknown function 'tg'", "did you mean 'tan'?" },
            { "sgn(x)", "GDS5101 1:1+3", "unknown function 'sgn'", "did you mean 'sign'?" },
            { "foo(x)", "GDS5101 1:1+3", "unknown function 'foo'", "for a product write foo*(x)" },
            { "foo(x, y)", "GDS5101 1:1+3", "unknown function 'foo'", "" },
            { "cotan(x)", "GDS5101 1:1+5", "unknown function 'cotan'", "did you mean 'cot'?" },
            { "arcosh(x)", "GDS5101 1:1+6", "unknown function 'arcosh'", "did you mean 'acosh'?" },
            { "cube(x)", "GDS5101 1:1+4", "unknown function 'cube'", "write x^3" },
            { "mod(x, 2)", "GDS5101 1:1+3", "unknown function 'mod'", "write x - y*floor(x/y)" },
            { "if(x > 0, 1, 2)", "GDS5101 1:1+2", "unknown function 'if'", "did you mean 'where'?" },
            { "sin", "GDS5103 1:1+3", "'sin' is a function and needs parentheses", "write sin(x)" },
            { "2*sin + 1", "GDS5103 1:3+3", "'sin' is a function and needs parentheses", "write sin(x)" },
            { "sin x", "GDS5103 1:1+3", "'sin' is a function and needs parentheses", "write sin(x)" },
            { "sin 2", "GDS5103 1:1+3", "'sin' is a function and needs parentheses", "write sin(2)" },
            { "sin^2(x)", "GDS5103 1:1+3", "'sin' is a function and needs parentheses", "write sin(x)^2" },
            { "sin(1,5)", "GDS5102 1:1+3", "sin takes 1 argument, not 2", "write sin(x); the decimal sign is a point, as in 1.5" },
            { "sin()", "GDS5102 1:1+3", "sin takes 1 argument, not 0", "write sin(x)" },
            { "sin(x, y)", "GDS5102 1:1+3", "sin takes 1 argument, not 2", "write sin(x)" },
            { "max(1)", "GDS5102 1:1+3", "max takes 2 or more arguments, not 1", "write max(a, b, ...)" },
            { "atan2(x)", "GDS5102 1:1+5", "atan2 takes 2 arguments, not 1", "write atan2(y, x)" },
            { "where(x, 1)", "GDS5102 1:1+5", "where takes 3 arguments, not 2", "write where(condition, a, b)" },
            { "fill(x)", "GDS5102 1:1+4", "fill takes 2 or 3 arguments, not 1", "write fill(a, n) or fill(a, m, n)" },
            { "onehot(1, 2, 3)", "GDS5102 1:1+6", "onehot takes 2 or 4 arguments, not 3", "write onehot(i, n) or onehot(i, j, m, n)" },
            { "1,5", "GDS5010 1:1+3", "'1,5' has a comma in it", "the decimal sign is a point: write 1.5" },
            {
                "1,500*x",
                "GDS5010 1:1+5",
                "'1,500' has a comma in it",
                "the decimal sign is a point: write 1.500, or 1500 for the thousand"
            },
            { "(1,5)", "GDS5010 1:2+3", "'1,5' has a comma in it", "the decimal sign is a point: write 1.5" },
            {
                "x, y",
                "GDS5009 1:2+1",
                "a comma cannot stand here",
                "commas separate the arguments of a call and the elements of an array, as in [1, 2]"
            },
            {
                "(x, y)",
                "GDS5009 1:3+1",
                "a comma cannot stand here",
                "commas separate the arguments of a call and the elements of an array, as in [1, 2]"
            },
            { "x +", "GDS5003 1:3+1", "an operand is missing after '+'", "write a value after it" },
            { "x + * y", "GDS5003 1:3+1", "an operand is missing after '+'", "write a value after it" },
            { "2^", "GDS5003 1:2+1", "an operand is missing after '^'", "write a value after it" },
            { "x &&", "GDS5003 1:3+2", "an operand is missing after '&&'", "write a value after it" },
            { "sin(x +)", "GDS5003 1:7+1", "an operand is missing after '+'", "write a value after it" },
            { "* x", "GDS5003 1:1+1", "an operand is missing before '*'", "write a value before it" },
            { "-", "GDS5003 1:1+1", "an operand is missing after '-'", "write a value after it" },
            { "max(,1)", "GDS5003 1:5+1", "a value is missing before ','", "take the comma out, or write a value" },
            { "max(1,)", "GDS5003 1:7+1", "a value is missing before ')'", "take the comma before it out, or write a value" },
            { "max(1,,2)", "GDS5003 1:7+1", "a value is missing before ','", "take the comma out, or write a value" },
            { "()", "GDS5008 1:1+2", "the parentheses are empty", "write a value between them" },
            { "x*()", "GDS5008 1:3+2", "the parentheses are empty", "write a value between them" },
            { "[]", "GDS5008 1:1+2", "the array is empty", "an array holds at least one number, as in [1, 2]" },
            { "(x + 1", "GDS5005 1:1+1", "'(' is never closed", "add ')'" },
            { "sin(x + 1", "GDS5005 1:4+1", "'(' is never closed", "add ')'" },
            { "[1, 2", "GDS5005 1:1+1", "'[' is never closed", "add ']'" },
            { "w[1", "GDS5005 1:2+1", "'[' is never closed", "add ']'" },
            { "x + 1)", "GDS5006 1:6+1", "')' closes nothing", "take it out, or open with '('" },
            { ")", "GDS5006 1:1+1", "')' closes nothing", "take it out, or open with '('" },
            { "]", "GDS5006 1:1+1", "']' closes nothing", "take it out, or open with '['" },
            { "(x + 1]", "GDS5007 1:7+1", "'(' is closed by ']'", "write ')'" },
            { "[x + 1)", "GDS5007 1:7+1", "'[' is closed by ')'", "write ']'" },
            { "a < b < c", "GDS5012 1:7+1", "'<' cannot follow another comparison", "write a < b && b < c" },
            { "a <= b > c", "GDS5012 1:8+1", "'>' cannot follow another comparison", "write a <= b && b > c" },
            { "a == b == c", "GDS5012 1:8+2", "'==' cannot follow another comparison", "write a == b && b == c" },
            { "x = = 3", "GDS5003 1:3+1", "an operand is missing after '='", "write a value after it" },
            { "2x = 3", "GDS5004 1:2+1", "an operator is missing between '2' and 'x'", "for a product write 2*x" },
            {
                "x + y = 3",
                "GDS5011 1:7+1",
                "'=' cannot stand inside an expression",
                "a comparison is '=='; a named line starts with its name, as in h = x + 1"
            },
            {
                "where(x = 1, 2, 3)",
                "GDS5011 1:9+1",
                "'=' cannot stand inside an expression",
                "a comparison is '=='; a named line starts with its name, as in h = x + 1"
            },
            {
                "f(x) = x^2",
                "GDS5011 1:6+1",
                "'=' cannot stand inside an expression",
                "a formula defines no functions; write the expression alone"
            },
            { "= 3", "GDS5003 1:1+1", "an operand is missing before '='", "write a value before it" },
            { "a =", "GDS5003 1:3+1", "an operand is missing after '='", "write a value after it" },
            { "x ** 2", "GDS5017 1:3+2", "'**' is not an operator here", "write '^'" },
            { "x =< 2", "GDS5017 1:3+2", "'=<' is not an operator here", "write '<='" },
            { "x => 2", "GDS5017 1:3+2", "'=>' is not an operator here", "write '>='" },
            { "x === 2", "GDS5017 1:3+3", "'===' is not an operator here", "write '=='" },
            { "x !== 2", "GDS5017 1:3+3", "'!==' is not an operator here", "write '!='" },
            { "x <> 2", "GDS5017 1:3+2", "'<>' is not an operator here", "write '!='" },
            { "x // 2", "GDS5017 1:3+2", "'//' is not an operator here", "division is '/'; a comment starts with '#'" },
            { "x & y", "GDS5002 1:3+1", "unexpected character '&'", "write '&&'" },
            { "x | y", "GDS5002 1:3+1", "unexpected character '|'", "the absolute value is abs(x); 'or' is '||'" },
            { "|x|", "GDS5002 1:1+1", "unexpected character '|'", "the absolute value is abs(x); 'or' is '||'" },
            { "x!", "GDS5004 1:2+1", "'!' cannot follow a value", "'not' stands before its value; the factorial of n is factorial(n)" },
            { "x % 2", "GDS5002 1:3+1", "unexpected character '%'", "the remainder is x - y*floor(x/y)" },
            { "x > 0 ? 1 : 2", "GDS5002 1:7+1", "unexpected character '?'", "a choice is where(condition, a, b)" },
            { "x？2", "GDS5002 1:2+1", "unexpected character '？'", "a choice is where(condition, a, b)" },
            { "１ + x", "GDS5002 1:1+1", "unexpected character '１'", "write '1'" },
            { "x + ٣", "GDS5002 1:5+1", "unexpected character '٣'", "write '3'" },
            { "x＋1", "GDS5002 1:2+1", "unexpected character '＋'", "write '+'" },
            { "2 × x", "GDS5002 1:3+1", "unexpected character '×'", "write '*'" },
            { "2·x", "GDS5002 1:2+1", "unexpected character '·'", "write '*'" },
            { "6÷x", "GDS5002 1:2+1", "unexpected character '÷'", "write '/'" },
            { "x − 1", "GDS5002 1:3+1", "unexpected character '−'", "write '-'" },
            { "x²", "GDS5002 1:2+1", "unexpected character '²'", "write '^2'" },
            { "x⁷", "GDS5002 1:2+1", "unexpected character '⁷'", "write '^7'" },
            { "√x", "GDS5002 1:1+1", "unexpected character '√'", "write sqrt(x)" },
            { "x ≤ 1", "GDS5002 1:3+1", "unexpected character '≤'", "write '<='" },
            { "“x”", "GDS5002 1:1+1", "unexpected character '“'", "a formula has no quotes; write the name alone" },
            { "'x'", "GDS5002 1:1+1", "unexpected character '''", "the transpose is transpose(W); a formula has no quotes" },
            { "\"x\"", "GDS5002 1:1+1", "unexpected character '\"'", "a formula has no quotes; write the name alone" },
            { "x₀ + 1", "GDS5002 1:2+1", "unexpected character '₀'", "write the digit '0'" },
            { "{x}", "GDS5002 1:1+1", "unexpected character '{'", "parentheses ( ) group, brackets [ ] make arrays" },
            { "x.y", "GDS5002 1:2+1", "unexpected character '.'", "a point stands in a number (0.5) or before '*', '/' or '^'" },
            {
                "\\frac{x}{2}",
                "GDS5002 1:1+1",
                "unexpected character '\\'",
                "LaTeX is written, not read; use names and functions, as in sqrt(x)/2"
            },
            { "x @ y", "GDS5002 1:3+1", "unexpected character '@'", "the matrix product is '*'" },
            { "x and y", "GDS5004 1:3+3", "'and' is not an operator here", "write '&&'" },
            { "x or y", "GDS5004 1:3+2", "'or' is not an operator here", "write '||'" },
            { "not x", "GDS5004 1:1+3", "'not' is not an operator here", "write '!'" },
            { "1_000", "GDS5304 1:1+5", "'1_000' is not a number", "numbers are decimal digits with at most one point, as in 1000.5" },
            { "0x1F", "GDS5304 1:1+4", "'0x1F' is not a number", "numbers are decimal digits with at most one point, as in 1000.5" },
            { "1.2.3", "GDS5304 1:1+5", "'1.2.3' is not a number", "a number has one point, as in 1.25" },
            { "1..2", "GDS5304 1:1+4", "'1..2' is not a number", "a number has one point, as in 1.25" },
            { "x + 1e400", "GDS5301 1:5+5", "'1e400' is outside double", "the largest number is 1.7976931348623157e308" },
            { "x + 1e-400", "GDS5302 1:5+6", "'1e-400' is outside double and would become 0", "the smallest number above 0 is 5e-324" },
            {
                "[x, [1]]",
                "GDS5207 1:1+1",
                "the elements of an array differ: a scalar and a vector of 1",
                "rows of a matrix are vectors of one length, as in [[1, 2], [3, 4]]"
            },
            {
                "[[1, 2], [3]]",
                "GDS5207 1:1+1",
                "the elements of an array differ: a vector of 2 and a vector of 1",
                "rows of a matrix are vectors of one length, as in [[1, 2], [3, 4]]"
            },
            {
                "[[[1]]]",
                "GDS5207 1:1+1",
                "an array cannot hold a 1x1 matrix",
                "rows of a matrix are vectors of one length, as in [[1, 2], [3, 4]]"
            },
            { "[1, 2] + [1, 2, 3]", "GDS5201 1:8+1", "'+' works element by element and cannot join a vector of 2 and a vector of 3", "" },
            {
                "[1, 2]*[3, 4]",
                "GDS5205 1:7+1",
                "'*' is not defined for a vector of 2 and a vector of 2",
                "write .* for element by element, dot(a, b) for the inner product, or outer(a, b)"
            },
            { "1/[1, 2]", "GDS5206 1:2+1", "'/' cannot divide by a vector of 2", "write ./ for element by element" },
            { "[1, 2]^2", "GDS5206 1:7+1", "'^' works on scalars, not on a vector of 2", "write .^ for element by element" },
            { "2^[1, 2]", "GDS5206 1:2+1", "'^' works on scalars, not on a vector of 2", "write .^ for element by element" },
            {
                "[[1, 2], [3, 4]]*[1, 2, 3]",
                "GDS5201 1:17+1",
                "cannot multiply a 2x2 matrix by a vector of 3",
                "the columns on the left must be as many as the rows on the right"
            },
            { "(1 + 2)[0]", "GDS5204 1:8+3", "a scalar has no elements", "only vectors and matrices take an index" },
            {
                "w[0]",
                "GDS5202 1:2+3",
                "the shape of 'w' is not known, and an index needs an array",
                "give it with --shape w=3, with a point where w is an array, or with a line 'param w[3]'"
            },
            {
                "W[0,1]",
                "GDS5202 1:2+5",
                "the shape of 'W' is not known, and two indexes need a matrix",
                "give it with --shape W=2x3, with a point where W is an array, or with a line 'param W[2,3]'"
            },
            {
                "sum(w)",
                "GDS5202 1:1+3",
                "the shape of 'w' is not known, and sum needs an array",
                "give it with --shape w=3, with a point where w is an array, or with a line 'param w[3]'"
            },
            {
                "softmax(2*w + 1)",
                "GDS5202 1:1+7",
                "the shape of 'w' is not known, and softmax needs an array",
                "give it with --shape w=3, with a point where w is an array, or with a line 'param w[3]'"
            },
            {
                "dot(a, b)",
                "GDS5202 1:1+3",
                "the shape of 'a' is not known, and dot needs an array",
                "give it with --shape a=3, with a point where a is an array, or with a line 'param a[3]'"
            },
            {
                "transpose(W)",
                "GDS5202 1:1+9",
                "the shape of 'W' is not known, and transpose needs a matrix",
                "give it with --shape W=2x3, with a point where W is an array, or with a line 'param W[2,3]'"
            },
            { "norm(3)", "GDS5201 1:1+4", "norm takes a vector or a matrix, not a scalar", "" },
            { "fill([1, 2], 3)", "GDS5201 1:1+4", "fill takes a scalar, not a vector of 2", "write fill(0, 3) or fill(0, 2, 3)" },
            { "fill(1, n)", "GDS5208 1:1+4", "fill takes whole numbers from 1 on for its sizes", "write fill(0, 3) or fill(0, 2, 3)" },
            { "fill(1, 2.5)", "GDS5208 1:1+4", "fill takes whole numbers from 1 on for its sizes", "write fill(0, 3) or fill(0, 2, 3)" },
            { "polygamma(x, 1)", "GDS5208 1:1+9", "polygamma takes whole numbers from 0 on for its order", "write polygamma(2, x)" },
            { "polygamma(-1, x)", "GDS5208 1:1+9", "polygamma takes whole numbers from 0 on for its order", "write polygamma(2, x)" },
            { "onehot(3, 3)", "GDS5203 1:1+6", "onehot has no place 3 in a vector of 3", "indexes count from 0" },
            { "onehot(0, 3, 2, 3)", "GDS5203 1:1+6", "onehot has no place 0,3 in a 2x3 matrix", "indexes count from 0" },
            {
                "fill(1, 99999, 99999)",
                "GDS5210 1:1+4",
                "an array of 9999800001 numbers is too large",
                "at most 16777216 numbers fit in one array"
            },
            {
                "w[1.5]",
                "GDS5016 1:3+3",
                "an index is one or two whole numbers, not '1.5'",
                "count from 0, as in w[2] or W[0,1]; W[0] is the first row"
            },
            { "w[]", "GDS5016 1:2+2", "the index is empty", "count from 0, as in w[2] or W[0,1]; W[0] is the first row" },
            {
                "w[0,1,2]",
                "GDS5016 1:6+1",
                "an index is one or two whole numbers, not ','",
                "count from 0, as in w[2] or W[0,1]; W[0] is the first row"
            },
            {
                "W[:,0]",
                "GDS5016 1:3+1",
                "an index is one or two whole numbers, not ':'",
                "count from 0, as in w[2] or W[0,1]; W[0] is the first row"
            },
            { "x\0y", "GDS5002 1:2+1", "unexpected character U+0000", "take this invisible character out" },
            { "x\u200B + 1", "GDS5002 1:2+1", "unexpected character U+200B", "take this invisible character out" },
            {
                "e\u0301 + 1",
                "GDS5002 1:1+1",
                "unexpected character U+0301",
                "names are letters, digits and '_'; write the accented letter as one character"
            },
            { "x + ☃", "GDS5002 1:5+1", "unexpected character '☃'", "" },
            {
                "0.1234567890123456789.1",
                "GDS5304 1:1+23",
                "'0.1234567890123456789.1' is not a number",
                "a number has one point, as in 1.25"
            },
            {
                "9999999999999999999999999999999999999999999999999 x",
                "GDS5004 1:51+1",
                "an operator is missing between '999999999999999999999999999999…' and 'x'",
                "for a product write 999999999999999999999999999999…*x"
            },
        };

    /// <summary>Mistakes that need several lines or a declaration.</summary>
    public static TheoryData<string, string, string, string> SeveralLines =>
        new()
        {
            { "# only a comment", "GDS5001 1:17+1", "the formula is empty", "write a loss, as in x^2 + y^2" },
            { "", "GDS5001 1:1+1", "the formula is empty", "write a loss, as in x^2 + y^2" },
            { " \n\t\n", "GDS5001 3:1+1", "the formula is empty", "write a loss, as in x^2 + y^2" },
            { "param w[3]; w[3]", "GDS5203 1:14+3", "[3] is outside 'w' (a vector of 3)", "indexes count from 0; the last is [2]" },
            { "param w[3]; w[-1]", "GDS5203 1:14+4", "[-1] is outside 'w' (a vector of 3)", "indexes count from 0; the last is [2]" },
            { "param w[3]; w[0,1]", "GDS5204 1:14+5", "'w' (a vector of 3) takes one index", "write [0]" },
            { "param W[2,3]; W[2,0]", "GDS5203 1:16+5", "[2,0] is outside 'W' (a 2x3 matrix)", "indexes count from 0; the last is [1,2]" },
            { "param W[2,3]; W[2]", "GDS5203 1:16+3", "[2] is outside 'W' (a 2x3 matrix)", "indexes count from 0; the last is [1]" },
            { "h = [1, 2]; h[2]", "GDS5203 1:14+3", "[2] is outside 'h' (a vector of 2)", "indexes count from 0; the last is [1]" },
            { "param W[2,3], x[2]; W*x", "GDS5201 1:22+1", "cannot multiply a 2x3 matrix by a vector of 2", "transpose(W)*x would fit" },
            {
                "param W[2,3], x[2]; x + W",
                "GDS5201 1:23+1",
                "'+' works element by element and cannot join a vector of 2 and a 2x3 matrix",
                "x is a vector of 2, W is a 2x3 matrix"
            },
            {
                "param a[2], b[3]; dot(a, b)",
                "GDS5201 1:19+3",
                "dot takes two vectors of one length, not a vector of 2 and a vector of 3",
                "a is a vector of 2, b is a vector of 3"
            },
            {
                "param a[2], b[3]; a + b",
                "GDS5201 1:21+1",
                "'+' works element by element and cannot join a vector of 2 and a vector of 3",
                "a is a vector of 2, b is a vector of 3"
            },
            {
                "param a[2]; a*[1, 2]",
                "GDS5205 1:14+1",
                "'*' is not defined for a vector of 2 and a vector of 2",
                "write .* for element by element, dot(a, b) for the inner product, or outer(a, b)"
            },
            { "param W[2,3], V[2,3]; W*V", "GDS5201 1:24+1", "cannot multiply a 2x3 matrix by a 2x3 matrix", "transpose(W)*V would fit" },
            { "param W[2,3], x[3]; x*W", "GDS5201 1:22+1", "cannot multiply a vector of 3 by a 2x3 matrix", "x*transpose(W) would fit" },
            {
                "param x; x[0]",
                "GDS5202 1:11+3",
                "the shape of 'x' is not known, and an index needs an array",
                "give it with --shape x=3, with a point where x is an array, or with a line 'param x[3]'"
            },
            { "param x y; x", "GDS5015 1:9+1", "a declaration cannot hold 'y'", "write param x, w[3], W[2,3]" },
            { "param x, 3; x", "GDS5015 1:10+1", "a declaration cannot hold '3'", "write param x, w[3], W[2,3]" },
            { "param x[0]; x", "GDS5015 1:8+3", "a declared size is 1 or more", "write param w[3] or param W[2,3]" },
            { "param x,", "GDS5015 1:9+1", "a declaration ends too early", "write param x, w[3], W[2,3]" },
            {
                "param x[99999,99999]; x",
                "GDS5210 1:8+13",
                "an array of 9999800001 numbers is too large",
                "at most 16777216 numbers fit in one array"
            },
            { "param x, x; x", "GDS5109 1:10+1", "'x' is declared twice", "declare each name once" },
            { "param x", "GDS5014 1:8+1", "the formula declares names and computes nothing", "end with the loss, as in x^2 + y^2" },
            { "column h; h = x; h", "GDS5107 1:11+1", "'h' is a declared column", "give the line another name" },
            { "column x[0]; x", "GDS5015 1:9+3", "a declared size is 1 or more", "write param w[3] or param W[2,3]" },
            { "column x; rowmean(x, y)", "GDS5208 1:11+7", "rowmean takes whole numbers from 0 on for its table", "write rowmean(x)" },
            {
                "column x; rowmean(x, 1)",
                "GDS5211 1:11+7",
                "rowmean is to reduce rows of table 1, and these are of table 0",
                "leave the number out"
            },
            { "param h; h = x; h", "GDS5107 1:10+1", "'h' is a declared parameter", "give the line another name" },
            {
                "x + 1\ny + 2",
                "GDS5013 1:1+5",
                "this line has no name and is not the last one",
                "name it, as in h = …, or end it with an operator to go on in the next line"
            },
            {
                "x\n+ y",
                "GDS5013 1:1+1",
                "this line has no name and is not the last one",
                "name it, as in h = …, or end it with an operator to go on in the next line"
            },
            { "h = x\nh = 2*x\nh", "GDS5105 2:1+1", "'h' is defined twice", "a name keeps its value; give the second line another name" },
            { "sin = x\n2*x", "GDS5106 1:1+3", "'sin' is a function", "give the line another name" },
            {
                "y = h + 1\nh = x\ny*h",
                "GDS5108 1:5+1",
                "'h' is used before the line that defines it",
                "lines are read from top to bottom"
            },
            { "h = h + 1\nh", "GDS5108 1:5+1", "'h' is used before the line that defines it", "lines are read from top to bottom" },
            { "a = (x + 1\nb = 2\na*b", "GDS5005 1:5+1", "'(' is never closed", "add ')'" },
            { "a = ; b", "GDS5003 1:3+1", "an operand is missing after '='", "write a value after it" },
            { "(x; y)", "GDS5005 1:1+1", "'(' is never closed", "add ')'" },
            { "h = x\n  y = 2 y\nh", "GDS5004 2:9+1", "an operator is missing between '2' and 'y'", "for a product write 2*y" },
            { "α + β\t+ 𝑥^\n", "GDS5003 1:10+1", "an operand is missing after '^'", "write a value after it" },
        };

    [Theory]
    [MemberData(nameof(OneLine))]
    [MemberData(nameof(SeveralLines))]
    public void The_message_says(string text, string place, string what, string hint)
    {
        var problem = FormulaText.Parse(text).Problem!;
        Assert.Equal((place, what, hint), (Where(problem), problem.What, problem.Hint));
        Assert.Equal(ProblemKind.Input, problem.Kind);
        Assert.Equal(text.Split('\n')[problem.Place!.Value.Line - 1], problem.Line);
    }

    [Theory]
    [MemberData(nameof(OneLine))]
    public void The_message_is_right_in_line_3_too(string text, string place, string what, string hint)
    {
        var problem = FormulaText.Parse("zz = 0.5*(1 - 2) # first\n\n  " + text).Problem!;
        var moved = problem with
        {
            Place = problem.Place!.Value with { Line = problem.Place.Value.Line - 2, Column = problem.Place.Value.Column - 2 },
        };
        Assert.Equal((place, what, hint), (Where(moved), moved.What, moved.Hint));
        Assert.Equal("  " + text, problem.Line);
        Assert.Equal(what, FormulaText.Parse("zz = [1, 2][0];\r\n\r\n" + text + "\r\n").Problem!.What);
    }

    [Fact]
    public void A_shape_given_and_declared_differently_is_a_conflict()
    {
        var problem = FormulaText.Parse("param w[3]; w[0]", new Dictionary<string, Shape> { ["w"] = Shape.Vector(2) }).Problem!;
        Assert.Equal("GDS5209 1:7+1", Where(problem));
        Assert.Equal("'w' is declared as a vector of 3 and given as a vector of 2", problem.What);
        Assert.Equal("make the two the same, or declare the name without a shape", problem.Hint);
    }

    [Fact]
    public void A_scalar_that_was_given_as_one_has_no_elements()
    {
        var problem = FormulaText.Parse("w[0]", new Dictionary<string, Shape> { ["w"] = Shape.Scalar }).Problem!;
        Assert.Equal("GDS5204 1:2+3", Where(problem));
        Assert.Equal("'w' (a scalar) has no elements", problem.What);
    }

    [Fact]
    public void A_number_with_a_thousand_digits_is_refused()
    {
        var problem = FormulaText.Parse("x + 1." + new string('1', 1000)).Problem!;
        Assert.Equal("GDS5303 1:5+1002", Where(problem));
        Assert.Equal("the number '1.1111111111111111111111111111…' has more than 1000 digits", problem.What);
        Assert.Equal("a double holds 17 significant digits", problem.Hint);
        Assert.True(FormulaText.Parse("x + 1." + new string('1', 999)).Is(out _, out _));
    }

    [Fact]
    public void Half_a_character_is_named_by_its_code()
    {
        var problem = FormulaText.Parse("x + \uD835").Problem!;
        Assert.Equal("GDS5002 1:5+1", Where(problem));
        Assert.Equal(("unexpected character U+D835", "half of a character was lost; type it again"), (problem.What, problem.Hint));
    }

    [Fact]
    public void Columns_count_what_a_reader_counts()
    {
        Assert.Equal("GDS5003 1:6+1", Where(FormulaText.Parse("𝑥 + 𝑦^").Problem!));
        Assert.Equal("GDS5004 2:7+1", Where(FormulaText.Parse("a = 1\r\n𝑥\t+ 𝑦 𝑧").Problem!));
    }

    [Fact]
    public void Names_tells_the_same_mistakes_as_far_as_it_can()
    {
        Assert.Equal("unknown function 'sen'", FormulaText.Names("sen(x)").Problem!.What);
        Assert.Equal(["w"], FormulaText.Names("w[0]").Value.AsEnumerable());
    }

    [Fact]
    public void Every_page_has_an_example_that_makes_its_problem()
    {
        foreach (var page in TextProblems.All.Where(p => p.Example.Length > 0))
            Assert.Equal((page.Id, page.Example), (FormulaText.Parse(page.Example).Problem?.Id, page.Example));
        Assert.Equal(TextProblems.All.Select(p => p.Id).Order().Distinct(), TextProblems.All.Select(p => p.Id));
        Assert.Null(TextProblems.Find("GDS0000"));
    }

    [Fact]
    public void Every_id_has_a_page()
    {
        var ids = typeof(TextProblems.Id).GetFields().Select(f => (string)f.GetRawConstantValue()!).Order();
        Assert.Equal(ids, TextProblems.All.Select(p => p.Id));
    }

    private static string Where(Problem p) =>
        string.Create(CultureInfo.InvariantCulture, $"{p.Id} {p.Place!.Value.Line}:{p.Place.Value.Column}+{p.Place.Value.Length}");
}
