using System.Globalization;
using Microsoft.Extensions.Configuration;

namespace ExperimentAdmin.Core.Access.Sessions;

/// <summary>How many passwords may be tried: the section <c>SignIn</c>, checked. What is used up grows back evenly.</summary>
public sealed record SignInOptions
{
    private const string Section = "SignIn";

    /// <summary>The most sign-ins from one address in a minute, right and wrong ones, whosever they are.</summary>
    public int AttemptsPerMinuteAndAddress { get; init; } = 60;

    /// <summary>The most wrong passwords and links from one address in a minute, whosever they are.</summary>
    public int FailuresPerMinuteAndAddress { get; init; } = 20;

    /// <summary>The most wrong passwords of one account in an hour, from all addresses where its owner did not sign in lately.</summary>
    public int FailuresPerHourAndAccount { get; init; } = 100;

    /// <summary>Reads the settings.</summary>
    /// <exception cref="StartFailureException">A setting cannot be used.</exception>
    public static SignInOptions From(IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        var (section, byDefault) = (configuration.GetSection(Section), new SignInOptions());
        return new SignInOptions
        {
            AttemptsPerMinuteAndAddress = Read(section, nameof(AttemptsPerMinuteAndAddress), byDefault.AttemptsPerMinuteAndAddress),
            FailuresPerMinuteAndAddress = Read(section, nameof(FailuresPerMinuteAndAddress), byDefault.FailuresPerMinuteAndAddress),
            FailuresPerHourAndAccount = Read(section, nameof(FailuresPerHourAndAccount), byDefault.FailuresPerHourAndAccount),
        };
    }

    private static int Read(IConfigurationSection section, string key, int byDefault)
        => section[key] is not { Length: > 0 } value ? byDefault
            : int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0 ? number
            : throw new StartFailureException(
                $"{Section}:{key} is '{value}', which is not a number of attempts: set it to a whole number above 0, or remove it.");
}
