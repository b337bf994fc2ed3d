using ExperimentAdmin.Core.Access.Passwords;
using ExperimentAdmin.Core.Access.People;
using Microsoft.Extensions.Configuration;

namespace ExperimentAdmin.Core.Access.Sessions;

/// <summary>The first administrator by configuration, for servers that are set up by scripts: the section <c>Bootstrap</c>, checked.</summary>
/// <param name="AdminEmail">What they sign in with.</param>
/// <param name="AdminPassword">Their first password; to be changed on their account page.</param>
public sealed record BootstrapOptions(string AdminEmail, string AdminPassword)
{
    private const string Section = "Bootstrap";
    private const string EmailKey = $"{Section}:{nameof(AdminEmail)}";
    private const string PasswordKey = $"{Section}:{nameof(AdminPassword)}";

    /// <summary>Reads the settings; null when there are none.</summary>
    /// <exception cref="StartFailureException">A setting cannot be used.</exception>
    public static BootstrapOptions? From(IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        var (email, password) = (configuration[EmailKey]?.Trim() ?? string.Empty, configuration[PasswordKey] ?? string.Empty);
        if (email.Length == 0 && password.Length == 0)
        {
            return null;
        }

        if (email.Length == 0 || password.Length == 0)
        {
            throw new StartFailureException(
                $"{(email.Length == 0 ? EmailKey : PasswordKey)} is missing: set both {EmailKey} and {PasswordKey}, or neither.");
        }

        if (PersonRules.CheckEmail(email).FirstOrDefault() is { } wrong)
        {
            throw new StartFailureException(wrong.Code == PersonErrors.EmailInvalid().Code
                ? $"{EmailKey} is '{email}', which is not an e-mail address: correct or remove it."
                : $"{EmailKey} is '{email}': {wrong.Message}");
        }

        return PersonRules.CheckLength(password) is not null
            ? throw new StartFailureException(
                $"{PasswordKey} has to have {IdentityRules.ShortestPassword} to {IdentityRules.LongestPassword} characters: choose another.")
            : new BootstrapOptions(email, password);
    }
}
