namespace GdScript.Cli.Help;

/// <summary>
/// What teaches a shell to complete <c>gds</c>. The scripts are small: they hand the line to <c>gds complete</c>, so that what they offer
/// is always what the installed <c>gds</c> understands.
/// </summary>
internal static class CompletionScripts
{
    public const string Shells = "bash|zsh|fish|pwsh";

    /// <summary>The script for a shell; null for one that we do not know.</summary>
    public static string? For(string shell) =>
        shell switch
        {
            "bash" => Bash,
            "zsh" => Zsh,
            "fish" => Fish,
            "pwsh" or "powershell" => PowerShell,
            _ => null,
        };

    private const string Bash = """
        # gds in bash: put  source <(gds completion bash)  into ~/.bashrc
        _gds() {
            local line=${COMP_LINE:0:COMP_POINT} word=${COMP_WORDS[COMP_CWORD]} offer
            COMPREPLY=()
            while IFS= read -r offer; do
                if [[ $offer == :files ]]; then
                    compopt -o default
                else
                    COMPREPLY+=("$offer")
                fi
            done < <(command gds complete --for bash ${word:+"--word=$word"} -- "$line" 2>/dev/null)
            [[ ${#COMPREPLY[@]} -eq 1 && ${COMPREPLY[0]} == *[=:\(] ]] && compopt -o nospace
        }
        complete -F _gds gds

        """;

    private const string Zsh = """
        #compdef gds
        # gds in zsh: gds completion zsh > "${fpath[1]}/_gds"
        _gds() {
            local -a plain open
            local offer text files=
            while IFS= read -r offer; do
                if [[ $offer == :files ]]; then
                    files=1
                    continue
                fi
                text=${offer%%$'\t'*}
                text=${text//:/\\:}
                [[ $offer == *$'\t'* ]] && text+=":${offer#*$'\t'}"
                if [[ ${offer%%$'\t'*} == *[=:\(] ]]; then open+=("$text"); else plain+=("$text"); fi
            done < <(command gds complete --for zsh -- "${LBUFFER##*[;|&] }" 2>/dev/null)
            (( ${#plain} )) && _describe gds plain
            (( ${#open} )) && _describe gds open -S ''
            [[ -n $files ]] && _files
        }
        if [[ $funcstack[1] == _gds ]]; then _gds "$@"; else compdef _gds gds; fi

        """;

    private const string Fish = """
        # gds in fish: gds completion fish > ~/.config/fish/completions/gds.fish
        function __gds
            for offer in (command gds complete --for fish -- (commandline -cp) 2>/dev/null)
                if test "$offer" = :files
                    __fish_complete_path (commandline -ct)
                else
                    echo $offer
                end
            end
        end
        complete -c gds -f -a '(__gds)'

        """;

    private const string PowerShell = """
        # gds in PowerShell: gds completion pwsh | Out-String | Invoke-Expression
        Register-ArgumentCompleter -Native -CommandName gds -ScriptBlock {
            param($word, $ast, $position)
            $text = $ast.ToString()
            $line = $text.Substring(0, [Math]::Min($position - $ast.Extent.StartOffset, $text.Length))
            if ($line.Length -lt $position - $ast.Extent.StartOffset) { $line += ' ' }
            & gds complete --for pwsh -- $line 2>$null | Where-Object { $_ -ne ':files' } | ForEach-Object {
                $parts = $_ -split "`t", 2
                $about = if ($parts.Length -gt 1 -and $parts[1]) { $parts[1] } else { $parts[0] }
                [System.Management.Automation.CompletionResult]::new($parts[0], $parts[0], 'ParameterValue', $about)
            }
        }

        """;
}
