namespace ExperimentAdmin.App.Shell.Logs;

/// <summary>How the process writes its log: the section <c>Log</c>, checked.</summary>
internal sealed record LogOptions(LogFormat Format)
{
    private const string Section = "Log";

    /// <summary>Reads the settings.</summary>
    /// <exception cref="StartFailureException">A setting cannot be used.</exception>
    public static LogOptions From(IConfiguration configuration)
    {
        var value = configuration.GetSection(Section)[nameof(Format)];
        return new(
            string.IsNullOrWhiteSpace(value) ? LogFormat.Text
                : Array.Find(Enum.GetNames<LogFormat>(), name => string.Equals(name, value.Trim(), StringComparison.OrdinalIgnoreCase)) is { } known
                    ? Enum.Parse<LogFormat>(known)
                : throw new StartFailureException(
                    $"{Section}:{nameof(Format)} is '{value}', which is not a way to write the log: set it to "
                    + $"{string.Join(" or ", Enum.GetNames<LogFormat>())}, or remove it."));
    }
}
