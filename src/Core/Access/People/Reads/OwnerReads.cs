using ExperimentAdmin.Core.Access.Grants;
using ExperimentAdmin.Core.Access.Ownership;
using ExperimentAdmin.Core.Persistence;
using Microsoft.EntityFrameworkCore;

namespace ExperimentAdmin.Core.Access.People.Reads;

/// <summary>Shows who can own experiments and flags.</summary>
public sealed class OwnerReads(IDbContextFactory<AppDbContext> contexts)
{
    /// <summary>How many are offered at most.</summary>
    public const int Most = 500;

    /// <summary>The people who can own something of the project, by name.</summary>
    public async Task<IReadOnlyList<OwnerItem>> ChoicesAsync(ProjectAccess access, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(access);
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await Owners.Of(db, access.ProjectId).OrderBy(person => person.SearchText).ThenBy(person => person.Id).Take(Most)
            .Select(person => new OwnerItem(person.Id, person.DisplayName)).ToListAsync(cancellationToken);
    }
}
