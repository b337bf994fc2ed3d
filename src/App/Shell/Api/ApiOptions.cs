using System.Globalization;

namespace ExperimentAdmin.App.Shell.Api;

/// <summary>How much of the management API one caller may use: the section <c>Api</c>, checked.</summary>
internal sealed record ApiOptions
{
    private const string Section = "Api";

    /// <summary>The most requests of one key or person in a minute.</summary>
    public int RequestsPerMinute { get; private init; }

    /// <summary>The most requests from one address in a minute, whoever signs them.</summary>
    public int RequestsPerMinuteAndAddress { get; private init; }

    /// <summary>The most requests from one address in a minute that nobody signs, or with a key that does not work.</summary>
    public int StrangersPerMinute { get; private init; }

    /// <summary>Reads the settings.</summary>
    /// <exception cref="StartFailureException">A setting cannot be used.</exception>
    public static ApiOptions From(IConfiguration configuration)
    {
        var section = configuration.GetSection(Section);
        return new ApiOptions
        {
            RequestsPerMinute = Read(section, nameof(RequestsPerMinute), 6_000),
            RequestsPerMinuteAndAddress = Read(section, nameof(RequestsPerMinuteAndAddress), 12_000),
            StrangersPerMinute = Read(section, nameof(StrangersPerMinute), 600),
        };
    }

    private static int Read(IConfigurationSection section, string key, int byDefault)
        => section[key] is not { Length: > 0 } value ? byDefault
            : int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0 ? number
            : throw new StartFailureException(
                $"{Section}:{key} is '{value}', which is not a number of requests: set it to a whole number above 0, or remove it.");
}
