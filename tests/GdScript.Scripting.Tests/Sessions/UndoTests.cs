using GdScript.Scripting.Globals;
using GdScript.Scripting.Sessions;
using Xunit;

namespace GdScript.Scripting.Tests.Sessions;

public sealed class UndoTests
{
    [Fact]
    public void Undoing_brings_back_names_types_and_values()
    {
        var session = new Session();
        session.Evaluate("var x = 1; var a = new[] { 1.0 }; double F(double y) => y;");
        session.Evaluate("var x = \"text\"; double F(double y) => y + 1;");
        session.Evaluate("x = \"other\"; a[0] = 2;");
        Assert.True(session.Undo());
        Assert.Equal("text", session.Value("x"));
        Assert.True(session.Undo()); // the question
        Assert.True(session.Undo());
        Assert.Equal(1, session.Value("x"));
        Assert.Equal(3.0, session.Value("F(3)"));
        Assert.Equal(2.0, session.Value("a[0]")); // what was changed inside an array stays changed
    }

    [Fact]
    public void A_value_defined_from_outside_is_undone_too()
    {
        var session = new Session();
        session.Define("f", LossFormula.Read("x^2").Value, typeof(LossFormula));
        Assert.Equal(9.0, session.Value("f.At(3)"));
        session.Define("f", LossFormula.Read("x^3").Value, typeof(LossFormula));
        Assert.Equal(27.0, session.Value("f.At(3)"));
        session.Undo();
        session.Undo();
        Assert.Equal(9.0, session.Value("f.At(3)"));
    }

    [Fact]
    public void There_is_an_end_to_undoing_and_a_reset_forgets_all()
    {
        var session = new Session();
        Assert.False(session.Undo());
        session.Evaluate("var x = 1;");
        Assert.True(session.Undo());
        Assert.Equal("CS0103", Assert.IsType<Evaluation.Refused>(session.Evaluate("x")).Problems[0].Id);
        session.Evaluate("var y = 1;");
        session.Reset();
        Assert.False(session.CanUndo);
        Assert.IsType<Evaluation.Refused>(session.Evaluate("y"));
        Assert.Equal(2, session.Value("1 + 1"));
        Assert.Equal(1, session.Answers[0].Number);
    }
}
