using System.CommandLine;
using GdScript.Algebra;
using GdScript.Cli.Edge;
using GdScript.Text;

namespace GdScript.Cli.Commands;

/// <summary><c>gds eval</c>: the value of a formula, or, while names are open, the formula in simpler words.</summary>
internal static class EvalCommand
{
    public static Command For(Io io)
    {
        var shared = new Shared();
        var values = new Argument<string[]>("NAME=VALUE")
        {
            Arity = ArgumentArity.ZeroOrMore,
            Description = "values for the names, as in --at",
        };
        var machine = new MachineOptions();
        var command = shared.Command(
            "eval",
            "The value of a formula; with open names, the formula simplified.",
            "gds eval \"x^2*exp(y)\" x=3 y=0",
            values,
            machine.Kernel,
            machine.Emit
        );
        shared.Does(
            command,
            io,
            given =>
                from asked in machine.Read(given)
                from question in shared.Ask(given, io, given.GetValue(values), "NAME=VALUE", lossFirst: false)
                from written in asked.Written(question.Loss, gradient: false)
                from answer in Answer(question, asked)
                select answer
        );
        return command;
    }

    /// <summary>The value where every name has one, else the formula in simpler words.</summary>
    public static Result<Answer> Answer(Question question) => Answer(question, Machine.Auto);

    private static Result<Answer> Answer(Question question, Machine machine)
    {
        var formula = question.Loss;
        if (question.Point is null && !formula.Parameters.IsEmpty)
            return Open(question);
        var shape = formula.Top.Shape;
        return machine
            .At(formula, question.Point ?? [])
            .Else(question.Naming)
            .Select(value => new Answer(
                Values.Of(shape, value) + "\n",
                json =>
                {
                    json.WritePropertyName("value");
                    json.Value(shape, value);
                }
            ));
    }

    private static Answer Open(Question question)
    {
        var simple = Simplify.Of(question.Loss);
        return new(
            simple.Infix + "\n",
            json =>
            {
                json.WriteString("formula", simple.Infix);
                json.WriteStartArray("parameters");
                foreach (var parameter in question.Loss.Parameters)
                    json.WriteStringValue(parameter.Name);
                json.WriteEndArray();
            }
        );
    }
}
