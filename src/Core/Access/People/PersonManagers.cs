using ExperimentAdmin.Core.Persistence;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace ExperimentAdmin.Core.Access.People;

/// <summary>
/// Builds Identity's manager over the context of a change, so that what it writes shares the transaction with the
/// record of the change.
/// </summary>
public sealed class PersonManagers(
    IOptions<IdentityOptions> options, IPasswordHasher<Person> hasher, ILookupNormalizer normalizer, IServiceProvider services,
    ILogger<UserManager<Person>> logger)
{
    /// <summary>What a link for a password is signed for.</summary>
    internal const string ResetPurpose = UserManager<Person>.ResetPasswordTokenPurpose;

    private readonly IdentityErrorDescriber _describer = new();

    internal ILookupNormalizer Normalizer => normalizer;

    internal UserManager<Person> Over(AppDbContext db) => new(
        new UserOnlyStore<Person, AppDbContext, int>(db, _describer),
        options,
        hasher,
        [new UserValidator<Person>(_describer)],
        [],
        normalizer,
        _describer,
        services,
        logger);
}
