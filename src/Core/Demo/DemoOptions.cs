using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;

namespace ExperimentAdmin.Core.Demo;

/// <summary>Whether an empty database is filled with the demo workspace.</summary>
/// <param name="Seed">Default: true in Development, else false.</param>
public sealed record DemoOptions(bool Seed)
{
    private const string Key = "Demo:Seed";

    /// <exception cref="StartFailureException">The setting is not a boolean, or asks for the demo in Production.</exception>
    public static DemoOptions From(IConfiguration configuration, IHostEnvironment environment)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        var text = configuration[Key];
        if (string.IsNullOrWhiteSpace(text))
        {
            return new DemoOptions(environment.IsDevelopment());
        }

        if (!bool.TryParse(text, out var seed))
        {
            throw new StartFailureException($"{Key} is '{text}', which is neither true nor false: correct or remove it.");
        }

        return seed && environment.IsProduction()
            ? throw new StartFailureException(
                $"{Key} is true, but the demo workspace has known passwords and is refused in Production: remove the setting.")
            : new DemoOptions(seed);
    }
}
