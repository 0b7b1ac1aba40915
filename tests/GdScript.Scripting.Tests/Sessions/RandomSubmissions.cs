using System.Globalization;

namespace GdScript.Scripting.Tests.Sessions;

/// <summary>Submissions at random over a few variables and methods, in an order in which each can see what it speaks of.</summary>
/// <param name="seed">The same seed gives the same submissions.</param>
/// <param name="shadows">Whether names are declared again, also with other types.</param>
internal sealed class RandomSubmissions(int seed, bool shadows)
{
    private readonly Random random = new(seed);
    private readonly List<string> numbers = [];
    private readonly List<string> functions = [];
    private int names;

    /// <summary>Variables of type double that are there now.</summary>
    public IReadOnlyList<string> Numbers => numbers;

    public string Next()
    {
        if (numbers.Count == 0)
            return Declared();
        return random.Next(9) switch
        {
            0 or 1 => Declared(),
            2 => Method(),
            3 => $"{One(numbers)} = {Number(2)};",
            4 => $"{One(numbers)} += {Number(1)};",
            5 => $"for (var i = 0; i < {random.Next(4)}; i++) {{ if (i == 2) continue; {One(numbers)} -= {Number(1)} * i; }}",
            6 => Typed(),
            7 => $"if ({Number(1)} > {Number(1)}) {One(numbers)} = {Number(1)}; else {One(numbers)} *= 0.5;",
            _ => $"{One(numbers)} = new[] {{ {Number(1)}, {Number(1)} }}.Select(x => x * {Number(1)}).Sum();",
        };
    }

    private string Declared()
    {
        if (shadows && numbers.Count > 0 && random.Next(3) == 0)
        {
            var again = One(numbers);
            numbers.Remove(again); // its new value cannot be made of itself
            var shadow = $"var {again} = {Number(2)};";
            numbers.Add(again);
            return shadow;
        }
        var text = $"{(random.Next(2) == 0 ? "var" : "double")} {Fresh("v")} = {Number(2)};";
        numbers.Add($"v{names}");
        return text;
    }

    private string Method()
    {
        if (shadows && functions.Count > 0 && random.Next(2) == 0)
        {
            var again = One(functions);
            functions.Remove(again); // so that it does not call itself
            var text = $"double {again}(double x) => {Number(2, "x")};";
            functions.Add(again);
            return text;
        }
        var body = Number(2, "x");
        var method = $"double {Fresh("F")}(double x) {{ var y = {body}; while (y > 8) y /= 2; return y; }}";
        functions.Add($"F{names}");
        return method;
    }

    private string Typed()
    {
        var type = Fresh("P");
        var text =
            $"record {type}(double A, double B = 2) {{ public double Sum => A + B * Cos(A); }}\nvar o{names} = new {type}({Number(1)}).Sum;";
        numbers.Add($"o{names}");
        return text;
    }

    private string Fresh(string letter) => string.Create(CultureInfo.InvariantCulture, $"{letter}{++names}");

    private string Number(int depth, string? more = null) =>
        (depth == 0 ? random.Next(2) : random.Next(7)) switch
        {
            0 => (random.Next(40) / 8.0 - 2).ToString("0.0##", CultureInfo.InvariantCulture) is ['-', .. var n] ? $"(-{n})" : "1.25",
            1 => more ?? (numbers.Count > 0 ? One(numbers) : "0.75"),
            2 => $"({Number(depth - 1, more)} + {Number(depth - 1, more)})",
            3 => $"{Number(depth - 1, more)} * {Number(depth - 1, more)}",
            4 => $"Sin({Number(depth - 1, more)})",
            5 => functions.Count > 0 ? $"{One(functions)}({Number(depth - 1, more)})" : $"Exp(-Abs({Number(depth - 1, more)}))",
            _ => $"Sqrt(Abs({Number(depth - 1, more)}))",
        };

    private string One(List<string> of) => of[random.Next(of.Count)];
}
