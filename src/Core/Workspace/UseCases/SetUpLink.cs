using System.Security.Cryptography;
using ExperimentAdmin.Core.Access.People;
using ExperimentAdmin.Core.Access.Sessions;
using ExperimentAdmin.Core.Persistence;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.EntityFrameworkCore;

namespace ExperimentAdmin.Core.Workspace.UseCases;

/// <summary>
/// The link by which the first administrator comes in. It is signed, not stored: each start can print one, all of them
/// are good while nobody is there, and none is once somebody is.
/// </summary>
public sealed class SetUpLink(IDataProtectionProvider protection, IDbContextFactory<AppDbContext> contexts, GuessLimiter guesses)
{
    internal static readonly Error Done = new Error.Conflict(
        "set_up_done", "This instance was set up already, so the link no longer works. Sign in, or ask an administrator to invite you.");

    private static readonly Error s_forged = new Error.Forbidden(
        "set_up_link_invalid", "This is not the link that the server printed. Copy the whole line, or restart the server to print it again.");

    private readonly IDataProtector _protector = protection.CreateProtector("ExperimentAdmin.FirstSetUp");

    /// <summary>Whether nobody is there yet.</summary>
    public async Task<bool> IsNeededAsync(CancellationToken cancellationToken = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return !await db.Set<Person>().AnyAsync(cancellationToken);
    }

    /// <summary>A new token for the address of the set-up page.</summary>
    public string Create() => WebEncoders.Base64UrlEncode(_protector.Protect(RandomNumberGenerator.GetBytes(16)));

    /// <summary>Why nobody can be let in by a token, or null.</summary>
    /// <param name="token">From the address of the set-up page.</param>
    /// <param name="from">Where they are who show it.</param>
    /// <param name="cancellationToken">Ends the read.</param>
    public async Task<Error?> CheckAsync(string? token, Visitor from, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(from);
        if (!await IsNeededAsync(cancellationToken))
        {
            return Done;
        }

        if (!guesses.BeginLink(from).TryGet(out var guess, out var refused))
        {
            return refused;
        }

        if (!IsGenuine(token))
        {
            return s_forged;
        }

        guess.Right();
        return null;
    }

    private bool IsGenuine(string? token)
    {
        try
        {
            return token is { Length: > 0 and < 1_000 } && _protector.Unprotect(WebEncoders.Base64UrlDecode(token)).Length > 0;
        }
        catch (Exception forged) when (forged is CryptographicException or FormatException)
        {
            return false;
        }
    }
}
