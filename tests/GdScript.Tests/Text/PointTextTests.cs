using System.Globalization;
using GdScript.Graphs;
using GdScript.Text;
using Xunit;

namespace GdScript.Tests.Text;

public class PointTextTests
{
    [Theory]
    [InlineData("x=3,y=4", "x=3 y=4")]
    [InlineData(" x = -3.5 ,\ty = +4e-1 ", "x=-3.5 y=0.4")]
    [InlineData("3, 4", "=3 =4")]
    [InlineData("W=[[1,2],[3,4]],b=[1,2]", "W=2x2[1,2,3,4] b=2[1,2]")]
    [InlineData("W = [ [ 1 , 2 , 3 ] ]", "W=1x3[1,2,3]")]
    [InlineData("[1,2],3", "=2[1,2] =3")]
    [InlineData("größe=.5", "größe=0.5")]
    [InlineData("x=-0", "x=-0")]
    [InlineData("", "")]
    [InlineData("x=9007199254740993", "x=9007199254740992")]
    public void Points_are_read(string text, string givens)
    {
        Assert.Equal(givens, Said(PointText.Parse(text).Value));
    }

    [Theory]
    [InlineData("{\"x\":3,\"W\":[[1,2],[3,4]],\"b\":[-0.5]}", "x=3 W=2x2[1,2,3,4] b=1[-0.5]")]
    [InlineData("\uFEFF { } ", "")]
    public void Points_in_json_are_read(string json, string givens)
    {
        Assert.Equal(givens, Said(PointText.Json(json).Value));
    }

    [Theory]
    [InlineData("x=four", "GDS5311 3+4", "'four' is not a number", "a number looks like 1.5 or 1e-3")]
    [InlineData("four", "GDS5311 1+4", "'four' is not a number", "a number looks like 1.5 or 1e-3")]
    [InlineData("x=3, y=4, x=5", "GDS5313 11+1", "'x' is given twice", "give each name one value")]
    [InlineData("x=1,5", "GDS5314 5+1", "'5' has no name", "the decimal sign is a point: write x=1.5")]
    [InlineData("x=1,5,y=2", "GDS5314 5+1", "'5' has no name", "the decimal sign is a point: write x=1.5")]
    [InlineData("x=1,y", "GDS5314 5+1", "'y' has no name", "write name=value, as in x=3, y=4")]
    [InlineData(
        "3,x=2",
        "GDS5314 3+1",
        "named and unnamed values cannot be mixed",
        "name every value, as in x=3, y=4, or none, as in 3, 4"
    )]
    [InlineData("x=", "GDS5311 3+1", "a number is missing at the end", "write a number, as in x=1.5")]
    [InlineData("x=,y=1", "GDS5311 3+1", "a number is missing before ','", "write a number, as in x=1.5")]
    [InlineData("x=3,", "GDS5314 5+1", "a value is missing after ','", "write name=value, as in x=3, y=4")]
    [InlineData("x=３", "GDS5311 3+1", "'３' is not a number", "write '3'")]
    [InlineData("x=−3", "GDS5311 3+2", "'−3' is not a number", "write '-'")]
    [InlineData("x=NaN", "GDS5315 3+3", "'NaN' is not finite: a point must be finite", "write a number, as in 1e300")]
    [InlineData("x=-Infinity", "GDS5315 3+9", "'-Infinity' is not finite: a point must be finite", "write a number, as in 1e300")]
    [InlineData("x=1e400", "GDS5301 3+5", "'1e400' is outside double", "the largest number is 1.7976931348623157e308")]
    [InlineData("x=-1e-400", "GDS5302 3+7", "'-1e-400' is outside double and would become 0", "the smallest number above 0 is 5e-324")]
    [InlineData("x=1/3", "GDS5311 3+3", "'1/3' is not a number", "a point holds numbers, not expressions; write 0.5 for 1/2")]
    [InlineData("x=pi", "GDS5311 3+2", "'pi' is not a number", "write 3.141592653589793")]
    [InlineData("x:3", "GDS5311 1+3", "'x:3' is not a number", "write x=3")]
    [InlineData("x 3", "GDS5311 1+1", "'x' is not a number", "write x=3")]
    [InlineData("x=3 y=4", "GDS5312 5+1", "'y' cannot stand here", "values are separated by commas, as in x=3, y=4")]
    [InlineData("x=3;y=4", "GDS5311 3+5", "'3;y=4' is not a number", "values are separated by commas, as in x=3, y=4")]
    [InlineData("x==3", "GDS5311 3+2", "'=3' is not a number", "one name and one value, as in x=3")]
    [InlineData("x=0x10", "GDS5311 3+4", "'0x10' is not a number", "a number looks like 1.5 or 1e-3")]
    [InlineData("W=[[1,2],[3]]", "GDS5316 13+1", "row 1 has 1 numbers and row 0 has 2", "the rows of a matrix have one length")]
    [InlineData("W=[[1,2],3]", "GDS5316 10+1", "an array holds numbers or rows, not both", "write [1, 2] or [[1, 2], [3, 4]]")]
    [InlineData("W=[1,[2]]", "GDS5316 6+1", "an array holds numbers or rows, not both", "write [1, 2] or [[1, 2], [3, 4]]")]
    [InlineData("W=[]", "GDS5316 3+2", "the array is empty", "an array holds at least one number, as in [1, 2]")]
    [InlineData("W=[[[1]]]", "GDS5316 5+1", "an array has at most two levels of brackets", "write a matrix as [[1, 2], [3, 4]]")]
    [InlineData("W=[1,2", "GDS5312 3+1", "'[' is never closed", "add ']'")]
    [InlineData("W=[1,2]]", "GDS5312 8+1", "']' cannot stand here", "values are separated by commas, as in x=3, y=4")]
    [InlineData("W=[1 2]", "GDS5312 6+1", "'2' cannot stand here", "elements are separated by commas, as in [1, 2]")]
    public void The_message_of_a_point_says(string text, string place, string what, string hint)
    {
        Assert.Equal((place, what, hint), Message(PointText.Parse(text).Problem!));
    }

