using GdScript.Cli.Commands;
using GdScript.Text;

namespace GdScript.Cli.Repl;

/// <summary>What a session says about itself.</summary>
internal static class Help
{
    private static readonly (string Topic, string Text)[] Topics =
    [
        (
            "formulas",
            """
            f = x^2/20 + y^2        a formula; what is open in it are its parameters
            f(x, y) = a*x^2 + y     the same with its parameters in an order of your own
            a = 2.5                 a number; formulas defined after it have it put in
            f                       shows it;  f(3, 4) or f at x=3,y=4  its value
            D(f, x), D(f, x, y)     derivatives, as parts of a formula too
            grad(f), hess(f)        the same as a vector and a matrix
            #help functions         every function of the formula language

            A line is a formula when it reads as one and uses no variable, type or word
            of C#; so 1/2 is 0.5 and x^2 a power. Everything else is C#.
            """
        ),
        (
            "questions",
            """
            grad f                  partial derivatives;  grad f at x=3,y=4  their values
            hess f at x=3,y=4       second ones;  jac [x*y, x + y]  those of a vector
            check f at x=3,y=4      are the derivatives right? measured independently
            descend f from x=-7,y=2 with "momentum(lr=0.1, momentum=0.9)" for 30
            r = descend f from 3,4  a walk;  r.x  where it ended,  trace r  every step
            stationary f            where the gradient is 0, and what is there
            steps f                 how the derivatives come about, rule by rule
            #engine mathnet         MathNet.Symbolics derives;  #engine own  gds again
            plot f x=-3..3          a picture
            simplify f, expand f, tex f
            """
        ),
        (
            "code",
            """
            var n = 3               C#: variables, methods, types, loops, using,
                                    #r "nuget: Id, 1.2.3", #load "file.csx"
            n*x^2                   a C# number in a formula gives its value;
                                    n/2 alone is C#, and 1
            f.Value("x=3, y=4")     a formula in C#: Value, Latex, and
                                    Grad(f, at: "x=3, y=4"), Check, Descend, Hess
            double Loss(double x, double y) => x*x/20 + y*y;
            grad Loss at x=3,y=4    a C# method or lambda that gives a double is asked
                                    about like a formula
            """
        ),
        (
            "results",
            """
            ans                     the last result;  _3  that of submission 3
            f = x^2;                a semicolon at the end hides the result
            ?f                      source, parameters, gradient and domain of f
            """
        ),
        (
            "keys",
            """
            Enter                   submits what is complete, else begins a new line
            Alt+Enter, Ctrl-J       a new line
            Tab                     completes; arrows or Tab choose, Esc closes the list
            Up, Down                lines of an entry, then entries that begin alike
            Ctrl-R                  searches what was typed;  Ctrl-_ takes back
            Ctrl-A, E, K, U, W, Y   begin, end, cut to the end, all, a word; put back
            Ctrl-C                  throws the line away; ends what is evaluated, and
                                    twice within 2 seconds leaves behind what is deaf
            Ctrl-L                  clears the screen;  Ctrl-D on an empty line leaves
            """
        ),
    ];

    public static bool Has(string topic) =>
        topic is "functions" or "commands" || Topics.Any(t => t.Topic == topic) || Sentence.Verbs.Any(v => v.Verb == topic);

    public static Result<Outcome> About(string topic)
    {
        var word = topic.TrimStart('#').ToLowerInvariant();
        return word.Length == 0 ? Said(All())
            : word == "functions" ? Said(Listed())
            : word == "commands" ? Said(Commanded())
            : Topics.FirstOrDefault(t => t.Topic == word) is { Text: { } text } ? Said(text + "\n")
            : Sentence.Verbs.FirstOrDefault(v => v.Verb == word) is { Verb: not null } verb ? Said($"as in: {verb.Example}\n")
            : Directives.All.FirstOrDefault(d => d.Name == word) is { } directive ? Said($"{directive.Usage}  {directive.About}\n")
            : Functions.Find(word) is { } function ? Said($"{function.Signature}: a function of the formula language\n")
            : Problem.Input(
                "GDS0201",
                $"there is no help on '{Edge.Complaint.Clipped(topic)}'",
                Suggest.Nearest(word, Known()) is { } near
                    ? $"did you mean '{near}'?"
                    : $"there is some on {string.Join(", ", Topics.Select(t => t.Topic))}, functions, commands"
            );
    }

    private static IEnumerable<string> Known() =>
        Topics
            .Select(t => t.Topic)
            .Concat(["functions", "commands"])
            .Concat(Sentence.Verbs.Select(v => v.Verb))
            .Concat(Directives.All.Select(d => d.Name))
            .Concat(Functions.All.Select(f => f.Name));

    private static Outcome Said(string text) => new(null, text);

    private static string All() => string.Concat(Topics.Select(t => t.Text + "\n\n")) + Commanded();

    private static string Commanded() => Values.Table([.. Directives.All.Select(d => new[] { d.Usage, d.About })]);

    private static string Listed() =>
        string.Concat(Functions.All.Select(f => f.Signature).Chunk(6).Select(line => string.Join("  ", line) + "\n"));
}
