using ExperimentAdmin.Core.Common;

namespace ExperimentAdmin.App.Shell;

/// <summary>How much is logged, by the framework's section <c>Logging</c>, whose words it would end with when it first logs.</summary>
internal static class LogLevels
{
    /// <exception cref="StartFailureException">A level is none.</exception>
    public static void Check(IConfiguration configuration) => CheckBelow(configuration.GetSection("Logging"));

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
            if (level.Value is { Length: > 0 } value && !Enum.GetNames<LogLevel>().Contains(value, StringComparer.OrdinalIgnoreCase))
            {
                throw new StartFailureException(
                    $"{level.Path} is '{value}', which is no log level: set it to {string.Join(" or ", Enum.GetNames<LogLevel>())}, or remove it.");
            }
        }
    }
}
