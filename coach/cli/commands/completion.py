"""`coach completion`: what a shell needs to finish words for you, made from the commands' own descriptions."""

from __future__ import annotations

import shlex
from argparse import ArgumentParser, Namespace

from coach.cli.answering import put, put_json
from coach.cli.describing import Command, described
from coach.cli.opening import Told
from coach.cli.table import COMMANDS
from coach.cli.topics import TOPICS
from coach.session.opening import samples

SHELLS = ("bash", "zsh", "fish")
BEFORE = ("--home", "--json", "--no-input", "--version", "--help")
DESCRIPTION = "A script that finishes coach's words in your shell. coach help completion says where to put it."
_PLACES = """\
bash: coach completion bash > ~/.local/share/bash-completion/completions/coach
zsh:  coach completion zsh > a folder of your $fpath, as _coach
fish: coach completion fish > ~/.config/fish/completions/coach.fish"""


def arguments(parser: ArgumentParser) -> None:
    """The command's own words."""
    parser.epilog = _PLACES
    parser.add_argument("shell", metavar="SHELL", choices=SHELLS, help=f"one of {', '.join(SHELLS)}")


def run(told: Told, options: Namespace) -> int:
    """Write the script for one shell."""
    commands = [described(name) for name in COMMANDS]
    script = {"bash": _bash, "zsh": _zsh, "fish": _fish}[options.shell](commands)
    if told.json:
        put_json({"schema": 1, "shell": options.shell, "script": script})
    else:
        put(script)
    return 0


def _given(value: str, choices: tuple[str, ...]) -> tuple[str, ...]:
    """What can stand for a value: its choices, or what its name in help means."""
    if choices:
        return choices
    if value in ("PROFILE", "NAME"):
        return samples()
    return (*COMMANDS, *TOPICS) if value == "TOPIC" else ()


def _is_file(value: str) -> bool:
    return value in ("FILE", "PROFILE", "DIR")


def _flags(one: Command) -> list[str]:
    return [flag for word in one.words for flag in word.flags]


def _places(one: Command) -> tuple[list[str], bool]:
    """What can stand in a command's own places, and whether a file can."""
    places = [word for word in one.words if not word.flags]
    return [given for word in places for given in _given(word.value, word.choices)], any(
        _is_file(word.value) for word in places
    )


def _bash(commands: list[Command]) -> str:
    lines = [
        "# bash completion for coach",
        "_coach() {",
        "    local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD - 1]} command='' words='' files='' i",
        "    for ((i = 1; i < COMP_CWORD; i++)); do",
        "        case ${COMP_WORDS[i]} in",
        "            --home) i=$((i + 1)) ;;",
        "            -*) ;;",
        "            *) command=${COMP_WORDS[i]}; break ;;",
        "        esac",
        "    done",
        '    case "$command:$before" in',
        "        :--home) files=1 ;;",
    ]
    for one in commands:
        for word in one.words:
            if word.flags and word.value:
                given = " ".join(_given(word.value, word.choices))
                files = " files=1" if _is_file(word.value) else ""
                pattern = " | ".join(f"{one.name}:{flag}" for flag in word.flags)
                lines.append(f"        {pattern}) words={shlex.quote(given)}{files} ;;")
    lines.append(f"        :*) words={shlex.quote(' '.join((*COMMANDS, *BEFORE)))} ;;")
    for one in commands:
        given_here, file = _places(one)
        words = shlex.quote(" ".join((*given_here, *_flags(one))))
        lines.append(f"        {one.name}:*) words={words}{' files=1' if file else ''} ;;")
    lines += [
        "    esac",
        '    COMPREPLY=($(compgen -W "$words" -- "$word"))',
        "    if [[ $files ]]; then",
        "        local IFS=$'\\n'",
        '        COMPREPLY+=($(compgen -f -- "$word"))',
        "        compopt -o filenames 2>/dev/null",
        "    fi",
        "}",
        "complete -F _coach coach",
    ]
    return "\n".join(lines)


def _zsh(commands: list[Command]) -> str:
    def told(text: str) -> str:
        return text.replace("'", "'\\''").replace("[", "(").replace("]", ")").replace(":", "\\:")

    def kind(value: str, choices: tuple[str, ...]) -> str:
        given = " ".join(_given(value, choices))
        if given and _is_file(value):
            return f":{value.lower()}:{{ compadd -- {given}; _files }}"
        return f":{value.lower()}:({given})" if given else f":{value.lower()}:{'_files' if _is_file(value) else ' '}"

    lines = ["#compdef coach", "_coach() {", "    local -a commands", "    commands=("]
    lines += [f"        '{one.name}:{told(one.line)}'" for one in commands]
    lines += [
        "    )",
        "    local context state line",
        "    _arguments -C '--home[use this career folder]:folder:_files -/' '--json[answer as JSON]' \\",
        "        '--no-input[never ask anything]' '--version[the version]' '(-h --help)'{-h,--help}'[the overview]' \\",
        "        '1:command:->command' '*::word:->word'",
        "    case $state in",
        "        command) _describe command commands ;;",
        "        word)",
        "            case $words[1] in",
    ]
    for one in commands:
        words = []
        for word in one.words:
            if not word.flags:
                words.append(f"'{'*' if word.many else ''}{kind(word.value, word.choices)}'")
                continue
            for flag in word.flags:
                many = "*" if word.many else ""
                value = kind(word.value, word.choices) if word.value else ""
                words.append(f"'{many}{flag}[{told(word.line)}]{value}'")
        lines.append(f"                {one.name}) _arguments {' '.join(words)} ;;")
    return "\n".join([*lines, "            esac ;;", "    esac", "}", '_coach "$@"'])


def _fish(commands: list[Command]) -> str:
    def told(text: str) -> str:
        return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'"

    lines = ["# fish completion for coach", "complete -c coach -f"]
    lines.append("complete -c coach -n __fish_use_subcommand -l home -r -d 'use this career folder'")
    lines += [f"complete -c coach -n __fish_use_subcommand -l {flag[2:]}" for flag in BEFORE[1:]]
    for one in commands:
        lines.append(f"complete -c coach -n __fish_use_subcommand -a {one.name} -d {told(one.line)}")
    for one in commands:
        here = f"complete -c coach -n '__fish_seen_subcommand_from {one.name}'"
        for word in one.words:
            given = " ".join(_given(word.value, word.choices))
            flags = " ".join(f"-l {flag[2:]}" if flag.startswith("--") else f"-s {flag[1:]}" for flag in word.flags)
            files = " -F" if _is_file(word.value) else ""
            takes = (" -r" if files else " -x") if word.flags and word.value else ""
            given_too = f" -a {told(given)}" if given else ""
            if flags or given or files:
                lines.append(f"{here} {flags}{takes}{files}{given_too} -d {told(word.line)}".replace("  ", " "))
    return "\n".join(lines)
