using ExperimentAdmin.Core.Access.Domain;
using Microsoft.AspNetCore.Identity;

namespace ExperimentAdmin.Core.Access;

/// <summary>What a password must be, and how many wrong ones an account bears.</summary>
public static class IdentityRules
{
    /// <summary>The fewest characters of a password. Length is the only rule: it is the one that helps.</summary>
    public const int ShortestPassword = 8;

    /// <summary>The most characters of a password: hashing a longer one would cost more than it protects.</summary>
    public const int LongestPassword = 200;

    /// <summary>After so many wrong passwords in a row an account is locked for a while.</summary>
    public const int MostAttempts = 5;

    /// <summary>How long a locked account stays locked.</summary>
    public static TimeSpan LockedFor { get; } = TimeSpan.FromMinutes(10);

    /// <summary>How long a link that sets a password can be used.</summary>
    public static TimeSpan LinkLastsFor { get; } = TimeSpan.FromDays(3);

    internal static void Apply(IdentityOptions options)
    {
        options.User.RequireUniqueEmail = true;
        options.User.AllowedUserNameCharacters = string.Empty; // The name is an e-mail address, checked as one.
        options.Password.RequiredLength = ShortestPassword;
        options.Password.RequireDigit = false;
        options.Password.RequireLowercase = false;
        options.Password.RequireUppercase = false;
        options.Password.RequireNonAlphanumeric = false;
        options.Tokens.ProviderMap[TokenOptions.DefaultProvider] = new TokenProviderDescriptor(typeof(DataProtectorTokenProvider<Person>));
    }
}
