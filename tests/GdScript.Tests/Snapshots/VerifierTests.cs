using System.Text;
using VerifyTests;
using Xunit;
using static VerifyXunit.Verifier;

namespace GdScript.Tests.Snapshots;

public sealed class VerifierTests
{
    [Fact]
    public Task A_snapshot_stands_beside_its_test() => Verify("step 0\nloss = 12.5");

    [Fact]
    public async Task An_awaited_snapshot_keeps_the_name_of_its_test()
    {
        await Task.Yield();
        await Verify("after waiting");
    }

    [Theory]
    [InlineData("sgd", 0.1)]
    [InlineData("adam", 0.5)]
    public Task Each_case_has_a_file_of_its_own(string rule, double rate)
    {
        var settings = new VerifySettings();
        settings.UseParameters(rule, rate);
        return Verify($"{rule} at {rate}", settings);
    }

    [Fact]
    public Task A_case_may_be_named_by_hand()
    {
        var settings = new VerifySettings();
        settings.UseTextForParameters("bowl");
        settings.UseDirectory("Named");
        return Verify("kept in a folder of its own", settings);
    }

    [Fact]
    public void The_scrubber_added_last_runs_first()
    {
        var settings = new VerifySettings();
        settings.AddScrubber(text => text.Replace("b", "c"));
        settings.AddScrubber(text => text.Replace("a", "b"));

        Assert.Equal("cc", settings.Scrubbed("ab"));
    }

    [Fact]
    public void Lines_that_change_by_themselves_are_left_out_in_any_case()
    {
        var settings = new VerifySettings();
        settings.ScrubLinesContaining("elapsed", "host:");

        Assert.Equal("loss = 1\nend", settings.Scrubbed("loss = 1\r\nElapsed 3 ms\nHOST: here\nend\n"));
    }

    [Fact]
    public void Arguments_make_a_file_name_that_every_system_allows()
    {
        var settings = new VerifySettings();
        settings.UseParameters("a/b:c", 0.5, null);

        Assert.Equal("_loss=a-b-c_rate=0.5_note=null", settings.Suffix(["loss", "rate", "note"]));
    }

    [Fact]
    public async Task A_theory_that_names_more_arguments_than_it_has_is_told_so()
    {
        var settings = new VerifySettings();
        settings.UseParameters(1);

        var error = await Assert.ThrowsAsync<VerifyException>(() => Verify("x", settings));

        Assert.Contains("fewer than 1 parameters", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_mapped_source_path_is_found_below_the_project()
    {
        var project = Directory.CreateTempSubdirectory("mapped-").FullName;
        var source = Path.Combine(project, "Descent", "WalkTests.cs");
        Directory.CreateDirectory(Path.Combine(project, "Descent"));
        File.WriteAllText(source, "");

        Assert.Equal(source, TestSource.Find("/_/tests/GdScript.Tests/Descent/WalkTests.cs", [project]));
        Assert.Equal(source, TestSource.Find(@"D:\_\tests\Descent\WalkTests.cs", [project]));
        Assert.Throws<VerifyException>(() => TestSource.Find("/_/tests/Descent/OtherTests.cs", [project]));
        Directory.Delete(project, recursive: true);
    }

    [Fact]
    public void This_assembly_says_where_its_sources_are() =>
        Assert.Contains(TestSource.Projects(), project => File.Exists(Path.Combine(project, "Snapshots", "VerifierTests.cs")));

    [Theory]
    [InlineData(null, null, Acceptance.NotAsked)]
    [InlineData("true", null, Acceptance.NotAsked)]
    [InlineData(null, "1", Acceptance.Asked)]
    [InlineData("", "1", Acceptance.Asked)]
    [InlineData("false", "1", Acceptance.Asked)]
    [InlineData("true", "1", Acceptance.Refused)]
    [InlineData("1", "1", Acceptance.Refused)]
    [InlineData(null, "yes", Acceptance.NotAsked)]
    internal void A_wish_to_accept_is_refused_where_CI_is_set(string? server, string? wish, Acceptance expected) =>
        Assert.Equal(
            expected,
            Accepting.From(name =>
                name switch
                {
                    "CI" => server,
                    "GDS_ACCEPT_SNAPSHOTS" => wish,
                    _ => null,
                }
            )
        );
}
