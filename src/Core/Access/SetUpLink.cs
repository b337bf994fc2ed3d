using System.Security.Cryptography;
using ExperimentAdmin.Core.Persistence;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.EntityFrameworkCore;

namespace ExperimentAdmin.Core.Access;

/// <summary>
/// The link by which the first administrator comes in. It is signed, not stored: each start can print one, all of them
/// are good while nobody is there, and none is once somebody is.
/// </summary>
public sealed class SetUpLink(IDataProtectionProvider protection, IDbContextFactory<AppDbContext> contexts)
{
    private readonly IDataProtector _protector = protection.CreateProtector("ExperimentAdmin.FirstSetUp");

    /// <summary>Whether nobody is there yet.</summary>
    public async Task<bool> IsNeededAsync(CancellationToken cancellationToken = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return !await db.Users.AnyAsync(cancellationToken);
    }

    /// <summary>A new token for the address of the set-up page.</summary>
    public string Create() => WebEncoders.Base64UrlEncode(_protector.Protect(RandomNumberGenerator.GetBytes(16)));

    /// <summary>Whether a token was made here.</summary>
    public bool IsGenuine(string? token)
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
