using Microsoft.Extensions.Logging.Console;

namespace ExperimentAdmin.App.Shell.Starting;

/// <summary>How much is logged, by the framework's section <c>Logging</c>, whose words it would end with when it first logs.</summary>
internal static class LogLevels
{
    private const string Console = "Logging:Console";

    /// <exception cref="StartFailureException">A level is none, or a value for the console cannot be used.</exception>
    public static void Check(IConfiguration configuration)
    {
        CheckBelow(configuration.GetSection("Logging"));
        if (configuration["Logging:CaptureScopes"] is { Length: > 0 } scopes && !bool.TryParse(scopes, out _))
        {
            throw new StartFailureException($"Logging:CaptureScopes is '{scopes}', which is neither true nor false: correct or remove it.");
        }

        CheckConsole(configuration.GetSection(Console));
    }

    private static void CheckConsole(IConfigurationSection console)
    {
        if (console.Value is { Length: > 0 })
        {
            throw new StartFailureException($"{Console} is a section and not a text: set what is meant below it, such as {Console}:LogLevel:Default.");
        }

        foreach (var (key, value) in console.AsEnumerable().Where(setting => setting.Value is { Length: > 0 }))
        {
            // Alone, so that it is known which one is meant by what the framework throws.
            var alone = new ConfigurationBuilder().AddInMemoryCollection([KeyValuePair.Create(key, value)]).Build();
            try
            {
                _ = alone.GetSection(Console).Get<ConsoleLoggerOptions>();
                _ = alone.GetSection($"{Console}:FormatterOptions").Get<SimpleConsoleFormatterOptions>();
                _ = alone.GetSection($"{Console}:FormatterOptions").Get<JsonConsoleFormatterOptions>();
            }
            catch (Exception refused)
            {
                throw new StartFailureException(
                    $"{key} is '{value}', which cannot be used ({refused.GetBaseException().Message.ReplaceLineEndings(" ").TrimEnd('.')}): correct or remove it.",
                    refused);
            }
        }
    }

    private static void CheckBelow(IConfigurationSection section)
    {
        foreach (var child in section.GetChildren())
        {
            if (child.Key.Equals("LogLevel", StringComparison.OrdinalIgnoreCase))
            {
                CheckLevels(child);
            }
            else
            {
                CheckBelow(child);
            }
        }
    }

    private static void CheckLevels(IConfigurationSection levels)
    {
        if (levels.Value is { Length: > 0 })
        {
            throw new StartFailureException($"{levels.Path} is one level, and not one for each category: set {levels.Path}:Default in its place.");
        }

        foreach (var level in levels.GetChildren())
        {
            if (level.Key.All(char.IsAsciiDigit))
            {
                throw new StartFailureException($"{levels.Path} is a list, and not a level for each category: set {levels.Path}:Default in its place.");
            }

            if (level.GetChildren().Any())
            {
                throw new StartFailureException($"{level.Path} is one level, so write it as such, as in {level.Path}=Warning, or remove what is below it.");
            }

            if (level.Value is { Length: > 0 } value && !Enum.GetNames<LogLevel>().Contains(value, StringComparer.OrdinalIgnoreCase))
            {
                throw new StartFailureException(
                    $"{level.Path} is '{value}', which is no log level: set it to {string.Join(" or ", Enum.GetNames<LogLevel>())}, or remove it.");
            }
        }
    }
}
