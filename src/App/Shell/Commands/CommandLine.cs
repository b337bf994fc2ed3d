namespace ExperimentAdmin.App.Shell.Commands;

/// <summary>Finds what the program is to do in place of running the server. All other arguments are settings, as those of the server.</summary>
internal static class CommandLine
{
    private static readonly Kind[] s_kinds =
    [
        new("--reset-password", "say whose password it is, as in --reset-password ada@example.com", (email, settings) => new ResetPasswordCommand(email, settings)),
        new(
            "--copy-to",
            "say which empty database to copy into, as in --copy-to \"Host=db;Database=experiments;Username=experiments;Password=...\"",
            (target, settings) => new CopyCommand(target, settings)),
        new("--probe", "say which address to ask, as in --probe http://127.0.0.1:5080/health/live", (address, _) => new ProbeCommand(address)),
        new("--version", Need: null, (_, _) => new VersionCommand()),
    ];

    /// <summary>The command; null when there is none and the server is to run.</summary>
    /// <exception cref="StartFailureException">It says too little or too much, or there are several.</exception>
    public static ICommand? Find(string[] arguments)
    {
        for (var index = 0; index < arguments.Length; index++)
        {
            if (Array.Find(s_kinds, kind => kind.Is(arguments[index])) is not { } kind)
            {
                continue;
            }

            if (kind.Need is null)
            {
                return arguments is [{ } alone] && alone.Length == kind.Name.Length
                    ? kind.Make(string.Empty, [])
                    : throw new StartFailureException($"{kind.Name} stands alone: leave out all other arguments and values.");
            }

            var joined = arguments[index].Length > kind.Name.Length;
            var value = joined ? arguments[index][(kind.Name.Length + 1)..] : arguments.ElementAtOrDefault(index + 1);
            if (string.IsNullOrWhiteSpace(value) || (!joined && value.StartsWith("--", StringComparison.Ordinal)))
            {
                throw new StartFailureException($"{kind.Name} needs a value: {kind.Need}. One that begins with -- is written as {kind.Name}=VALUE.");
            }

            string[] settings = [.. arguments[..index], .. arguments[(index + (joined ? 1 : 2))..]];
            if (settings.FirstOrDefault(other => Array.Exists(s_kinds, kind => kind.Is(other))) is { } second)
            {
                throw new StartFailureException($"{kind.Name} and {second.Split('=')[0]} are two commands: give one at a time.");
            }

            return kind.Make(value.Trim(), settings);
        }

        return null;
    }

    /// <param name="Name">As it is written.</param>
    /// <param name="Need">What to do when it stands without a value; null when it has none, and stands alone.</param>
    /// <param name="Make">Makes the command of its value and of the other arguments.</param>
    private sealed record Kind(string Name, string? Need, Func<string, string[], ICommand> Make)
    {
        public bool Is(string argument)
            => argument.StartsWith(Name, StringComparison.OrdinalIgnoreCase) && (argument.Length == Name.Length || argument[Name.Length] == '=');
    }
}