    [Theory]
    [InlineData(
        "{\"W\":[[1,2],[3]]}",
        "GDS5316 15+1",
        "row 1 has 1 numbers and row 0 has 2",
        "an array is a list of numbers or a list of rows of one length"
    )]
    [InlineData("{\"x\":\"NaN\"}", "GDS5315 6+1", "'NaN' is not finite: a point must be finite", "write a number, as in 1e300")]
    [InlineData("{\"x\":\"3\"}", "GDS5311 6+1", "'3' is text, not a number", "write the number without quotes")]
    [InlineData("{\"ü\":null}", "GDS5311 6+1", "null is not a number", "write {\"x\": 3, \"W\": [[1, 2], [3, 4]]}")]
    [InlineData("{\"x\":1e400}", "GDS5301 6+1", "'1e400' is outside double", "the largest number is 1.7976931348623157e308")]
    [InlineData("{\"x\":3,\"x\":4}", "GDS5313 8+1", "'x' is given twice", "give each name one value")]
    [InlineData(
        "{\"x\":[1,[2]]}",
        "GDS5316 9+1",
        "an array holds numbers or rows, not both",
        "an array is a list of numbers or a list of rows of one length"
    )]
    [InlineData("{\"x\":[]}", "GDS5316 7+1", "the array is empty", "an array is a list of numbers or a list of rows of one length")]
    [InlineData("3", "GDS5320 1+1", "a point in JSON is an object", "write {\"x\": 3, \"W\": [[1, 2], [3, 4]]}")]
    [InlineData("{x:3}", "GDS5320 2+1", "this is not JSON", "write {\"x\": 3, \"W\": [[1, 2], [3, 4]]}")]
    [InlineData("", "GDS5320 1+1", "this is not JSON", "write {\"x\": 3, \"W\": [[1, 2], [3, 4]]}")]
    public void The_message_of_a_point_in_json_says(string json, string place, string what, string hint)
    {
        Assert.Equal((place, what, hint), Message(PointText.Json(json).Problem!));
    }

    [Fact]
    public void A_point_becomes_flat_numbers_in_the_order_of_the_formula()
    {
        var givens = PointText.Parse("b=[5,6],W=[[1,2],[3,4]],x=7").Value;
        var shapes = PointText.Shapes(givens, []).Value;
        var f = FormulaText.Parse("x*sum(W*b)", shapes).Value;
        Assert.Equal([7, 1, 2, 3, 4, 5, 6], PointText.Flatten(f, givens).Value);
    }

    [Fact]
    public void Values_without_names_go_to_the_parameters_in_order()
    {
        var f = FormulaText.Parse("y - x").Value;
        Assert.Equal([3, 4], PointText.Flatten(f, PointText.Parse("3,4").Value).Value);
        var shapes = PointText.Shapes(PointText.Parse("[1,2],3").Value, FormulaText.Names("w[0]*x").Value).Value;
        Assert.Equal((Shape.Vector(2), Shape.Scalar), (shapes["w"], shapes["x"]));
    }

