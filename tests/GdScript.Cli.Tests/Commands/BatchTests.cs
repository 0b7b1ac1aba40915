using System.Text.Json;
using Xunit;

namespace GdScript.Cli.Tests.Commands;

public class BatchTests
{
    [Theory]
    [InlineData("""{"id":1,"do":"diff","loss":"x^2/20+y^2"}""", """{"id":1,"ok":true,"partials":{"x":"x/10","y":"2*y"}}""")]
    [InlineData("""{"do":"diff","loss":"3"}""", """{"ok":true,"partials":{}}""")]
    [InlineData("""{"do":"grad","loss":"x^2","at":{"x":3}}""", """{"ok":true,"value":9,"gradient":{"x":6}}""")]
    [InlineData("""{"do":"grad","loss":"x^2+y","at":"3,4"}""", """{"ok":true,"value":13,"gradient":{"x":6,"y":1}}""")]
    [InlineData("""{"do":"grad","loss":"a*x^2","at":{"x":3},"set":{"a":2}}""", """{"ok":true,"value":18,"gradient":{"x":12}}""")]
    [InlineData(
        """{"do":"grad","loss":"x^2","at":{"x":3},"gradient":"numeric"}""",
        """{"ok":true,"value":9,"gradient":{"x":6.000000000012662}}"""
    )]
    [InlineData(
        """{"do":"grad","loss":"sum(W*x)","at":{"W":[[1,2],[3,4]],"x":[1,2]}}""",
        """{"ok":true,"value":16,"gradient":{"W":[[1,2],[1,2]],"x":[4,6]}}"""
    )]
    [InlineData("""{"do":"eval","loss":"[1,2]"}""", """{"ok":true,"value":[1,2]}""")]
    [InlineData("""{"do":"eval","loss":"x*x","at":null}""", """{"ok":true,"formula":"x^2","parameters":["x"]}""")]
    [InlineData("""{"do":"eval","loss":"sum(w)","at":{"w":[1,2,3]},"shape":"w=3"}""", """{"ok":true,"value":6}""")]
    [InlineData("""{"do":"hess","loss":"x^2*y","at":{"x":3,"y":4}}""", """{"ok":true,"names":["x","y"],"hessian":[[8,6],[6,0]]}""")]
    [InlineData("""{"do":"jac","loss":"[x*y,y^2]","at":{"x":1,"y":2}}""", """{"ok":true,"names":["x","y"],"jacobian":[[2,1],[0,4]]}""")]
    public void Every_sort_of_work_has_its_answer(string request, string answer) => Assert.Equal(answer, One(request));

