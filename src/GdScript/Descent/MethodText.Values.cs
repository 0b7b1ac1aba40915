using System.Collections.Immutable;
using GdScript.Text;

namespace GdScript.Descent;

/// <summary>What an option can be set to: numbers, switches, words, lists, and schedules and line searches, which have options of their own.</summary>
public static partial class MethodText
{
    private static Result<Setting> Meaning(string text, Term value, Option option) =>
        option.Kind switch
        {
            OptionKind.Number => Number(text, value, option).Select(x => (Setting)x),
            OptionKind.Switch => Switch(text, value, option),
            OptionKind.Rate => Rate(text, value, option).Select(r => (Setting)r),
            OptionKind.Varying => Rate(text, value, option).SelectMany(r => Blind(text, value, option, r)).Select(r => (Setting)r),
            OptionKind.Word => Word(text, value, option),
            OptionKind.Numbers => List(text, value, option, (item, one) => Number(text, item, one))
                .SelectMany(numbers => Rising(text, value, option, numbers)),
            OptionKind.Schedules => List(
                    text,
                    value,
                    option,
                    (item, one) => Rate(text, item, one).SelectMany(r => Blind(text, item, one, r))
                )
                .Select(schedules => (Setting)schedules),
            OptionKind.Search => Search(text, value, option),
        };

    private static Result<Setting> Word(string text, Term value, Option option)
    {
        if (value is Term.Word { Arguments.IsEmpty: true, Name: var name } && option.Words.Contains(name))
            return (Setting)name;
        var said = text.Substring(value.Mark.At, value.Mark.Length);
        var near = Suggest.Nearest(said, option.Words);
        return Wrong(
            ValueId,
            text,
            value.Mark,
            $"'{option.Name}' is {string.Join(" or ", option.Words)}; {said} is not",
            near is null ? "" : $"did you mean '{near}'?"
        );
    }

    private static Result<ImmutableArray<T>> List<T>(string text, Term value, Option option, Func<Term, Option, Result<T>> item)
    {
        if (value is not Term.List list)
            return Wrong(ValueId, text, value.Mark, $"'{option.Name}' is a list", $"write {option.Name}=[…, …]");
        var items = ImmutableArray.CreateBuilder<T>();
        foreach (var one in list.Items)
        {
            if (!item(one, option).Is(out var read, out var problem))
                return problem;
            items.Add(read);
        }
        return items.Count > 0
            ? items.ToImmutable()
            : Wrong(ValueId, text, value.Mark, $"'{option.Name}' is an empty list", "put something into it");
    }

    private static Result<Setting> Rising(string text, Term value, Option option, ImmutableArray<double> numbers)
    {
        for (var i = 1; i < numbers.Length; i++)
            if (numbers[i] <= numbers[i - 1])
                return Wrong(ValueId, text, value.Mark, $"'{option.Name}' must rise", "sort the numbers");
        return (Setting)numbers;
    }

    /// <summary>A schedule that looks at losses keeps what it saw in the memory of the walk, where only the rate itself has room.</summary>
    private static Result<Schedule> Blind(string text, Term value, Option option, Schedule schedule) =>
        schedule.Seeing is null
            ? schedule
            : Wrong(
                ValueId,
                text,
                value.Mark,
                $"'{option.Name}' cannot look at the losses",
                "plateau stands outside: lr=plateau(cosine(…))"
            );

    private static Result<Setting> Search(string text, Term value, Option option)
    {
        if (value is not Term.Word word)
            return Wrong(ValueId, text, value.Mark, $"'{option.Name}' is a line search", Try(option));
        return SearchTable.Rows.FirstOrDefault(s => s.Name == word.Name) is { } row
            ? Bind(text, word, row.Options).Select(arguments => (Setting)row.Called(arguments))
            : Unknown(NameId, text, word.Mark, "line search", word.Name, SearchTable.Rows.Select(s => s.Name));
    }

    private static Result<double> Number(string text, Term value, Option option)
    {
        if (value is Term.Number { Amount: var x } && option.Bounds.Hold(x))
            return x;
        var said = text.Substring(value.Mark.At, value.Mark.Length);
        return Wrong(ValueId, text, value.Mark, $"'{option.Name}' must be {option.Bounds.Text}; {said} is not", Try(option));
    }

    private static Result<Setting> Switch(string text, Term value, Option option) =>
        value is Term.Word { Arguments.IsEmpty: true, Name: "true" or "false" } word
            ? (Setting)(word.Name == "true")
            : Wrong(ValueId, text, value.Mark, $"'{option.Name}' is true or false", $"write {option.Name}=true or {option.Name}=false");

    private static Result<Schedule> Rate(string text, Term value, Option option)
    {
        if (value is not Term.Word word)
            return Number(text, value, option).Select(x => (Schedule)x);
        if (ScheduleTable.Rows.FirstOrDefault(s => s.Name == word.Name) is { } row)
            return Bind(text, word, row.Options).SelectMany(arguments => Made(text, word, option, row, arguments));
        return Unknown(NameId, text, word.Mark, "schedule", word.Name, ScheduleTable.Rows.Select(s => s.Name));
    }

    /// <summary>A schedule, whose first value must be one the option takes.</summary>
    private static Result<Schedule> Made(string text, Term.Word word, Option option, ScheduleRow row, Arguments arguments)
    {
        try
        {
            var schedule = row.Called(arguments);
            return option.Bounds.Hold(schedule.At(0))
                ? schedule
                : Wrong(
                    ValueId,
                    text,
                    word.Mark,
                    $"'{option.Name}' must be {option.Bounds.Text}; {schedule} begins at {Digits.Of(schedule.At(0))}",
                    ""
                );
        }
        catch (MethodMistake mistake)
        {
            return Misfit(text, word, mistake);
        }
    }

    private static string Try(Option option) => option.Default is null ? "" : $"the default is {option.Text}";
}
