using System.Diagnostics;
using GdScript.Cli.Help;
using Xunit;

namespace GdScript.Cli.Tests.Help;

/// <summary>The completion scripts in the shells they are for; each is skipped visibly where its shell is not installed.</summary>
public class ShellTests
{
    [InstalledTheory("bash")]
    [InlineData("gds desc", "gds desc", "descend")]
    [InlineData("gds check x --poi", "gds check x --poi", "--points")]
    [InlineData("gds grad x^2+y --at x=3,", "gds grad x^2+y --at x = 3,", "3,y=")]
    [InlineData("gds diff 'a*b' --wrt ", "gds diff 'a*b' --wrt ''", "a b")]
    public void Bash_completes(string line, string words, string expected) =>
        Assert.Equal(
            expected,
            Ran(
                "bash",
                $$"""
                source <(gds completion bash)
                compopt() { :; }
                COMP_LINE="{{line}}"; COMP_POINT=${#COMP_LINE}; COMP_WORDS=({{words}}); COMP_CWORD=$(( ${#COMP_WORDS[@]} - 1 ))
                _gds
                echo "${COMPREPLY[*]}"
                """
            )
        );

    /// <summary>The functions that draw the list are stood in for: they say what they were given.</summary>
    [InstalledTheory("zsh")]
    [InlineData("gds desc", "plain: descend:Walk downhill from a point, and trace it.\nfiles")]
    [InlineData("gds grad 'a*b' --at ", "open: a=:in the loss b=:in the loss")]
    [InlineData("ls | gds cache c", "plain: clear")]
    [InlineData("gds descend x --trace ", "files")]
    public void Zsh_completes(string line, string expected) =>
        Assert.Equal(
            expected,
            Ran(
                "zsh",
                $$"""
                compdef() { :; }
                _describe() { echo "$2: ${(P)2}"; }
                _files() { echo files; }
                source <(gds completion zsh)
                LBUFFER="{{line}}"
                _gds
                """
            )
        );

    [InstalledTheory("fish")]
    [InlineData("gds desc", "descend\tWalk downhill from a point, and trace it.")]
    [InlineData("gds explain GDS5010", "GDS5010\ta decimal comma")]
    public void Fish_completes(string line, string expected) =>
        Assert.Equal(expected, Ran("fish", $"gds completion fish | source; complete -C \"{line}\""));

    [Fact]
    public void Each_script_says_first_where_it_belongs_and_an_unknown_shell_is_told_the_known_ones()
    {
        foreach (var shell in CompletionScripts.Shells.Split('|'))
            Assert.Contains(
                "gds in ",
                string.Join('\n', Command.Out("completion", shell).Split('\n')[..2]),
                StringComparison.OrdinalIgnoreCase
            );
        Assert.Contains(CompletionScripts.Shells, Command.Run("completion", "csh").Err, StringComparison.Ordinal);
        Assert.Equal(2, Command.Run("completion").Exit);
    }

    private static string Ran(string shell, string script)
    {
        var folder = Directory.CreateTempSubdirectory("gds-shell-").FullName;
        try
        {
            var gds = Path.Combine(folder, "gds");
            File.WriteAllText(gds, "#!/bin/sh\nexec \"$GDS_HOST\" \"$GDS_DLL\" \"$@\"\n");
            if (!OperatingSystem.IsWindows())
                File.SetUnixFileMode(gds, UnixFileMode.UserRead | UnixFileMode.UserExecute);
            var info = new ProcessStartInfo(shell, ["-c", script]);
            info.Environment["PATH"] = folder + ":" + Environment.GetEnvironmentVariable("PATH");
            info.Environment["HOME"] = folder;
            using var process = ProcessTests.Started(info);
            process.StandardInput.Close();
            var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
            if (!process.WaitForExit(60_000))
                process.Kill(entireProcessTree: true);
            return output.Result.TrimEnd('\n') + error.Result;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}

/// <summary>A theory that needs a program, and says so where it is not installed.</summary>
internal sealed class InstalledTheoryAttribute : TheoryAttribute
{
    public InstalledTheoryAttribute(string program)
    {
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator);
        if (!folders.Any(folder => File.Exists(Path.Combine(folder, program))))
            Skip = $"{program} is not installed";
    }
}
