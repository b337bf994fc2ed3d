using ExperimentAdmin.Core.Access.People;
using Microsoft.AspNetCore.Identity;

namespace ExperimentAdmin.Core.Access.Passwords;

/// <summary>How passwords are kept, and how many wrong ones an account bears.</summary>
public static class IdentityRules
{
    /// <summary>The fewest characters of a password. Nobody has to mix kinds of them: <see cref="CommonPasswords"/> refuses what is guessed first.</summary>
    public const int ShortestPassword = 8;

    /// <summary>The most characters of a password: hashing a longer one would cost more than it protects.</summary>
    public const int LongestPassword = 200;

    /// <summary>The iterations of PBKDF2 with SHA-512 that a hash takes; one that has fewer is renewed at the next sign-in.</summary>
    public const int Iterations = 210_000;

    /// <summary>After so many wrong passwords in a row an account is locked for a while for the address that they came from.</summary>
    public const int MostAttempts = 5;

    /// <summary>How long a locked account stays locked.</summary>
    public static TimeSpan LockedFor { get; } = TimeSpan.FromMinutes(10);

    /// <summary>How long a link that sets a password can be used.</summary>
    public static TimeSpan LinkLastsFor { get; } = TimeSpan.FromDays(3);

    internal static void Apply(IdentityOptions options)
    {
        options.User.RequireUniqueEmail = true;
        options.User.AllowedUserNameCharacters = string.Empty; // The name is an e-mail address, checked as one.
        options.Tokens.ProviderMap[TokenOptions.DefaultProvider] = new TokenProviderDescriptor(typeof(DataProtectorTokenProvider<Person>));
    }
}