    [Theory]
    [InlineData("x + y", "x=1", "GDS5317", "the point gives no value for 'y'", "add y=0")]
    [InlineData("x + y", "1", "GDS5317", "the point gives no value for 'y'", "add y=0")]
    [InlineData("param W[2,3]; sum(W)", "", "GDS5317", "the point gives no value for 'W'", "add W=[[0,0,0],[0,0,0]]")]
    [InlineData("π*x", "x=1", "GDS5317", "the point gives no value for 'π'", "the constant is written pi")]
    [InlineData("x", "x=1,xx=2", "GDS5318", "the formula has no parameter 'xx'", "did you mean 'x'?")]
    [InlineData("rate*x", "x=1,rate=1,rat=2", "GDS5318", "the formula has no parameter 'rat'", "did you mean 'rate'?")]
    [InlineData("x + y", "x=1,y=1,long=2", "GDS5318", "the formula has no parameter 'long'", "its parameters are x, y")]
    [InlineData(
        "e^x",
        "x=1,e=2",
        "GDS5318",
        "the formula has no parameter 'e'",
        "'e' is a constant; a line 'param e' makes it a parameter"
    )]
    [InlineData("x + y", "1,2,3", "GDS5318", "the point has more than the 2 values the formula takes", "the parameters are x, y")]
    [InlineData("1 + 2", "1", "GDS5318", "the formula has no parameters, and the point has values", "")]
    [InlineData("param w[3]; sum(w)", "w=[1,2]", "GDS5319", "'w' is a vector of 3, and the point gives a vector of 2", "write w=[0,0,0]")]
    [InlineData("param w[9]; sum(w)", "w=1", "GDS5319", "'w' is a vector of 9, and the point gives a scalar", "write w=[0,0,0,0,…]")]
    public void A_point_that_does_not_fit_says_why(string formula, string point, string id, string what, string hint)
    {
        var problem = PointText.Flatten(FormulaText.Parse(formula).Value, PointText.Parse(point).Value).Problem!;
        Assert.Equal((id, what, hint), (problem.Id, problem.What, problem.Hint));
    }

    [Fact]
    public void Shapes_are_read()
    {
        var shapes = ShapeText.Parse(" W = 2x3 , b=3").Value;
        Assert.Equal((Shape.Matrix(2, 3), Shape.Vector(3), 2), (shapes["W"], shapes["b"], shapes.Count));
    }

    [Theory]
    [InlineData("W=2X3", "GDS5331 1+5", "'2X3' is not a shape")]
    [InlineData("W=2×3", "GDS5331 1+5", "'2×3' is not a shape")]
    [InlineData("W=2,3", "GDS5331 5+1", "'3' has no name")]
    [InlineData("W=0x3", "GDS5331 1+5", "'0x3' is not a shape")]
    [InlineData("b=3, W=2x3x4", "GDS5331 6+7", "'2x3x4' is not a shape")]
    [InlineData("W=", "GDS5331 1+2", "'' is not a shape")]
    [InlineData("2=3", "GDS5331 1+3", "'2' is not a name")]
    [InlineData("", "GDS5331 1+1", "a shape is missing")]
    public void The_message_of_a_shape_says(string text, string place, string what)
    {
        Assert.Equal((place, what, "write W=2x3 for a matrix, b=3 for a vector"), Message(ShapeText.Parse(text).Problem!));
    }

    [Fact]
    public void A_shape_given_twice_or_too_large_is_refused()
    {
        Assert.Equal(
            ("GDS5332 8+3", "the shape of 'W' is given twice", "give each name one shape"),
            Message(ShapeText.Parse("W=2x3, W=3").Problem!)
        );
        Assert.Equal(
            ("GDS5210 1+13", "an array of 9999800001 numbers is too large", "at most 16777216 numbers fit in one array"),
            Message(ShapeText.Parse("W=99999x99999").Problem!)
        );
    }

    private static (string, string, string) Message(Problem p) =>
        (string.Create(CultureInfo.InvariantCulture, $"{p.Id} {p.Place!.Value.Column}+{p.Place.Value.Length}"), p.What, p.Hint);

    private static string Said(IEnumerable<Given> givens) =>
        string.Join(
            " ",
            givens.Select(g =>
                $"{g.Name}={g.Value.Shape.Text}"
                + (g.Value.Shape.IsScalar ? NumberText.Of(g.Value.Data[0]) : $"[{string.Join(",", g.Value.Data.Select(NumberText.Of))}]")
            )
        );
}