    [Theory]
    [InlineData("7")]
    [InlineData("1.50")]
    [InlineData("\"seven\"")]
    [InlineData("{\"k\":[1,null]}")]
    [InlineData("null")]
    public void The_id_comes_back_as_it_was_given(string id)
    {
        Assert.StartsWith($$"""{"id":{{id}},"ok":true,""", One($$"""{"id":{{id}},"do":"diff","loss":"x"}"""), StringComparison.Ordinal);
        Assert.StartsWith($$"""{"id":{{id}},"ok":false,""", One($$"""{"id":{{id}},"do":"diff","loss":"2x"}"""), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("GDS0051", "the line is not JSON", "nonsense")]
    [InlineData("GDS0051", "the line is not JSON", """{"do":"diff","loss":"x" """)]
    [InlineData("GDS0050", "a request is a JSON object", "[1,2]")]
    [InlineData("GDS0056", "the request has no \"do\"", "{}")]
    [InlineData("GDS0056", "the request has no \"loss\"", """{"do":"diff"}""")]
    [InlineData("GDS0055", "\"do\" is not a string", """{"do":5,"loss":"x"}""")]
    [InlineData("GDS0055", "\"loss\" is not a string", """{"do":"diff","loss":["x"]}""")]
    [InlineData("GDS0052", "unknown work 'gard'", """{"do":"gard","loss":"x"}""")]
    [InlineData("GDS0053", "the request has no \"at\"", """{"do":"grad","loss":"x"}""")]
    [InlineData("GDS0053", "the request has no \"from\"", """{"do":"descend","loss":"x"}""")]
    [InlineData("GDS0042", "the loss has no open parameters, so there is nothing to move", """{"do":"descend","loss":"3"}""")]
    [InlineData("GDS0057", "unknown member \"step\"", """{"do":"descend","loss":"x","from":{"x":1},"step":5}""")]
    [InlineData("GDS0055", "\"steps\" is not a number", """{"do":"descend","loss":"x","from":{"x":1},"steps":"5"}""")]
    [InlineData("GDS0055", "\"steps\" is not a whole number from 0 up", """{"do":"descend","loss":"x","from":{"x":1},"steps":-5}""")]
    [InlineData("GDS0055", "\"steps\" is not a whole number from 0 up", """{"do":"descend","loss":"x","from":{"x":1},"steps":1.5}""")]
    [InlineData("GDS0055", "\"h\" is not a number above zero", """{"do":"grad","loss":"x","at":{"x":1},"h":0}""")]
    [InlineData("GDS0033", "unknown word 'ful'", """{"do":"descend","loss":"x","from":{"x":1},"trace":"ful"}""")]
    [InlineData("GDS0040", "\"method\" and \"lr\" are both given", """{"do":"descend","loss":"x","from":{"x":1},"lr":1,"method":"gd"}""")]
    [InlineData("GDS7002", "unknown method 'gdd'", """{"do":"descend","loss":"x","from":{"x":1},"method":"gdd"}""")]
    [InlineData("GDS7002", "unknown schedule 'cosntant'", """{"do":"descend","loss":"x","from":{"x":1},"method":"gd(lr=cosntant(1))"}""")]
    [InlineData("GDS5311", "'3' is text, not a number", """{"do":"grad","loss":"x","at":{"x":"3"}}""")]
    [InlineData("GDS5320", "a point in JSON is an object with the names in it", """{"do":"grad","loss":"x","at":[3]}""")]
    [InlineData("GDS5317", "the point gives no value for 'y'", """{"do":"grad","loss":"x+y","at":{"x":3}}""")]
    [InlineData("GDS5318", "the formula has no parameter 'z'", """{"do":"grad","loss":"x","at":{"x":3,"z":1}}""")]
    [InlineData("GDS5101", "unknown function 'sen'", """{"do":"diff","loss":"sen(x)"}""")]
    [InlineData("GDS6001", "division by zero: 1/0", """{"do":"eval","loss":"1/0"}""")]
    [InlineData("GDS6002", "log of -1 is not a real number, at x=-1", """{"do":"grad","loss":"log(x)","at":{"x":-1}}""")]
    [InlineData("GDS0054", "\"script\" would run code, which 'gds batch' does not do by itself", """{"do":"diff","script":"a.csx"}""")]
    [InlineData("GDS0054", "\"csharp\" would run code, which 'gds batch' does not do by itself", """{"do":"diff","csharp":"x*x"}""")]
    public void A_mistake_is_answered_with_what_is_wrong(string id, string message, string request)
    {
        var answer = Parsed(request);
        Assert.False(answer.GetProperty("ok").GetBoolean());
        var error = answer.GetProperty("error");
        Assert.Equal((id, message), (error.GetProperty("id").GetString(), error.GetProperty("message").GetString()));
        Assert.Equal(id.StartsWith("GDS6", StringComparison.Ordinal) ? "numeric" : "input", error.GetProperty("kind").GetString());
    }

    [Theory]
    [InlineData(1, 4, "did you mean 'sin'?", """{"do":"diff","loss":"x +sen(x)"}""")]
    [InlineData(2, 2, "for a product write 2*x", """{"do":"diff","loss":"h = 1;\n2x"}""")]
    [InlineData(1, 6, "write the number without quotes", """{"do":"grad","loss":"x","at":{"x":"3"}}""")]
    [InlineData(1, 9, "write one object per line, as in {\"do\":\"diff\",\"loss\":\"x^2\"}", "{\"é\":1,}{")]
    public void A_mistake_has_its_place_and_a_hint(int line, int column, string hint, string request)
    {
        var error = Parsed(request).GetProperty("error");
        Assert.Equal(
            (line, column, hint),
            (error.GetProperty("line").GetInt32(), error.GetProperty("column").GetInt32(), error.GetProperty("hint").GetString())
        );
    }

    [Theory]
    [InlineData(
        """{"do":"grad","csharp":"x*x + Math.Exp(y)","parameters":["x","y"],"at":{"x":3,"y":0}}""",
        """{"ok":true,"value":10,"gradient":{"x":6,"y":1}}"""
    )]
    [InlineData("""{"do":"diff","csharp":"x*x/20 + y*y","parameters":["x","y"]}""", """{"ok":true,"partials":{"x":"x/10","y":"2*y"}}""")]
    [InlineData(
        """{"do":"grad","csharp":"var s = 0.0; foreach (var a in w) s += a*a; return s;","parameters":["w"],"at":{"w":[1,2]}}""",
        """{"ok":true,"value":5,"gradient":{"w":[2,4]}}"""
    )]
    [InlineData(
        """{"do":"grad","csharp":"W[0, 0]*W[1, 1]","parameters":["double[,] W"],"at":{"W":[[1,2],[3,4]]}}""",
        """{"ok":true,"value":4,"gradient":{"W":[[4,0],[0,1]]}}"""
    )]
    [InlineData("""{"do":"grad","csharp":"double Loss(double x) => x*x;","at":{"x":3}}""", """{"ok":true,"value":9,"gradient":{"x":6}}""")]
    [InlineData(
        """{"do":"grad","script":"scripts/bowl.csx","at":{"x0":3,"x1":4}}""",
        """{"ok":true,"value":25,"gradient":{"x0":6,"x1":8}}"""
    )]
    public void With_leave_the_loss_may_be_csharp(string request, string answer) =>
        Assert.Equal(answer, Command.RunWith(request, "batch", "--allow-code").Out.TrimEnd('\n'));

    [Theory]
    [InlineData("""{"do":"grad","csharp":"x*z","parameters":["x"],"at":{"x":3}}""", "CS0103", 1, 3)]
    [InlineData("""{"do":"grad","csharp":"x +\n(int)x","parameters":["x"],"at":{"x":3}}""", "GDS1001", 2, 1)]
    public void A_mistake_in_csharp_has_its_place_in_the_text_given(string request, string id, int line, int column)
    {
        var error = JsonDocument.Parse(Command.RunWith(request, "batch", "--allow-code").Out).RootElement.GetProperty("error");
        Assert.Equal(
            (id, line, column),
            (error.GetProperty("id").GetString(), error.GetProperty("line").GetInt32(), error.GetProperty("column").GetInt32())
        );
    }

    [Theory]
    [InlineData("grad", "GDS1001")]
    [InlineData("eval", "GDS1001")]
    [InlineData("hess", "GDS1001")]
    [InlineData("check", "GDS1001")]
    public void CSharp_that_cannot_be_derived_gets_no_wrong_number(string work, string id)
    {
        var request = $$$"""{"do":"{{{work}}}","csharp":"(int)x*x","parameters":["x"],"at":{"x":3.5}}""";
        var answer = JsonDocument.Parse(Command.RunWith(request, "batch", "--allow-code").Out).RootElement;
        Assert.False(answer.GetProperty("ok").GetBoolean());
        Assert.Equal(id, answer.GetProperty("error").GetProperty("id").GetString());
    }

    [Fact]
    public void CSharp_that_cannot_be_derived_still_walks_by_its_measured_gradient()
    {
        const string Walk = """{"do":"descend","csharp":"(int)x + x*x","parameters":["x"],"from":{"x":3.5},"lr":0.1,"steps":1}""";
        var answer = JsonDocument.Parse(Command.RunWith(Walk, "batch", "--allow-code").Out).RootElement;
        Assert.Equal(2.8, answer.GetProperty("point").GetProperty("x").GetDouble(), 1e-9);
        Assert.StartsWith("numeric(central", answer.GetProperty("gradient").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Code_is_not_run_without_leave_and_the_hint_says_how_to_give_it()
    {
        var refused = Parsed("""{"do":"diff","csharp":"x*x","parameters":["x"]}""").GetProperty("error");
        Assert.Equal("start it as 'gds batch --allow-code'", refused.GetProperty("hint").GetString());
    }

    [Fact]
    public void A_descent_answers_with_the_point_the_best_one_and_the_trace()
    {
        const string Walk = """{"do":"descend","loss":"x^2","from":{"x":3},"method":"gd(lr=constant(0.1))","steps":2,"trace":"full"}""";
        var answer = Parsed(Walk);
        Assert.Equal(1.92, answer.GetProperty("point").GetProperty("x").GetDouble());
        Assert.Equal((2, "steps"), (answer.GetProperty("steps").GetInt32(), answer.GetProperty("stop").GetString()));
        Assert.Equal(2, answer.GetProperty("best").GetProperty("step").GetInt32());
        var trace = answer.GetProperty("trace").EnumerateArray().ToArray();
        Assert.Equal(["null", "0.1", "0.1"], trace.Select(row => row.GetProperty("lr").GetRawText()));
        Assert.Equal([9, 5.76, 3.6864], trace.Select(row => row.GetProperty("loss").GetDouble()));
        Assert.Equal([6, 4.8, 3.84], trace.Select(row => row.GetProperty("gradient").GetProperty("x").GetDouble()));
        Assert.Equal([3, 2.4, 1.92], trace.Select(row => row.GetProperty("point").GetProperty("x").GetDouble()));
    }

    [Theory]
    [InlineData("none", 0, 0)]
    [InlineData("thin", 41, 120)]
    [InlineData("full", 301, 301)]
    public void A_trace_is_as_long_as_it_was_asked_to_be(string detail, int least, int most)
    {
        var walk = $$"""{"do":"descend","loss":"x^2","from":{"x":3},"lr":1e-3,"steps":300,"trace":"{{detail}}"}""";
        Assert.InRange(Parsed(walk).GetProperty("trace").GetArrayLength(), least, most);
        Assert.Equal(0, Parsed("""{"do":"descend","loss":"x^2","from":{"x":3}}""").GetProperty("trace").GetArrayLength());
    }

    [Fact]
    public void The_numeric_gradient_freezes_where_the_exact_one_flies_on()
    {
        string Walk(string gradient) =>
            $$"""{"do":"descend","loss":"x0^2+x1^2","from":{"x0":-3,"x1":4},"lr":10,"steps":100,"gradient":"{{gradient}}"}""";
        Assert.Equal(-2.58983747e13, Parsed(Walk("numeric")).GetProperty("point").GetProperty("x0").GetDouble(), 1e5);
        Assert.Equal(-2.25154873e128, Parsed(Walk("exact")).GetProperty("point").GetProperty("x0").GetDouble(), 1e120);
    }

    [Fact]
    public void A_walk_out_of_the_finite_numbers_is_an_error_unless_only_steps_count()
    {
        const string Walk = """{"do":"descend","loss":"x^4","from":{"x":3},"lr":10,"steps":6,"trace":"full"}""";
        var failed = Parsed(Walk);
        Assert.False(failed.GetProperty("ok").GetBoolean());
        Assert.Equal("numeric", failed.GetProperty("error").GetProperty("kind").GetString());
        Assert.Equal(81, failed.GetProperty("best").GetProperty("loss").GetDouble());

        var passed = Parsed(Walk.Replace("\"lr\"", "\"stop\":\"steps\",\"lr\"", StringComparison.Ordinal));
        Assert.True(passed.GetProperty("ok").GetBoolean());
        Assert.Equal(
            ["81", "1345435285041", "6.234883850752757E+42", "6.204761142860299E+134", "Infinity", "Infinity", "NaN"],
            passed.GetProperty("trace").EnumerateArray().Select(row => row.GetProperty("loss").ToString())
        );
    }

    [Fact]
    public void The_process_goes_on_after_a_mistake_and_ends_well()
    {
        var said = Command.RunWith("{\"id\":1}\n\n  \n{\n{\"id\":2,\"do\":\"eval\",\"loss\":\"1+1\"}", "batch");
        Assert.Equal((0, ""), (said.Exit, said.Err));
        var answers = said
            .Out.TrimEnd('\n')
            .Split('\n')
            .Select(line => JsonDocument.Parse(line).RootElement.GetProperty("ok").GetBoolean());
        Assert.Equal([false, false, true], answers);
    }

    [Fact]
    public void A_thousand_requests_are_answered_in_order()
    {
        static string Request(int i) => $$$"""{"id":{{{i}}},"do":"grad","loss":"x^2*{{{i}}}+sin(y)","at":{"x":3,"y":{{{i}}}}}""";
        var said = Command.RunWith(string.Join('\n', Enumerable.Range(0, 1000).Select(Request)), "batch");
        var answers = said.Out.TrimEnd('\n').Split('\n').Select(line => JsonDocument.Parse(line).RootElement).ToArray();
        Assert.Equal(Enumerable.Range(0, 1000), answers.Select(a => a.GetProperty("id").GetInt32()));
        Assert.Equal(
            Enumerable.Range(0, 1000).Select(i => 6.0 * i),
            answers.Select(a => a.GetProperty("gradient").GetProperty("x").GetDouble())
        );
    }

    private static string One(string request) => Command.RunWith(request, "batch").Out.TrimEnd('\n');

    private static JsonElement Parsed(string request) => JsonDocument.Parse(One(request)).RootElement;

    [Fact]
    public void Half_a_character_is_an_answer_and_the_process_goes_on()
    {
        var said = Command.RunWith(
            "{\"id\":1,\"do\":\"diff\",\"loss\":\"\\ud800\"}\n{\"id\":2,\"do\":\"diff\",\"loss\":\"x^2\"}\n",
            "batch"
        );
        Assert.Equal(0, said.Exit);
        Assert.Contains("{\"id\":1,\"ok\":false,\"error\":{\"id\":\"GDS0058\"", said.Out, StringComparison.Ordinal);
        Assert.Contains("{\"id\":2,\"ok\":true,\"partials\":{\"x\":\"2*x\"}}", said.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void A_higher_partial_can_be_asked_for()
    {
        var said = Command.RunWith("{\"do\":\"diff\",\"loss\":\"x^3*y\",\"wrt\":[\"x\",\"x\"]}\n", "batch");
        Assert.Contains("\"partials\":{\"x,x\":\"6*x*y\"}", said.Out, StringComparison.Ordinal);
    }
}
